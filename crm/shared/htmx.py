"""One page, two templates: the whole page, or only its fragment when htmx asks for it."""

from collections.abc import Mapping
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

TOASTS = "components/_toasts.html"


def wants_fragment(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a fragment: not on a boosted visit, not when it restores history."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-History-Restore-Request") != "true"
    )


def render_page(
    request: HttpRequest,
    page: str,
    fragment: str,
    context: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render `fragment` for htmx and `page` (which includes it) for everybody else.

    The answer varies with HX-Request, so that Back never shows a bare fragment. Messages waiting
    for the user travel with a fragment as toasts out of band.
    """
    partial = wants_fragment(request)
    html = render_to_string(fragment if partial else page, dict(context or {}), request)
    if partial and get_messages(request):
        html += render_to_string(TOASTS, {"out_of_band": True}, request)
    response = HttpResponse(html, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
