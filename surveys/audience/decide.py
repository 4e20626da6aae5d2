"""Find the people a survey is meant for, and say of each whether they are asked now.

The decision is made by the database for everybody at once, in the order of `fatigue.eligibility`; a
test holds the two beside each other. At the moment of sending the rule itself looks again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from crm.shared.localtime import day_end, local_date
from crm.shared.organisation.calendar import load_calendar
from crm.shared.organisation.services import get_organisation
from customers.contacts.models import ConsentState, Contact
from surveys.audience.conditions import audience_q
from surveys.audience.draw import day_of, draw_in_database, drawn_below
from surveys.audience.fatigue import RECOVERIES_A_YEAR, Candidate, Eligibility, Reason, eligibility
from surveys.campaigns.models import Invitation, InvitationState, Survey, Trigger
from surveys.campaigns.waves import sending_days

YEAR = timedelta(days=365)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
ASKED = ""  # the reason of who is asked


@dataclass(frozen=True, slots=True)
class Terms:
    """Hold what the decision depends on beside the person."""

    now: datetime
    rest_days: int
    account_cap: int  # 0 = no cap
    days: Sequence[date]  # the days on which the mails go out
    seed: int

    @property
    def until(self) -> datetime:
        """Give the last moment at which somebody can still be asked."""
        return max(self.now, day_end(self.days[-1]) if len(self.days) > 1 else self.now)

    @property
    def since(self) -> datetime:
        """Give the start of the rest period that ends now."""
        return self.now - timedelta(days=self.rest_days)

    def eligible_from(self, person: Any) -> datetime | None:
        """Tell from when a person of `decided` may be asked; None = not by waiting."""
        rest = timedelta(days=self.rest_days)
        if person.reason == Reason.RESTING:
            invited = person.last_invited_at
            return (invited if invited and invited > self.since else self.now) + rest
        if person.reason == Reason.ACCOUNT_CAP:
            return (person.account_oldest or self.now) + rest
        return None

    def planned_on(self, person: Any) -> date:
        """Tell the day on which a person who is asked gets the mail: the drawn one, or once rested."""
        day = day_of(person.pk, self.seed, self.days)
        if person.last_invited_at is not None and len(self.days) > 1:
            free = local_date(person.last_invited_at + timedelta(days=self.rest_days))
            if free >= day:  # rested in the course of that day: the first whole day is the next
                return next((later for later in self.days if later > free), self.days[-1])
        return day


def terms_of(survey: Survey, *, now: datetime) -> Terms:
    """Read the terms of a survey: its own cap, else the organisation's."""
    organisation = get_organisation()
    cap = survey.account_cap
    return Terms(
        now=now,
        rest_days=organisation.nps_rest_days,
        account_cap=organisation.nps_account_cap if cap is None else cap,
        days=sending_days(survey, today=local_date(now), calendar=load_calendar()),
        seed=survey.sample_seed,
    )


def meant(survey: Survey, today: date) -> QuerySet[Contact]:
    """Give the contacts an audience describes."""
    return Contact.objects.filter(
        audience_q(survey.audience, today),
        account__deleted_at__isnull=True,
        account__merged_into__isnull=True,
    )


def decided(
    survey: Survey, terms: Terms, people: QuerySet[Contact] | None = None
) -> QuerySet[Contact]:
    """Give everybody with `reason` (empty = asked) and `account_oldest`; changes nothing.

    Within an account who was asked longest ago comes first, so that a cap is shared out fairly.
    """
    people = meant(survey, local_date(terms.now)) if people is None else people

    def judged() -> QuerySet[Contact]:
        return people.annotate(
            base=_base(survey, terms), turn=Coalesce("last_invited_at", Value(LONG_AGO))
        )

    load = (
        Invitation.objects.filter(account=OuterRef("account_id"))
        .in_rest_period(terms.since)
        .order_by()
        .values("account")
    )
    rows = judged().annotate(account_oldest=Subquery(load.annotate(v=Min("sent_at")).values("v")))
    if not terms.account_cap:
        return rows.annotate(reason=F("base"))
    ahead = (
        judged()
        .filter(account=OuterRef("account_id"), base=ASKED)
        .filter(Q(turn__lt=OuterRef("turn")) | Q(turn=OuterRef("turn"), pk__lt=OuterRef("pk")))
        .order_by()
        .values("account")
        .annotate(v=Count("pk"))
    )
    asked = Coalesce(Subquery(load.annotate(v=Count("pk")).values("v")), 0) + Coalesce(
        Subquery(ahead.values("v")), 0
    )
    return rows.annotate(place=asked).annotate(
        reason=Case(
            When(~Q(base=ASKED), then=F("base")),
            When(place__gte=terms.account_cap, then=Value(Reason.ACCOUNT_CAP.value)),
            default=Value(ASKED),
            output_field=CharField(max_length=16),
        )
    )


