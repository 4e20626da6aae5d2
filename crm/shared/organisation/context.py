"""The organisation, for templates."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from crm.shared.organisation.services import get_organisation


def organisation(request: HttpRequest) -> dict[str, Any]:
    """Offer the organisation to templates, read only when a template uses it."""
    return {
        "organisation": SimpleLazyObject(get_organisation),
        "mailbox_page": settings.MAILBOX_PAGE,
    }
