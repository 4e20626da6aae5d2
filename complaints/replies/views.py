"""The one-click choice about a reply after the end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from complaints.cases.acts import back, workable
from complaints.errors import ComplaintError
from complaints.replies import services
from complaints.replies.models import Choice
from crm.shared.toasts import toast

SAID = {
    Choice.THANKS: gettext_lazy("Noted as a thank-you; the complaint stays closed."),
    Choice.REOPENED: gettext_lazy("The complaint is open again, with new terms."),
    Choice.NEW: gettext_lazy("A new complaint was made of it."),
}


@require_POST
def choose(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take a reply after the end as thanks, as a reason to reopen, or as a new complaint."""
    complaint = workable(request, number)
    waiting = get_object_or_404(complaint.reply_choices.select_related("message"), pk=pk)
    asked = request.POST.get("choice", "")
    if asked not in Choice.values:
        messages.error(request, _("Choose thanks, reopen or a new complaint."))
        return back(request, complaint)
    try:
        result = services.choose(waiting, asked, by=request.user, now=timezone.now())
    except ComplaintError as error:
        messages.error(request, str(error))
        return back(request, complaint)
    toast(request, str(SAID[Choice(asked)]))
    return back(request, result)
