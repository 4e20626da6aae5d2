"""The reader's language, and the log-in that every page but the public ones asks for."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequired
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_supported_language_variant


def chosen_language(request: HttpRequest) -> str:
    """Return the language: the user's, else the cookie's, else the browser's, else the default."""
    if request.user.is_authenticated:
        return request.user.language
    try:
        return get_supported_language_variant(request.COOKIES[settings.LANGUAGE_COOKIE_NAME])
    except (KeyError, LookupError):
        pass
    for part in request.headers.get("Accept-Language", "").split(",")[:10]:
        code = part.split(";")[0].strip().lower()[:2]
        if code in dict(settings.LANGUAGES):
            return code
    return settings.LANGUAGE_CODE


TOUCH_EVERY = 600  # seconds between two writes of an idle clock


class SessionAgeMiddleware:
    """Ends a session a fixed time after log-in, and after a time without a request.

    Idle time is the session's own expiry, moved forward at most once in ten minutes so that a page
    does not cost a write; the absolute age counts from the first request of the session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            started = request.session.setdefault("started_at", now)
            if now - started >= settings.SESSION_ABSOLUTE_AGE:
                logout(request)
            elif now - request.session.get("seen_at", 0) >= TOUCH_EVERY:
                request.session["seen_at"] = now
        return self.get_response(request)


class UserLanguageMiddleware:
    """Activates the reader's language for the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(chosen_language(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        if not request.user.is_authenticated:
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response


class LoginRequiredMiddleware(DjangoLoginRequired):
    """Sends strangers to the log-in page; an htmx request is told to go there whole."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        response = super().handle_no_permission(request, view_func)
        if request.headers.get("HX-Request") == "true":
            current = request.headers.get("HX-Current-URL", "")
            path = "/" + current.split("/", 3)[3] if current.count("/") >= 3 else "/"
            url = response["Location"].split("?")[0]
            moved = HttpResponse(status=204)
            moved["HX-Redirect"] = f"{url}?{urlencode({'next': path})}"
            return moved
        return response
