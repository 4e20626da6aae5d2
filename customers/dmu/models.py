"""Whom of our people we want to know whom at an account: the targeted cells of the contact matrix."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.shared.constraints import choice_check
from crm.shared.querysets import OfAccountQuerySet
from customers.accounts.models import Account
from customers.contacts.models import Level


class ContactTarget(models.Model):
    """A cell of the contact matrix we want filled: one of our people, one of their levels."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="contact_targets")
    level = models.CharField(_("their level"), max_length=10, choices=Level.choices)
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="contact_targets",
        verbose_name=_("our colleague"),
    )
    created_at = models.DateTimeField(editable=False)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["account", "level", "colleague"]
        verbose_name = _("targeted contact")
        verbose_name_plural = _("targeted contacts")
        constraints = [
            choice_check("level", Level),
            models.UniqueConstraint(
                fields=["account", "level", "colleague"], name="customers_contacttarget_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} × {self.colleague}"
