"""Compose the NPS dashboard: every figure with the address of the answers behind it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, IntegerField, Window
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.shared import charts
from crm.shared.access import scope_for
from crm.shared.charts import svg
from crm.shared.formats import MONTHS, language, signed
from crm.shared.localtime import local_date
from crm.shared.numbers import percentage
from surveys.answers.lock import month_of
from surveys.campaigns.models import Survey
from surveys.followups.models import FollowUp
from surveys.nps.figures import Figures, Period, Selection, comments_in
from surveys.nps.models import Dimension
from surveys.nps.score import (
    SCORES,
    Change,
    Counts,
    Display,
    Verdict,
    compare,
    differs_from_rest,
    display,
    interval,
    whole,
)

DESK_ROW, PHONE_ROW = 280, 132
COMMENTS_SHOWN, FOLLOWUPS_SHOWN, COHORTS_SHOWN, THEMES_SHOWN, SEGMENTS_SHOWN = 4, 5, 6, 6, 12


@dataclass(frozen=True)
class Score:
    """Hold one group as it is shown: counts, NPS, interval, and how much may be said."""

    label: str
    counts: Counts
    url: str
    verdict: Verdict | None = None

    @property
    def shown(self) -> bool:
        """Tell whether there are enough answers for a score."""
        return display(self.counts.n) not in (Display.NONE, Display.TOO_FEW)

    @property
    def nps(self) -> Any:
        """Give the rounded NPS, None when it may not be shown."""
        return self.counts.rounded if self.shown else None

    @property
    def bounds(self) -> tuple[Any, Any]:
        """Give the rounded bounds of the interval."""
        found = interval(self.counts)
        return found.rounded if found and self.shown else (None, None)

    @property
    def chart(self) -> Any:
        """Draw the score with its interval for a table row, for desk and phone."""
        low, high = self.bounds
        shown = (_float(self.nps), _float(low), _float(high), self.counts.n)
        return svg.both(
            charts.interval(*shown, width=DESK_ROW), charts.interval(*shown, width=PHONE_ROW)
        )


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


class Doors:
    """Make the addresses of the answers behind the figures, with the dashboard's own filters."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.base = reverse("answers:list")

    def answers(self, period: Period | None = None, **more: Any) -> str:
        """Give the address of the answers of a period (default the dashboard's) and a filter."""
        period = period or self.selection.period
        values = {
            "kind": self.selection.kind,
            "since": period.first_day.isoformat(),
            "until": (period.after_last_day - timedelta(days=1)).isoformat(),
            **self.selection.filters,
            **more,
        }
        if "survey" not in self.selection.filters:
            values["latest"] = "on"
        return f"{self.base}?{urlencode(values)}"

    def segment(self, dimension: str, key: str) -> str:
        """Give the address of the answers of one row of a segment table."""
        name = {"class": "account_class"}.get(dimension, dimension)
        if key:
            chosen: dict[str, Any] = {name: key}
            return self.answers(**chosen)
        if name == "account_class":
            return self.answers(account_class="none")
        return self.answers(unset=name)

    def followups(self, **more: Any) -> str:
        """Give the address of the follow-ups of detractors."""
        return f"{reverse('followups:list')}?{urlencode({'band': 'detractor', **more})}"


def month_label(number: int, *, year: bool = False) -> str:
    """Name a month in short."""
    in_year, month = month_of(number)
    name = MONTHS[language()][month - 1].rstrip(".")
    return f"{name} {in_year}" if year else name


def headline(figures: Figures, doors: Doors) -> dict[str, Any]:
    """Give the score, the strip with the period before, and the verdict in words."""
    score = Score(_("all"), figures.counts, doors.answers())
    low, high = score.bounds
    change = compare(figures.counts_before, figures.counts)
    before = Score("", figures.counts_before, doors.answers(doors.selection.period.before))
    references = []
    if before.shown:
        label = _("period before %(score)s") % {"score": signed(before.nps)}
        references.append(charts.Reference(float(before.nps), label))
    return {
        "score": score,
        "low": low,
        "high": high,
        "accounts": figures.accounts,
        "before": before,
        "change": change,
        "verdict": verdict_sentence(change, before),
        "strip": charts.interval_strip(
            _float(score.nps), _float(low), _float(high), score.counts.n, references
        ),
    }


