"""The public complaint form: six fields, and two traps nobody sees."""

import re
from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from complaints.cases.services import Complainant
from complaints.intake.traps import stamp, too_fast
from crm.shared.people.models import Language

PHONE = re.compile(r"^\+?[\d\s().\-/]{6,30}$")


class IntakeForm(forms.Form):
    """Takes a complaint from somebody without an account; anonymous when no way to answer is given."""

    text = forms.CharField(
        label=_("What went wrong?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=10_000
    )
    wish = forms.CharField(
        label=_("What do you expect from us?"),
        help_text=_("For example repair, an explanation or compensation."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2_000,
        required=False,
    )
    reference = forms.CharField(label=_("Order or invoice number"), max_length=80, required=False)
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    reach = forms.CharField(
        label=_("How can we reach you?"),
        help_text=_(
            "Your e-mail address, telephone number or postal address. Without it we cannot answer you."
        ),
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    is_confidential = forms.BooleanField(
        label=_("Treat this as confidential; do not let my account manager handle it."),
        required=False,
    )
    lang = forms.ChoiceField(choices=Language.choices, widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    website = forms.CharField(required=False, max_length=500)  # the trap: people do not see it

    def __init__(self, *args: Any, now: datetime, language: str, **kwargs: Any) -> None:
        self.now = now
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, initial={"lang": language, "shown": stamp(now)}, **kwargs)

    def clean_text(self) -> str:
        """Ask for words, in words."""
        text = self.cleaned_data["text"].strip()
        if not text:
            raise forms.ValidationError(_("Tell us what went wrong."))
        return text

    def clean_reach(self) -> str:
        """Check what looks like an e-mail address."""
        reach = self.cleaned_data["reach"].strip()
        if "@" in reach:
            try:
                validate_email(reach)
            except forms.ValidationError as error:
                raise forms.ValidationError(
                    _("Fill in a whole e-mail address, such as name@company.com.")
                ) from error
        return reach

    def clean(self) -> dict[str, Any]:
        """Stop programs; a person who was very quick keeps every word and presses once more."""
        data = super().clean() or {}
        if data.get("website") or too_fast(data.get("shown", ""), self.now):
            self.data = self.data.copy()
            self.data["shown"] = stamp(self.now)
            raise forms.ValidationError(
                _("That went very fast. Read it through once more and send it again.")
            )
        return data

    def complainant(self) -> Complainant:
        """Return who complains and how to reach them."""
        reach, name = self.cleaned_data["reach"], self.cleaned_data["name"].strip()
        if not reach:
            return Complainant(name=name, is_anonymous=True)
        if "@" in reach:
            return Complainant(name=name, email=reach)
        if PHONE.match(reach):
            return Complainant(name=name, phone=reach[:32])
        return Complainant(name=name, address=reach)


class ReplyForm(forms.Form):
    """What a customer adds on the tracking page."""

    body = forms.CharField(
        label=_("Would you like to add something?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=10_000,
    )


class WhyForm(forms.Form):
    """Why a customer withdraws or reopens."""

    reason = forms.CharField(
        label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2_000
    )
