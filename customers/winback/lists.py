"""The win-back list: who left, why, how likely they come back, and what is next."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from crm.shared.lists import Column, ListSpec
from customers.accounts.events import Initiator, LeavingReason
from customers.filters import SalesFilter
from customers.winback.models import Chance, WinBack

STATES = [
    ("", _("To win back")),
    ("alone", _("Left alone: not pursued")),
    ("won", _("Came back")),
    ("all", _("All")),
]


class WinBackFilter(SalesFilter):
    """Narrows win-backs; the period is that of the day they left, or came back."""

    owner_path = "account__owner"
    day_field = "left_on"
    state = forms.ChoiceField(label=_("Which"), required=False, choices=STATES)
    reason = forms.ChoiceField(
        label=_("Reason for leaving"),
        required=False,
        choices=[("", _("Any")), *LeavingReason.choices],
    )
    initiator = forms.ChoiceField(
        label=_("Ended by"), required=False, choices=[("", _("Anyone")), *Initiator.choices]
    )
    chance = forms.TypedChoiceField(
        label=_("Chance, at least"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Any")), *Chance.choices],
    )
    unplanned = forms.BooleanField(label=_("Nothing planned"), required=False)

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Narrow by state, reason, initiator, chance, and whether anything is planned."""
        data = self.cleaned_data
        self.day_field = "won_on" if data["state"] == "won" else "left_on"
        queryset = super().apply(queryset)
        queryset = in_state(queryset, data["state"])
        if data["reason"]:
            queryset = queryset.filter(reason=data["reason"])
        if data["initiator"]:
            queryset = queryset.filter(initiator=data["initiator"])
        if data["chance"]:
            queryset = queryset.filter(chance__gte=data["chance"])
        if data["unplanned"]:
            queryset = queryset.filter(account__next_step_on__isnull=True)
        return queryset


def in_state(queryset: Any, state: str) -> Any:
    """Keep those to win back, those left alone, those who came back, or all."""
    if state == "all":
        return queryset
    if state == "won":
        return queryset.filter(won_on__isnull=False)
    if state == "alone":
        return queryset.open().filter(account__do_not_pursue=True)
    return queryset.open().pursued()


def chance_words(win_back: WinBack) -> str:
    """Return the chance as the export writes it: the number, or nothing."""
    return str(win_back.chance or "")


WIN_BACKS = ListSpec(
    key="win-backs",
    label=_("Win back"),
    filter_form=WinBackFilter,
    columns=[
        Column("account", _("Account"), template="winback/cells/_account.html",
               csv=lambda w: w.account.name),
        Column("left_on", _("Left on"), template="winback/cells/_left.html", sort="left",
               csv=lambda w: w.left_on),
        Column("reason", _("Reason for leaving"), template="winback/cells/_reason.html",
               csv=lambda w: w.get_reason_display()),
        Column("initiator", _("Ended by"), csv=lambda w: w.get_initiator_display()),
        Column("chance", _("Chance"), template="winback/cells/_chance.html", sort="chance",
               csv=chance_words),
        Column("note", _("Why this chance"), csv=lambda w: w.note,
               template="winback/cells/_note.html"),
        Column("revenue", _("Revenue, 12 months"), template="winback/cells/_revenue.html",
               align="end", csv=lambda w: w.revenue),
        Column("next_step", _("Next step"), template="winback/cells/_next.html",
               csv=lambda w: f"{w.account.next_step_on or ''} {w.account.next_step}".strip()),
        Column("owner", _("Owner"), template="winback/cells/_owner.html",
               csv=lambda w: w.account.owner.display_name if w.account.owner_id else ""),
    ],
    sorts={"-left": ("-left_on", "-pk"), "-chance": ("-chance", "-pk")},
    default_sort="-left",
)  # fmt: skip
