"""The form of one level of the rubric."""

from typing import Any

from django import forms

from complaints.rubric.models import RubricLevel


class LevelForm(forms.ModelForm):
    """Writes what a level means, with examples, in both languages."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    class Meta:
        model = RubricLevel
        fields = ["meaning_nl", "examples_nl", "meaning_en", "examples_en"]
        widgets = {
            "meaning_nl": forms.TextInput(attrs={"lang": "nl"}),
            "meaning_en": forms.TextInput(attrs={"lang": "en"}),
            "examples_nl": forms.Textarea(attrs={"rows": 5, "lang": "nl"}),
            "examples_en": forms.Textarea(attrs={"rows": 5, "lang": "en"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version

    def values(self) -> dict[str, Any]:
        """Return what the service takes."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
