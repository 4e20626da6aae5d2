"""The public complaint form: six things at most, only the address of the chosen way, two traps."""

import re
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.cases.services import Complainant
from complaints.intake.fields import FilesField
from complaints.intake.traps import stamp, too_fast
from crm.shared.people.models import Language

PHONE = re.compile(r"^\+?[\d\s().\-/]{6,30}$")


class Way(models.TextChoices):
    """Names how somebody wants to be answered."""

    EMAIL = "email", _("By e-mail")
    PHONE = "phone", _("By telephone")
    LETTER = "letter", _("By letter")
    NONE = "none", _("Not at all: I stay anonymous")


# The field each way asks for; staying anonymous asks for none.
FIELD_OF_WAY = {Way.EMAIL.value: "email", Way.PHONE.value: "phone", Way.LETTER.value: "address"}


class IntakeForm(forms.Form):
    """Takes a complaint from somebody without an account, in the words and the way they choose."""

    text = forms.CharField(
        label=_("What went wrong?"),
        help_text=_("In your own words. When it happened and what it concerns helps us most."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=10_000,
    )
    wish = forms.CharField(
        label=_("What would put it right for you?"),
        help_text=_("For example repair, an explanation or compensation."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2_000,
        required=False,
    )
    files = FilesField()
    way = forms.ChoiceField(
        label=_("How may we answer you?"),
        choices=Way.choices,
        initial=Way.EMAIL,
        widget=forms.RadioSelect,
    )
    email = forms.CharField(
        label=_("Your e-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        label=_("Your telephone number"),
        help_text=_("We call on working days. Write down when it suits you, if you like."),
        max_length=32,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
    )
    address = forms.CharField(
        label=_("Your postal address"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"autocomplete": "street-address", "rows": 3}),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    on_behalf_of = forms.CharField(
        label=_("I complain on behalf of"),
        help_text=_("Name of the person or company you speak for."),
        max_length=120,
        required=False,
    )
    reference = forms.CharField(label=_("Order or invoice number"), max_length=80, required=False)
    is_confidential = forms.BooleanField(
        label=_("Treat this as confidential; do not let my account manager handle it."),
        required=False,
    )
    lang = forms.ChoiceField(choices=Language.choices, widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    website = forms.CharField(required=False, max_length=500)  # the trap: people do not see it

    FOLDED = ("on_behalf_of", "reference", "is_confidential")

    def __init__(
        self, *args: Any, now: datetime, language: str, typed: Any = None, **kwargs: Any
    ) -> None:
        self.now = now
        kwargs.setdefault("use_required_attribute", False)
        first = {"lang": language, "shown": stamp(now)}
        if typed is not None:  # the same words in the other language, not sent yet
            first = {**first, **typed.dict(), "lang": language}
        super().__init__(*args, initial=first, **kwargs)

    @property
    def folded(self) -> list[forms.BoundField]:
        """Return the fields that few people need."""
        return [self[name] for name in self.FOLDED]

    @property
    def is_unfolded(self) -> bool:
        """Tell whether something was typed or is wrong in the fold."""
        return any(field.value() or field.errors for field in self.folded)

    def clean_text(self) -> str:
        """Ask for words, in words."""
        text = self.cleaned_data["text"].strip()
        if not text:
            raise ValidationError(_("Tell us what went wrong."))
        return text

    def clean(self) -> dict[str, Any]:
        """Ask for the address of the chosen way, and stop programs.

        A person who was very quick keeps every word and presses once more.
        """
        data = super().clean() or {}
        if data.get("website") or too_fast(data.get("shown", ""), self.now):
            self.data = self.data.copy()
            self.data["shown"] = stamp(self.now)
            raise ValidationError(
                _("That went very fast. Read it through once more and send it again.")
            )
        self._check_way(data)
        return data

    def _check_way(self, data: dict[str, Any]) -> None:
        way = data.get("way", "")
        given = str(data.get(FIELD_OF_WAY.get(way, ""), "")).strip()
        if way == Way.EMAIL:
            try:
                validate_email(given)
            except ValidationError:
                self.add_error(
                    "email",
                    _("Fill in a whole e-mail address, such as name@company.com.")
                    if given
                    else _("Fill in your e-mail address, or choose another way."),
                )
        elif way == Way.PHONE and not PHONE.match(given):
            self.add_error(
                "phone",
                _("Fill in a telephone number with digits, such as 06 12345678.")
                if given
                else _("Fill in your telephone number, or choose another way."),
            )
        elif way == Way.LETTER and not given:
            self.add_error("address", _("Fill in your postal address, or choose another way."))

    def complainant(self) -> Complainant:
        """Return who complains and how to reach them; what belongs to another way is left out."""
        data = self.cleaned_data
        chosen = FIELD_OF_WAY.get(data["way"], "")
        reach = {chosen: data[chosen].strip()} if chosen else {}
        return Complainant(
            name=data["name"].strip(),
            on_behalf_of=data["on_behalf_of"].strip(),
            is_anonymous=not chosen,
            **reach,
        )


class ReplyForm(forms.Form):
    """What a customer adds on the tracking page: words, files, or both."""

    body = forms.CharField(
        label=_("Would you like to add something?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=10_000,
        required=False,
    )
    files = FilesField()

    def clean(self) -> dict[str, Any]:
        """Ask for words or a file."""
        data = super().clean() or {}
        if "body" in data and not data["body"].strip() and not data.get("files"):
            self.add_error("body", _("Write a message, or choose a file."))
        return data


class WhyForm(forms.Form):
    """Why a customer withdraws or reopens."""

    reason = forms.CharField(
        label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2_000
    )
