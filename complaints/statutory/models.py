"""Extensions of the legal term: once per cycle, with the reason and the letter that told the customer."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.cases.models import Complaint
from complaints.messages.models import Message
from crm.shared.constraints import range_check


class Extension(models.Model):
    """One lawful extension; it counts because the customer was told in writing before the term ended."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="extensions")
    cycle = models.PositiveSmallIntegerField(_("cycle"))
    weeks = models.PositiveSmallIntegerField(_("weeks"))
    due_on = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=500)
    letter = models.ForeignKey(
        Message, on_delete=models.PROTECT, related_name="+", verbose_name=_("letter")
    )
    decided_at = models.DateTimeField(_("decided at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )

    class Meta:
        verbose_name = _("extension of the legal term")
        verbose_name_plural = _("extensions of the legal term")
        constraints = [
            range_check("weeks", 1, 26),
            models.UniqueConstraint(
                fields=["complaint", "cycle"], name="complaints_extension_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id}: {self.due_on}"
