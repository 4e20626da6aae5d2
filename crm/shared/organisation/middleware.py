"""One read of the organisation per request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from crm.shared.organisation.services import remembered


class OrganisationMiddleware:
    """Remembers the organisation's row for the length of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with remembered():
            return self.get_response(request)
