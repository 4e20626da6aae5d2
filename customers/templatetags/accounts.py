"""Filters for pages of accounts and contacts: {% load accounts %}."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.shared import phones
from crm.shared.formats import DASH
from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation
from customers.accounts.facts import rhythm_days
from customers.accounts.rhythm import is_silent, needs_step
from customers.dmu.words import SIGNS, STANCES

register = template.Library()


@register.filter
def phone(number: str) -> str:
    """Write a stored phone number with spaces."""
    return phones.display(number)


@register.filter
def too_silent(account: Any, days: int) -> bool:
    """Say whether nobody spoke for longer than the account's rhythm, with nothing planned soon."""
    return is_silent(
        days,
        rhythm_days(account.account_class),
        account.next_step_on,
        near_days=get_organisation().near_step_days,
        today=local_date(timezone.now()),
    )


@register.simple_tag
def stance(value: int | None, influence: int | None) -> SafeString:
    """Show stance (colour and words) with influence (bars, 1 to 5); a dash when nobody knows."""
    if value is None:
        return format_html('<span class="k-muted">{}</span>', DASH)
    kind, words = STANCES[value]
    level = influence or 0
    label = (
        _("%(stance)s, influence %(level)s of 5") % {"stance": words, "level": level}
        if level
        else words
    )
    bars = format_html_join(
        "", '<i class="{}"></i>', (("on" if n < level else "",) for n in range(5))
    )
    return format_html(
        '<span class="k-stance {}" role="img" aria-label="{}">{}</span>', kind, label, bars
    )


@register.simple_tag
def stance_sign(value: int | None) -> SafeString:
    """Show stance as sign and words: "++ strongly in favour"; a dash when nobody knows."""
    if value is None:
        return format_html('<span class="k-muted">{}</span>', DASH)
    kind, words = STANCES[value]
    return format_html(
        '<span class="k-sign {}"><b aria-hidden="true">{}</b>{}</span>', kind, SIGNS[value], words
    )


@register.filter
def must_plan(account: Any) -> bool:
    """Say whether an account must have a next step."""
    return needs_step(
        stage=account.stage,
        is_key_account=account.is_key_account,
        open_deals=account.open_deals,
        do_not_pursue=account.do_not_pursue,
    )
