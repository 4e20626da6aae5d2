"""What the filter forms of customers share: an account, people, a period, words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm.shared.access import Role, has_role
from crm.shared.lists import FilterForm
from crm.shared.people.models import User
from customers.accounts.models import Account, AccountClass
from customers.formwork import DayInput

CHOICES_SECONDS = 30


class VisibleAccountField(forms.Field):
    """The number of an account the reader may see; gives the account, and its name on the chip."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Account"), **kwargs)
        self.user: Any = None

    def to_python(self, value: Any) -> Account | None:
        """Return the account, or refuse an unknown one."""
        if value in self.empty_values:
            return None
        text = str(value)
        known = text.isascii() and text.isdigit() and len(text) < 19
        found = Account.objects.visible_to(self.user).filter(pk=int(text) if known else 0).first()
        if found is None:
            raise forms.ValidationError(
                gettext("This account is not there, or not visible to you.")
            )
        return found

    def prepare_value(self, value: Any) -> Any:
        """Write the number."""
        return getattr(value, "pk", value)


class SalesFilter(FilterForm):
    """Narrows records of accounts by account, owner, team and period.

    `account_path` leads to the account, `owner_path` to the colleague; `day_field` is the date of the period.
    """

    account_path, owner_path = "account", "owner"
    day_field = ""
    account = VisibleAccountField(required=False)
    owner = forms.TypedChoiceField(
        label=_("Owner"), required=False, coerce=int, empty_value=None, choices=[]
    )
    team = forms.TypedChoiceField(
        label=_("Team"), required=False, coerce=int, empty_value=None, choices=[]
    )
    since = forms.DateField(label=_("From"), required=False, widget=DayInput)
    until = forms.DateField(label=_("Until"), required=False, widget=DayInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].user = self.user
        people = colleagues()
        teams = {p.team_id: p.team for p in people if p.team_id}
        names = [
            (p.pk, p.name if p.is_active else gettext("%(name)s (left)") % {"name": p.name})
            for p in people
        ]
        anyone = [("", gettext("Anyone"))]
        self.fields["owner"].choices = anyone + names
        self.fields["team"].choices = [("", gettext("Any team"))] + sorted(
            teams.items(), key=lambda item: item[1]
        )

    def condition(self) -> Q:
        """Return the condition of account, people and period."""
        data, found = self.cleaned_data, Q()
        if data["account"]:
            found &= Q(**{self.account_path: data["account"].pk})
        if data["owner"]:
            found &= Q(**{self.owner_path: data["owner"]})
        if data["team"]:
            found &= Q(**{f"{self.owner_path}__team": data["team"]})
        if self.day_field:
            found &= period_q(self.day_field, data["since"], data["until"])
        return found

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Narrow by what is shared."""
        return queryset.filter(self.condition())


class SliceFilter(SalesFilter):
    """Narrows by the class of the account too, and to key accounts: what a figure of a part of the company opens."""

    account_class = forms.ChoiceField(
        label=_("Class"), required=False, choices=[("", _("Any")), *AccountClass.choices]
    )
    key = forms.BooleanField(label=_("Key accounts only"), required=False)

    def condition(self) -> Q:
        """Return the condition with class and key accounts."""
        data, found = self.cleaned_data, super().condition()
        if data["account_class"]:
            found &= Q(account__account_class=data["account_class"])
        return found & Q(account__is_key_account=True) if data["key"] else found


@dataclass(frozen=True)
class Colleague:
    """A colleague as a choice of a filter."""

    pk: int
    name: str
    is_active: bool
    team_id: int | None
    team: str


def colleagues() -> list[Colleague]:
    """Return all colleagues with their teams, those still here first; names up to 30 s old."""
    return remembered("kring.colleagues", _read_colleagues)


def _read_colleagues() -> list[Colleague]:
    people = User.objects.select_related("team").order_by("-is_active", "first_name", "last_name")
    return [
        Colleague(p.pk, p.display_name, p.is_active, p.team_id, p.team.name if p.team else "")
        for p in people
    ]


def remembered(key: str, read: Callable[[], Any]) -> Any:
    """Return what a choice list offers; read again after 30 s."""
    kept = cache.get(key)
    if kept is None:
        kept = read()
        cache.set(key, kept, CHOICES_SECONDS)
    return kept


def period_q(field: str, since: date | None, until: date | None) -> Q:
    """Return the condition of a period, both days included."""
    found = Q()
    if since:
        found &= Q(**{f"{field}__gte": since})
    if until:
        found &= Q(**{f"{field}__lte": until})
    return found


def may_change(user: Any, record: Any) -> bool:
    """Say whether a row shows its acts: the server decides again when they are used."""
    account = getattr(record, "account", None)
    own = account is not None and account.owner_id == user.pk
    return own or getattr(record, "assignee_id", None) == user.pk or has_role(user, Role.MANAGER)


def may_change_account(user: Any, account: Any) -> bool:
    """Say whether a row of an account shows its acts: the server decides again when they are used."""
    return account.owner_id == user.pk or has_role(user, Role.MANAGER)


def people_choices(user: Any, current: dict[str, Any]) -> list[dict[str, Any]]:
    """Return Mine, My team, Everyone as links; `current` is the owner and team asked for."""
    mine = {
        "label": gettext("Mine"),
        "query": f"owner={user.pk}",
        "on": current["owner"] == user.pk,
    }
    found = [mine]
    if user.team_id:
        found.append(
            {
                "label": gettext("My team"),
                "query": f"team={user.team_id}",
                "on": current["team"] == user.team_id and not current["owner"],
            }
        )
    nobody = not current["owner"] and not current["team"]
    found.append({"label": gettext("Everyone"), "query": "", "on": nobody})
    return found
