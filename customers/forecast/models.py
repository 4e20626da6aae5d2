"""Sums of deals that boards and forecasts read, and the targets they are held against."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.constraints import choice_check, range_check
from crm.shared.people.models import Team
from customers.forecast.querysets import SalesTargetQuerySet, TargetYearQuerySet, TotalQuerySet
from customers.pipelines.models import DealStage, DealState


class DealTotal(models.Model):
    """Number and money of deals alike: one cell of the sums that the board and the forecast read.

    A deal stands in one cell: by state, stage, owner, month (open: of the expected decision, decided:
    of the decision) and kind (open: its forecast, lost: the reason). Whole cents, so that adding and
    taking away stay exact on every database. Deals of accounts in the bin are left out.
    """

    state = models.CharField(max_length=4, choices=DealState.choices)
    stage = models.ForeignKey(DealStage, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    month = models.DateField(null=True)
    kind = models.CharField(max_length=16, blank=True)
    count = models.BigIntegerField(default=0)
    cents = models.BigIntegerField(default=0)
    weighted = models.BigIntegerField(default=0, help_text="cents × probability in percent")
    days = models.BigIntegerField(
        default=0, help_text="days from opening to the decision, added up"
    )

    objects = TotalQuerySet.as_manager()

    class Meta:
        verbose_name = _("sum of deals")
        verbose_name_plural = _("sums of deals")
        constraints = [
            choice_check("state", DealState),
            models.UniqueConstraint(
                "state",
                "stage",
                Coalesce("owner", 0),
                Coalesce("month", date(1, 1, 1), output_field=models.DateField()),
                "kind",
                name="customers_dealtotal_cell",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.stage_id} {self.owner_id} {self.month} {self.kind}"


class TargetYear(models.Model):
    """The targets of one calendar year; its version makes two editors of the grid take turns."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TargetYearQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        verbose_name = _("year of targets")
        verbose_name_plural = _("years of targets")
        constraints = [range_check("year", 2000, 2100)]

    def __str__(self) -> str:
        return str(self.year)


class SalesTarget(models.Model):
    """What one colleague, or one team, is to sell in a month, excluding VAT."""

    year = models.ForeignKey(TargetYear, on_delete=models.PROTECT, related_name="targets")
    month = models.PositiveSmallIntegerField(_("month"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    amount = models.DecimalField(pgettext_lazy("money", "amount"), max_digits=12, decimal_places=2)

    objects = SalesTargetQuerySet.as_manager()

    class Meta:
        ordering = ["year", "month", "pk"]
        verbose_name = _("sales target")
        verbose_name_plural = _("sales targets")
        constraints = [
            range_check("month", 1, 12),
            models.CheckConstraint(condition=Q(amount__gte=0), name="customers_salestarget_amount"),
            models.CheckConstraint(
                condition=Q(user__isnull=True, team__isnull=False)
                | Q(user__isnull=False, team__isnull=True),
                name="customers_salestarget_one",
            ),
            models.UniqueConstraint(
                fields=["year", "user", "month"],
                condition=Q(user__isnull=False),
                name="customers_salestarget_user",
            ),
            models.UniqueConstraint(
                fields=["year", "team", "month"],
                condition=Q(team__isnull=False),
                name="customers_salestarget_team",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year_id} {self.month} {self.user_id or self.team_id}"
