"""What is kept of the circle: moves that were made, their free text, ends that are planned."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.appendonly import AppendOnly
from crm.shared.constraints import choice_check
from crm.shared.querysets import OfAccountQuerySet
from customers.accounts.models import Account, Stage
from customers.accounts.querysets import LifecycleEventQuerySet


class Initiator(models.TextChoices):
    """Who ended the relationship."""

    CUSTOMER = "customer", _("The customer")
    SUPPLIER = "supplier", _("We did")


class LeavingReason(models.TextChoices):
    """Reasons for leaving (`domain.md` §2)."""

    PRICE = "price", _("Price")
    QUALITY = "quality", _("Quality")
    SERVICE = "service", _("Service or complaint")
    COMPETITOR = "competitor", _("Competitor")
    NO_NEED = "no_need", _("No more need")
    MOVED = "moved", _("Moved or ceased")
    PAYMENT = "payment", _("Payment")
    NO_FIT = "no_fit", _("No fit")
    OTHER = "other", pgettext_lazy("reason", "Other")


class SilenceReason(models.TextChoices):
    """Reasons for not complaining (`domain.md` §7)."""

    WASTE_OF_TIME = "waste_of_time", _("Waste of time")
    NOTHING_DONE = "nothing_done", _("Nothing will be done")
    NOT_KNOWN_WHERE = "not_known_where", _("Did not know how or where")
    FEAR = "fear", _("Fear of a hostile reaction")


class ExitAnswer(models.TextChoices):
    """What a leaving customer says when asked why they never complained; four reasons, or two others."""

    WASTE_OF_TIME = "waste_of_time", SilenceReason.WASTE_OF_TIME.label
    NOTHING_DONE = "nothing_done", SilenceReason.NOTHING_DONE.label
    NOT_KNOWN_WHERE = "not_known_where", SilenceReason.NOT_KNOWN_WHERE.label
    FEAR = "fear", SilenceReason.FEAR.label
    COMPLAINED = "complained", _("They did complain")
    OTHER = "other", pgettext_lazy("reason", "Other")


class EventKind(models.TextChoices):
    """The moves on the cycle (`domain.md` §2)."""

    CREATED = "created", _("Added")
    FIRST_PURCHASE = "first_purchase", _("First purchase")
    WON_BACK = "won_back", _("Won back")
    ENDED = "ended", _("Ended")
    AUTO_POTENTIAL = "auto_potential", _("Potential customer again")
    CORRECTION = "correction", _("Correction")


class LifecycleEvent(AppendOnly):
    """One move on the cycle; never edited. Its free text stands in a separate, erasable row."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="lifecycle_events")
    from_stage = models.CharField(max_length=9, choices=Stage.choices, blank=True)
    to_stage = models.CharField(max_length=9, choices=Stage.choices)
    kind = models.CharField(max_length=14, choices=EventKind.choices)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
    )
    initiator = models.CharField(max_length=8, choices=Initiator.choices, blank=True)
    reason = models.CharField(max_length=10, choices=LeavingReason.choices, blank=True)
    cycle = models.PositiveSmallIntegerField()

    objects = LifecycleEventQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        verbose_name = _("lifecycle event")
        verbose_name_plural = _("lifecycle events")
        constraints = [
            choice_check("to_stage", Stage),
            choice_check("kind", EventKind),
            models.CheckConstraint(
                condition=Q(from_stage__in=["", *Stage.values]),
                name="customers_lifecycleevent_from_stage_choice",
            ),
            models.CheckConstraint(
                condition=Q(initiator__in=["", *Initiator.values]),
                name="customers_lifecycleevent_initiator_choice",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["", *LeavingReason.values]),
                name="customers_lifecycleevent_reason_choice",
            ),
            models.CheckConstraint(
                condition=Q(cycle__gte=1), name="customers_lifecycleevent_cycle"
            ),
            models.CheckConstraint(
                condition=~Q(kind="ended") | (~Q(initiator="") & ~Q(reason="")),
                name="customers_lifecycleevent_ended_why",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "-recorded_at"], name="customers_event_account"),
            models.Index(fields=["kind", "happened_on", "account"], name="customers_event_kind"),
            models.Index(fields=["account", "kind", "happened_on"], name="customers_event_own"),
            models.Index(fields=["-happened_on", "-id"], name="customers_event_day"),
        ]

    def __str__(self) -> str:
        return f"{self.happened_on} {self.kind} → {self.to_stage}"


class LifecycleEventText(models.Model):
    """The free text of an event: competitor, note, reason for not complaining. Erasable."""

    event = models.OneToOneField(LifecycleEvent, on_delete=models.PROTECT, related_name="text")
    competitor = models.CharField(_("competitor"), max_length=120, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    silence_reason = models.CharField(
        _("reason for not complaining"), max_length=16, choices=ExitAnswer.choices, blank=True
    )

    class Meta:
        verbose_name = _("text of a lifecycle event")
        verbose_name_plural = _("texts of lifecycle events")
        constraints = [
            models.CheckConstraint(
                condition=Q(silence_reason__in=["", *ExitAnswer.values]),
                name="customers_lifecycletext_silence_choice",
            )
        ]

    def __str__(self) -> str:
        return f"{self.event_id}"


class PlannedEnd(models.Model):
    """An end with a future date, carried out by housekeeping on that day.

    `lose_deals` is the reason with which open deals are lost then; empty leaves them open.
    """

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="planned_end")
    ends_on = models.DateField(_("ends on"), db_index=True)
    initiator = models.CharField(max_length=8, choices=Initiator.choices)
    reason = models.CharField(max_length=10, choices=LeavingReason.choices)
    competitor = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True, max_length=2000)
    silence_reason = models.CharField(max_length=16, choices=ExitAnswer.choices, blank=True)
    lose_deals = models.CharField(max_length=16, blank=True)
    withdraw_promises = models.BooleanField(default=False)
    leave_alone = models.BooleanField(default=False)
    win_back_on = models.DateField(null=True)
    win_back_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    planned_at = models.DateTimeField()

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned end")
        verbose_name_plural = _("planned ends")
        constraints = [
            choice_check("initiator", Initiator),
            choice_check("reason", LeavingReason),
            models.CheckConstraint(
                condition=Q(silence_reason__in=["", *ExitAnswer.values]),
                name="customers_plannedend_silence_choice",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.ends_on}"
