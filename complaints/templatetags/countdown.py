"""The countdown beside Undo."""

from typing import Any

from django import template
from django.utils import timezone

from complaints.messages import countdown as rule
from complaints.messages.models import Message

register = template.Library()


@register.inclusion_tag("complaints/_countdown.html")
def countdown(message: Message) -> dict[str, Any]:
    """Show how many seconds a message can still be undone."""
    return dict(rule.countdown(message.created_at, timezone.now()))
