"""Doors of insight: {% load insight %}."""

from typing import Any

from django import template
from django.utils import timezone

from crm.insight.broken import complained
from crm.insight.unhappy.read import reasons
from crm.shared.localtime import local_date

register = template.Library()


@register.simple_tag
def complaint_door(promise: Any) -> str:
    """Give the complaints around the day a promise was to be kept."""
    return complained.complaint_door(promise)


@register.simple_tag
def sign_reasons(account: Any) -> list[tuple[str, str]]:
    """Give the signs of an account in words, each with its address."""
    return reasons(account, local_date(timezone.now()))
