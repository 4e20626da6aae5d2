"""When each stored figure was last compared with a fresh computation, and what differed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FigureRun(models.Model):
    """Hold the last comparison of one set of stored figures."""

    name = models.CharField(_("figures"), max_length=80, unique=True)
    ran_at = models.DateTimeField(_("compared"))
    differing = models.PositiveIntegerField(_("differing"), default=0)
    first = models.CharField(_("first difference"), max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("comparison of figures")
        verbose_name_plural = _("comparisons of figures")

    def __str__(self) -> str:
        return self.name
