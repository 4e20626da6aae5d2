"""The frame every act on a complaint shares: load, show the form, act, go back to the page."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from complaints.cases.models import Complaint
from complaints.errors import ComplaintConflict, ComplaintError
from complaints.intake.files import files_column
from crm.shared.htmx import render_page, wants_fragment
from crm.shared.toasts import toast


def readable(request: HttpRequest, number: str) -> Complaint:
    """Return a complaint the reader may see; a stranger gets 404."""
    return get_object_or_404(
        Complaint.objects.visible_to(request.user).select_related(
            "account", "contact", "handler", "category__parent", "cause", "recorded_by",
            "complained_about", "policy", "duplicate_of", "heard_by",
        ).annotate(files_column=files_column()),
        number=number.upper(),
    )  # fmt: skip


def workable(request: HttpRequest, number: str) -> Complaint:
    """Return a complaint the reader may work on; a colleague who may only read it gets 403."""
    complaint = readable(request, number)
    if not Complaint.objects.is_editable_by(request.user, complaint):
        raise PermissionDenied(_("You may read this complaint, not work on it."))
    return complaint


def refuse(form: forms.Form, error: ComplaintError) -> int:
    """Put a refusal on its form; return the status."""
    form.add_error(error.field if error.field in form.fields else None, str(error))
    return error.status


def back(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """Go to the page of the complaint, also from htmx."""
    url = complaint.get_absolute_url()
    return HttpResponseClientRedirect(url) if wants_fragment(request) else redirect(url)


def both_versions(
    request: HttpRequest, complaint: Complaint, form: forms.Form, error: ComplaintError
) -> dict[str, Any]:
    """Return what is stored beside what was typed; saving again is a decision on the stored version."""
    stored = Complaint.objects.visible_to(request.user).get(pk=complaint.pk)
    typed = request.POST.copy()
    typed["version"] = str(stored.version)
    form.data = typed
    first = getattr(form, "first_values", None)
    theirs = first(stored) if first else {n: getattr(stored, n, None) for n in form.fields}
    rows = []
    for name, value in theirs.items():
        mine = form.cleaned_data.get(name)
        if name != "version" and (value or None) != (mine or None):
            rows.append({"label": form.fields[name].label, "theirs": value, "mine": mine})
    return {"sentence": str(error), "rows": rows}


def act_page(
    request: HttpRequest,
    complaint: Complaint,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Any],
    *,
    title: Any,
    button: Any,
    done: Any,
    intro: Any = "",
    undo: Callable[[Any], str] | None = None,
    template: str = "complaints/_act.html",
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show a form, or run its act and go back. A refusal keeps what was typed: 422, or 409 for a race."""
    status, conflict = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                result = act(dict(form.cleaned_data))
            except ComplaintConflict as error:
                status, conflict = error.status, both_versions(request, complaint, form, error)
            except ComplaintError as error:
                status = refuse(form, error)
            else:
                toast(request, str(done), undo_url=undo(result) if undo else "")
                return back(request, complaint)
    context = {
        "complaint": complaint,
        "form": form,
        "title": title,
        "button": button,
        "intro": intro,
        "act": template,
        "conflict": conflict,
        **(extra or {}),
    }
    return render_page(request, "complaints/act.html", template, context, status)
