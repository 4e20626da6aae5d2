"""The clocks of a complaint, each with the sum behind its due moment."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from complaints.cases.acts import readable
from complaints.cases.models import Complaint
from complaints.clock.page import rounds


@require_safe
def clocks(request: HttpRequest, number: str) -> HttpResponse:
    """Explain every clock of every cycle."""
    complaint = readable(request, number)
    context = {
        "complaint": complaint,
        "rounds": rounds(complaint, timezone.now()),
        "can_work": Complaint.objects.is_editable_by(request.user, complaint),
    }
    return render(request, "complaints/clocks.html", context)
