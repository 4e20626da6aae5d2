"""Service recovery: what a handled complaint does to the score."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from crm.dashboard.doors import door
from crm.insight.frame import frame
from crm.insight.recovery.drawing import slopes
from crm.insight.recovery.pairs import Recovery, Verdict, strata
from crm.insight.recovery.read import read
from crm.shared.formats import number, signed


def verdict_words(verdict: Verdict) -> str:
    """Say the verdict in a sentence."""
    return {
        Verdict.NONE: _("Nobody answered both before and after a complaint."),
        Verdict.PARADOX: _(
            "After a complaint people score higher than before: the service recovery paradox."
        ),
        Verdict.NOT_RECOVERED: _(
            "After a complaint people score lower than before: not recovered."
        ),
        Verdict.RECOVERED: _(
            "After a complaint the score is back at its earlier level: recovered."
        ),
        Verdict.CANNOT_TELL: _("Cannot tell yet: too few pairs, or they point both ways."),
    }[verdict]


def stratum_label(key: str) -> str:
    """Name a part of the pairs."""
    return {
        "severity_1": _("Severity low"),
        "severity_2": _("Severity normal"),
        "severity_3": _("Severity high"),
        "severity_4": _("Severity critical"),
        "first": _("First complaint in 12 months"),
        "repeat": _("Repeat complaint"),
        "well": _("Handled well: in time, remedies delivered, not reopened"),
        "badly": _("Not handled well"),
        "reopened": _("Reopened"),
    }[key]


def groups_of(recovery: Recovery) -> list[dict[str, Any]]:
    """Return both groups and their difference as rows."""
    pairs, control = recovery.pairs, recovery.control
    rows = [
        {
            "label": _("Complaint closed"),
            "n": len(pairs),
            "before": sum(p.before for p in pairs) / len(pairs) if pairs else None,
            "after": sum(p.after for p in pairs) / len(pairs) if pairs else None,
            "change": recovery.change,
        },
        {
            "label": _("No complaint within 12 months"),
            "n": len(control),
            "before": sum(b for b, _a in control) / len(control) if control else None,
            "after": sum(a for _b, a in control) / len(control) if control else None,
            "change": recovery.control_change,
        },
    ]
    if recovery.headline:
        n = len(pairs) + len(control)
        effect = recovery.headline.effect
        rows.append({"label": _("Difference from the same start"), "n": n, "change": effect})
    return rows


def headline_words(recovery: Recovery) -> str:
    """Say the difference from the same start, and whether chance explains it."""
    if recovery.headline is None:
        return _("There is no comparison group yet, so nothing can be said about the cause.")
    effect = recovery.headline.effect
    values = {
        "effect": signed(effect.value, 2),
        "low": signed(effect.low, 2),
        "high": signed(effect.high, 2),
    }
    if effect.low > 0 or effect.high < 0:
        return (
            _(
                "Compared from the same starting score the difference is %(effect)s (%(low)s to %(high)s)."
            )
            % values
        )
    return (
        _(
            "Compared from the same starting score the difference is %(effect)s (%(low)s to %(high)s): "
            "no evidence that the handling did it."
        )
        % values
    )


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the pairs, the comparison group and what may be concluded."""
    part, context = frame(request, "insight:recovery", timezone.now())
    recovery = read(part, request.user)
    pairs = recovery.pairs
    context |= {
        "recovery": recovery,
        "verdict": verdict_words(recovery.verdict),
        "headline": headline_words(recovery),
        "groups": groups_of(recovery),
        "strata": [
            {"label": stratum_label(s.key), "n": s.n, "change": s.change} for s in strata(pairs)
        ],
        "ways": {
            "up": sum(p.change > 0 for p in pairs),
            "same": sum(p.change == 0 for p in pairs),
            "down": sum(p.change < 0 for p in pairs),
        },
        "coverage": recovery.coverage * 100 if recovery.coverage is not None else None,
        "closed_url": door("complaints:list", state="closed", **part.segment),
        "picture": slopes(
            recovery,
            label=_("Scores before and after a complaint: %(pairs)s pairs")
            % {"pairs": number(len(pairs))},
        ),
    }
    return render(request, "insight/recovery.html", context)
