"""Everything the people page of an account shows, read with a fixed number of queries."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef

from crm.shared.counting import count_of
from crm.shared.formats import ago
from crm.shared.localtime import day_start, local_date
from crm.shared.numbers import as_decimal
from crm.shared.organisation.services import get_organisation
from crm.shared.people.models import User
from customers.accounts.models import Account, AccountKind
from customers.activities.models import Interaction
from customers.contacts.models import Contact, DmuRole, Level, SecondPost
from customers.contacts.reporting import Node, chart
from customers.dmu.dmu import Facts, counts_from, is_silent, support
from customers.dmu.facts import gaps_of
from customers.dmu.matrix import Cell, Coverage, Key, cells, coverage
from customers.dmu.models import ContactTarget
from customers.dmu.words import Warning, by_weight, warnings

PEOPLE = 80  # shown with the picture; more stand in the list of contacts
COLUMNS = 8  # colleagues in the matrix, besides those with a target


@dataclass
class Person:
    """A contact with what the picture and the table tell."""

    contact: Contact
    roles: list[str] = field(default_factory=list)
    silent: bool = False

    @property
    def pk(self) -> int:
        """Return the contact's key; the chart hangs people by it."""
        return self.contact.pk

    @property
    def role_words(self) -> str:
        """Return the roles in words, the weightiest first."""
        return ", ".join(str(DmuRole(role).label) for role in self.roles)

    @property
    def spoken(self) -> str:
        """Return how long ago we spoke, or nothing for never."""
        return ago(self.contact.last_contact_at) if self.contact.last_contact_at else ""


@dataclass(frozen=True)
class Row:
    """A level of the matrix in words, with its cells."""

    level: str
    label: str
    people: int
    cells: list[Cell]


@dataclass
class PeoplePage:
    """What the page shows of an account's people."""

    account: Account
    today: date
    people: list[Person]
    left: list[Contact]
    posts: list[SecondPost]
    colleagues: list[User]
    targeted: set[int]
    matrix: list[Row]
    coverage: Coverage
    window_from: date
    support: Fraction | None
    voters: int
    warnings: list[Warning]
    org: list[Node]

    @property
    def support_shown(self) -> Decimal | None:
        """Return the support as a decimal, for display."""
        return None if self.support is None else as_decimal(self.support)

    @property
    def unknown(self) -> int:
        """Return how many people have no influence or no stance yet."""
        return len(self.people) - self.voters

    @property
    def is_person(self) -> bool:
        """Say whether the account is one person: nothing to decide among people."""
        return self.account.kind == AccountKind.PERSON


def _people(account: Account, today: date) -> tuple[list[Person], list[Contact]]:
    """Read who is there with their roles, and who left, in one query: a row per role."""
    days = get_organisation().decider_silent_days
    there: dict[int, Person] = {}
    left: dict[int, Contact] = {}
    rows = account.contacts.select_related("persona").annotate(role=F("roles__role"))
    for contact in rows.order_by("name_key", "pk")[: PEOPLE * 3]:
        if contact.left_on is not None:
            left.setdefault(contact.pk, contact)
            continue
        person = there.setdefault(contact.pk, Person(contact))
        if contact.role:
            person.roles.append(contact.role)
    for person in there.values():
        person.roles = by_weight(person.roles)
        at = person.contact.last_contact_at
        person.silent = DmuRole.DECIDER in person.roles and is_silent(
            local_date(at) if at else None, today=today, days=days
        )
    return list(there.values())[:PEOPLE], list(left.values())


def _talks(account: Account, since: datetime) -> list[tuple[int | None, int, int, datetime, int]]:
    """Return who of us spoke with whom of them: author, contact, how often, when last.

    Each row carries the number of all contact moments, those without a name too.
    """
    moments = Interaction.objects.filter(account=account, happened_at__gte=since).contacts_made()
    return list(
        moments.filter(contacts__isnull=False)
        .order_by()
        .values_list("author_id", "contacts")
        .annotate(Count("pk"), Max("happened_at"), all_moments=count_of(moments))
    )


