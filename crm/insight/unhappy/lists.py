"""The worklist of unhappy and silent customers: filters and columns."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm.insight.unhappy.read import named
from crm.shared.cells import cell
from crm.shared.lists import Column, FilterForm, ListSpec
from customers.accounts.models import AccountClass
from customers.accounts.querysets import AccountQuerySet
from customers.figures.signs import Sign
from customers.filters import colleagues

SIGNS = {sign.name.lower(): sign for sign in Sign}


class UnhappyFilter(FilterForm):
    """Narrows the worklist by whose it is, class, sign, and whether a next step was planned."""

    owner = forms.TypedChoiceField(label=_("Owner"), coerce=int, empty_value=None)
    team = forms.TypedChoiceField(label=_("Team"), coerce=int, empty_value=None)
    account_class = forms.ChoiceField(
        label=_("Class"), choices=[("", _("Any class")), *AccountClass.choices]
    )
    sign = forms.ChoiceField(
        label=_("Sign"),
        choices=[("", _("Any sign")), *((key, sign.label) for key, sign in SIGNS.items())],
    )
    key = forms.BooleanField(label=_("Key accounts only"))
    unplanned = forms.BooleanField(label=_("Without next step"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = colleagues()
        teams = sorted({p.team_id: p.team for p in people if p.team_id}.items(), key=lambda t: t[1])
        self.fields["owner"].choices = [("", gettext("Anyone")), *((p.pk, p.name) for p in people)]
        self.fields["team"].choices = [("", gettext("Any team")), *teams]

    def whose(self, accounts: AccountQuerySet) -> AccountQuerySet:
        """Narrow by everything but the sign: what the figures above the list count."""
        asked = self.cleaned_data
        lookups = {name: asked[name] for name in ("owner", "team", "account_class") if asked[name]}
        if asked["key"]:
            lookups["is_key_account"] = True
        if asked["unplanned"]:
            lookups["next_step_on__isnull"] = True
        return accounts.filter(**lookups)

    def apply(self, accounts: AccountQuerySet) -> AccountQuerySet:
        """Keep what the valid filters say."""
        found, sign = self.whose(accounts), self.cleaned_data["sign"]
        return found.with_sign(SIGNS[sign]) if sign else found


UNHAPPY_LIST = ListSpec(
    key="unhappy",
    label=_("Unhappy and silent customers"),
    filter_form=UnhappyFilter,
    columns=[
        Column("pick", "", template="insight/cells/_pick.html", csv=False),
        Column("name", _("Account"), template="customers/cells/_name.html"),
        Column("account_class", _("Class")),
        Column(
            "sign_count",
            _("Signs"),
            template="insight/unhappy/_count.html",
            sort="-signs",
            align="end",
        ),
        Column(
            "signs",
            _("Why"),
            template="insight/unhappy/_why.html",
            csv=lambda a: "; ".join(named(a.signs)),
        ),
        Column("owner", _("Owner"), template="customers/cells/_owner.html", csv=lambda a: a.owner),
        Column("last_contact_at", _("Last contact"), template="insight/cells/_spoken.html"),
        Column(
            "next_step",
            _("Next step"),
            template="insight/unhappy/_step.html",
            csv=lambda a: f"{cell(a.next_step_on)} {a.next_step}" if a.next_step_on else "",
        ),
        Column(
            "revenue_12m",
            _("Revenue, 12 m"),
            template="customers/cells/_revenue.html",
            align="end",
        ),
    ],
    sorts={"-signs": ("-sign_count", "-revenue_12m", "-pk")},
    default_sort="-signs",
)
READ_ONLY = replace(UNHAPPY_LIST, columns=UNHAPPY_LIST.columns[1:])
