"""Note what happened, and ask about it once its day has come: each occasion once, whatever runs twice."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from crm.shared.localtime import day_end, local_date
from crm.shared.organisation.services import get_organisation
from customers.accounts.models import Account, Stage
from customers.deals.models import Order
from surveys.audience.decide import ASKED, decided, meant, terms_of
from surveys.audience.fatigue import Reason
from surveys.campaigns.models import (
    Invitation,
    InvitationState,
    Occasion,
    OccasionState,
    Survey,
    Trigger,
)
from surveys.campaigns.services import write_skips
from surveys.occasions.due import ask_on, happened_between
from surveys.sending.services import hold, running

AT_ONCE = 500


def complaint_closed(
    *, complaint_id: int, cycle: int, account_id: int, contact_id: int | None, at: datetime
) -> None:
    """Note that a complaint was closed: a cycle is asked about once, by the survey that was launched first."""
    key = f"complaint:{complaint_id}:{cycle}"
    asking = Survey.objects.answerable().filter(trigger=Trigger.COMPLAINT)
    survey = asking.order_by("launched_at", "pk").first()
    if survey is not None and not Occasion.objects.filter(key=key).exists():
        _note(survey, [(key, account_id, contact_id, local_date(at))], now=at)


def complaint_reopened(*, complaint_id: int, at: datetime, **_facts: object) -> None:
    """Call off what was to be asked about a complaint that is open again, also a mail on its way out."""
    about = f"complaint:{complaint_id}:"
    Occasion.objects.filter(key__startswith=about, state=OccasionState.WAITING).update(
        state=OccasionState.CANCELLED, reason=Reason.OPEN_COMPLAINT
    )
    unsent = Invitation.objects.filter(
        occasion__key__startswith=about, state=InvitationState.WAITING
    ).select_related("occasion")
    for invitation in unsent:
        hold(invitation, Reason.OPEN_COMPLAINT, now=at)


def gather(now: datetime) -> int:
    """Note orders, new customers and coming renewals that surveys ask about; give how many are new."""
    noted = 0
    for survey in running():
        if survey.trigger in SOURCES and survey.launched_at:
            first, last = happened_between(
                survey.trigger,
                launched_on=local_date(survey.launched_at),
                today=local_date(now),
                delay_days=survey.delay_days,
            )
            found = SOURCES[Trigger(survey.trigger)](survey, first, last)
            noted += _note(survey, found, now=now)
    return noted


def _note(
    survey: Survey, found: Iterable[tuple[str, int, int | None, date]], *, now: datetime
) -> int:
    rows = [
        Occasion(
            survey=survey,
            key=key,
            account_id=account_id,
            contact_id=contact_id,
            happened_on=happened_on,
            due_on=ask_on(survey.trigger, happened_on, survey.delay_days),
            noted_at=now,
        )
        for key, account_id, contact_id, happened_on in found
    ]
    Occasion.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return len(rows)


def _new(survey: Survey, rows: QuerySet, *parts: str) -> QuerySet:
    """Keep rows that are no occasion of this survey yet; their key is the parts joined by colons."""
    pieces: list = [Value(parts[0])]
    for part in parts[1:]:
        pieces += [Value(":"), Cast(part, CharField())]
    known = Occasion.objects.filter(survey=survey, key=OuterRef("occasion_key"))
    return rows.annotate(occasion_key=Concat(*pieces, output_field=CharField())).filter(
        ~Exists(known)
    )


Found = Iterator[tuple[str, int, int | None, date]]


def _orders(survey: Survey, first: date, last: date) -> Found:
    rows = Order.objects.filter(ordered_on__range=(first, last), amount__gt=0)
    fresh = _new(survey, rows, Trigger.ORDER.value, "pk").order_by("ordered_on", "pk")
    for key, account, day in fresh.values_list("occasion_key", "account_id", "ordered_on")[
        :AT_ONCE
    ]:
        yield key, account, None, day


def _new_customers(survey: Survey, first: date, last: date) -> Found:
    rows = Account.objects.filter(stage=Stage.CUSTOMER, customer_since__range=(first, last))
    fresh = _new(survey, rows, Trigger.ONBOARDING.value, "pk", "cycle").order_by("pk")
    for key, account, day in fresh.values_list("occasion_key", "pk", "customer_since")[:AT_ONCE]:
        yield key, account, None, day


def _renewals(survey: Survey, first: date, last: date) -> Found:
    rows = Account.objects.filter(stage=Stage.CUSTOMER, renewal_on__range=(first, last))
    fresh = _new(survey, rows, Trigger.RENEWAL.value, "pk", "renewal_on").order_by("pk")
    for key, account, day in fresh.values_list("occasion_key", "pk", "renewal_on")[:AT_ONCE]:
        yield key, account, None, day


SOURCES = {
    Trigger.ORDER: _orders,
    Trigger.ONBOARDING: _new_customers,
    Trigger.RENEWAL: _renewals,
}


def ask(now: datetime) -> int:
    """Invite people about occasions whose day has come; give how many occasions were dealt with."""
    due = Occasion.objects.filter(
        state=OccasionState.WAITING,
        due_on__lte=local_date(now),
        survey__in=[survey.pk for survey in running()],
    ).select_related("survey", "account")
    done = 0
    for occasion in due.order_by("due_on", "pk")[:AT_ONCE]:
        with transaction.atomic():
            done += _ask(occasion, now)
    return done


def still_true(occasion: Occasion) -> bool:
    """Tell whether what an occasion is about still holds: the customer is one, the renewal is due."""
    account, trigger = occasion.account, occasion.survey.trigger
    if trigger == Trigger.RENEWAL:
        return account.stage == Stage.CUSTOMER and account.renewal_on == occasion.happened_on
    if trigger == Trigger.ONBOARDING:
        return account.stage == Stage.CUSTOMER
    if trigger == Trigger.ORDER:
        return Order.objects.filter(pk=int(occasion.key.partition(":")[2])).exists()
    return True


def _ask(occasion: Occasion, now: datetime) -> bool:
    """Decide about the people of an occasion; False when another worker did."""
    survey = occasion.survey
    rows = Occasion.objects.filter(pk=occasion.pk, state=OccasionState.WAITING)
    if not still_true(occasion):
        return bool(rows.update(state=OccasionState.CANCELLED))
    terms = terms_of(survey, now=now)
    people = meant(survey, local_date(now)).filter(account=occasion.account_id)
    if survey.trigger == Trigger.COMPLAINT:  # who complained is asked, nobody else
        people = people.filter(pk=occasion.contact_id)
    columns = ("pk", "account_id", "language", "last_invited_at", "account_oldest", "reason")
    found = list(decided(survey, terms, people).order_by("pk").values_list(*columns, named=True))
    asked = [person for person in found if person.reason == ASKED]
    skipped = [person for person in found if person.reason != ASKED]
    if asked:
        values: dict[str, str] = {"state": OccasionState.ASKED}
    else:
        reason = skipped[0].reason if skipped else Reason.NO_ADDRESS
        values = {"state": OccasionState.SKIPPED, "reason": reason}
    if not rows.update(**values):
        return False
    expires = day_end(terms.days[0] + timedelta(days=get_organisation().survey_open_days))
    Invitation.objects.bulk_create(
        Invitation(
            survey=survey,
            occasion=occasion,
            contact_id=person.pk,
            account_id=person.account_id,
            language=person.language,
            planned_on=terms.days[0],
            token_expires_at=expires,
        )
        for person in asked
    )
    write_skips(survey, skipped, terms, occasion=occasion)
    Survey.objects.filter(pk=survey.pk).update(
        asked=F("asked") + len(asked), skipped=F("skipped") + len(skipped)
    )
    return True