def load(account: Account, user: Any, *, now: datetime) -> PeoplePage:
    """Read the people of an account, the picture of their weight, and the contact matrix."""
    today, terms = local_date(now), get_organisation()
    people, left = _people(account, today)
    window_from = counts_from(today, terms.contact_window_days)
    talks = _talks(account, day_start(window_from))
    level_of = {c.pk: c.level for c in [p.contact for p in people] + left}
    spoken: dict[Key, datetime] = {}
    with_person: dict[int, int] = {}
    for author, contact, times, at, _all in talks:
        with_person[contact] = with_person.get(contact, 0) + times
        level = level_of.get(contact, "")
        if author and level:
            key = (level, author)
            spoken[key] = max(at, spoken.get(key, at))
    targets = {(t.level, t.colleague_id) for t in ContactTarget.objects.filter(account=account)}
    colleagues = _colleagues(account, targets, spoken)
    facts = Facts(
        deciders=sum(DmuRole.DECIDER in p.roles for p in people),
        silent_deciders=sum(p.silent for p in people),
        buyers=sum(DmuRole.BUYER in p.roles for p in people),
        moments=talks[0][-1] if talks else 0,
        busiest=max(with_person.values(), default=0),
        whom_to_see=_longest_silent(people),
    )
    votes = [(p.contact.influence, p.contact.stance) for p in people]
    rows = cells(Level.values, [c.pk for c in colleagues], targets, spoken)
    return PeoplePage(
        account=account,
        today=today,
        people=people,
        left=left,
        posts=list(
            SecondPost.objects.filter(account=account)
            .select_related("contact__account")
            .annotate(
                readable=Exists(
                    Account.objects.visible_to(user).filter(pk=OuterRef("contact__account"))
                )
            )
            .order_by("contact__name_key", "pk")[:PEOPLE]
        ),
        colleagues=colleagues,
        targeted={who for _level, who in targets},
        matrix=[
            Row(level, str(Level(level).label), sum(p.contact.level == level for p in people), row)
            for level, row in zip(Level.values, rows, strict=True)
        ],
        coverage=coverage(targets, spoken),
        window_from=window_from,
        support=support(votes),
        voters=sum(i is not None and s is not None for i, s in votes),
        warnings=warnings(account, gaps_of(account, facts), facts),
        org=_org(people, left),
    )


def _longest_silent(people: list[Person]) -> int | None:
    """Return the silent decider we spoke to longest ago, never first."""
    silent = [p for p in people if p.silent]
    never = [p.pk for p in silent if p.contact.last_contact_at is None]
    spoken = [(p.contact.last_contact_at, p.pk) for p in silent if p.contact.last_contact_at]
    return never[0] if never else min(spoken)[1] if spoken else None


def _org(people: list[Person], left: list[Contact]) -> list[Node]:
    """Return the chart of those there; nothing when nobody reports to anybody."""
    bosses = {c.pk: c.reports_to_id for c in [p.contact for p in people] + left}
    if not any(bosses[person.pk] for person in people):
        return []
    return chart(people, bosses)


def _colleagues(account: Account, targets: set[Key], spoken: dict[Key, datetime]) -> list[User]:
    """Return the columns of the matrix: the owner, who has a target, who spoke most recently."""
    wanted = {who for _level, who in targets}
    recent = sorted(spoken, key=lambda key: spoken[key], reverse=True)
    others = list(dict.fromkeys(who for _level, who in recent if who not in wanted))[:COLUMNS]
    first = [account.owner_id] if account.owner_id else []
    found = User.objects.in_bulk({*first, *wanted, *others})
    rest = sorted(
        (u for pk, u in found.items() if pk != account.owner_id), key=lambda u: u.display_name
    )
    return [found[pk] for pk in first] + rest
