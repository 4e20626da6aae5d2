"""Many complaints at once: choose them in the queue, say what, see what became of each."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from complaints.cases.assessing import assess_many
from complaints.cases.choosing import BulkForm
from complaints.cases.models import Complaint
from crm.shared.access import Role, forbid_unless

MOST = 200  # as many as a page of the list can show


def chosen(request: HttpRequest) -> list[Complaint]:
    """Return the complaints a form names, each at the version it was shown at when the form says so.

    One that the reader may not work on, or that is not there, and nothing happens at all: 404.
    """
    picks = list(dict.fromkeys(request.POST.getlist("pick")))[: MOST + 1]
    versions: dict[int, int | None] = {}
    for pick in picks:
        key, _dot, version = pick.partition(".")
        if not (key.isascii() and key.isdigit() and len(key) < 19):
            raise Http404
        versions[int(key)] = int(version) if version.isascii() and version.isdigit() else None
    rows: QuerySet[Complaint] = (
        Complaint.objects.visible_to(request.user)
        .editable_by(request.user)
        .filter(pk__in=versions)
        .select_related("account", "contact", "category", "handler", "complained_about")
        .order_by("sort_due_at", "pk")
    )
    found = list(rows)
    if len(found) != len(versions):
        raise Http404
    for complaint in found:
        complaint.version = versions[complaint.pk] or complaint.version
    return found


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Ask what the chosen complaints get, then do it through the function for one, and tell of each."""
    forbid_unless(request.user, Role.COMPLAINT_HANDLER, Role.MANAGER)
    complaints = chosen(request)
    if not complaints:
        messages.info(request, _("Tick the complaints first."))
        return redirect("complaints:list")
    if len(complaints) > MOST:
        messages.warning(request, _("At most %(most)s complaints at once.") % {"most": MOST})
        return redirect("complaints:list")
    form = BulkForm(request.POST if "go" in request.POST else None)
    if form.is_bound and form.is_valid():
        done = assess_many(complaints, by=request.user, now=timezone.now(), **form.cleaned_data)
        refused = [one for one in done if one.refusal]
        context = {"done": done, "refused": len(refused), "changed": len(done) - len(refused)}
        return render(request, "complaints/bulk_done.html", context)
    context = {"form": form, "complaints": complaints}
    return render(request, "complaints/bulk.html", context, status=422 if form.is_bound else 200)
