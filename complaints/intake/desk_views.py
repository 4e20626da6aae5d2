"""The page on which a colleague looks after the customer's link."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from complaints.cases.acts import act_page, workable
from complaints.cases.forms import PlainForm
from complaints.cases.models import Complaint
from complaints.intake.links import renew_link, revoke_link
from complaints.messages.mails import tracking_url

SAID = {
    "revoke": gettext_lazy("The link no longer works."),
    "renew": gettext_lazy("There is a new link; the old one no longer works."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def tracking(request: HttpRequest, number: str) -> HttpResponse:
    """Show the customer's link, stop it, or make a new one."""
    complaint = workable(request, number)
    now = timezone.now()
    wanted = "revoke" if request.POST.get("do") == "revoke" else "renew"

    def act(data: dict) -> Complaint:
        service = revoke_link if wanted == "revoke" else renew_link
        return service(complaint, by=request.user, now=now)

    is_live = bool(complaint.token_hash) and complaint.token_is_live(now)
    return act_page(
        request,
        complaint,
        PlainForm(request.POST or None, complaint=complaint, user=request.user),
        act,
        title=_("Link for the customer"),
        button=_("Make a new link"),
        done=SAID[wanted],
        template="complaints/_tracking_link.html",
        extra={"is_live": is_live, "link": tracking_url(complaint) if is_live else ""},
    )
