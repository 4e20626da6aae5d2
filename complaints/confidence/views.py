"""The act that makes a complaint confidential, or open again."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from complaints.cases.acts import act_page, workable
from complaints.cases.forms import ReasonForm
from complaints.confidence.services import set_confidential


@require_http_methods(["GET", "HEAD", "POST"])
def confidential(request: HttpRequest, number: str) -> HttpResponse:
    """Make a complaint confidential with a reason; a confidential one is opened again."""
    complaint = workable(request, number)
    value = not complaint.is_confidential
    return act_page(
        request,
        complaint,
        ReasonForm(request.POST or None, complaint=complaint, user=request.user),
        lambda data: set_confidential(
            complaint, value=value, by=request.user, now=timezone.now(), **data
        ),
        title=_("Make it confidential") if value else _("End the confidentiality"),
        button=_("Make it confidential") if value else _("End the confidentiality"),
        done=_("The complaint is confidential now.")
        if value
        else _("The complaint is no longer confidential."),
        intro=_(
            "Sales and the employee complained about no longer see it: not on its page, in lists, "
            "search, the timeline or exports."
        )
        if value
        else _("Sales see it again on the accounts they may read, and so does who it is about."),
    )