def verdict_sentence(change: Change, before: Score) -> tuple[str, str]:
    """Say in words what changed demonstrably: the verdict, and what it rests on."""
    heads = {
        Verdict.NO_ANSWERS: _("No answers in this period."),
        Verdict.NO_COMPARISON: _("Nothing to compare with."),
        Verdict.TOO_FEW: _("Too few answers to compare."),
        Verdict.SAME: _("No demonstrable change."),
        Verdict.UP: _("Demonstrably higher."),
        Verdict.DOWN: _("Demonstrably lower."),
    }
    head = heads[change.verdict]
    if change.verdict in (Verdict.NO_ANSWERS, Verdict.NO_COMPARISON) or change.test is None:
        return head, ""
    before_words = _("The period before was %(score)s (%(answers)s answers).") % {
        "score": signed(before.nps),
        "answers": before.counts.n,
    }
    if change.verdict == Verdict.TOO_FEW:
        return head, _("%(before)s Both periods need 30 answers.") % {"before": before_words}
    points = int(abs(whole(change.test.points)))
    values = {
        "before": before_words,
        "points": ngettext("%(number)s point", "%(number)s points", points) % {"number": points},
        "p": p_value(change.test.p),
        "detectable": round(change.test.detectable),
    }
    if change.verdict == Verdict.SAME:
        return head, (
            _(
                "%(before)s A difference of %(points)s can be chance (%(p)s). With this many "
                "answers we could only have seen a change of %(detectable)s points or more."
            )
            % values
        )
    return head, _("%(before)s A difference of %(points)s is seldom chance (%(p)s).") % values


def p_value(p: float) -> str:
    """Write a p-value with two decimals, three when small."""
    if p < 0.001:
        return "p < 0.001" if language() == "en" else "p < 0,001"
    text = f"p = {p:.3f}" if p < 0.1 else f"p = {p:.2f}"
    return text if language() == "en" else text.replace(".", ",")


def spread(figures: Figures, doors: Doors) -> dict[str, Any]:
    """Draw the three bands to scale and the answers per score."""
    counts = figures.counts
    bands = [
        charts.Share(
            "det", _("Detractors 0–6"), counts.detractors, doors.answers(band="detractor")
        ),
        charts.Share("pas", _("Passives 7–8"), counts.passives, doors.answers(band="passive")),
        charts.Share("pro", _("Promoters 9–10"), counts.promoters, doors.answers(band="promoter")),
    ]
    label = _("%(detractors)s detractors, %(passives)s passives, %(promoters)s promoters") % {
        "detractors": counts.detractors,
        "passives": counts.passives,
        "promoters": counts.promoters,
    }
    urls = [doors.answers(score=score) for score in SCORES]
    return {
        "bands": charts.shares(bands, label=label),
        "chart": charts.distribution(figures.period, urls=urls),
        "rows": [(score, number, urls[score]) for score, number in enumerate(figures.period)],
    }


def trend(figures: Figures, doors: Doors) -> dict[str, Any]:
    """Draw the score by month, with the same figures as a table."""
    scores = [
        Score(
            month_label(month),
            Counts.of_distribution(distribution),
            doors.answers(Period(month, month)),
        )
        for month, distribution in figures.months.items()
    ]
    points = [
        charts.Point(
            score.label,
            _float(score.nps),
            _float(score.bounds[0]),
            _float(score.bounds[1]),
            score.counts.n,
            score.url,
        )
        for score in scores
    ]
    rows = [
        (month_label(month, year=True), score)
        for month, score in zip(figures.months, scores, strict=True)
    ]
    return {"chart": charts.trend(points, label=_("NPS by month with 95% interval")), "rows": rows}


def segments(
    dimension: Dimension, figures: Figures, doors: Doors, labels: dict[int, str]
) -> dict[str, Any]:
    """Give a table of groups, the largest first, each tested against the others (Holm)."""
    groups = sorted(figures.segments[dimension].items(), key=lambda item: (-sum(item[1]), item[0]))
    verdicts = differs_from_rest([Counts.of_distribution(scores) for _key, scores in groups])
    rows = [
        Score(
            _segment_name(dimension, key, labels),
            Counts.of_distribution(scores),
            doors.segment(dimension.value, key),
            verdict,
        )
        for (key, scores), verdict in zip(groups, verdicts, strict=True)
    ]
    different = [row for row in rows if row.verdict in (Verdict.UP, Verdict.DOWN)]
    return {
        "dimension": dimension,
        "rows": rows[:SEGMENTS_SHOWN],
        "more": max(len(rows) - SEGMENTS_SHOWN, 0),
        "different": different,
        "tested": any(v in (Verdict.UP, Verdict.DOWN, Verdict.SAME) for v in verdicts),
    }


