"""How serious a complaint is: a rubric with printed examples, set once at the assessment."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Severity(models.IntegerChoices):
    """Names the four levels; the number counts in the priority and picks the decision term."""

    LOW = 1, pgettext_lazy("severity", "Low")
    NORMAL = 2, pgettext_lazy("severity", "Normal")
    HIGH = 3, pgettext_lazy("severity", "High")
    CRITICAL = 4, pgettext_lazy("severity", "Critical")


RUBRIC = {
    Severity.CRITICAL: _(
        "Danger to people, a data leak, or the customer's work has come to a stop."
    ),
    Severity.HIGH: _("The customer loses money or work, or the same thing went wrong before."),
    Severity.NORMAL: _("Something was not delivered as agreed, and the customer can go on."),
    Severity.LOW: _("An annoyance without damage, such as a missing manual."),
}