def _base(survey: Survey, terms: Terms) -> Case:
    """Give every reason but the cap, the weightiest first."""
    mine = Invitation.objects.filter(contact=OuterRef("pk"))
    held: list[tuple[Any, Reason]] = [
        (Q(left_on__isnull=False), Reason.LEFT),
        (Q(consent_survey=ConsentState.OBJECTED), Reason.OBJECTED),
        (Q(email=""), Reason.NO_ADDRESS),
        (Q(bounced_at__isnull=False), Reason.BOUNCED),
        (Q(account__open_complaints__gt=0), Reason.OPEN_COMPLAINT),
    ]
    if survey.pk and not survey.trigger:
        held.insert(4, (Q(Exists(mine.filter(survey=survey))), Reason.ALREADY))
    if survey.trigger == Trigger.COMPLAINT:
        lately = mine.after_complaints(terms.now - YEAR)[RECOVERIES_A_YEAR - 1 :]
        held.append((Q(Exists(lately)), Reason.RECOVERY_CAP))
    else:
        rested_later = terms.until - timedelta(days=terms.rest_days)
        waiting = mine.filter(state=InvitationState.WAITING).exclude(survey=survey.pk)
        held.append((Q(last_invited_at__gt=rested_later), Reason.RESTING))
        held.append((Q(Exists(waiting)), Reason.RESTING))
    if survey.sample_percent < 100:
        drawn = draw_in_database("pk", survey.sample_seed)
        drawn_out = Contact.objects.filter(pk=OuterRef("pk")).annotate(draw=drawn)
        out = drawn_out.filter(draw__gte=drawn_below(survey.sample_percent))
        held.append((Q(Exists(out)), Reason.SAMPLED_OUT))
    return Case(
        *(When(condition, then=Value(reason.value)) for condition, reason in held),
        default=Value(ASKED),
        output_field=CharField(max_length=16),
    )


def tally(rows: QuerySet[Contact]) -> dict[str, int]:
    """Count the people of `decided` per reason; who is asked stands under the empty one."""
    counted = rows.order_by().values_list("reason").annotate(number=Count("pk"))
    return dict(counted)


def decide_at_sending(invitation: Invitation, *, now: datetime) -> Reason | None:
    """Look again at the moment of sending; give the reason when the mail is not to go after all."""
    contact, account = invitation.contact, invitation.account
    mine = Invitation.objects.filter(contact=contact).exclude(pk=invitation.pk)
    after_complaint = invitation.survey.trigger == Trigger.COMPLAINT
    past = mine.filter(sent_at__isnull=False).aggregate(
        last=Max("sent_at"),
        recoveries=Count(
            "pk", filter=Q(survey__trigger=Trigger.COMPLAINT, sent_at__gte=now - YEAR)
        ),
    )
    decision: Eligibility = eligibility(
        Candidate(
            has_address=bool(contact.email),
            left=contact.left_on is not None or account.deleted_at is not None,
            objected=contact.consent_survey == ConsentState.OBJECTED,
            bounced=contact.bounced_at is not None,
            open_complaint=account.open_complaints > 0,
            after_complaint=after_complaint,
            recoveries_this_year=past["recoveries"],
            last_invited_at=past["last"],
        ),
        now=now,
        rest_days=get_organisation().nps_rest_days,
        account_cap=0,
    )
    return Reason(decision.reason) if decision.reason else None
