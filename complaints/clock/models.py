"""The terms complaints were received under."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.shared.appendonly import AppendOnly


class PolicySnapshot(AppendOnly):
    """Keeps terms and calendar as they stood at receipt; complaints under equal terms share a row."""

    digest = models.CharField(max_length=64, unique=True)
    content = models.JSONField()

    class Meta:
        verbose_name = _("terms at receipt")
        verbose_name_plural = _("terms at receipt")

    def __str__(self) -> str:
        return self.digest[:12]
