"""Insight: how relations flow round the circle."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from crm.dashboard.doors import door
from crm.insight.frame import frame
from crm.insight.period import Slice
from crm.shared.charts import portfolio_ring
from crm.shared.formats import DASH, number
from customers.accounts.models import Initiator, LeavingReason
from customers.figures.cycle import Flow
from customers.figures.services import cycle_flow, leaving_reasons, ring_counts


def flow_rows(flow: Flow, part: Slice) -> list[dict[str, Any]]:
    """Return the sum from customers at the start to customers now; counted moves are doors."""

    def moves(**filters: Any) -> str:
        return door("insight:moves", **filters, **part.days, **part.segment)

    rows = [
        {"label": _("Customers at the start"), "sign": "", "count": flow.start, "url": ""},
        {
            "label": _("First purchase"),
            "sign": "+",
            "count": flow.new,
            "url": moves(kind="first_purchase"),
        },
        {
            "label": _("Won back"),
            "sign": "+",
            "count": flow.won_back,
            "url": moves(kind="won_back"),
        },
        {
            "label": _("Left"),
            "sign": "−",
            "count": flow.lost + flow.came_and_left,
            "url": moves(kind="ended"),
            "note": _(
                "%(customer)s by the customer, %(us)s by us, %(inside)s came and left in the period"
            )
            % {
                "customer": flow.lost_by_customer,
                "us": flow.lost_by_supplier,
                "inside": flow.came_and_left,
            },
        },
    ]
    if flow.corrected:
        sign = "+" if flow.corrected > 0 else "−"
        rows.append(
            {
                "label": _("Corrections"),
                "sign": sign,
                "count": abs(flow.corrected),
                "url": moves(kind="correction"),
            }
        )
    rows.append({"label": _("Customers at the end"), "sign": "=", "count": flow.end, "url": ""})
    return rows


def rate_rows(flow: Flow, part: Slice) -> list[dict[str, Any]]:
    """Return the rates with what they are a share of; an empty denominator shows a dash."""
    win_backs = door("winback:list", state="won", **part.days, **part.segment)
    return [
        {
            "label": _("Churn"),
            "value": flow.churn,
            "note": _("%(lost)s of %(start)s customers at the start left")
            % {"lost": flow.lost, "start": flow.start},
        },
        {
            "label": _("of which by the customer"),
            "value": flow.churn_by_customer,
            "note": _("%(lost)s of %(start)s")
            % {"lost": flow.lost_by_customer, "start": flow.start},
        },
        {
            "label": _("Retention"),
            "value": flow.retention,
            "note": _("of the customers at the start; new ones do not count"),
        },
        {
            "label": _("Win-back rate"),
            "value": flow.win_back,
            "note": _("%(back)s of %(former)s former customers at the start came back")
            % {"back": flow.won_back_cohort, "former": flow.former_start},
            "url": win_backs,
        },
    ]


def time_back(flow: Flow, part: Slice) -> dict[str, Any]:
    """Return the time from leaving to coming back: a median is a door to its n."""
    count = len(flow.days_away)
    days = flow.time_to_win_back
    return {
        "days": number(float(days), 0 if days == int(days) else 1) if days is not None else DASH,
        "count": count,
        "url": door("winback:list", state="won", **part.days, **part.segment) if count else "",
    }


@require_safe
def cycle(request: HttpRequest) -> HttpResponse:
    """Show the ring, the flow of a period, its rates and why customers left."""
    part, context = frame(request, "insight:cycle", timezone.now())
    accounts = part.accounts(request.user)
    counts = ring_counts(accounts)
    flow = cycle_flow(accounts, start=part.since, end=part.until)
    reasons = [
        {
            "reason": LeavingReason(reason).label,
            "initiator": Initiator(initiator).label,
            "count": count,
            "url": door(
                "insight:moves",
                kind="ended",
                reason=reason,
                initiator=initiator,
                **part.days,
                **part.segment,
            ),
        }
        for reason, initiator, count in leaving_reasons(accounts, start=part.since, end=part.until)
    ]
    context |= {
        "counts": counts,
        "ring": portfolio_ring(
            counts.potential,
            counts.customer,
            counts.former,
            label=_("%(customer)s customers, %(potential)s potential, %(former)s former customers")
            % vars(counts),
            caption=ngettext("customer", "customers", counts.customer),
            size=150,
        ),
        "flow": flow_rows(flow, part),
        "rates": rate_rows(flow, part),
        "time_back": time_back(flow, part),
        "reasons": reasons,
    }
    return render(request, "insight/cycle.html", context)
