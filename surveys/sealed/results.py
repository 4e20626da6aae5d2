"""Put together what everybody may know of a confidential or anonymous survey."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from crm.shared import charts
from crm.shared.people.models import Team
from customers.accounts.models import Sector
from surveys.campaigns.models import Survey, SurveyMode, SurveyState
from surveys.nps.score import FEWEST_FOR_A_SCORE, Counts, Interval, band, interval
from surveys.sealed.models import AnonymousAnswer, ConfidentialAnswer, Handling
from surveys.sealed.protect import shown_groups

MOST_COMMENTS = 200


@dataclass(frozen=True, slots=True)
class Group:
    """Hold one group of a table; counts are None when its score is held back."""

    label: str
    n: int
    counts: Counts | None

    @property
    def nps(self) -> Decimal | None:
        """Give the score as shown."""
        return self.counts.rounded if self.counts else None

    @property
    def bounds(self) -> tuple[Decimal, Decimal] | None:
        """Give the interval as shown."""
        found: Interval | None = interval(self.counts) if self.counts else None
        return found.rounded if found else None

    @property
    def bar(self) -> Any:
        """Draw the three bands."""
        if self.counts is None:
            return ""
        c = self.counts
        label = _("%(detractors)s detractors, %(passives)s passives, %(promoters)s promoters") % {
            "detractors": c.detractors,
            "passives": c.passives,
            "promoters": c.promoters,
        }
        return charts.shares(
            [
                charts.Share("det", _("Detractors 0–6"), c.detractors),
                charts.Share("pas", _("Passives 7–8"), c.passives),
                charts.Share("pro", _("Promoters 9–10"), c.promoters),
            ],
            label=label,
        )


def results(survey: Survey, *, user: Any) -> dict[str, Any]:
    """Give the total, the tables and the comments a user may see of a survey that is not identified."""
    if survey.mode == SurveyMode.ANONYMOUS:
        return _anonymous(survey)
    return _confidential(survey, reads=survey.named_contact_id == user.pk)


def _anonymous(survey: Survey) -> dict[str, Any]:
    """Show nothing before the survey is closed: a figure that moves tells who moved it."""
    if survey.state != SurveyState.CLOSED:
        return {"waits": True, "fewest": FEWEST_FOR_A_SCORE}
    rows = list(AnonymousAnswer.objects.filter(survey=survey).values_list("score", "comment"))
    enough = len(rows) >= FEWEST_FOR_A_SCORE
    counts = Counts.of_scores(score for score, _comment in rows) if enough else None
    comments = [comment for _score, comment in rows if comment] if enough else []
    return {
        "total": Group(_("Everybody"), len(rows), counts),
        "tables": [],
        "comments": comments[:MOST_COMMENTS],
        "fewest": FEWEST_FOR_A_SCORE,
    }


def _confidential(survey: Survey, *, reads: bool) -> dict[str, Any]:
    rows = list(
        ConfidentialAnswer.objects.filter(survey=survey)
        .order_by()
        .values_list("score", "account_class", "team_id", "sector_id", "handling")
    )
    enough = len(rows) >= FEWEST_FOR_A_SCORE
    counts = Counts.of_scores(row[0] for row in rows) if enough else None
    tables = []
    if enough:
        names = {
            1: {},
            2: dict(Team.objects.values_list("pk", "name")),
            3: dict(Sector.objects.values_list("pk", "name")),
        }
        titles = {1: _("Class"), 2: _("Team"), 3: _("Sector")}
        tables = [(titles[column], groups(rows, column, names[column])) for column in titles]
    return {
        "total": Group(_("Everybody"), len(rows), counts),
        "tables": tables,
        "comments": [],
        "fewest": FEWEST_FOR_A_SCORE,
        "reads": reads,
        "to_call": sum(
            1 for row in rows if row[4] == Handling.OPEN and band(row[0]) == "detractor" and reads
        ),
    }


def groups(rows: list[tuple], column: int, names: dict[Any, str]) -> list[Group]:
    """Count answers per value of a column, the largest first; held back where a score gives one away."""
    sizes = Counter(row[column] for row in rows)
    shown = shown_groups(sizes)
    found = []
    for key, n in sorted(sizes.items(), key=lambda item: (-item[1], str(item[0]))):
        scores = [row[0] for row in rows if row[column] == key]
        label = names.get(key) or str(key or "") or _("none")
        found.append(Group(label, n, Counts.of_scores(scores) if key in shown else None))
    return found
