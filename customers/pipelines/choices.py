"""The stages as pages need them all the time: read at most every 30 seconds, at once after a change."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils.translation import get_language

from customers.filters import remembered
from customers.pipelines.models import DealStage

KEY = "kring.stages"


@dataclass(frozen=True)
class StageChoice:
    """A stage as a choice of a filter."""

    pk: int
    name_en: str
    name_nl: str
    quiet_days: int | None
    in_use: bool
    pipeline: int
    pipeline_en: str
    pipeline_nl: str

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return self.name_nl if get_language() == "nl" else self.name_en

    @property
    def pipeline_name(self) -> str:
        """Return the name of its pipeline in the reader's language."""
        return self.pipeline_nl if get_language() == "nl" else self.pipeline_en


def stage_choices() -> list[StageChoice]:
    """Return all stages in the order of the boards, archived ones too."""
    return remembered(KEY, _read)


def _read() -> list[StageChoice]:
    rows: Any = DealStage.objects.in_board_order().values_list(
        "pk", "name_en", "name_nl", "quiet_days", "archived_at", "pipeline",
        "pipeline__name_en", "pipeline__name_nl", "pipeline__archived_at",
    )  # fmt: skip
    return [
        StageChoice(pk, en, nl, quiet, gone is None and closed is None, pipeline, pen, pnl)
        for pk, en, nl, quiet, gone, pipeline, pen, pnl, closed in rows
    ]


def quiet_limits() -> dict[int, int]:
    """Return after how many days a deal is quiet, for the stages that say so themselves."""
    return {s.pk: s.quiet_days for s in stage_choices() if s.quiet_days}


def forget_stages() -> None:
    """Read the stages again after a change."""
    cache.delete(KEY)
