"""How serious a complaint is: a rubric with printed examples, set once at the assessment."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import pgettext_lazy


class Severity(models.IntegerChoices):
    """Names the four levels; the number counts in the priority and picks the decision term."""

    LOW = 1, pgettext_lazy("severity", "Low")
    NORMAL = 2, pgettext_lazy("severity", "Normal")
    HIGH = 3, pgettext_lazy("severity", "High")
    CRITICAL = 4, pgettext_lazy("severity", "Critical")


class Impact(models.TextChoices):
    """Names what makes a complaint weigh more at once; each is a mark on the page and in the queue."""

    SAFETY = "safety", pgettext_lazy("impact", "Safety")
    PRIVACY = "privacy", pgettext_lazy("impact", "Privacy")
    LEGAL = "legal", pgettext_lazy("impact", "Legal")

    @property
    def column(self) -> str:
        """Return the column of a complaint that holds it."""
        return f"is_{self.value}"


SUGGESTED = {
    Impact.SAFETY: Severity.CRITICAL,
    Impact.PRIVACY: Severity.CRITICAL,
    Impact.LEGAL: Severity.HIGH,
}


def suggested_severity(impact: Iterable[str]) -> Severity | None:
    """Return the severity that what a complaint touches asks for, or None when it asks for none."""
    return max((SUGGESTED[Impact(one)] for one in impact), default=None)
