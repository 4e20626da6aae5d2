"""What every page of a colleague shows: the counts of open work in the sidebar."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from crm.dashboard.navigation import read


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Offer `nav_counts`: open work, read only when a sidebar is drawn."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav_counts": {}}
    return {"nav_counts": SimpleLazyObject(lambda: read(user, timezone.now()))}
