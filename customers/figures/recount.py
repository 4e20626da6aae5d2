"""The facts on accounts and contacts, computed afresh from the rows behind them.

Written apart from the services that keep them, so that a mistake there shows: `check_figures` compares.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from crm.shared.figures import Difference, chunks
from crm.shared.localtime import local_date
from customers.accounts.facts import DERIVED, update_facts
from customers.accounts.models import Account
from customers.activities.models import Interaction, InteractionKind, Task
from customers.contacts.models import Contact
from customers.deals.models import Deal, Order
from customers.figures.services import stale_health
from customers.promises.models import Promise

ZERO = Decimal(0)
FRESH = (
    "last_contact_at",
    "next_step_on",
    "next_step",
    "last_visit_on",
    "planned_visit_on",
    "visits_from",
    "open_deals",
    "open_deal_amount",
    "open_promises",
    "promise_due_on",
    "promise_broken_on",
    "revenue_12m",
    "revenue_previous_12m",
)


def a_year_before(day: date) -> date:
    """Return the same day a year earlier; 28 February for the 29th."""
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def fresh_facts(account_ids: Iterable[int], *, today: date) -> dict[int, dict[str, Any]]:
    """Return the facts of accounts from their contact moments, tasks, deals, promises and orders.

    Six queries for a chunk; revenue years run from the day after the same day a year earlier up to today.
    """
    ids = list(account_ids)
    facts: dict[int, dict[str, Any]] = {
        pk: dict.fromkeys(FRESH, None)
        | {"next_step": "", "open_deals": 0, "open_deal_amount": ZERO, "open_promises": 0}
        | {"revenue_12m": ZERO, "revenue_previous_12m": ZERO}
        for pk in ids
    }
    steps: dict[int, tuple[Any, ...]] = {}
    moments = Interaction.objects.filter(account__in=ids, deleted_at__isnull=True)
    spoken = moments.exclude(kind=InteractionKind.NOTE).order_by().values_list("account_id")
    for pk, added in Account.objects.filter(pk__in=ids).values_list("pk", "created_at"):
        facts[pk]["visits_from"] = local_date(added)
    visit = Max("happened_at", filter=Q(kind=InteractionKind.VISIT))
    for pk, at, visited in spoken.annotate(at=Max("happened_at"), visit=visit):
        facts[pk]["last_contact_at"] = at
        if visited:
            facts[pk]["last_visit_on"] = facts[pk]["visits_from"] = local_date(visited)
    last = time(23, 59, 59)  # a task of no hour is due when the day ends
    for pk, due_on, kind, clock, task, title in Task.objects.filter(
        account__in=ids, state="open"
    ).values_list("account_id", "due_on", "kind", "due_time", "pk", "title"):
        first = (due_on, clock or last, task, title)
        steps[pk] = min(steps.get(pk, first), first)
        found = ["next_step_on", "planned_visit_on"] if kind == "visit" else ["next_step_on"]
        for name in found:
            earlier = facts[pk][name]
            facts[pk][name] = due_on if earlier is None else min(earlier, due_on)
    for pk, step in steps.items():
        facts[pk]["next_step"] = step[-1]
    for pk, amount in Deal.objects.filter(account__in=ids, state="open").values_list(
        "account_id", "amount"
    ):
        facts[pk]["open_deals"] += 1
        facts[pk]["open_deal_amount"] += amount
    for pk, counts_on, delivered_on, withdrawn_at, withdrawn_late in Promise.objects.filter(
        account__in=ids
    ).values_list("account_id", "counts_on", "delivered_on", "withdrawn_at", "withdrawn_late"):
        if delivered_on is None and withdrawn_at is None:
            facts[pk]["open_promises"] += 1
            _keep(facts[pk], "promise_due_on", counts_on, min)
        elif withdrawn_late or (delivered_on is not None and delivered_on > counts_on):
            _keep(facts[pk], "promise_broken_on", counts_on, max)
    year, before = a_year_before(today), a_year_before(a_year_before(today))
    for pk, on, amount in Order.objects.filter(
        account__in=ids, ordered_on__gt=before, ordered_on__lte=today
    ).values_list("account_id", "ordered_on", "amount"):
        facts[pk]["revenue_12m" if on > year else "revenue_previous_12m"] += amount
    return facts


def _keep(facts: dict[str, Any], name: str, day: date, which: Callable[[date, date], date]) -> None:
    """Keep the earlier, or the later, of a day and the one found before."""
    facts[name] = day if facts[name] is None else which(facts[name], day)


def compare_accounts(now: datetime) -> Iterator[Difference]:
    """Yield the facts of accounts that differ from the rows behind them."""
    today = local_date(now)
    for ids in chunks(Account.objects.all()):
        fresh = fresh_facts(ids, today=today)
        for row in Account.objects.filter(pk__in=ids).order_by("pk").values("pk", *FRESH):
            for figure, value in fresh[row["pk"]].items():
                if row[figure] != value:
                    yield Difference("account", row["pk"], figure, row[figure], value)


def mend_account(difference: Difference, now: datetime) -> None:
    """Write the fresh fact; health follows."""
    update_facts(difference.pk, now=now, **{difference.figure: difference.fresh})


def compare_health(now: datetime) -> Iterator[Difference]:
    """Yield accounts whose stored health or signs are not those of their facts today."""
    for ids in chunks(Account.objects.all()):
        accounts = Account.objects.filter(pk__in=ids)
        stored = {row["pk"]: row for row in accounts.values("pk", *DERIVED)}
        for account in stale_health(accounts, now=now):
            for figure in DERIVED:
                was, fresh = stored[account.pk][figure], getattr(account, figure)
                if was != fresh:
                    yield Difference("account", account.pk, figure, was, fresh)


def mend_health(difference: Difference, now: datetime) -> None:
    """Compute the health and signs of an account again."""
    update_facts(difference.pk, now=now)


def compare_contacts(now: datetime) -> Iterator[Difference]:
    """Yield contacts whose last contact moment is not that of the moments they took part in."""
    for ids in chunks(Contact.objects.all()):
        rows = (
            Interaction.contacts.through.objects.filter(
                contact__in=ids, interaction__deleted_at__isnull=True
            )
            .exclude(interaction__kind=InteractionKind.NOTE)
            .order_by()
            .values_list("contact_id")
            .annotate(at=Max("interaction__happened_at"))
        )
        fresh = dict(rows)
        for pk, at in Contact.objects.filter(pk__in=ids).values_list("pk", "last_contact_at"):
            if at != fresh.get(pk):
                yield Difference("contact", pk, "last_contact_at", at, fresh.get(pk))


@transaction.atomic
def mend_contact(difference: Difference, now: datetime) -> None:
    """Write the fresh fact of a contact."""
    Contact.objects.filter(pk=difference.pk).update(**{difference.figure: difference.fresh})
