"""The settings pages: for managers; everybody else is refused."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.shared.access import Role, forbid_unless, has_role
from crm.shared.errors import Conflict, Refusal
from crm.shared.localtime import local_date
from crm.shared.organisation import services
from crm.shared.organisation.forms import HolidayForm, HoursForm, OrganisationForm, YearForm
from crm.shared.organisation.hours import hours_version, show_hours
from crm.shared.organisation.models import Holiday, OpeningWindow, Weekday
from crm.shared.organisation.status import background_status


def for_managers(view: Any) -> Any:
    """Refuse whoever is neither manager nor administrator."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        forbid_unless(request.user, Role.MANAGER)
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_managers
def index(request: HttpRequest) -> HttpResponse:
    """Show what can be set, and whether the background work runs."""
    now = timezone.now()
    week = OpeningWindow.objects.visible_to(request.user).week()
    days = Holiday.objects.visible_to(request.user).from_day(local_date(now))
    context = {
        "hours": [(label, show_hours(week.get(day, []))) for day, label in Weekday.choices],
        "holidays": days[:3],
        "status": background_status(now, services.get_organisation()),
        "administrator": has_role(request.user, Role.ADMINISTRATOR),
    }
    return render(request, "settings/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def organisation(request: HttpRequest) -> HttpResponse:
    """Show and change the organisation and its terms."""
    stored = services.get_organisation()
    if request.method != "POST":
        form = OrganisationForm(instance=stored, initial={"version": stored.version})
        return render(request, "settings/organisation.html", {"form": form})
    form = OrganisationForm(request.POST, instance=services.fresh())
    status = 422
    if form.is_valid():
        try:
            services.change_organisation(
                form.cleaned_data["version"], by=request.user, **form.settings()
            )
        except Conflict as conflict:
            form.add_error(None, conflict.sentence)
            form.data = form.data.copy()
            form.data["version"] = str(stored.version)
            status = conflict.status
        else:
            messages.success(request, _("The settings are saved."))
            return redirect("settings:index")
    theirs = _differences(form, stored) if status == 409 else []
    context = {"form": form, "theirs": theirs}
    return render(request, "settings/organisation.html", context, status=status)


def _differences(form: OrganisationForm, stored: Any) -> list[tuple[Any, Any, Any]]:
    """Return label, stored value and typed value of every setting on which two editors differ."""
    return [
        (form.fields[name].label, getattr(stored, name), value)
        for name, value in form.settings().items()
        if getattr(stored, name) != value
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def hours(request: HttpRequest) -> HttpResponse:
    """Show and change the opening hours."""
    if request.method != "POST":
        week = OpeningWindow.objects.visible_to(request.user).week()
        return render(request, "settings/hours.html", {"form": HoursForm(week=week)})
    form, status, theirs = HoursForm(request.POST), 422, []
    if form.is_valid():
        try:
            version = form.cleaned_data["version"]
            services.set_opening_hours(form.week, by=request.user, version=version)
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.sentence)
            if isinstance(refusal, Conflict):
                status, theirs = refusal.status, _other_hours(request, form)
        else:
            messages.success(request, _("The opening hours are saved."))
            return redirect("settings:index")
    context = {"form": form, "theirs": theirs}
    return render(request, "settings/hours.html", context, status=status)


def _other_hours(request: HttpRequest, form: HoursForm) -> list[tuple[Any, str, str]]:
    """Return day, stored and typed hours where two editors differ; a second save stands."""
    stored = OpeningWindow.objects.visible_to(request.user).week()
    form.data = form.data.copy()
    form.data["version"] = hours_version(stored)
    sides = [
        (label, show_hours(stored.get(day, [])), show_hours(form.week.get(day, [])))
        for day, label in Weekday.choices
    ]
    return [(label, theirs, mine) for label, theirs, mine in sides if theirs != mine]


def _year(value: str | None) -> int:
    """Return a year from the address, or this year."""
    form = YearForm({"year": value or ""})
    return form.cleaned_data["year"] if form.is_valid() else local_date(timezone.now()).year


def _holiday_url(year: int) -> str:
    return f"{reverse('settings:holidays')}?year={year}"


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def holidays(request: HttpRequest) -> HttpResponse:
    """Show the closed days of a year, and add one."""
    year, status = _year(request.GET.get("year")), 200
    form = HolidayForm(request.POST or None)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                holiday = services.add_holiday(
                    form.cleaned_data["date"], form.cleaned_data["name"], by=request.user
                )
            except Refusal as refusal:
                form.add_error(refusal.field, refusal.sentence)
            else:
                messages.success(request, _("The day is added."))
                return redirect(_holiday_url(holiday.date.year))
    context = {
        "form": form,
        "year": year,
        "before": year - 1,
        "after": year + 1,
        "days": Holiday.objects.visible_to(request.user).in_year(year),
    }
    return render(request, "settings/holidays.html", context, status=status)


@require_POST
@for_managers
def add_dutch(request: HttpRequest) -> HttpResponse:
    """Add the Dutch holidays of a year."""
    form = YearForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a year from 2014 to 2099."))
        return redirect("settings:holidays")
    year = form.cleaned_data["year"]
    added = services.add_dutch_holidays(year, by=request.user)
    words = ngettext("%(count)s day added.", "%(count)s days added.", added)
    messages.success(
        request, words % {"count": added} if added else _("All of them were there already.")
    )
    return redirect(_holiday_url(year))


@require_POST
@for_managers
def remove_holiday(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a closed day."""
    holiday = get_object_or_404(Holiday.objects.visible_to(request.user), pk=pk)
    year = holiday.date.year
    services.remove_holiday(holiday, by=request.user)
    messages.success(request, _("The day is removed."))
    return redirect(_holiday_url(year))
