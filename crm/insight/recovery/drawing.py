"""Before and after as a slope for each pair of scores: the thicker, the more people went that way."""

from collections import Counter
from collections.abc import Callable, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.insight.recovery.pairs import Recovery
from crm.shared.charts import svg
from crm.shared.formats import number

TOP, BOTTOM = 44, 360
Door = Callable[[int, int], str]


def _y(score: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * score / 10


def _lines(
    pairs: Sequence[tuple[int, int]], left: float, right: float, door: Door
) -> list[SafeString]:
    found = []
    for (before, after), people in sorted(Counter(pairs).items(), key=lambda item: item[1]):
        way = "up" if after > before else "down" if after < before else "same"
        words = _("%(count)s from %(before)s to %(after)s") % {
            "count": number(people),
            "before": before,
            "after": after,
        }
        width = min(1 + 0.9 * (people - 1), 9)
        ends = (left, right, _y(before), _y(after))
        found.append(
            svg.door(
                door(before, after),
                words,
                svg.element("title", words),
                svg.line("hit", *ends),
                svg.line(f"pair {way}", *ends, stroke_width=width),
            )
        )
    return found


def _draw(recovery: Recovery, label: str, width: int, door: Door) -> SafeString:
    narrow = width <= svg.NARROW
    left, right = 44, width - (44 if narrow else 250)
    parts = [
        svg.text(left, 20, _("Before"), cls="head", anchor="middle"),
        svg.text(right, 20, _("After"), cls="head", anchor="middle"),
    ]
    for score in range(11):
        parts.append(svg.line("grid", left, right, _y(score), _y(score)))
        parts.append(svg.text(left - 14, _y(score) + 4, str(score), anchor="end"))
        parts.append(svg.text(right + 14, _y(score) + 4, str(score)))
    parts += _lines([(p.before, p.after) for p in recovery.pairs], left, right, door)
    groups = [("mean", [(p.before, p.after) for p in recovery.pairs], _("Complaint"))]
    groups.append(("control", list(recovery.control), _("No complaint")))
    free = 0.0
    for cls, people, name in groups:
        if not people:
            continue
        before = sum(b for b, _a in people) / len(people)
        after = sum(a for _b, a in people) / len(people)
        parts.append(svg.line(cls, left, right, _y(before), _y(after)))
        parts += [svg.dot(f"{cls}dot", x, _y(s), 4.5) for x, s in ((left, before), (right, after))]
        if not narrow:
            at = max(_y(after), free)
            free = at + 44
            parts.append(svg.text(right + 44, at, f"{name}: {number(after, 1)}", cls="head"))
            words = _("mean of %(count)s, was %(before)s") % {
                "count": number(len(people)),
                "before": number(before, 1),
            }
            parts.append(svg.text(right + 44, at + 16, words))
    parts.append(svg.text(left - 14, 392, _("at most 12 months earlier")))
    parts.append(svg.text(right + 14, 392, _("14 to 30 days after closing"), anchor="end"))
    return svg.canvas(width, 404, label, *parts, kind="k-chart k-pairs", linked=True)


def slopes(recovery: Recovery, *, label: str, door: Door) -> SafeString:
    """Draw the pairs with both means, for desk and phone; each line opens its pairs: `door(before, after)`."""
    return svg.both(
        _draw(recovery, label, svg.WIDE, door), _draw(recovery, label, svg.NARROW, door)
    )
