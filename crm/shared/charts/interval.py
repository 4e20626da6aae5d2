"""A score with its 95% interval: pale thick line for the interval, point on top."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.shared.formats import signed

from . import svg

LOW, HIGH = -100, 100
SOLID, INDICATIVE = 30, 5  # answers: from 30 a filled point, from 5 a hollow one, below no score


@dataclass(frozen=True)
class Reference:
    """A line to compare with: kind "target" (gold) or "ref" (dotted), labelled in place."""

    value: float
    label: str
    kind: str = "ref"


def sentence(score: float | None, low: float | None, high: float | None, answers: int) -> str:
    """Tell a score as one must: never without its interval and the number of answers."""
    if score is None or answers < INDICATIVE:
        return _("Fewer than 5 answers, no score")
    return _("NPS %(score)s, 95%% interval %(low)s to %(high)s, %(answers)s answers") % {
        "score": signed(score),
        "low": signed(low),
        "high": signed(high),
        "answers": answers,
    }


def point(x: float, y: float, answers: int, *, large: bool = False) -> SafeString:
    """Draw the point itself: filled from 30 answers, hollow from 5."""
    if answers >= SOLID:
        return svg.dot("dot", x, y, 6 if large else 4.5)
    return svg.dot("hollow", x, y, 5.5 if large else 4)


def interval(
    score: float | None,
    low: float | None,
    high: float | None,
    answers: int,
    *,
    width: int = 230,
    reference: float | None = None,
) -> SafeString:
    """Draw a score of a table row on the fixed scale −100 to +100, or say why there is none.

    `reference` is a dotted line to compare with, such as everybody's score.
    """
    label = sentence(score, low, high, answers)
    if score is None or answers < INDICATIVE:
        return svg.canvas(
            width, 24, label, svg.text(0, 16, _("fewer than 5 answers, no score")), fixed=True
        )

    def x(value: float) -> float:
        return 6 + (width - 12) * (value - LOW) / (HIGH - LOW)

    return svg.canvas(
        width,
        24,
        label,
        svg.line("axis", x(0), x(0), 2, 22, opacity=0.5),
        *([] if reference is None else [svg.line("ref", x(reference), x(reference), 2, 22)]),
        svg.line(
            "ci",
            x(low if low is not None else score),
            x(high if high is not None else score),
            12,
            12,
        ),
        point(x(score), 12, answers),
        fixed=True,
    )


def _strip(score: float | None, low: float | None, high: float | None, answers: int,
           references: Sequence[Reference], width: int) -> SafeString:  # fmt: skip
    def x(value: float) -> float:
        return 20 + (width - 40) * (value - LOW) / (HIGH - LOW)

    parts = [svg.line("axis", x(LOW), x(HIGH), 42, 42)]
    for tick in (-100, -50, 0, 50, 100):
        parts.append(svg.line("axis", x(tick), x(tick), 42, 47))
        parts.append(svg.text(x(tick), 61, signed(tick), anchor="middle"))
    parts.append(svg.line("axis", x(0), x(0), 20, 42, opacity=0.5))
    ordered = sorted(references, key=lambda reference: reference.value)
    for index, reference in enumerate(ordered):
        leftmost = index == 0 and len(ordered) > 1
        at = x(reference.value)
        parts.append(svg.line(reference.kind, at, at, 14, 42))
        parts.append(
            svg.text(
                at - 4 if leftmost else at + 4,
                11,
                reference.label,
                anchor="end" if leftmost else None,
            )
        )
    if score is not None and answers >= INDICATIVE:
        if low is not None and high is not None:
            parts.append(svg.line("ci", x(low), x(high), 31, 31))
        parts.append(point(x(score), 31, answers, large=True))
    return svg.canvas(width, 66, sentence(score, low, high, answers), *parts)


def interval_strip(score: float | None, low: float | None, high: float | None, answers: int,
                   references: Sequence[Reference] = (), *, width: int = 560) -> SafeString:  # fmt: skip
    """Draw the headline score on its axis, with target and comparison, for desk and phone."""
    return svg.both(
        _strip(score, low, high, answers, references, width),
        _strip(score, low, high, answers, references, svg.NARROW),
    )
