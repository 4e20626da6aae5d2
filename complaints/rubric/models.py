"""The rubric of severity: what each level means, with examples, in both languages; people edit it."""

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from complaints.cases.severity import Severity
from crm.shared.constraints import range_check


class RubricQuerySet(models.QuerySet):
    """Finds the levels of the rubric."""

    def visible_to(self, user: Any) -> "RubricQuerySet":
        """Keep everything for a colleague, nothing for a stranger."""
        return self.all() if getattr(user, "is_authenticated", False) else self.none()


class RubricLevel(models.Model):
    """One level of severity: a sentence and examples, one per line."""

    severity = models.PositiveSmallIntegerField(
        _("severity"), choices=Severity.choices, unique=True, editable=False
    )
    meaning_en = models.CharField(_("meaning, in English"), max_length=200)
    meaning_nl = models.CharField(_("meaning, in Dutch"), max_length=200)
    examples_en = models.TextField(
        _("examples in English, one per line"), max_length=1_000, blank=True
    )
    examples_nl = models.TextField(
        _("examples in Dutch, one per line"), max_length=1_000, blank=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RubricQuerySet.as_manager()

    class Meta:
        ordering = ["-severity"]
        verbose_name = _("level of severity")
        verbose_name_plural = _("levels of severity")
        constraints = [range_check("severity", 1, 4)]

    def __str__(self) -> str:
        return str(self.get_severity_display())

    def _in_language(self, name: str) -> str:
        is_dutch = (get_language() or "en").startswith("nl")
        return getattr(self, f"{name}_{'nl' if is_dutch else 'en'}")

    @property
    def meaning(self) -> str:
        """Return the meaning in the reader's language."""
        return self._in_language("meaning")

    @property
    def examples(self) -> list[str]:
        """Return the examples in the reader's language."""
        return [line.strip() for line in self._in_language("examples").splitlines() if line.strip()]

    @property
    def key(self) -> str:
        """Return the severity as the mark `{% severity %}` names it."""
        return Severity(self.severity).name.lower()
