"""Colleagues with what waits for them, and those who are away while work falls due: one query."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import DateField, DecimalField, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from complaints.cases.models import Complaint
from crm.dashboard.doors import door
from crm.dashboard.manager.compare import Share
from crm.dashboard.manager.scope import as_filters, days_q, moments_q
from crm.shared.counting import count_of, total_of
from crm.shared.localtime import day_end, local_date
from crm.shared.people.absence import acting_owner
from crm.shared.people.models import User
from customers.activities.models import Task
from customers.deals.models import Deal
from customers.figures.slices import Slice
from customers.promises.models import Promise
from surveys.answers.models import Answer
from surveys.campaigns.models import SurveyKind
from surveys.followups.models import FollowUp
from surveys.nps.score import Counts

MONEY = DecimalField(max_digits=18, decimal_places=2)
AHEAD = timedelta(days=14)  # work that falls due when nobody knows how long somebody is away
MOST = 200  # colleagues in the table


def until_of(user: User, today: date) -> date:
    """Return up to which day work is due while a colleague is away: the last day, or two weeks when unknown."""
    return user.absent_until or today + AHEAD


def due_tasks(reader: Any, owner: Any, until: Any) -> QuerySet[Task]:
    """Return open tasks of a colleague due up to a day, as far as the reader may know of them."""
    return Task.objects.visible_to(reader).open().filter(assignee=owner, due_on__lte=until)


def due_promises(reader: Any, owner: Any, until: Any) -> QuerySet[Promise]:
    """Return promises a colleague owes up to a day."""
    return Promise.objects.visible_to(reader).open().filter(owner=owner, due_on__lte=until)


def open_complaints(reader: Any, handler: Any) -> QuerySet[Complaint]:
    """Return open complaints a colleague handles: their clocks run on."""
    return Complaint.objects.visible_to(reader).open().filter(handler=handler)


def open_loops(reader: Any, owner: Any) -> QuerySet[FollowUp]:
    """Return follow-ups of a colleague that still ask for something."""
    return FollowUp.objects.visible_to(reader).to_do().filter(owner=owner)


@dataclass(frozen=True)
class Person:
    """A colleague with counts; each the count of a list."""

    user: User
    late: int
    late_promises: int
    complaints: int
    detractors: int
    promises: Share
    scores: Counts
    pipeline: Decimal
    due: tuple[int, int, int, int]

    @property
    def is_busy(self) -> bool:
        """Say whether there is anything to show."""
        counted = (self.late, self.late_promises, self.complaints, self.detractors)
        return bool(sum(counted) or self.promises.n or self.scores.n or self.pipeline)

    @property
    def due_count(self) -> int:
        """Return how many things fall due while the colleague is away."""
        return sum(self.due)


def load(user: Any, part: Slice, now: datetime) -> list[Person]:
    """Read the colleagues of a slice with their work; one query, whatever there is."""
    today, days = local_date(now), (part.since, part.until)
    me, of_class = OuterRef("pk"), Q()
    if part.account_class:
        of_class = Q(account__account_class=part.account_class)
    until = Coalesce(
        OuterRef("absent_until"), Value(today + AHEAD, output_field=DateField()),
        output_field=DateField(),
    )  # fmt: skip
    promises = Promise.objects.visible_to(user).filter(of_class, owner=me)
    decided = promises.filter(days_q("promised_on", days))
    said = Answer.objects.visible_to(user).filter(
        moments_q("confirmed_at", days), kind=SurveyKind.RELATIONSHIP, owner=me
    )
    if part.account_class:
        said = said.filter(account_class=part.account_class)
    said = said.latest_before(day_end(part.until))
    tasks = Task.objects.visible_to(user).filter(of_class)
    complaints = Complaint.objects.visible_to(user).filter(of_class)
    loops = FollowUp.objects.visible_to(user).filter(of_class, owner=me)
    deals = Deal.objects.visible_to(user).open().filter(of_class, owner=me)
    seen = User.objects.filter(is_active=True).select_related("deputy", "team__manager")
    if part.owner:
        seen = seen.filter(pk=part.owner)
    if part.team:
        seen = seen.filter(team=part.team)
    rows = seen.annotate(
        n_late=count_of(tasks.open().filter(assignee=me, due_on__lt=today)),
        n_late_promises=count_of(promises.overdue(now)),
        n_complaints=count_of(complaints.open().filter(handler=me)),
        n_detractors=count_of(loops.unhandled().of_detractors()),
        n_kept=count_of(decided.kept()),
        n_decided=count_of(decided.decided(now)),
        n_promoters=count_of(said.in_band("promoter")),
        n_passives=count_of(said.in_band("passive")),
        n_critics=count_of(said.in_band("detractor")),
        weighted=total_of(deals, F("amount") * F("probability"), output_field=MONEY),
        due_tasks=count_of(due_tasks(user, me, until)),
        due_promises=count_of(due_promises(user, me, until)),
        due_complaints=count_of(open_complaints(user, me)),
        due_loops=count_of(open_loops(user, me)),
    ).order_by("first_name", "last_name", "pk")[:MOST]
    return [
        Person(
            row, row.n_late, row.n_late_promises, row.n_complaints, row.n_detractors,
            Share(row.n_kept, row.n_decided),
            Counts(row.n_promoters, row.n_passives, row.n_critics),
            Decimal(row.weighted or 0) / 100,
            (row.due_tasks, row.due_promises, row.due_complaints, row.due_loops),
        )
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True)
class Away:
    """A colleague who is away, with the work that falls due and who stands in."""

    person: Person
    until: date | None
    stand_in: User | None
    doors: tuple[tuple[str, int, str], ...]


def away(people: list[Person], today: date) -> list[Away]:
    """Return who is away today with work that falls due, the most work first."""
    found = []
    for person in people:
        user = person.user
        if not user.is_absent(today) or not person.due_count:
            continue
        until = until_of(user, today).isoformat()
        acting = acting_owner(user, today)
        tasks, promises, complaints, loops = person.due
        found.append(
            Away(
                person, user.absent_until, acting if acting != user else None,
                (
                    ("tasks", tasks, door("tasks:list", owner=user.pk, until=until)),
                    ("promises", promises,
                     door("promises:list", owner=user.pk, outcome="owed", due_until=until)),
                    ("complaints", complaints,
                     door("complaints:list", handler=user.pk, state="open")),
                    ("followups", loops, door("followups:list", owner=user.pk)),
                ),
            )
        )  # fmt: skip
    return sorted(found, key=lambda a: (-a.person.due_count, a.person.user.pk))


def person_doors(person: Person, part: Slice) -> dict[str, str]:
    """Return the lists behind the figures of a colleague."""
    owner, days = person.user.pk, as_filters((part.since, part.until))
    whose = {"owner": owner, "account_class": part.account_class}
    return {
        "late": door("tasks:list", due="overdue", **whose),
        "late_promises": door("promises:list", outcome="overdue", **whose),
        "complaints": door(
            "complaints:list", handler=owner, state="open", account_class=part.account_class
        ),
        "detractors": door("followups:list", state="open", band="detractor", **whose),
        "promises": door("promises:list", outcome="counted", **days, **whose),
        "scores": door("answers:list", kind="relationship", latest=1, **days, **whose),
        "pipeline": door("deals:table", state="open", **whose),
    }
