"""Win-backs: one row per end of a relationship, with the chance people give it and how it went."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.constraints import choice_check, range_check
from customers.accounts.events import Initiator, LeavingReason, LifecycleEvent
from customers.accounts.models import Account
from customers.winback.querysets import WinBackQuerySet


class Chance(models.IntegerChoices):
    """How likely people think it is that an account comes back; never computed."""

    VERY_SMALL = 1, pgettext_lazy("chance", "very small")
    SMALL = 2, pgettext_lazy("chance", "small")
    FAIR = 3, pgettext_lazy("chance", "fair")
    GOOD = 4, pgettext_lazy("chance", "good")
    VERY_GOOD = 5, pgettext_lazy("chance", "very good")


class WinBack(models.Model):
    """A relationship that ended and may come back; open until the account buys again.

    Reason and initiator repeat the event, which never changes; `revenue_since` is the first day of the 12
    months as customer. `plan_on` and `plan_owner` say when the
    win-back task is for, made when the rest period is over.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="win_backs")
    event = models.OneToOneField(LifecycleEvent, on_delete=models.PROTECT, related_name="win_back")
    left_on = models.DateField(_("left on"), editable=False)
    revenue_since = models.DateField(editable=False)
    initiator = models.CharField(
        _("ended by"), max_length=8, choices=Initiator.choices, editable=False
    )
    reason = models.CharField(
        _("reason for leaving"), max_length=10, choices=LeavingReason.choices, editable=False
    )
    chance = models.PositiveSmallIntegerField(
        _("chance"), choices=Chance.choices, null=True, blank=True
    )
    note = models.CharField(_("why this chance"), max_length=300, blank=True)
    plan_on = models.DateField(null=True, editable=False)
    plan_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
    )
    won_on = models.DateField(_("came back on"), null=True, editable=False)
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("assessed by"),
    )
    assessed_at = models.DateTimeField(_("assessed at"), null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = WinBackQuerySet.as_manager()

    class Meta:
        ordering = ["-left_on", "-pk"]
        verbose_name = _("win-back")
        verbose_name_plural = _("win-backs")
        constraints = [
            choice_check("initiator", Initiator),
            choice_check("reason", LeavingReason),
            range_check("chance", 1, 5),
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(won_on__isnull=True),
                name="customers_winback_one_open",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-left_on", "-id"],
                condition=Q(won_on__isnull=True),
                name="customers_winback_by_day",
            ),
            models.Index(
                fields=["-chance", "-id"],
                condition=Q(won_on__isnull=True),
                name="customers_winback_by_chance",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.left_on}"

    def get_absolute_url(self) -> str:
        """Return the address where the chance is set."""
        return reverse("winback:edit", args=[self.pk])
