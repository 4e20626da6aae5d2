"""The forms a customer fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surveys.nps.score import NotAScore, parse_score

LONGEST_COMMENT = 5000


class ScoreField(forms.Field):
    """Read a score of 0 to 10 and nothing else; 0 is a score."""

    default_error_messages = {
        "required": _("Choose a number from 0 to 10."),
        "invalid": _("Choose a whole number from 0 to 10."),
    }

    def clean(self, value: Any) -> int:
        """Give the score as a number."""
        if value in (None, ""):
            raise forms.ValidationError(self.error_messages["required"], code="required")
        try:
            return parse_score(value)
        except NotAScore as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


class ScoreForm(forms.Form):
    """Ask for the score."""

    score = ScoreField()


class CommentForm(forms.Form):
    """Ask for what is behind the score; it may stay empty."""

    comment = forms.CharField(
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 5, "aria-describedby": "comment-help"}),
    )


class MessageForm(forms.Form):
    """Ask for a message on a closed survey."""

    message = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write your message first.")},
    )
