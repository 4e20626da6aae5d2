"""What became of each mail that came in about complaints; the raw mail stays as it came."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.cases.models import Complaint
from complaints.inbound.querysets import ComplaintMailQuerySet
from complaints.inbound.routes import Place, Why
from complaints.messages.models import Message
from crm.shared.constraints import choice_check
from crm.shared.mail.inbox.models import InboundMail
from customers.contacts.models import Contact

OPEN_TO_CHOICE = (Place.WAITING, Place.DISCARDED, Place.SET_ASIDE)


class ComplaintMail(models.Model):
    """One mail, from waiting to its place. `parts` says of each attachment what was done with it."""

    inbound = models.OneToOneField(
        InboundMail, on_delete=models.PROTECT, related_name="complaint_mail"
    )
    place = models.CharField(_("place"), max_length=9, choices=Place.choices)
    why = models.CharField(_("why"), max_length=16, choices=Why.choices, blank=True)
    sender = models.CharField(_("from"), max_length=254, blank=True)
    sender_name = models.CharField(_("name"), max_length=120, blank=True)
    snippet = models.CharField(max_length=200, blank=True)
    attachments = models.PositiveSmallIntegerField(_("attachments"), default=0)
    parts = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    received_at = models.DateTimeField(_("received at"))
    arrived_at = models.DateTimeField(_("arrived at"))
    suggested = models.ForeignKey(
        Complaint, on_delete=models.SET_NULL, null=True, related_name="suggested_mails"
    )
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="+")
    complaint = models.ForeignKey(
        Complaint, on_delete=models.PROTECT, null=True, related_name="mails"
    )
    message = models.OneToOneField(
        Message, on_delete=models.PROTECT, null=True, related_name="mail"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    objects = ComplaintMailQuerySet.as_manager()

    class Meta:
        ordering = ["-arrived_at", "-pk"]
        verbose_name = _("mail about complaints")
        verbose_name_plural = _("mail about complaints")
        constraints = [
            choice_check("place", Place),
            models.CheckConstraint(
                condition=Q(why__in=["", *Why.values]), name="complaints_complaintmail_why_choice"
            ),
            models.CheckConstraint(
                condition=Q(place__in=["opened", "attached"], complaint__isnull=False)
                | (~Q(place__in=["opened", "attached"]) & Q(complaint__isnull=True)),
                name="complaints_complaintmail_place",
            ),
            models.CheckConstraint(
                condition=~Q(place="discarded") | ~Q(reason=""),
                name="complaints_complaintmail_discarded",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "-arrived_at", "-id"], name="complaints_mail_by_place"),
            models.Index(fields=["sender", "-arrived_at", "-id"], name="complaints_mail_by_sender"),
        ]

    def __str__(self) -> str:
        return self.snippet or self.sender

    def get_absolute_url(self) -> str:
        """Return the address of the page that shows the whole mail."""
        return reverse("complaints:mail", args=[self.pk])

    @property
    def can_be_chosen(self) -> bool:
        """Tell whether somebody may still say where it goes."""
        return self.place in OPEN_TO_CHOICE
