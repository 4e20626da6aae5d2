"""What a customer wrote after the end: it reopens nothing by itself, a colleague chooses."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.cases.models import Complaint
from complaints.messages.models import Message


class Choice(models.TextChoices):
    """Names what a reply after the end turned out to be; empty while nobody chose."""

    THANKS = "thanks", _("A thank-you")
    REOPENED = "reopened", pgettext_lazy("complaint", "Reopened")
    NEW = "new", _("A new complaint")


class ReplyChoice(models.Model):
    """One reply to an ended complaint that waits for a choice, and the choice once it is made."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="reply_choices")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="reply_choice")
    choice = models.CharField(_("choice"), max_length=8, choices=Choice.choices, blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("chosen by"),
    )
    chosen_at = models.DateTimeField(_("chosen at"), null=True)
    made = models.ForeignKey(
        Complaint,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("new complaint"),
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("reply after the end")
        verbose_name_plural = _("replies after the end")
        constraints = [
            models.CheckConstraint(
                condition=Q(choice__in=["", *Choice.values]),
                name="complaints_replychoice_choice",
            ),
            models.CheckConstraint(
                condition=Q(choice="", chosen_at__isnull=True)
                | (~Q(choice="") & Q(chosen_at__isnull=False)),
                name="complaints_replychoice_chosen",
            ),
            models.CheckConstraint(
                condition=Q(made__isnull=True) | Q(choice="new"),
                name="complaints_replychoice_made",
            ),
        ]
        indexes = [
            models.Index(
                fields=["complaint"], condition=Q(choice=""), name="complaints_reply_to_choose"
            )
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.choice}"
