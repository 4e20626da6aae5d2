"""One click from an answer to a complaint."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crm.dashboard.chain.services import complain_from_followup
from crm.shared.access import Role, has_role
from crm.shared.errors import Refusal
from surveys.followups.models import FollowUp


@require_POST
def followup_complaint(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a complaint of a follow-up and go there; a refusal goes back to the answer."""
    seen = FollowUp.objects.visible_to(request.user)
    if not has_role(request.user, Role.COMPLAINT_HANDLER):
        seen = FollowUp.objects.editable_by(request.user)
    followup = get_object_or_404(seen, pk=pk)
    try:
        complaint = complain_from_followup(followup, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("answers:detail", followup.answer_id)
    messages.success(request, _("Complaint %(number)s recorded.") % {"number": complaint.number})
    return redirect(complaint)
