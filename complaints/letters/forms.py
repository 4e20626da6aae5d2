"""The form of a letter template: names for colleagues, texts for customers, in both languages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.letters.models import MessageTemplate


class TemplateForm(forms.ModelForm):
    """Writes a letter in both languages."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1
    )

    class Meta:
        model = MessageTemplate
        fields = [
            "purpose", "name_en", "name_nl", "subject_nl", "body_nl", "subject_en", "body_en",
            "is_active",
        ]  # fmt: skip
        widgets = {
            "body_nl": forms.Textarea(attrs={"rows": 14, "lang": "nl", "spellcheck": "true"}),
            "body_en": forms.Textarea(attrs={"rows": 14, "lang": "en", "spellcheck": "true"}),
            "subject_nl": forms.TextInput(attrs={"lang": "nl"}),
            "subject_en": forms.TextInput(attrs={"lang": "en"}),
        }
        help_texts = {
            "is_active": _("Colleagues can choose it while writing."),
            "subject_nl": _("The number of the complaint is added when it is not in it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version"] = self.instance.version

    def values(self) -> dict[str, Any]:
        """Return what the service takes."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
