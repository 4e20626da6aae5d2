"""Facts on the account: written by the app that causes them, with health kept in step."""

from datetime import datetime
from typing import Any

from django.db import transaction

from crm.shared.localtime import local_date
from crm.shared.numbers import round_half_up
from crm.shared.organisation.services import get_organisation
from customers.accounts.models import Account
from customers.figures import health, signs

FACTS = frozenset(
    (
        "open_complaints",
        "open_critical_complaints",
        "complaints_12m",
        "plain_critical_complaints",
        "plain_complaints_12m",
        "last_complaint_closed_at",
        "last_score",
        "last_scored_at",
        "score_fell_at",
        "unhandled_detractors",
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
)
HEALTH_COLUMNS = (
    "last_score",
    "complaints_12m",
    "open_complaints",
    "open_critical_complaints",
    "unhandled_detractors",
    "account_class",
    "last_contact_at",
    "created_at",
    "revenue_12m",
    "revenue_previous_12m",
    "last_scored_at",
    "score_fell_at",
    "plain_critical_complaints",
    "plain_complaints_12m",
    "promise_due_on",
    "promise_broken_on",
)
DERIVED = ("health", "health_band", "signs", "sign_count")
STORED_PLACES = 3


def lock_account(account_id: int) -> Account | None:
    """Make other writers of this account's facts wait until the transaction ends; return it as it is."""
    rows = Account.objects.select_for_update().only(*HEALTH_COLUMNS, *DERIVED)
    return rows.filter(pk=account_id).first()


def health_values(account: Account, *, now: datetime) -> dict[str, Any]:
    """Return the stored columns of health and signs, computed afresh from the account's columns."""
    organisation = get_organisation()
    facts = health.facts_of(account, organisation=organisation, now=now)
    total, band = health.score(facts)
    found = signs.signs_of(
        account,
        band=band,
        silent_days=facts.silent_days or 0,
        rhythm_days=facts.rhythm_days,
        falling_percent=organisation.falling_percent,
        today=local_date(now),
    )
    return {
        "health": round_half_up(total, STORED_PLACES),
        "health_band": band,
        "signs": signs.as_bits(found),
        "sign_count": len(found),
    }


def update_facts(
    account_id: int, *, now: datetime, locked: Account | None = None, **facts: Any
) -> None:
    """Write facts of an account and refresh its stored health, in one transaction.

    `locked` is the account as `lock_account` returned it, which saves reading it again. Values may be
    expressions such as `F("open_deals") + 1`; they are computed by the database, so two writers do not
    overwrite each other. Raises TypeError for a name that is no fact.
    """
    unknown = facts.keys() - FACTS
    if unknown:
        raise TypeError(f"No facts of an account: {', '.join(sorted(unknown))}.")
    rows = Account.objects.filter(pk=account_id)
    with transaction.atomic():
        if facts and facts.keys().isdisjoint(HEALTH_COLUMNS):
            rows.update(**facts)
            return
        account = locked
        if any(hasattr(value, "resolve_expression") for value in facts.values()):
            rows.update(**facts)
            facts, account = {}, None
        account = account or rows.only(*HEALTH_COLUMNS, *DERIVED).first()
        if account is None:
            return
        for name, value in facts.items():
            setattr(account, name, value)
        fresh = health_values(account, now=now)
        if facts or fresh != {name: getattr(account, name) for name in DERIVED}:
            rows.update(**facts, **fresh)


def add_to_facts(account_id: int, *, now: datetime, **steps: int) -> None:
    """Raise counted facts of an account by some and refresh its health; two statements.

    The row is locked by reading it, so that two writers do not overwrite each other. Raises TypeError
    for a name that health does not read.
    """
    unknown = steps.keys() - (FACTS & set(HEALTH_COLUMNS))
    if unknown:
        raise TypeError(f"No counted facts of an account: {', '.join(sorted(unknown))}.")
    rows = Account.objects.filter(pk=account_id)
    with transaction.atomic():
        account = rows.select_for_update().only(*HEALTH_COLUMNS).first()
        if account is None:
            return
        facts = {name: getattr(account, name) + step for name, step in steps.items()}
        for name, value in facts.items():
            setattr(account, name, value)
        rows.update(**facts, **health_values(account, now=now))


def health_of(account: Account, *, now: datetime) -> health.Health:
    """Return an account's health with its lines and reasons, as pages show it."""
    return health.assess(health.facts_of(account, organisation=get_organisation(), now=now))


def rhythm_days(account_class: str) -> int | None:
    """Return the contact rhythm of a class in days; None without a class."""
    organisation = get_organisation()
    return {
        "A": organisation.rhythm_a_days,
        "B": organisation.rhythm_b_days,
        "C": organisation.rhythm_c_days,
    }.get(account_class)
