"""Acts that decide: decision with remedies, approval, settlement of a remedy."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from complaints.cases.acts import act_page, back, workable
from complaints.cases.workflow import RemedyStatus
from complaints.decisions import services
from complaints.decisions.forms import DecisionForm, RemedyResultForm, proposals, remedy_rows
from complaints.decisions.versions import compare
from complaints.errors import ComplaintError
from crm.shared.formats import money
from crm.shared.organisation.services import get_organisation
from crm.shared.toasts import toast


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """Record decision, cause and remedies."""
    complaint = workable(request, number)
    form = DecisionForm(request.POST or None, complaint=complaint, user=request.user)
    rows = remedy_rows(complaint, request.POST or None)

    def act(data: dict[str, Any]) -> Any:
        if not rows.is_valid():
            raise ComplaintError(_("Look at the remedies again."))
        return services.save_decision(
            complaint, remedies=proposals(rows), by=request.user, now=timezone.now(), **data
        )

    terms = get_organisation()
    return act_page(
        request,
        complaint,
        form,
        act,
        title=_("Record the decision"),
        button=_("Save the decision"),
        done=_("Decision saved."),
        template="complaints/_decide.html",
        extra={
            "rows": rows,
            "limit": _(
                "Above %(limit)s on one complaint, or %(year)s for one customer in 12 months, a "
                "manager approves the remedies."
            )
            % {"limit": money(terms.remedy_limit), "year": money(terms.remedy_limit_year)},
        },
    )


@require_POST
def approve(request: HttpRequest, number: str) -> HttpResponse:
    """Approve remedies above the limit."""
    complaint = workable(request, number)
    read = request.GET.get("decision", "")
    seen = int(read) if read.isascii() and read.isdigit() and len(read) < 10 else None
    try:
        services.approve_remedies(
            complaint, by=request.user, now=timezone.now(), decision_version=seen
        )
    except ComplaintError as error:
        messages.error(request, str(error))
    else:
        toast(request, _("Remedies approved."))
    return back(request, complaint)


@require_POST
def settle(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Record that a remedy was delivered or refused."""
    complaint = workable(request, number)
    remedy = get_object_or_404(complaint.remedies.all(), pk=pk)
    refused = request.POST.get("status") == RemedyStatus.REFUSED
    status = RemedyStatus.REFUSED if refused else RemedyStatus.DELIVERED
    try:
        services.settle_remedy(remedy, status=status, by=request.user, now=timezone.now())
    except ComplaintError as error:
        messages.error(request, str(error))
    else:
        toast(request, _("Remedy settled."))
    return back(request, complaint)


@require_http_methods(["GET", "HEAD", "POST"])
def remedy(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Record what became of a remedy: when, by whom, what shows it, and what the customer said."""
    complaint = workable(request, number)
    found = get_object_or_404(complaint.remedies.all(), pk=min(pk, 2**63 - 1))
    form = RemedyResultForm(
        request.POST or None, complaint=complaint, user=request.user, remedy=found
    )

    def act(data: dict[str, Any]) -> Any:
        services.settle_and_accept(found, by=request.user, now=timezone.now(), **data)

    return act_page(
        request,
        complaint,
        form,
        act,
        title=_("What became of it: %(remedy)s") % {"remedy": found},
        button=_("Save"),
        done=_("Remedy settled."),
    )


@require_safe
def versions(request: HttpRequest, number: str) -> HttpResponse:
    """Show every version of the decision beside each other, what changed marked."""
    complaint = workable(request, number)
    context = {"complaint": complaint, "cycles": compare(complaint)}
    return render(request, "complaints/decision_versions.html", context)
