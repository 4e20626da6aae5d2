"""The rhythm of an account (`domain.md` §4, §11): when a visit is due, when silence is no silence.

Pure: settings come in as arguments, and so does the day.
"""

from datetime import date, timedelta

DAYS_A_YEAR = 365
CLASS_WEIGHTS = {"A": 3, "B": 2, "C": 1}  # how much a day too late counts, by class


def interval_days(visits_a_year: int) -> int | None:
    """Return ⌊365 ÷ visits per year⌋ days; None for a class that is not visited.

    >>> interval_days(12), interval_days(4), interval_days(0)
    (30, 91, None)
    """
    return max(DAYS_A_YEAR // visits_a_year, 1) if visits_a_year > 0 else None


def visit_due_on(counts_from: date, visits_a_year: int) -> date:
    """Return last visit (or the day the account was added) + the interval.

    Raises ValueError below one visit a year.
    """
    days = interval_days(visits_a_year)
    if days is None:
        raise ValueError("At least one visit a year.")
    return counts_from + timedelta(days=days)


def urgency(due_on: date, account_class: str, today: date) -> int:
    """Return days overdue × the weight of the class; 0 on the day itself, negative before it."""
    return (today - due_on).days * CLASS_WEIGHTS[account_class]


def is_silent(
    days_since_contact: int, rhythm_days: int | None, next_step_on: date | None,
    *, near_days: int, today: date,
) -> bool:  # fmt: skip
    """Say whether nobody spoke for longer than the rhythm and nothing is planned soon.

    A step in the past is no plan, and one further away than `near_days` does not end the silence.
    """
    if not rhythm_days or days_since_contact <= rhythm_days:
        return False
    soon = today + timedelta(days=near_days)
    return next_step_on is None or not today <= next_step_on <= soon


def needs_step(*, stage: str, is_key_account: bool, open_deals: int, do_not_pursue: bool) -> bool:
    """Say whether an account must have a next step: potential, key account, or with an open deal."""
    if do_not_pursue:
        return False
    return stage == "potential" or is_key_account or open_deals > 0
