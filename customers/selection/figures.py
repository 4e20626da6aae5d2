"""The stored positions of accounts, compared with a fresh computation (`manage.py check_figures`)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from crm.shared.figures import Difference
from customers.selection import services
from customers.selection.models import Assessment, KeyStageMove, Standing

STORED = (
    "assessment", "scored_on", "attractiveness", "relationship", "quadrant", "key_stage",
    "key_stage_on",
)  # fmt: skip
CHUNK = 500


def fresh_standings(rows: list[Standing]) -> dict[int, dict[str, Any]]:
    """Return the columns of positions from the latest scores, stages and the weights of now."""
    accounts = [row.account_id for row in rows]
    latest: dict[int, Assessment] = {}
    for made in Assessment.objects.filter(account__in=accounts).order_by("made_at", "pk"):
        latest[made.account_id] = made
    stages: dict[int, KeyStageMove] = {}
    for move in KeyStageMove.objects.filter(account__in=accounts).order_by("happened_on", "pk"):
        stages[move.account_id] = move
    means = services.means_of([made.pk for made in latest.values()], services.criteria())
    found = {}
    for row in rows:
        scored, stage = latest.get(row.account_id), stages.get(row.account_id)
        found[row.pk] = {
            "assessment_id": scored.pk if scored else None,
            "scored_on": scored.made_on if scored else None,
            **(
                means[scored.pk]
                if scored
                else {"attractiveness": None, "relationship": None, "quadrant": ""}
            ),
            "key_stage": stage.stage if stage else "",
            "key_stage_on": stage.happened_on if stage else None,
        }
    return found


def compare_standings(now: datetime) -> Iterator[Difference]:
    """Yield positions that are not what the scores, the stages and the weights say."""
    last = 0
    while rows := list(Standing.objects.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = rows[-1].pk
        fresh = fresh_standings(rows)
        for row in rows:
            for name, value in fresh[row.pk].items():
                if getattr(row, name) != value:
                    yield Difference("standing", row.pk, name, getattr(row, name), value)


def mend_standing(difference: Difference, now: datetime) -> None:
    """Write one position afresh."""
    rows = list(Standing.objects.filter(pk=difference.pk))
    for row in rows:
        Standing.objects.filter(pk=row.pk).update(**fresh_standings([row])[row.pk])
