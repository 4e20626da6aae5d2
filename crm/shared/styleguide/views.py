"""The styleguide: every component in one place, to look at and to test."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from crm.shared import formats
from crm.shared.styleguide import examples
from crm.shared.templatetags.kring import avatar


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component with made-up records."""
    filled = examples.ExampleFilter(request.GET)
    return render(
        request,
        "shared/styleguide.html",
        {
            "accounts": examples.ACCOUNTS,
            "resting": examples.RESTING,
            "scores": (10, 9, 8, 7, 6, 3, 0, None),
            "severities": ("low", "normal", "high", "critical"),
            "now": examples.NOW,
            "form": examples.ExampleForm({"back": ""}),
            "page": examples.page(
                lambda account: (
                    format_html('<a href="#">{}</a>', account.name),
                    avatar(request.user, "short"),
                    formats.money(47210 * account.cycle),
                )
            ),
            "empty_page": examples.Page([], next_url="", count=0, count_label="0"),
            "spec": examples.Spec(),
            "filter": filled,
            "sort": request.GET.get("sort", "name"),
            "entries": examples.timeline(),
            "drawings": examples.drawings(),
            "table_head": [_("Score"), pgettext("survey", "Answers")],
            "table": [(score, count) for score, count in enumerate(examples.COUNTS)],
            "figures_table": examples.FIGURES,
            "mentions": examples.MENTIONS,
            "colours": [
                "canvas",
                "paper",
                "well",
                "ink",
                "brand",
                "gold",
                "potential",
                "customer",
                "former",
                "pro",
                "pas",
                "det",
                "warn",
                "bad",
            ],
            "figures": [
                {
                    "label": "Revenue, 12 months",
                    "value": formats.money(184320),
                    "url": "#",
                    "note": "+7.2%",
                },
                {"label": "NPS, 12 months", "value": "–", "note": "too few for a score"},
                {
                    "label": "Promises kept",
                    "value": "7",
                    "small": "of 8",
                    "url": "#",
                    "note": "2 of them early",
                },
            ],
            "tabs": [
                {"label": "Overview", "url": "#", "current": True},
                {"label": "Contacts", "url": "#", "count": 5},
                {"label": "Orders", "url": "#", "count": 212},
            ],
        },
    )
