"""The form that extends the legal term: a reason for us, and the letter for the customer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.cases.models import Complaint
from complaints.cases.workflow import How
from complaints.letters.models import LetterPurpose
from complaints.messages.forms import LetterForm, ways


class ExtendForm(LetterForm):
    """Asks why, and shows the letter that tells the customer."""

    purposes = (LetterPurpose.EXTENSION,)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For the file. The letter below tells the customer."),
    )

    def __init__(self, *args: Any, extended_to: Any, **kwargs: Any) -> None:
        self.extended_to = extended_to
        super().__init__(*args, **kwargs)
        self.order_fields(["reason", "subject", "body", "how", "at", "version"])

    def ways(self, complaint: Complaint) -> list[tuple[str, Any]]:
        """Return how an extension can be told: in writing."""
        written = [way for way in ways(complaint) if way[0] in {How.MAIL, How.LETTER}]
        return written or [(How.LETTER.value, _("I sent a letter"))]

    def facts(self, complaint: Complaint) -> dict[str, Any]:
        """Return the new last day, which the letter names."""
        return {"extended_to": self.extended_to}
