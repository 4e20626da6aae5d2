"""What part of the company a page of figures is about: a period, and an owner, team or class."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm.shared.localtime import day_end, day_start
from customers.accounts.models import Account, AccountClass
from customers.accounts.querysets import AccountQuerySet
from customers.filters import colleagues

PERIODS = {
    "month": _("This month"),
    "quarter": _("This quarter"),
    "12m": _("12 months"),
    "year": _("This year"),
    "last_year": _("Last year"),
}
NAMES = ("period", "owner", "team", "account_class")  # of a slice, in an address
KEPT = "slice"  # in the reader's session
LONGEST = 20


def quarter_days(year: int, quarter: int) -> tuple[date, date]:
    """Return the first and last day of a quarter, 1 to 4."""
    after = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return date(year, quarter * 3 - 2, 1), after - timedelta(days=1)


def quarter_key(year: int, quarter: int) -> str:
    """Return a quarter as it stands in an address: 2026Q3."""
    return f"{year}Q{quarter}"


QUARTER = re.compile(r"(20\d\d)Q([1-4])", re.ASCII)


def period_of(asked: str, today: date) -> tuple[str, date, date]:
    """Return the key, first and last day of a period: 12 months unless a known other one or a quarter is asked."""
    if asked == "month":
        return asked, today.replace(day=1), today
    if asked == "quarter":
        return asked, date(today.year, (today.month - 1) // 3 * 3 + 1, 1), today
    if asked == "year":
        return asked, date(today.year, 1, 1), today
    if asked == "last_year":
        return asked, date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    quarter = QUARTER.fullmatch(asked)
    if quarter:
        since, until = quarter_days(int(quarter[1]), int(quarter[2]))
        return asked, since, max(since, min(until, today))
    return "12m", today - timedelta(days=364), today


def year_earlier(day: date) -> date:
    """Return the same day a year earlier; 28 February for the 29th."""
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def recalled(request: HttpRequest, names: tuple[str, ...] = NAMES) -> QueryDict:
    """Return what an address asks for; one that says nothing of a slice goes on with the one chosen last.

    That is how period, owner, team and class stay the same from page to page: an address that names any of them says
    all of them and is remembered in the reader's session, another one is completed from there. `names` are those
    this page speaks of; what it does not know stays as it was.
    """
    given = {n: request.GET[n] for n in names if request.GET.get(n)}
    kept = request.session.get(KEPT, {})
    if any(name in request.GET for name in NAMES):
        passing = QUARTER.fullmatch(given.get("period", ""))  # a step into the past, not a choice
        if not passing and all(len(value) <= LONGEST for value in given.values()):
            fresh = {n: v for n, v in kept.items() if n not in names} | given
            if fresh != kept:
                request.session[KEPT] = fresh
        return request.GET
    query = request.GET.copy()
    for name in names:
        if name in kept:
            query[name] = kept[name]
    return query


class SliceForm(forms.Form):
    """Asks for owner, team and class; the period is a row of links."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = colleagues()
        teams = sorted({p.team_id: p.team for p in people if p.team_id}.items(), key=lambda t: t[1])
        offered: dict[str, Any] = {
            "owner": [("", gettext("Anyone")), *((p.pk, p.name) for p in people)],
            "team": [("", gettext("Any team")), *teams],
            "account_class": [("", gettext("Any class")), *AccountClass.choices],
        }
        labels = {"owner": _("Owner"), "team": _("Team"), "account_class": _("Class")}
        for name, choices in offered.items():
            self.fields[name] = forms.TypedChoiceField(
                label=labels[name],
                required=False,
                choices=choices,
                coerce=str if name == "account_class" else int,
                empty_value="" if name == "account_class" else None,
            )


@dataclass(frozen=True)
class Slice:
    """One period of one part of the accounts; nonsense in an address counts as nothing asked."""

    key: str
    since: date
    until: date
    owner: int | None = None
    team: int | None = None
    account_class: str = ""

    @classmethod
    def of(cls, query: QueryDict, today: date) -> tuple["Slice", SliceForm]:
        """Read `period`, `owner`, `team` and `account_class` of an address."""
        form = SliceForm(query)
        form.is_valid()
        return cls(*period_of(query.get("period", ""), today), **form.cleaned_data), form

    @property
    def start(self) -> datetime:
        """Return the first moment of the period."""
        return day_start(self.since)

    @property
    def end(self) -> datetime:
        """Return the first moment after the period."""
        return day_end(self.until)

    @property
    def segment(self) -> dict[str, Any]:
        """Return who it is about as the filters of a list of accounts' records."""
        found = {"owner": self.owner, "team": self.team, "account_class": self.account_class}
        return {name: value for name, value in found.items() if value}

    @property
    def query(self) -> dict[str, Any]:
        """Return the whole slice as the parameters of such a page."""
        return {"period": self.key, **self.segment}

    @property
    def days(self) -> dict[str, str]:
        """Return the period as list filters."""
        return {"since": self.since.isoformat(), "until": self.until.isoformat()}

    @property
    def periods(self) -> list[dict[str, Any]]:
        """Return the periods as links that keep owner, team and class."""
        return [
            {
                "label": label,
                "url": "?" + urlencode({**self.query, "period": key}),
                "current": key == self.key,
            }
            for key, label in PERIODS.items()
        ]

    @property
    def before(self) -> tuple[date, date]:
        """Return the first and last day of as many days just before the period."""
        days = (self.until - self.since).days + 1
        return self.since - timedelta(days=days), self.since - timedelta(days=1)

    @property
    def last_year(self) -> tuple[date, date]:
        """Return the same days a year earlier; of the last 12 months those are the days before them."""
        if self.key == "12m":
            return self.before
        return year_earlier(self.since), year_earlier(self.until)

    def accounts(self, user: Any) -> AccountQuerySet:
        """Return the accounts the reader may see in this part of the company."""
        lookups: Mapping[str, Any] = {
            "owner": self.owner,
            "team": self.team,
            "account_class": self.account_class,
        }
        found = Account.objects.visible_to(user)
        return found.filter(**{name: value for name, value in lookups.items() if value})
