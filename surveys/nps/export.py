"""The tables of the dashboard for a file: the same figures as on the page, rounded the same."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from surveys.nps.shown import Score

Rows = Iterator[tuple[Any, ...]]


@dataclass(frozen=True)
class Table:
    """A table of one page of the dashboard, and how its composed figures become lines."""

    page: str
    label: Any
    rows: Callable[[dict[str, Any]], Rows]


def _figures(score: Score) -> tuple[Any, ...]:
    counts, (low, high) = score.counts, score.bounds
    return counts.n, score.nps, low, high, counts.promoters, counts.passives, counts.detractors


def _ends() -> tuple[str, str]:
    return _("interval from"), _("interval to")


def _heads(*first: str) -> tuple[str, ...]:
    bands = (_("Promoters"), _("Passives"), _("Detractors"))
    return (*first, "n", "NPS", *_ends(), *bands)


def _trend(composed: dict[str, Any]) -> Rows:
    yield _heads(pgettext("time", "Period"))
    for label, score, _verdict in composed["trend"]["rows"]:
        yield label, *_figures(score)


def _distribution(composed: dict[str, Any]) -> Rows:
    yield _("Score"), _("Answers")
    for score, number, _url in composed["spread"]["rows"]:
        yield score, number


def _segments(composed: dict[str, Any]) -> Rows:
    yield _heads(pgettext("segment", "By"), _("Group"))
    for table in composed["segments"]:
        for score in table["rows"]:
            yield table["title"], score.label, *_figures(score)


def _funnel(composed: dict[str, Any]) -> Rows:
    yield _("Step"), _("held back"), _("People")
    for layer in composed["funnel"]["rows"]:
        yield layer.name, _("yes") if layer.lost else _("no"), layer.count


def _surveys(composed: dict[str, Any]) -> Rows:
    yield _("Survey"), _("Complete"), _("Delivered"), _("Answered"), _("Rate")
    for row in composed["cohorts"]:
        complete = _("yes") if row.mature else _("no")
        yield row.survey.name, complete, row.delivered, row.answered, row.rate


def _waves(composed: dict[str, Any]) -> Rows:
    yield (*_heads(_("Answered after")), _("Got it"), _("Rate"))
    for row in composed["waves"]:
        yield row["score"].label, *_figures(row["score"]), row["got"], row["rate"]


def _ways(composed: dict[str, Any]) -> Rows:
    yield _("Counted by"), "n", "NPS", *_ends()
    for row in composed["rows"]:
        yield row["label"], row["n"], row["nps"], row["low"], row["high"]


def _silent(composed: dict[str, Any]) -> Rows:
    yield (
        _("Account"), _("Owner"), _("Revenue, 12 months"), _("Last score"), _("Last contact")
    )  # fmt: skip
    for one in composed["silent"]:
        owner = one.owner.display_name if one.owner else ""
        yield one.name, owner, one.revenue_12m, one.last_score, one.last_contact_at


def _change(composed: dict[str, Any]) -> Rows:
    change = composed["change"]
    yield _("Figure"), _("Value")
    yield _("Answers before"), change["before"].n
    yield _("Answers now"), change["after"].n
    yield _("Change as observed"), change["points"]
    yield _("Change at equal mix"), change["equal"]
    yield _("Smallest change we could have seen"), change["detectable"]


def _owners(composed: dict[str, Any]) -> Rows:
    yield (
        _("Owner"), _("Meant for"), _("Held back"), _("Picked"), _("Objections"), _("Answers"),
        _("Raised"), _("Our own")
    )  # fmt: skip
    for row in composed["audit"]:
        shown = ("meant", "held", "picked", "objected", "answers", "raised", "own")
        yield row["name"] or _("Nobody"), *(row[name] for name in shown)


TABLES = {
    "trend": Table("nps", gettext_lazy("The trend"), _trend),
    "distribution": Table("nps", gettext_lazy("The distribution"), _distribution),
    "segments": Table("nps", gettext_lazy("The groups"), _segments),
    "funnel": Table("response", gettext_lazy("From meant to heard"), _funnel),
    "surveys": Table("response", gettext_lazy("By survey"), _surveys),
    "waves": Table("response", gettext_lazy("First mail or reminder"), _waves),
    "ways": Table("business", gettext_lazy("Three ways to count"), _ways),
    "silent": Table("business", gettext_lazy("Key accounts not heard"), _silent),
    "change": Table("trust", gettext_lazy("The change at equal mix"), _change),
    "owners": Table("trust", gettext_lazy("By account manager"), _owners),
}
