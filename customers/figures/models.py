"""The history of account health: at most one row per account and day, written by housekeeping."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.shared.appendonly import AppendOnly
from crm.shared.constraints import choice_check, range_check
from crm.shared.querysets import OfAccountQuerySet
from customers.accounts.models import Account, HealthBand


class HealthPoint(AppendOnly):
    """Health of an account on a day, noted when it changed by a point or changed band.

    The four components are 0–100, rounded for reading; `total` is what the account stored that day.
    """

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="health_points", db_index=False
    )
    day = models.DateField(_("day"))
    total = models.DecimalField(_("health"), max_digits=6, decimal_places=3)
    band = models.CharField(_("band"), max_length=9, choices=HealthBand.choices)
    nps = models.PositiveSmallIntegerField(_("score"))
    complaints = models.PositiveSmallIntegerField(_("complaints"))
    engagement = models.PositiveSmallIntegerField(_("contact"))
    revenue = models.PositiveSmallIntegerField(_("revenue"))
    capped = models.BooleanField(_("capped"), default=False)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["account", "day"]
        verbose_name = _("health on a day")
        verbose_name_plural = _("health by day")
        constraints = [
            choice_check("band", HealthBand),
            range_check("total", 0, 100),
            range_check("nps", 0, 100),
            range_check("complaints", 0, 100),
            range_check("engagement", 0, 100),
            range_check("revenue", 0, 100),
            models.UniqueConstraint(
                fields=["account", "day"], name="customers_healthpoint_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.day}: {self.total}"
