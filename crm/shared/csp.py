"""Content-Security-Policy under Django 6.0's names; delete this file with the upgrade."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class CSP:
    """Names the source expressions used in settings."""

    SELF = "'self'"
    NONE = "'none'"


class ContentSecurityPolicyMiddleware:
    """Sends the policy of `SECURE_CSP` with every response."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = "; ".join(
            f"{name} {' '.join(sources)}" for name, sources in settings.SECURE_CSP.items()
        )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        return response
