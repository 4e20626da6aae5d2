"""Acts that decide: decision with remedies, approval, settlement of a remedy."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from complaints.cases.acts import act_page, back, workable
from complaints.cases.workflow import RemedyStatus
from complaints.decisions import services
from complaints.decisions.forms import DecisionForm, proposals, remedy_rows
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

    limit = money(get_organisation().remedy_limit)
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
            "limit": _("Above %(limit)s a manager approves the remedies.") % {"limit": limit},
        },
    )


@require_POST
def approve(request: HttpRequest, number: str) -> HttpResponse:
    """Approve remedies above the limit."""
    complaint = workable(request, number)
    try:
        services.approve_remedies(complaint, by=request.user, now=timezone.now())
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
