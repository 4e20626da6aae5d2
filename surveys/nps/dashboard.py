"""Compose the NPS dashboard: every figure with the address of the answers behind it."""

from datetime import datetime
from typing import Any

from django.db.models import Count, IntegerField, Window
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from crm.shared import charts
from crm.shared.formats import language, signed
from crm.shared.people.models import Language
from surveys.answers.models import Tenure
from surveys.followups.models import FollowUp
from surveys.nps.figures import Figures, Selection, comments_in
from surveys.nps.models import Dimension
from surveys.nps.score import SCORES, Change, Counts, Verdict, compare, differs_from_rest, whole
from surveys.nps.shown import Doors, Score, as_float
from surveys.nps.trend import marks_of, trend

COMMENTS_SHOWN, FOLLOWUPS_SHOWN, THEMES_SHOWN, SEGMENTS_SHOWN = 4, 5, 6, 12
TABLES = {
    Dimension.SECTOR: (gettext_lazy("By sector"), gettext_lazy("Sector")),
    Dimension.OWNER: (gettext_lazy("By account manager"), gettext_lazy("Owner")),
    Dimension.CLASS: (gettext_lazy("By class"), gettext_lazy("Class")),
    Dimension.TEAM: (gettext_lazy("By team"), gettext_lazy("Team")),
    Dimension.REGION: (gettext_lazy("By region"), gettext_lazy("Region")),
    Dimension.TENURE: (
        gettext_lazy("By how long they are a customer"),
        gettext_lazy("Customer for"),
    ),
    Dimension.LANGUAGE: (gettext_lazy("By language"), gettext_lazy("Language")),
}
PLAIN_NAMES: dict[Dimension, dict[str, Any]] = {
    Dimension.REGION: {},
    Dimension.TENURE: dict(Tenure.choices),
    Dimension.LANGUAGE: dict(Language.choices),
}


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
            as_float(score.nps), as_float(low), as_float(high), score.counts.n, references
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


def segments(
    dimension: Dimension, figures: Figures, doors: Doors, labels: dict[int, str]
) -> dict[str, Any]:
    """Give a table of groups, the largest first, each tested against the others (Holm)."""
    groups = sorted(figures.segments[dimension].items(), key=lambda item: (-sum(item[1]), item[0]))
    everyone = Score("", figures.counts, "").nps
    verdicts = differs_from_rest([Counts.of_distribution(scores) for _key, scores in groups])
    rows = [
        Score(
            _segment_name(dimension, key, labels),
            Counts.of_distribution(scores),
            doors.segment(dimension.value, key),
            verdict,
            everyone,
        )
        for (key, scores), verdict in zip(groups, verdicts, strict=True)
    ]
    different = [row for row in rows if row.verdict in (Verdict.UP, Verdict.DOWN)]
    return {
        "dimension": dimension.value,
        "heading": TABLES[dimension][0],
        "title": TABLES[dimension][1],
        "rows": rows[:SEGMENTS_SHOWN],
        "more": max(len(rows) - SEGMENTS_SHOWN, 0),
        "different": different,
        "tested": any(v in (Verdict.UP, Verdict.DOWN, Verdict.SAME) for v in verdicts),
    }


def all_segments(
    figures: Figures, doors: Doors, labels: dict[str, dict[int, str]]
) -> list[dict[str, Any]]:
    """Give every table; one with a single group tells nothing and is left out."""
    tables = [segments(name, figures, doors, labels.get(name.value, {})) for name in TABLES]
    return [table for table in tables if len(table["rows"]) > 1] or tables[:1]


def _segment_name(dimension: Dimension, key: str, labels: dict[int, str]) -> str:
    if not key:
        return _("unknown")
    if dimension == Dimension.CLASS:
        return _("Class %(letter)s") % {"letter": key}
    if dimension in PLAIN_NAMES:
        return str(PLAIN_NAMES[dimension].get(key, key))
    return labels.get(int(key), _("unknown"))


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
    return {
        "headline": headline(figures, doors),
        "spread": spread(figures, doors),
        "trend": trend(selection, figures, doors, marks_of(selection)),
        "segments": all_segments(figures, doors, labels),
        "comments": comments(selection, figures, user, doors, labels["named_theme"]),
        "to_call": to_call(user, doors),
        "export_url": f"{doors.answers()}&format=csv",
    }
