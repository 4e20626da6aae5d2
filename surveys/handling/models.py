"""What customers say about the handling of their complaint, beside their score."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.shared.constraints import range_check
from crm.shared.formats import DASH
from surveys.answers.models import Answer
from surveys.handling.querysets import HandlingQuerySet
from surveys.handling.questions import HIGHEST, LOWEST, Fairness, Solved


class Handling(models.Model):
    """Hold what one customer found of the handling of one complaint, in one of its cycles.

    The complaint is its key as events tell it: surveys know nothing of complaints.
    """

    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="handling")
    complaint = models.PositiveBigIntegerField(_("complaint"))
    cycle = models.PositiveSmallIntegerField(_("cycle"), default=1)
    solved = models.CharField(_("solved"), max_length=6, choices=Solved.choices, blank=True)
    outcome = models.PositiveSmallIntegerField(
        _("fairness of the outcome"), choices=Fairness.choices, null=True, blank=True
    )
    process = models.PositiveSmallIntegerField(
        _("fairness of the process"), choices=Fairness.choices, null=True, blank=True
    )
    treatment = models.PositiveSmallIntegerField(
        _("fairness of the treatment"), choices=Fairness.choices, null=True, blank=True
    )
    given_at = models.DateTimeField(_("given"))
    updated_at = models.DateTimeField(_("changed"))

    objects = HandlingQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        verbose_name = _("answer about a complaint's handling")
        verbose_name_plural = _("answers about complaints' handling")
        constraints = [
            models.UniqueConstraint(fields=["complaint", "cycle"], name="surveys_handling_once"),
            models.CheckConstraint(
                condition=Q(solved__in=["", *Solved.values]), name="surveys_handling_solved_choice"
            ),
            range_check("outcome", LOWEST, HIGHEST),
            range_check("process", LOWEST, HIGHEST),
            range_check("treatment", LOWEST, HIGHEST),
            models.CheckConstraint(
                condition=~Q(solved="")
                | Q(outcome__isnull=False)
                | Q(process__isnull=False)
                | Q(treatment__isnull=False),
                name="surveys_handling_said_something",
            ),
        ]
        indexes = [models.Index(fields=["-given_at", "-id"], name="surveys_handling_newest")]

    def __str__(self) -> str:
        return f"{self.complaint}/{self.cycle}"

    @property
    def words(self) -> str:
        """Say in a line what was said: solved or not, and how fair outcome, process and treatment were."""
        points = [self.outcome, self.process, self.treatment]
        parts = []
        if self.solved:
            parts.append(_("complaint solved: %(answer)s") % {"answer": self.get_solved_display()})
        if any(point is not None for point in points):
            shown = " / ".join(DASH if point is None else str(point) for point in points)
            parts.append(_("fairness %(points)s of 5") % {"points": shown})
        return ", ".join(str(part) for part in parts)
