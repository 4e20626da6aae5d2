"""The forms of themes and of who is named."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surveys.answers.models import MentionKind, Theme


class ThemeForm(forms.ModelForm):
    """Ask for the names of a theme and the words that mark it."""

    words = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Separated by commas. A word counts when it starts a word of the comment: "
            "“lever” finds levering and leverde. Marks made by hand stay."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Theme
        fields = ("name_nl", "name_en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        if self.instance.pk:
            words = self.instance.words.values_list("word", flat=True)
            self.fields["words"].initial = ", ".join(words)
        if self.instance.nothing_named:
            del self.fields["words"]

    def validate_unique(self) -> None:
        """Leave double names to the service, which says what to do about them."""


class MergeForm(forms.Form):
    """Ask into which theme another goes up."""

    target = forms.ModelChoiceField(
        label=_("Merge into"), queryset=Theme.objects.none(), empty_label=_("choose a theme")
    )

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Theme.objects.exclude(pk=theme.pk).filter(nothing_named=False)
        self.fields["target"].queryset = others


class MentionForm(forms.Form):
    """Ask who is named in a comment."""

    kind = forms.ChoiceField(label=_("Who"), choices=MentionKind.choices)
    name = forms.CharField(label=_("Name"), max_length=80)
