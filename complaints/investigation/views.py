"""The page of an investigation, its acts, and the whole case file to print."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from complaints.cases.acts import refuse, workable
from complaints.cases.files import KIND
from complaints.cases.models import Complaint
from complaints.cases.page import load
from complaints.decisions.versions import compare
from complaints.errors import ComplaintConflict, ComplaintError
from complaints.investigation import services
from complaints.investigation.forms import FORMS, RowForm
from complaints.investigation.models import Row
from complaints.investigation.page import load_investigation
from complaints.investigation.rooms import ROOMS, Room
from complaints.links.page import related
from crm.shared.localtime import local_date
from crm.shared.toasts import toast

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def investigation(request: HttpRequest, number: str) -> HttpResponse:
    """Show what the investigation found: both sides, findings, whys, evidence, third parties."""
    complaint = workable(request, number)
    context = {
        "complaint": complaint,
        "found": load_investigation(complaint),
        "today": local_date(timezone.now()),
        "kind": KIND,
    }
    return render(request, "complaints/investigation.html", context)


@require_safe
def case_file(request: HttpRequest, number: str) -> HttpResponse:
    """Show the whole case on one page, to print: for colleagues who may handle it."""
    complaint, now = workable(request, number), timezone.now()
    context = {
        "complaint": complaint,
        "page": load(complaint, now),
        "found": load_investigation(complaint),
        "cycles": compare(complaint),
        "related": related(complaint, request.user),
        "now": now,
    }
    return render(request, "complaints/case_file.html", context)


def _room(key: str) -> Room:
    if key not in ROOMS:
        raise Http404
    return ROOMS[key]


def _row(complaint: Complaint, room: Room, pk: int) -> Row:
    """Return a row of a complaint the reader may work on."""
    rows = room.model._default_manager.filter(complaint=complaint)
    return get_object_or_404(rows.select_related("complaint"), pk=min(pk, 2**63 - 1))


def _compare(room: Room, row: Row, form: RowForm, error: ComplaintError) -> dict[str, Any]:
    """Return what is stored beside what was typed; saving again decides on the stored version."""
    stored = room.model._default_manager.get(pk=row.pk)
    typed = form.data.copy()
    typed["version"] = str(stored.version)
    form.data = typed
    rows = [
        {"label": form.fields[name].label, "theirs": value, "mine": form.cleaned_data.get(name)}
        for name, value in form.first_values(stored).items()
        if (value or None) != (form.cleaned_data.get(name) or None)
    ]
    return {"sentence": str(error), "rows": rows}


def _page(
    request: HttpRequest, complaint: Complaint, room: Room, row: Row | None = None
) -> HttpResponse:
    """Show the form of a row, or write it and go back; a refusal keeps what was typed."""
    data = request.POST or None
    form = FORMS[room.key](data, complaint=complaint, user=request.user, row=row)
    status, conflict = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = dict(form.cleaned_data)
            version, who = values.pop("version"), {"by": request.user, "now": timezone.now()}
            try:
                if row is None:
                    services.add_row(complaint, room, values=values, **who)
                else:
                    services.change_row(row, room, values=values, version=version, **who)
            except ComplaintConflict as error:
                assert row is not None  # noqa: S101
                status, conflict = error.status, _compare(room, row, form, error)
            except ComplaintError as error:
                status = refuse(form, error)
            else:
                toast(request, _("Saved."))
                return redirect("complaints:investigation", complaint.number)
    context = {
        "complaint": complaint,
        "form": form,
        "title": room.change if row else room.add,
        "conflict": conflict,
    }
    return render(request, "complaints/investigation_row.html", context, status=status)


@FORM
def add(request: HttpRequest, number: str, room: str) -> HttpResponse:
    """Add a row."""
    return _page(request, workable(request, number), _room(room))


@FORM
def change(request: HttpRequest, number: str, room: str, pk: int) -> HttpResponse:
    """Change a row."""
    complaint, found = workable(request, number), _room(room)
    return _page(request, complaint, found, _row(complaint, found, pk))


def _do(request: HttpRequest, complaint: Complaint, act: Any, said: str) -> HttpResponse:
    try:
        act()
    except ComplaintError as error:
        messages.error(request, str(error))
    else:
        toast(request, said)
    return redirect("complaints:investigation", complaint.number)


@require_POST
def remove(request: HttpRequest, number: str, room: str, pk: int) -> HttpResponse:
    """Take a row out."""
    complaint, found = workable(request, number), _room(room)
    row = _row(complaint, found, pk)
    now = timezone.now()
    return _do(
        request,
        complaint,
        lambda: services.remove_row(row, found, by=request.user, now=now),
        _("Taken out; the history keeps what it said."),
    )


@require_POST
def move(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Move a why one place up or down."""
    complaint, now = workable(request, number), timezone.now()
    row: Any = _row(complaint, ROOMS["why"], pk)
    up = request.POST.get("to") == "up"
    return _do(
        request,
        complaint,
        lambda: services.move_why(row, up=up, by=request.user, now=now),
        _("Order changed."),
    )
