"""Steps of the ladder that were taken: who was warned about which clock, once per cycle and step."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.cases.models import Complaint
from complaints.clock.clock import Kind
from complaints.ladder.ladder import STEPS

CLOCKS = [kind.value for kind in Kind]


class Escalation(models.Model):
    """One warning about a clock that runs out: at 75 % the handler, late the manager, then all."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="escalations")
    cycle = models.PositiveSmallIntegerField(_("cycle"))
    clock = models.CharField(_("clock"), max_length=11)
    step = models.PositiveSmallIntegerField(_("percent of the term"))
    due_at = models.DateTimeField(_("due"))
    reached_at = models.DateTimeField(_("reached at"))
    made_at = models.DateTimeField(_("told at"))
    told = models.JSONField(_("told"), default=list)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("warning about a term")
        verbose_name_plural = _("warnings about terms")
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "cycle", "clock", "step"], name="complaints_escalation_once"
            ),
            models.CheckConstraint(
                condition=models.Q(clock__in=CLOCKS), name="complaints_escalation_clock_choice"
            ),
            models.CheckConstraint(
                condition=models.Q(step__in=STEPS), name="complaints_escalation_step_choice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.clock} {self.step} %"
