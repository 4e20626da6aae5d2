"""The page for a form whose protection token does not fit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain what to do; nothing was saved."""
    return render(request, "403_csrf.html", status=403)
