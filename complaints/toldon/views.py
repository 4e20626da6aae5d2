"""How far a complaint was told on, and our public answer."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from complaints.cases.acts import act_page, workable
from complaints.toldon.forms import ToldOnForm
from complaints.toldon.services import answer_in_public


@require_http_methods(["GET", "HEAD", "POST"])
def told_on(request: HttpRequest, number: str) -> HttpResponse:
    """Write down who heard of it, and what we answered in public."""
    complaint = workable(request, number)
    return act_page(
        request,
        complaint,
        ToldOnForm(request.POST or None, complaint=complaint, user=request.user),
        lambda data: answer_in_public(complaint, by=request.user, now=timezone.now(), **data),
        title=_("Told on"),
        button=_("Save"),
        done=_("Saved in the register."),
    )
