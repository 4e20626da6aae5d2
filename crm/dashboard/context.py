"""What every page of a colleague shows: the counts of open work in the sidebar."""

from typing import Any

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Offer `nav_counts`: open work, read only when the sidebar is drawn."""
    return {"nav_counts": {}}
