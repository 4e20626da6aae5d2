"""Pipelines and their stages: what a manager sets; won and lost are states, not stages."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from crm.shared.constraints import choice_check, range_check
from customers.pipelines.querysets import PipelineQuerySet, StageQuerySet


class DealState(models.TextChoices):
    """Whether a deal is running, won or lost."""

    OPEN = "open", pgettext_lazy("deal", "Open")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")


class Pipeline(models.Model):
    """A row of stages deals go through."""

    name_en = models.CharField(_("name (English)"), max_length=60)
    name_nl = models.CharField(_("name (Dutch)"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PipelineQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("pipeline")
        verbose_name_plural = _("pipelines")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return self.name_nl if get_language() == "nl" else self.name_en


class Forecast(models.TextChoices):
    """How surely an open deal counts: committed within best case within all open deals."""

    OPEN = "open", pgettext_lazy("forecast", "In the pipeline")
    BEST = "best", pgettext_lazy("forecast", "Best case")
    COMMITTED = "commit", pgettext_lazy("forecast", "Committed")


class DealStage(models.Model):
    """One open stage of a pipeline with what a deal gets there; won and lost are states.

    A stage that deals or history name is archived, never deleted.
    """

    pipeline = models.ForeignKey(Pipeline, on_delete=models.PROTECT, related_name="stages")
    key = models.SlugField(_("key"), max_length=40)
    name_en = models.CharField(_("name (English)"), max_length=60)
    name_nl = models.CharField(_("name (Dutch)"), max_length=60)
    probability = models.PositiveSmallIntegerField(_("default probability (%)"))
    forecast = models.CharField(
        _("default forecast"), max_length=6, choices=Forecast.choices, default=Forecast.OPEN
    )
    quiet_days = models.PositiveSmallIntegerField(
        _("quiet after, in days"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = StageQuerySet.as_manager()

    class Meta:
        ordering = ["pipeline", "position", "pk"]
        verbose_name = pgettext_lazy("deal", "stage")
        verbose_name_plural = pgettext_lazy("deal", "stages")
        constraints = [
            models.UniqueConstraint(fields=["pipeline", "key"], name="customers_dealstage_once"),
            range_check("probability", 0, 100),
            choice_check("forecast", Forecast),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return self.name_nl if get_language() == "nl" else self.name_en
