"""Doors of insight: {% load insight %}."""

from typing import Any

from django import template

from crm.insight.broken import complained

register = template.Library()


@register.simple_tag
def complaint_door(promise: Any) -> str:
    """Give the complaints around the day a promise was to be kept."""
    return complained.complaint_door(promise)
