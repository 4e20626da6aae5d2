"""The page of a group: revenue, complaints, open deals and NPS of all its companies together."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from crm.dashboard.group.page import DEPTH, Group, load
from crm.shared.formats import DASH, money, number, signed
from customers.accounts.models import Account

ABOVE = "__".join(["parent"] * DEPTH)  # the companies above, read along with the account
LIST = "#companies"


def _nps(group: Group) -> dict[str, Any]:
    """Return the pooled score with its interval and n; no score below five answers."""
    answers = ngettext("%(count)s answer", "%(count)s answers", group.counts.n) % {
        "count": number(group.counts.n)
    }
    bounds = group.interval
    if not group.has_score or bounds is None:
        value, note = DASH, _("%(answers)s; fewer than 5 give no score") % {"answers": answers}
    else:
        low, high = bounds.rounded
        value = signed(group.counts.rounded)
        note = _("95%% interval %(low)s to %(high)s, %(answers)s") % {
            "low": signed(low),
            "high": signed(high),
            "answers": answers,
        }
    return {"label": _("NPS, 12 months"), "value": value, "url": LIST, "note": note}


def figures(group: Group) -> list[dict[str, Any]]:
    """Return the strip of figures; the table below holds what is added up."""
    return [
        {
            "label": _("Companies"),
            "value": number(len(group.members)),
            "url": LIST,
            "note": _("that you may read"),
        },
        {
            "label": _("Revenue, 12 months"),
            "value": money(group.total("revenue_12m")),
            "url": LIST,
            "note": _("the year before %(revenue)s")
            % {"revenue": money(group.total("revenue_previous_12m"))},
        },
        {
            "label": _("Open deals"),
            "value": money(group.total("open_deal_amount")),
            "url": LIST,
            "note": ngettext("%(count)s deal", "%(count)s deals", int(group.total("open_deals")))
            % {"count": number(group.total("open_deals"))},
        },
        {
            "label": _("Complaints, 12 months"),
            "value": number(group.total("complaints_12m")),
            "url": LIST,
            "note": ngettext(
                "%(count)s open", "%(count)s open", int(group.total("open_complaints"))
            )
            % {"count": number(group.total("open_complaints"))},
        },
        _nps(group),
    ]


@require_safe
def group_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the group an account belongs to."""
    account = get_object_or_404(
        Account.objects.visible_to(request.user).select_related("owner", ABOVE), pk=pk
    )
    group = load(account, request.user, now=timezone.now())
    context = {"account": account, "group": group, "figures": figures(group)}
    return render(request, "dashboard/group.html", context)
