"""What the public pages of complaints have in common: throttle, language and headers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from crm.shared.people.models import Language
from crm.shared.throttle import client_address, hit

PER_MINUTE = 60
View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """Open a view to people without an account; its answers are stored and indexed nowhere."""

    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = f"complaint-page:{client_address(request)}"
        if hit(key, PER_MINUTE, 60, timezone.now()):
            response = view(request, *args, **kwargs)
        else:
            text = _("That was a lot at once. Wait a minute and try again.")
            response = sorry(request, text, 429)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "same-origin"
        return response

    return guarded


def sorry(
    request: HttpRequest, text: str, status: int, *, number: str = "", title: str = ""
) -> HttpResponse:
    """Say in a sentence why there is nothing to see, and how to reach us all the same."""
    values = {"text": text, "number": number, "title": title or _("This does not work")}
    return render(request, "intake/sorry.html", values, status=status)


def unknown(request: HttpRequest) -> HttpResponse:
    """Say, the same for every wrong link, that it leads nowhere."""
    text = _("This link does not work. Look at the mail it came from, and open it from there.")
    return sorry(request, text, 404)


def page_language(request: HttpRequest, preferred: str, *, asked: str = "") -> str:
    """Return the language of a page: the one asked for, else the preferred one."""
    asked = asked or request.POST.get("lang", "") or request.GET.get("lang", "")
    return asked if asked in Language.values else preferred


def other(language: str) -> str:
    """Return the language to switch to."""
    return Language.ENGLISH if language == Language.DUTCH else Language.DUTCH


def speaking(language: str) -> Any:
    """Use a language inside a with block."""
    return translation.override(language)
