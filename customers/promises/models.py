"""Promises: what we said we would do, and by when (expectation management)."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.appendonly import AppendOnly
from crm.shared.constraints import choice_check
from customers.accounts.models import Account
from customers.contacts.models import Contact
from customers.promises.outcome import Outcome, gap, outcome
from customers.promises.querysets import PromiseQuerySet


class PromiseKind(models.TextChoices):
    """What was promised (`domain.md` §4)."""

    QUOTE = "quote", _("Quote")
    DELIVERY = "delivery", _("Delivery")
    CALL_BACK = "call_back", _("Call back")
    COMPLAINT_REPLY = "complaint_reply", _("Reply to a complaint")
    VISIT = "visit", _("Visit")
    OTHER = "other", pgettext_lazy("promise", "Other")


class Promise(models.Model):
    """One promise. Its outcome is derived (`customers.promises.outcome`), never typed.

    `due_on` is what the customer last heard. `counts_on` is the last date communicated before it expired: a move
    made after the date had passed does not undo lateness.
    """

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="promises", verbose_name=_("account")
    )
    contact = models.ForeignKey(
        Contact,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="promises",
        verbose_name=_("promised to"),
    )
    kind = models.CharField(
        _("type"), max_length=15, choices=PromiseKind.choices, default=PromiseKind.OTHER
    )
    text = models.CharField(_("what we promised"), max_length=300)
    promised_on = models.DateField(_("promised on"))
    due_on = models.DateField(_("due on"))
    due_time = models.TimeField(_("at"), null=True, blank=True)
    counts_on = models.DateField(editable=False)
    counts_time = models.TimeField(null=True, editable=False)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True, editable=False)
    delivered_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_late = models.BooleanField(default=False, editable=False)
    withdrawn_reason = models.CharField(max_length=200, blank=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="promises",
        verbose_name=_("owner"),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        constraints = [
            choice_check("kind", PromiseKind),
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("promised_on")), name="customers_promise_due_order"
            ),
            models.CheckConstraint(
                condition=Q(delivered_on__isnull=True)
                | Q(delivered_on__gte=models.F("promised_on")),
                name="customers_promise_delivered_order",
            ),
            models.CheckConstraint(
                condition=Q(delivered_on__isnull=True) | Q(withdrawn_at__isnull=True),
                name="customers_promise_one_end",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_late=False) | Q(withdrawn_at__isnull=False),
                name="customers_promise_withdrawn_late",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="customers_promise_text_given"),
        ]
        indexes = [
            models.Index(
                fields=["account", "-promised_on", "-id"], name="customers_promise_account"
            ),
            models.Index(
                fields=["owner", "due_on", "id"],
                condition=Q(delivered_on__isnull=True, withdrawn_at__isnull=True),
                name="customers_promise_mine",
            ),
            models.Index(fields=["due_on", "id"], name="customers_promise_due"),
            models.Index(fields=["-promised_on", "-id"], name="customers_promise_made"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        """Say whether it is neither delivered nor withdrawn."""
        return self.delivered_on is None and self.withdrawn_at is None

    @property
    def gap(self) -> int | None:
        """Return the gap in days of a delivered promise (`outcome.gap`)."""
        return gap(self.counts_on, self.delivered_on) if self.delivered_on else None

    def outcome_at(self, now: datetime) -> Outcome:
        """Return what became of it (`outcome.outcome`)."""
        return outcome(
            counts_on=self.counts_on,
            counts_time=self.counts_time,
            delivered_on=self.delivered_on,
            withdrawn=self.withdrawn_at is not None,
            withdrawn_late=self.withdrawn_late,
            now=now,
        )


class PromiseMove(AppendOnly):
    """One moved due date, with its reason and when the customer was told."""

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="moves")
    old_due_on = models.DateField()
    old_due_time = models.TimeField(null=True)
    new_due_on = models.DateField()
    new_due_time = models.TimeField(null=True)
    reason = models.CharField(_("reason"), max_length=200)
    informed_on = models.DateField(_("customer informed on"))
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
    )

    class Meta:
        ordering = ["moved_at", "pk"]
        verbose_name = _("moved promise")
        verbose_name_plural = _("moved promises")

    def __str__(self) -> str:
        return f"{self.old_due_on} → {self.new_due_on}"
