"""How complaints hang together: links between them and to what caused them, and merges that can be undone."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from complaints.cases.models import Complaint
from crm.shared.constraints import choice_check
from customers.deals.models import Order
from customers.promises.models import Promise


class LinkKind(models.TextChoices):
    """Names how a complaint hangs together with something else."""

    SAME_CAUSE = "same_cause", _("Same cause")
    FOLLOW_UP = "follow_up", _("Follow-up of")
    PROMISE = "promise", _("Caused by promise")
    ORDER = "order", _("Caused by order")


class Link(models.Model):
    """One link of a complaint: to another complaint, or to the promise or order that caused it."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(_("kind"), max_length=10, choices=LinkKind.choices)
    other = models.ForeignKey(
        Complaint,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="linked_from",
        verbose_name=_("other complaint"),
    )
    promise = models.ForeignKey(
        Promise,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("promise"),
    )
    order = models.ForeignKey(
        Order,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("order"),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("linked at"))

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("link of a complaint")
        verbose_name_plural = _("links of complaints")
        constraints = [
            choice_check("kind", LinkKind),
            models.CheckConstraint(
                condition=Q(
                    kind__in=["same_cause", "follow_up"],
                    other__isnull=False,
                    promise__isnull=True,
                    order__isnull=True,
                )
                | Q(kind="promise", promise__isnull=False, other__isnull=True, order__isnull=True)
                | Q(kind="order", order__isnull=False, other__isnull=True, promise__isnull=True),
                name="complaints_link_one_end",
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(other=F("complaint")),
                name="complaints_link_not_itself",
            ),
            models.UniqueConstraint(
                fields=["complaint", "kind", "other"], name="complaints_link_other_once"
            ),
            models.UniqueConstraint(
                fields=["complaint", "promise"], name="complaints_link_promise_once"
            ),
            models.UniqueConstraint(
                fields=["complaint", "order"], name="complaints_link_order_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.kind}"


class Merge(models.Model):
    """A complaint that now goes on inside another one; removed again when the merge is undone.

    `moved` says which rows went along and what was changed, so that undoing restores them exactly.
    """

    source = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="merged_into")
    target = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="merged_from")
    reason = models.CharField(_("reason"), max_length=500)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    merged_at = models.DateTimeField(_("merged at"))
    moved = models.JSONField(default=dict, encoder=DjangoJSONEncoder, editable=False)

    class Meta:
        ordering = ["merged_at", "pk"]
        verbose_name = _("merge of complaints")
        verbose_name_plural = _("merges of complaints")
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="complaints_merge_not_itself"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id}"
