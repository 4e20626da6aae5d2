"""The manager's Home, its file, and the hand-over of a colleague's work."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from crm.dashboard.home.scope import choices_for
from crm.dashboard.home.work import greeting
from crm.dashboard.manager.forms import HandOverForm
from crm.dashboard.manager.handover import hand_over
from crm.dashboard.manager.page import Overview, load
from crm.shared.access import Role, forbid_unless
from crm.shared.cells import cell
from crm.shared.errors import Refusal
from crm.shared.localtime import local_date
from crm.shared.people.models import User
from crm.shared.tables import csv_file
from customers.figures.slices import Slice, recalled


def overview(request: HttpRequest) -> HttpResponseBase:
    """Show the team's figures, what went wrong, who is away and what nobody has."""
    now = timezone.now()
    part, form = Slice.of(recalled(request), local_date(now))
    page = load(request.user, part, now)
    if request.GET.get("format") == "csv":
        name = f"team-{part.until}"
        return csv_file(request, name, table(page), now=now, kind="manager-home")
    context = {
        "part": part,
        "form": form,
        "periods": part.periods,
        "who_choices": choices_for(request.user),
        "page": page,
        "greeting": greeting(now),
        "today": local_date(now),
        "nav_counts": page.nav_counts,
    }
    return render(request, "dashboard/manager/home.html", context)


def table(page: Overview) -> Iterator[list[Any]]:
    """Yield the rows of the file: the same cells as the page."""
    head = [_("Subject"), _("Figure"), _("This period"), _("Rests on")]
    for label, since, until in page.periods:
        head += [f"{label} ({cell(since)} – {cell(until)})", _("Rests on"), _("Difference")]
    yield head
    for group in (page.now, *page.groups):
        for row in group.rows:
            line = [group.label, row.label, row.now.value, row.now.note]
            for before, change in row.beside:
                line += [before.value, before.note, change.words]
            yield line
    for title, kinds in ((_("Exceptions"), page.exceptions), (_("Unassigned"), page.unassigned)):
        for kind in kinds:
            yield [title, kind.label, kind.count]
    yield [
        _("Per colleague"),
        _("Tasks late"),
        _("Promises late"),
        _("Complaints open"),
        _("Detractors to call"),
        _("Promises kept"),
        _("Rests on"),
        _("NPS"),
        _("Rests on"),
        _("Pipeline, weighted"),
    ]
    for row in page.people:
        counts = [count for count, _url in row.counts]
        shown = [row.promises.value, row.promises.note, row.scores.value, row.scores.note]
        yield [row.person.user.display_name, *counts, *shown, row.pipeline.value]


@require_POST
def hand_over_work(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the work of a colleague who is away to the one chosen."""
    forbid_unless(request.user, Role.MANAGER)
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = HandOverForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, _("Choose a colleague who is here."))
        return redirect("home")
    to = form.cleaned_data["to"]
    try:
        done = hand_over(user, to=to, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("home")
    said = ngettext(
        "%(count)s thing of %(who)s went to %(to)s.",
        "%(count)s things of %(who)s went to %(to)s.",
        done.moved,
    )
    names = {"count": done.moved, "who": user.display_name, "to": to.display_name}
    messages.success(request, said % names)
    if done.stayed:
        messages.warning(
            request,
            _("Not handed over, choose a handler there: %(numbers)s.")
            % {"numbers": ", ".join(done.stayed)},
        )
    return redirect("home")
