"""What part of the company a page of figures is about: a period, and an owner, team or class."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm.shared.localtime import day_end, day_start
from customers.accounts.models import Account, AccountClass
from customers.accounts.querysets import AccountQuerySet
from customers.filters import colleagues

PERIODS = {"12m": _("12 months"), "year": _("This year"), "last_year": _("Last year")}


def period_of(asked: str, today: date) -> tuple[str, date, date]:
    """Return the key, first and last day of a period: 12 months unless a known other one is asked."""
    if asked == "year":
        return asked, date(today.year, 1, 1), today
    if asked == "last_year":
        return asked, date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    return "12m", today - timedelta(days=364), today


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

    def accounts(self, user: Any) -> AccountQuerySet:
        """Return the accounts the reader may see in this part of the company."""
        lookups: Mapping[str, Any] = {
            "owner": self.owner,
            "team": self.team,
            "account_class": self.account_class,
        }
        found = Account.objects.visible_to(user)
        return found.filter(**{name: value for name, value in lookups.items() if value})
