"""The page that explains every figure, and the words of the trade."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crm.shared.access import has_role
from crm.shared.help import topics
from crm.shared.navigation import address


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show all terms and topics; no query of its own."""
    terms = [
        {
            "term": term,
            "measured": [
                {
                    "label": measure.label,
                    "url": address(measure.name) + measure.query
                    if not measure.roles or has_role(request.user, *measure.roles)
                    else "",
                }
                for measure in term.measured
            ],
        }
        for term in topics.terms()
    ]
    return render(
        request, "help/index.html", {"terms": terms, "subjects": list(topics.by_subject())}
    )
