"""What every public page behind a token has in common: throttle, language, and headers."""

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


def token_page(view: View) -> View:
    """Open a view to people without an account: at most 60 requests a minute, stored nowhere."""

    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = f"survey-link:{client_address(request)}"
        within = hit(key, PER_MINUTE, 60, timezone.now())
        response = view(request, *args, **kwargs) if within else too_many(request)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "same-origin"
        return response

    return guarded


def too_many(request: HttpRequest) -> HttpResponse:
    """Say that this went too fast."""
    text = _("That was a lot at once. Wait a minute and try again.")
    return render(request, "answer/refused.html", {"text": text}, status=429)


def unknown(request: HttpRequest) -> HttpResponse:
    """Say, the same for every wrong link, that it leads nowhere."""
    text = _("This link does not work. Look at the mail it came from, and open it from there.")
    return render(request, "answer/refused.html", {"text": text}, status=404)


def page_language(request: HttpRequest, preferred: str) -> str:
    """Give the language of the page: the one asked for, else the contact's."""
    asked = request.POST.get("lang") or request.GET.get("lang")
    return asked if asked in Language.values else preferred


def speaking(language: str) -> Any:
    """Use a language inside a with block."""
    return translation.override(language)
