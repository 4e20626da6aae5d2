"""Invitations to tell us what went wrong: who was asked, who was not and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.insight.iceberg.layers import Layer
from crm.insight.inviting.querysets import InviteQuerySet
from crm.shared.constraints import choice_check
from customers.accounts.models import Account
from customers.contacts.models import Contact


class InviteState(models.TextChoices):
    """What became of an invitation."""

    QUEUED = "queued", pgettext_lazy("invitation", "Being sent")
    SENT = "sent", pgettext_lazy("invitation", "Sent")
    REFUSED = "refused", pgettext_lazy("invitation", "Could not be delivered")
    SKIPPED = "skipped", pgettext_lazy("invitation", "Not asked")


class WhyNot(models.TextChoices):
    """Why somebody was not asked."""

    NO_CONTACT = "no_contact", _("No contact with an e-mail address")
    OBJECTED = "objected", _("Wants no mail from us")
    BOUNCED = "bounced", _("E-mail address does not work")
    OPEN_COMPLAINT = "open_complaint", _("A complaint is open")
    RESTING = "resting", _("Asked too recently")
    LEFT = "left", _("No longer there")


class Invite(models.Model):
    """One account of a batch: the person who is asked, or why nobody is. A batch is one press of the button."""

    batch = models.UUIDField(_("batch"), editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="tell_us_invites")
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, related_name="tell_us_invites"
    )
    layer = models.CharField(_("trace"), max_length=8, choices=Layer.choices)
    state = models.CharField(_("state"), max_length=8, choices=InviteState.choices)
    why_not = models.CharField(_("reason"), max_length=14, choices=WhyNot.choices, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    asked_at = models.DateTimeField(_("when"))
    sent_at = models.DateTimeField(_("sent"), null=True)

    objects = InviteQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("invitation to tell us")
        verbose_name_plural = _("invitations to tell us")
        constraints = [
            choice_check("layer", Layer),
            choice_check("state", InviteState),
            models.CheckConstraint(
                condition=models.Q(why_not__in=["", *WhyNot.values]),
                name="insight_invite_why_not_choice",
            ),
            models.CheckConstraint(
                condition=models.Q(state="skipped") | models.Q(contact__isnull=False),
                name="insight_invite_has_person",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="skipped") | ~models.Q(why_not=""),
                name="insight_invite_skipped_why",
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "id"], name="insight_invite_batch"),
            models.Index(fields=["contact", "-asked_at"], name="insight_invite_contact"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.state}"
