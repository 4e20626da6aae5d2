"""Filters for pages of accounts and contacts: {% load accounts %}."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.shared import phones
from crm.shared.formats import DASH
from customers.accounts.facts import rhythm_days
from customers.dmu.words import SIGNS, STANCES

register = template.Library()


@register.filter
def phone(number: str) -> str:
    """Write a stored phone number with spaces."""
    return phones.display(number)


@register.filter
def too_silent(account: Any, days: int) -> bool:
    """Say whether the last contact is longer ago than the account's rhythm."""
    rhythm = rhythm_days(account.account_class)
    return rhythm is not None and days > rhythm


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
