"""Pipelines and stages in the trade's words."""

from typing import Any, Self

from django.db import models


class PipelineQuerySet(models.QuerySet):
    """Asks for pipelines."""

    def visible_to(self, user: Any) -> Self:
        """Keep all: everybody works with the same pipelines."""
        return self.all()

    def in_use(self) -> Self:
        """Keep pipelines that take new deals."""
        return self.filter(archived_at__isnull=True)


class StageQuerySet(models.QuerySet):
    """Asks for stages."""

    def visible_to(self, user: Any) -> Self:
        """Keep all: everybody works with the same stages."""
        return self.all()

    def in_use(self) -> Self:
        """Keep stages that take deals."""
        return self.filter(archived_at__isnull=True, pipeline__archived_at__isnull=True)

    def in_board_order(self) -> Self:
        """Order as the boards stand: by pipeline, then from left to right."""
        return self.order_by("pipeline__position", "pipeline", "position", "pk")
