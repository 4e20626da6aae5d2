"""Service recovery: what a handled complaint does to the score, the judgement and the buying."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from crm.insight.frame import frame
from crm.insight.period import Slice
from crm.insight.recovery import page
from crm.insight.recovery import rows as tables
from crm.insight.recovery.drawing import slopes
from crm.insight.recovery.listing import Listing, listing_response
from crm.insight.recovery.pairs import EARLIER_LEVEL
from crm.insight.recovery.read import names_of
from crm.insight.recovery.words import buying_words, headline_words, power_words, verdict_words
from crm.shared.formats import number


def doors(part: Slice) -> page.Door:
    """Return how a figure's rows are addressed in this slice."""

    def door(table: str, **filters: Any) -> str:
        address = reverse("insight:recovery_rows", args=[table])
        return f"{address}?{urlencode({**part.query, **filters})}"

    return door


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the pairs, the comparison group and what may be concluded; the judgement; the buying."""
    now = timezone.now()
    part, context = frame(request, "insight:recovery", now)
    found, door = page.find(part, request.user, now), doors(part)
    recovery = found.recovery
    changes = [pair.change for pair in recovery.pairs]
    context |= {
        "recovery": recovery,
        "verdict": verdict_words(recovery.verdict),
        "headline": headline_words(recovery),
        "power": power_words(recovery),
        "earlier": EARLIER_LEVEL,
        "groups": page.group_rows(found, door),
        "strata": page.strata_rows(found, door),
        "missing": page.coverage_rows(found, door),
        "ways": [
            {
                "count": sum(tables.WAYS[way](change) for change in changes),
                "url": door("cases", way=way),
                "label": label,
            }
            for way, label in (
                ("up", _("went up")),
                ("same", _("stayed")),
                ("down", _("went down")),
            )
        ],
        "coverage": recovery.coverage * 100 if recovery.coverage is not None else None,
        "closed_url": door("cases"),
        "pairs_url": door("cases", state="pair"),
        "figures_url": door("figures"),
        "handling": page.handling_context(found.handled, door),
        "buying": page.buying_context(found.buying, door),
        "buying_words": buying_words(found.buying),
        "picture": slopes(
            recovery,
            label=_("Scores before and after a complaint: %(pairs)s pairs")
            % {"pairs": number(len(recovery.pairs))},
            door=lambda before, after: door("cases", state="pair", before=before, after=after),
        ),
    }
    return render(request, "insight/recovery.html", context)


def _table(name: str, found: page.Found, asked: tables.Asked, user: Any) -> Listing:
    """Return the rows behind a figure; Http404 for a table there is not."""
    known = {case.complaint: case for case in found.cases}
    if name == "cases":
        return tables.cases(found.cases, asked)
    if name == "comparison":
        return tables.comparison(found.control)
    if name == "handling":
        return tables.said(found.handled.said, asked)
    if name == "buying":
        names = {case.account: case.name for case in found.cases}
        return tables.bought(found.buying.complained, names, complained=True)
    if name == "quiet":
        names = names_of({row.turn.account for row in found.buying.quiet}, user)
        return tables.bought(found.buying.quiet, names, complained=False)
    if name == "pending":
        return tables.pending(found.buying.pending, known)
    if name == "figures":
        return page.figures(found)
    raise Http404


@require_safe
def rows(request: HttpRequest, table: str) -> HttpResponseBase:
    """Show the rows behind a figure of service recovery, or give them as a file."""
    now = timezone.now()
    part, context = frame(request, "insight:recovery", now)
    asked = tables.Asked.of(request.GET.dict())
    found = page.find(part, request.user, now)
    context |= {
        "asked": asked.words,
        "back_url": f"{reverse('insight:recovery')}?{urlencode(part.query)}",
    }
    shown = _table(table, found, asked, request.user)
    return listing_response(request, shown, "insight/recovery_rows.html", context, now=now)
