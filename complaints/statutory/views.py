"""Extending the legal term of a complaint."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from complaints.cases.acts import back, workable
from complaints.messages.views import letter_page
from complaints.statutory import services
from complaints.statutory.forms import ExtendForm
from complaints.statutory.reading import extensions_of, legal_clock
from crm.shared.formats import long_day


@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: HttpRequest, number: str) -> HttpResponse:
    """Extend the legal term once, with the letter that tells the customer."""
    complaint, now = workable(request, number), timezone.now()
    cycle = complaint.cycles.select_related("policy").get(number=complaint.cycle)
    clock = legal_clock(complaint, cycle, now, extensions_of(complaint, cycle))
    if clock is None or not clock.may_extend:
        messages.error(request, _("There is no legal term here that can be extended."))
        return back(request, complaint)
    form = ExtendForm(
        request.POST or None,
        complaint=complaint,
        user=request.user,
        asked=request.GET.get("letter", ""),
        extended_to=clock.extended_to,
    )

    def act(data: dict[str, Any]) -> Any:
        return services.extend(complaint, by=request.user, now=timezone.now(), **data).letter

    return letter_page(
        request,
        complaint,
        form,
        act,
        title=_("Extend the legal term"),
        button=_("Extend and send"),
        done=_("The legal term is extended. A mail leaves in half a minute."),
        intro=_(
            "From %(first)s to %(last)s. Check with your lawyer that your law allows it, and send "
            "the letter before the first day has passed."
        )
        % {"first": long_day(clock.first_due_on), "last": long_day(clock.extended_to)},
    )
