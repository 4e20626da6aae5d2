"""The score in time: its points, what changed demonstrably, and what happened meanwhile."""

from datetime import date
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from crm.shared import charts, formats
from surveys.answers.lock import month_number
from surveys.campaigns.models import WordingVersion
from surveys.nps.figures import Figures, Period, Selection
from surveys.nps.models import TrendMark
from surveys.nps.score import Counts, Verdict, changes
from surveys.nps.shown import Doors, Score, as_float, month_label

TEXT = CharField()
WORDING, EVENT = "wording", "event"
MARKS_SHOWN = 8


def marks_of(selection: Selection) -> list[tuple[date, str, str, int]]:
    """Give day, kind, text and key of wordings and events on the trend; one query."""
    days = (selection.trend.first_day, selection.trend.after_last_day)
    wordings = (
        WordingVersion.objects.filter(valid_from__gte=days[0], valid_from__lt=days[1])
        .order_by()
        .annotate(what=Value(WORDING, output_field=TEXT), name=Cast("number", TEXT))
        .values_list("valid_from", "what", "name", "pk")
    )
    events = (
        TrendMark.objects.filter(on__gte=days[0], on__lt=days[1])
        .order_by()
        .annotate(what=Value(EVENT, output_field=TEXT), name=F("text"))
        .values_list("on", "what", "name", "pk")
    )
    found = sorted(wordings.union(events, all=True))
    return [
        (day, what, _("Wording %(number)s") % {"number": text} if what == WORDING else text, pk)
        for day, what, text, pk in found[-MARKS_SHOWN:]
    ]


def trend(
    selection: Selection,
    figures: Figures,
    doors: Doors,
    marks: list[tuple[date, str, str, int]],
) -> dict[str, Any]:
    """Draw the score by month, or over 90 days at a time, with the same figures as a table."""
    scores = [
        Score(
            month_label(month),
            Counts.of_distribution(distribution),
            doors.between(*selection.window(month)),
        )
        for month, distribution in figures.months.items()
    ]
    # windows that overlap are no independent groups: no test
    verdicts = (
        [Verdict.NO_COMPARISON] * len(scores)
        if selection.rolling
        else changes([score.counts for score in scores])
    )
    points = [
        charts.Point(
            score.label,
            as_float(score.nps),
            as_float(score.bounds[0]),
            as_float(score.bounds[1]),
            score.counts.n,
            score.url,
            change=verdict.value if verdict in (Verdict.UP, Verdict.DOWN) else "",
        )
        for score, verdict in zip(scores, verdicts, strict=True)
    ]
    drawn = [charts.Mark(_place(day, selection.trend), text) for day, _what, text, _pk in marks]
    label = (
        _("NPS over 90 days at a time with 95% interval")
        if selection.rolling
        else _("NPS by month with 95% interval")
    )
    return {
        "chart": charts.trend(points, label=label, marks=drawn),
        "rows": [
            (
                _("90 days to %(day)s") % {"day": formats.day(selection.window(month)[1])}
                if selection.rolling
                else month_label(month, year=True),
                score,
                verdict.value,
            )
            for month, score, verdict in zip(figures.months, scores, verdicts, strict=True)
        ],
        "marks": [
            {"day": day, "text": text, "event": pk if what == EVENT else None}
            for day, what, text, pk in marks
        ],
        "changed": any(verdict in (Verdict.UP, Verdict.DOWN) for verdict in verdicts),
    }


def _place(day: date, months: Period) -> float:
    """Give where a day stands among the points, of which each stands in the middle of its month."""
    month = month_number(day.year, day.month)
    return month - months.first + (day.day - 15) / 30
