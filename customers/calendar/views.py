"""The calendar: month, week and agenda, of oneself, a colleague or a team; and its secret link."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from crm.shared.formats import LONG_MONTHS, language, short_day
from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation
from crm.shared.throttle import client_address, hit
from crm.shared.toasts import toast
from customers.calendar import ics, services, span
from customers.calendar.entries import Entry, entries
from customers.calendar.forms import WhoseForm

VIEWS = {"month": span.month, "week": span.week, "agenda": span.agenda}
VIEW_NAMES = [
    ("calendar:month", "month", pgettext_lazy("calendar", "Month")),
    ("calendar:week", "week", pgettext_lazy("calendar", "Week")),
    ("calendar:agenda", "agenda", pgettext_lazy("calendar", "Agenda")),
]
A_DAY = 4  # entries a day of the month shows before "more"


def title_of(view: str, shown: span.Span, day: date) -> str:
    """Name the stretch: November 2026, week 47, or from one day to another."""
    if view == "month":
        return f"{LONG_MONTHS[language()][day.month - 1]} {day.year}".capitalize()
    if view == "week":
        week, year = day.isocalendar().week, day.isocalendar().year
        return _("Week %(week)s, %(year)s") % {"week": week, "year": year}
    return f"{short_day(shown.first)} – {short_day(shown.last)}"


def days_of(shown: span.Span, found: list[Entry], day: date, today: date) -> list[dict[str, Any]]:
    """Return every day of the stretch with its entries."""
    by_day: dict[date, list[Entry]] = {}
    for entry in found:
        by_day.setdefault(entry.on, []).append(entry)
    return [
        {
            "on": on,
            "entries": by_day.get(on, []),
            "first": by_day.get(on, [])[:A_DAY],
            "more": max(len(by_day.get(on, [])) - A_DAY, 0),
            "today": on == today,
            "outside": on.month != day.month,
        }
        for on in shown.days
    ]


def page(view: str) -> Callable[[HttpRequest], HttpResponse]:
    """Return the view function of a month, a week or an agenda."""

    @require_safe
    def show(request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        today = local_date(now)
        day = span.read_day(request.GET.get("day", ""), today)
        shown = VIEWS[view](day)
        whose = WhoseForm(request.GET, request=request)
        whose.is_valid()
        found, cut = entries(request.user, whose.of, first=shown.first, last=shown.last, now=now)
        days = days_of(shown, found, day, today)
        context = {
            "view": view,
            "views": VIEW_NAMES,
            "day": day,
            "today": today,
            "span": shown,
            "title": title_of(view, shown, day),
            "days": days,
            "weeks": [days[n : n + 7] for n in range(0, len(days), 7)],
            "count": len(found),
            "cut": cut,
            "whose": whose,
            "several": whose.is_team,
            "who": f"&who={whose.chosen}" if whose.chosen else "",
        }
        return render(request, "calendar/calendar.html", context)

    return show


def link_section(request: HttpRequest) -> dict[str, Any]:
    """Return what the profile page shows of one's calendar link."""
    link = services.link_of(request.user)
    live = link is not None and services.is_live(link, timezone.now())
    address = services.address_of(link) if live else ""
    return {"address": address, "made_at": link.made_at if live else None}


@require_POST
def make_link(request: HttpRequest) -> HttpResponse:
    """Make one's calendar link, or a new one in the place of the old."""
    services.make_link(request.user, now=timezone.now())
    toast(request, _("Your calendar link is made. An earlier one no longer works."))
    return redirect(reverse("people:profile") + "#calendar-link")


@require_POST
def revoke_link(request: HttpRequest) -> HttpResponse:
    """Stop one's calendar link."""
    if services.revoke_link(request.user, now=timezone.now()):
        toast(request, _("Your calendar link no longer works."))
    return redirect(reverse("people:profile") + "#calendar-link")


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(text + "\n", status=status, content_type="text/plain; charset=utf-8")


def _feed(token: str, address: str, now: datetime) -> HttpResponse:
    if not hit(f"calendar:{address}", 60, 60, now):
        return _plain(_("Too many requests. Try again in a minute."), 429)
    link = services.find_link(token)
    if link is None:
        return _plain(_("There is nothing here."), 404)
    if not services.is_live(link, now):
        return _plain(_("This calendar link was withdrawn. Its owner can make a new one."), 410)
    with translation.override(link.user.language):
        name = f"{get_organisation().name}, {link.user.display_name}"
        body = ics.write(services.feed(link.user, now=now), name=name, stamp=now)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="kring.ics"'
    return response


@require_safe
@login_not_required
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give the calendar of a secret link: to whoever has it, until it is renewed or revoked."""
    response = _feed(token, client_address(request), timezone.now())
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return response
