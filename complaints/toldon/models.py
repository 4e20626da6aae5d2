"""What we answered where others could read the complaint."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.cases.models import Complaint
from complaints.toldon.querysets import PublicReplyQuerySet


class PublicReply(models.Model):
    """Our answer on the public page of a complaint; one a complaint, changed by version."""

    complaint = models.OneToOneField(
        Complaint,
        on_delete=models.PROTECT,
        related_name="public_reply",
        verbose_name=_("complaint"),
    )
    text = models.TextField(_("what we answered in public"), max_length=2_000)
    replied_on = models.DateField(_("answered on"))
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("answered by"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PublicReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("public answer")
        verbose_name_plural = _("public answers")
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="complaints_publicreply_text")
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id}"
