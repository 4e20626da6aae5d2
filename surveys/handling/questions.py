"""What is asked about the handling of a complaint, once the score is saved: solved, and three times how fair.

Fairness of outcome, process and treatment are the three kinds of justice that decide whether a complainant is
satisfied (Tax, Brown and Chandrashekaran, 1998).
"""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from surveys.campaigns.models import Invitation, Trigger

KEY = Trigger.COMPLAINT.value
FIRST_DAY, LAST_DAY = 14, 30  # days after closing (domain.md §9)
LOWEST, HIGHEST = 1, 5


class Solved(TextChoices):
    """Say whether the customer's problem is gone."""

    YES = "yes", pgettext_lazy("solved", "Yes")
    PARTLY = "partly", pgettext_lazy("solved", "Partly")
    NO = "no", pgettext_lazy("solved", "No")


class Fairness(IntegerChoices):
    """Name the points of a fairness item."""

    ONE = 1, "1"
    TWO = 2, "2"
    THREE = 3, "3"
    FOUR = 4, "4"
    FIVE = 5, "5"


ITEMS = {
    "outcome": _("How fair do you find the outcome?"),
    "process": _("How fair was the way it went: time, clarity, effort for you?"),
    "treatment": _("How fairly did our people treat you?"),
}


def complaint_of(key: str) -> tuple[int, int] | None:
    """Read complaint and cycle from an occasion's key; None when it is about something else."""
    kind, *rest = key.split(":")
    if kind != KEY or len(rest) != 2 or not all(part.isdecimal() for part in rest):
        return None
    return int(rest[0]), int(rest[1])


def asked_about(invitation: Invitation) -> tuple[int, int] | None:
    """Return complaint and cycle whose handling an invitation asks about, None when it does not.

    A confidential answer stays apart from complaints: naming the complaint would name the customer.
    """
    survey = invitation.survey
    if survey.trigger != Trigger.COMPLAINT or not survey.is_identified or not invitation.occasion:
        return None
    return complaint_of(invitation.occasion.key)
