"""How promises are kept, per colleague and per account, over 12 months: rows of which every figure is a door."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from crm.shared.formats import number, percent, signed
from customers.accounts.models import Account
from customers.filters import colleagues
from customers.promises.outcome import PromiseFigures
from customers.promises.querysets import PromiseQuerySet

ACCOUNTS = 25  # the accounts with most broken promises


@dataclass(frozen=True)
class Cell:
    """A figure as it is shown, and the list behind it; no address when there is nothing behind it."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Row:
    """A colleague or an account with its figures."""

    name: str
    url: str
    counted: Cell
    kept: Cell
    surprised: Cell
    broken: Cell
    gap: Cell


def row(name: str, url: str, figures: PromiseFigures, filters: dict[str, Any]) -> Row:
    """Return the figures of one colleague or account, each with the list it counts."""

    def cell(text: str, outcome: str, count: int) -> Cell:
        address = f"{reverse('promises:list')}?{urlencode(filters | {'outcome': outcome})}"
        return Cell(text, address if count else "")

    return Row(
        name,
        url,
        counted=cell(number(figures.decided), "counted", figures.decided),
        kept=cell(percent(figures.kept_share), "kept", figures.kept),
        surprised=cell(percent(figures.surprised_share), "surprised", figures.surprised),
        broken=cell(number(figures.broken), "broken", figures.broken),
        gap=cell(signed(figures.mean_gap, 1), "delivered", figures.delivered),
    )


def by_colleague(promises: PromiseQuerySet, filters: dict[str, Any], *, now: datetime) -> list[Row]:
    """Return a row per colleague who promised something that is decided, by name; one query."""
    found = promises.figures_by("owner_id", now)
    people = [(p.name, p.pk) for p in colleagues() if p.pk in found and found[p.pk].decided]
    return [row(name, "", found[pk], filters | {"owner": pk}) for name, pk in sorted(people)]


def by_account(promises: PromiseQuerySet, filters: dict[str, Any], *, now: datetime) -> list[Row]:
    """Return the accounts with most broken promises, the worst first; three queries at most."""
    worst = promises.most_broken_accounts(now, ACCOUNTS)
    found = promises.filter(account__in=worst).figures_by("account_id", now) if worst else {}
    names = Account.objects.in_bulk(worst)
    return [
        row(names[pk].name, names[pk].get_absolute_url(), found[pk], filters | {"account": pk})
        for pk in worst
    ]
