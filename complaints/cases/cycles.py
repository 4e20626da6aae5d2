"""The rounds of a complaint with their stamps, and the stretches in which it waited for the customer."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.cases.models import Complaint
from complaints.cases.workflow import How
from complaints.clock.models import PolicySnapshot


class ComplaintCycle(models.Model):
    """Stamps of one round of a complaint; those of earlier cycles never change again."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="cycles")
    number = models.PositiveSmallIntegerField(_("cycle"))
    policy = models.ForeignKey(
        PolicySnapshot, on_delete=models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField(_("started at"))
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True)
    acknowledged_how = models.CharField(max_length=10, choices=How.choices, blank=True)
    investigating_at = models.DateTimeField(_("investigated from"), null=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)
    answered_how = models.CharField(max_length=10, choices=How.choices, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    last_update_at = models.DateTimeField(_("last message to the customer"), null=True)
    has_paused = models.BooleanField(default=False)
    acknowledge_due_at = models.DateTimeField(null=True)
    decision_due_at = models.DateTimeField(null=True)
    # Working time used outside the pauses, in seconds; empty until it happened.
    acknowledge_seconds = models.PositiveIntegerField(null=True, editable=False)
    decision_seconds = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        ordering = ["number"]
        verbose_name = _("complaint cycle")
        verbose_name_plural = _("complaint cycles")
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "number"], name="complaints_complaintcycle_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="complaints_complaintcycle_number"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_how__in=["", *How.values])
                & Q(answered_how__in=["", *How.values]),
                name="complaints_complaintcycle_how_choice",
            ),
        ]
        indexes = [
            # With what the reports read of each round, so that they read nothing else.
            models.Index(
                fields=["answered_at", "policy", "decision_due_at", "complaint"],
                name="complaints_cycle_answered",
            ),
            models.Index(
                fields=[
                    "started_at",
                    "policy",
                    "complaint",
                    "number",
                    "acknowledged_at",
                    "answered_at",
                    "ended_at",
                    "acknowledge_seconds",
                    "decision_seconds",
                ],
                name="complaints_cycle_started",
            ),
            models.Index(
                fields=["acknowledged_at", "policy", "acknowledge_due_at", "complaint"],
                name="complaints_cycle_acknowledged",
            ),
            models.Index(
                fields=["ended_at", "policy", "answered_at", "complaint", "number"],
                name="complaints_cycle_ended",
            ),
            models.Index(
                fields=["decision_due_at"],
                condition=Q(answered_at__isnull=True, ended_at__isnull=True),
                name="complaints_cycle_undecided",
            ),
            models.Index(
                fields=["complaint", "number"],
                condition=Q(number__gt=1),
                name="complaints_cycle_reopened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} #{self.number}"


class Pause(models.Model):
    """A stretch of waiting for the customer: a question, and the moment work goes on at the latest."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="pauses")
    cycle = models.PositiveSmallIntegerField(_("cycle"))
    started_at = models.DateTimeField(_("started at"))
    resumes_at = models.DateTimeField(_("resumes at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)

    class Meta:
        ordering = ["started_at"]
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        constraints = [
            models.CheckConstraint(
                condition=Q(resumes_at__gt=models.F("started_at")), name="complaints_pause_order"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("started_at")),
                name="complaints_pause_ended",
            ),
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(ended_at__isnull=True),
                name="complaints_pause_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id}: {self.started_at:%Y-%m-%d}"

    @property
    def interval(self) -> tuple[datetime, datetime]:
        """Return the pause as an interval; an open one lasts until its resume moment, never longer."""
        end = self.resumes_at if self.ended_at is None else min(self.ended_at, self.resumes_at)
        return self.started_at, end