def _segment_name(dimension: Dimension, key: str, labels: dict[int, str]) -> str:
    if not key:
        return _("unknown")
    if dimension == Dimension.CLASS:
        return _("Class %(letter)s") % {"letter": key}
    return labels.get(int(key), _("unknown"))


def cohorts(selection: Selection, user: Any, now: datetime) -> dict[str, Any]:
    """Give the response per survey, the newest first; a survey that still runs is not in the total."""
    if not scope_for(user).everything:
        return {}
    chosen = Survey.objects.visible_to(user).filter(
        kind=selection.kind,
        imported=False,
        launched_at__gte=selection.period.start,
        launched_at__lt=selection.period.end,
    )
    if "survey" in selection.filters:
        chosen = chosen.filter(pk=selection.filters["survey"])
    rows, delivered, answered, skipped = [], 0, 0, 0
    for survey in chosen.order_by("-launched_at", "-pk"):
        got_it = survey.sent - survey.bounced
        mature = survey.closes_on is not None and survey.closes_on < local_date(now)
        if mature:
            delivered, answered = delivered + got_it, answered + survey.answered
        skipped += survey.skipped
        asked = reverse("surveys:invitations", args=[survey.pk])
        rows.append(
            {
                "survey": survey,
                "delivered": got_it,
                "mature": mature,
                "rate": percentage(survey.answered, got_it) if mature else None,
                "sent_url": f"{asked}?status=sent",
                "answered_url": f"{asked}?status=answered",
                "skips_url": reverse("surveys:skips", args=[survey.pk]),
            }
        )
    return {
        "rows": rows[:COHORTS_SHOWN],
        "delivered": delivered,
        "answered": answered,
        "rate": percentage(answered, delivered),
        "skipped": skipped,
    }


def comments(
    selection: Selection, figures: Figures, user: Any, doors: Doors, labels: dict[int, str]
) -> dict[str, Any]:
    """Give the newest comments of the period and how often each theme is named."""
    newest = (
        comments_in(selection, user)
        .select_related("account", "contact")
        .prefetch_related("themes")[:COMMENTS_SHOWN]
    )
    themes = [
        (labels[int(key)], sum(scores), doors.answers(theme=key))
        for key, scores in figures.segments[Dimension.THEME].items()
        if int(key) in labels
    ]
    return {
        "rows": list(newest),
        "url": doors.answers(comment="yes"),
        "themes": sorted(themes, key=lambda theme: (-theme[1], theme[0]))[:THEMES_SHOWN],
    }


def to_call(user: Any, doors: Doors) -> dict[str, Any]:
    """Give the detractors nobody called yet, what is due first on top, and how many there are."""
    rows = list(
        FollowUp.objects.visible_to(user)
        .unhandled()
        .of_detractors()
        .select_related("account", "owner", "answer__contact")
        .annotate(total=Window(Count("pk"), output_field=IntegerField()))
        .order_by("due_at", "pk")[:FOLLOWUPS_SHOWN]
    )
    return {
        "rows": rows,
        "total": rows[0].total if rows else 0,
        "url": doors.followups(state="open"),
        "all_url": doors.followups(state="all"),
    }


def compose(
    selection: Selection,
    figures: Figures,
    labels: dict[str, dict[int, str]],
    user: Any,
    now: datetime,
) -> dict[str, Any]:
    """Gather the whole page."""
    doors = Doors(selection)
    tables = [
        (Dimension.CLASS, {}),
        (Dimension.OWNER, labels["owner"]),
        (Dimension.SECTOR, labels["sector"]),
        (Dimension.TEAM, labels["team"]),
    ]
    return {
        "headline": headline(figures, doors),
        "spread": spread(figures, doors),
        "trend": trend(figures, doors),
        "segments": [segments(name, figures, doors, found) for name, found in tables],
        "cohorts": cohorts(selection, user, now),
        "comments": comments(selection, figures, user, doors, labels["named_theme"]),
        "to_call": to_call(user, doors),
        "export_url": f"{doors.answers()}&format=csv",
    }
