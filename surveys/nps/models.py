"""Counts of answers by month, kept in the transaction of the answer and recomputable."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.shared.constraints import choice_check
from surveys.campaigns.models import SurveyKind
from surveys.nps.querysets import TrendMarkQuerySet


class Dimension(models.TextChoices):
    """Name by what answers are counted."""

    ALL = "all", _("Everyone")
    ACCOUNTS = "accounts", _("Accounts")
    OWNER = "owner", _("Owner")
    TEAM = "team", _("Team")
    CLASS = "class", _("Class")
    SECTOR = "sector", _("Sector")
    REGION = "region", _("Region")
    TENURE = "tenure", _("Customer for")
    LANGUAGE = "language", _("Language")
    THEME = "theme", _("Theme")


class ScoreMonth(models.Model):
    """Count the answers of one kind of survey, month and group, for each score.

    `next_month` is the month in which the same people answered the next time (for ACCOUNTS: the
    same accounts), so that "the last answer of each contact in a period of months" is a plain sum.
    """

    kind = models.CharField(max_length=16, choices=SurveyKind.choices)
    dimension = models.CharField(max_length=8, choices=Dimension.choices)
    key = models.CharField(max_length=80, blank=True)
    month = models.PositiveIntegerField()
    next_month = models.PositiveIntegerField()
    s0 = models.IntegerField(default=0)
    s1 = models.IntegerField(default=0)
    s2 = models.IntegerField(default=0)
    s3 = models.IntegerField(default=0)
    s4 = models.IntegerField(default=0)
    s5 = models.IntegerField(default=0)
    s6 = models.IntegerField(default=0)
    s7 = models.IntegerField(default=0)
    s8 = models.IntegerField(default=0)
    s9 = models.IntegerField(default=0)
    s10 = models.IntegerField(default=0)

    class Meta:
        verbose_name = _("monthly count")
        verbose_name_plural = _("monthly counts")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "dimension", "month", "next_month", "key"],
                name="surveys_scoremonth_cell",
            ),
            choice_check("kind", SurveyKind),
            choice_check("dimension", Dimension),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.dimension} {self.key} {self.month}"


class TrendMark(models.Model):
    """Mark a day on the trend on which something happened that may have moved the score."""

    on = models.DateField(_("day"))
    text = models.CharField(_("what happened"), max_length=60)
    created_at = models.DateTimeField(_("created"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = TrendMarkQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("event on the trend")
        verbose_name_plural = _("events on the trend")
        constraints = [
            models.UniqueConstraint(fields=["on", "text"], name="surveys_trendmark_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="surveys_trendmark_text"),
        ]

    def __str__(self) -> str:
        return self.text
