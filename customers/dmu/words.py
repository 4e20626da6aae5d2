"""The decision-making unit in words: stance, roles, warnings and what to do about them."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from crm.shared.numbers import percentage, round_half_up
from crm.shared.organisation.services import get_organisation
from customers.accounts.models import Account
from customers.contacts.models import DmuRole
from customers.dmu.dmu import Facts, Gap

STANCES: dict[int, tuple[str, Any]] = {
    -2: ("neg", gettext_lazy("strongly against")),
    -1: ("neg", gettext_lazy("against")),
    0: ("neu", gettext_lazy("neutral")),
    1: ("pos", gettext_lazy("in favour")),
    2: ("pos", gettext_lazy("strongly in favour")),
}
SIGNS: dict[int | None, str] = {-2: "−−", -1: "−", 0: "0", 1: "+", 2: "++", None: "?"}
WEIGHT = (
    DmuRole.DECIDER,
    DmuRole.BUYER,
    DmuRole.INFLUENCER,
    DmuRole.GATEKEEPER,
    DmuRole.USER,
    DmuRole.INITIATOR,
)  # of several roles the first of these is the main one


def by_weight(roles: Any) -> list[str]:
    """Return roles with the one that weighs most in a decision first."""
    has = set(roles)
    return [role.value for role in WEIGHT if role.value in has]


@dataclass(frozen=True)
class Warning:
    """What is missing, why it matters, and the act that mends it."""

    gap: Gap
    short: str
    text: str
    url: str
    act: str


def warnings(account: Account, gaps: list[Gap], facts: Facts) -> list[Warning]:
    """Return each gap in words with the page where one does something about it."""
    return [_WORDS[gap](account, facts) for gap in gaps]


def _new_contact(account: Account, role: str) -> str:
    return f"{reverse('contacts:create')}?{urlencode({'account': account.pk, 'role': role})}"


def _no_decider(account: Account, facts: Facts) -> Warning:
    return Warning(
        Gap.NO_DECIDER,
        _("No decider known"),
        _("Nobody here is known to decide. Ask who signs."),
        _new_contact(account, DmuRole.DECIDER),
        _("Add the decider"),
    )


def _no_buyer(account: Account, facts: Facts) -> Warning:
    return Warning(
        Gap.NO_BUYER,
        _("No buyer known"),
        _("Nobody here is known to buy: to compare offers and to order."),
        _new_contact(account, DmuRole.BUYER),
        _("Add the buyer"),
    )


def _silent_decider(account: Account, facts: Facts) -> Warning:
    days = get_organisation().decider_silent_days
    asked = {"account": account.pk, "contact": facts.whom_to_see or ""}
    count = facts.silent_deciders
    return Warning(
        Gap.SILENT_DECIDER,
        _("Decider not spoken to in %(days)s days") % {"days": days}
        if facts.deciders == 1
        else ngettext(
            "%(count)s of %(all)s deciders not spoken to in %(days)s days",
            "%(count)s of %(all)s deciders not spoken to in %(days)s days",
            count,
        )
        % {"count": count, "all": facts.deciders, "days": days},
        _("Who decides should hear from us before the moment of deciding."),
        f"{reverse('tasks:create')}?{urlencode(asked)}",
        _("Plan a talk"),
    )


def _single_thread(account: Account, facts: Facts) -> Warning:
    share = percentage(facts.busiest, facts.moments)
    return Warning(
        Gap.SINGLE_THREAD,
        _("Single thread: %(share)s%% of our talks with one person")
        % {"share": round_half_up(share or 0)},
        _(
            "%(busiest)s of %(moments)s contact moments in %(days)s days were with one person. "
            "When that person leaves, so does our contact."
        )
        % {
            "busiest": facts.busiest,
            "moments": facts.moments,
            "days": get_organisation().contact_window_days,
        },
        f"{reverse('dmu:page', args=[account.pk])}#matrix",
        _("Target more people"),
    )


_WORDS = {
    Gap.NO_DECIDER: _no_decider,
    Gap.NO_BUYER: _no_buyer,
    Gap.SILENT_DECIDER: _silent_decider,
    Gap.SINGLE_THREAD: _single_thread,
}
