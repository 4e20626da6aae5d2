"""Template tags of mail that came in."""

from typing import Any

from django import template

from complaints.inbound.models import ComplaintMail
from complaints.inbound.pages import parts_shown

register = template.Library()


@register.simple_tag
def mail_parts(mail: ComplaintMail) -> list[dict[str, Any]]:
    """Return the attachments of a mail with what was done with each, in words."""
    return parts_shown(mail.parts)
