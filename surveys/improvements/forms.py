"""The forms of improvements."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.shared.lists.filters import FilterForm
from crm.shared.localtime import local_date
from crm.shared.people.models import User
from customers.formwork import DayInput
from surveys.answers.forms import ANY, named_field
from surveys.answers.models import Theme
from surveys.answers.names import names
from surveys.improvements.models import Improvement


class ImprovementForm(forms.ModelForm):
    """Ask what is improved, for which theme, by whom and when, and what customers read of it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Improvement
        fields = ("title", "theme", "owner", "due_on", "did_nl", "did_en")
        widgets = {
            "due_on": DayInput,
            "did_nl": forms.Textarea(attrs={"rows": 3}),
            "did_en": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "did_en": _("Goes out word for word to who named the theme, when you send it.")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = Theme.objects.filter(nothing_named=False)
        self.fields["owner"].queryset = User.objects.choosable(self.instance.owner_id)
        self.fields["version"].initial = self.instance.version

    def values(self) -> dict[str, Any]:
        """Return what the service takes."""
        return {k: v for k, v in self.cleaned_data.items() if k != "version"}


class DoneForm(forms.Form):
    """Ask since when it is done."""

    done_on = forms.DateField(label=_("Done on"), widget=DayInput)


class ImprovementFilter(FilterForm):
    """Narrow the improvements by state, theme and owner."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            ("", _("all")),
            ("todo", _("to do")),
            ("late", _("late")),
            ("to_tell", _("done, not told")),
            ("told", _("told")),
        ],
    )
    theme = named_field(_("Theme"))
    owner = forms.ModelChoiceField(
        label=_("Owner"), queryset=User.objects.none(), empty_label=ANY[1]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = User.objects.all()
        self.fields["theme"].choices = [ANY, *names()["named_theme"].items()]

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Return the improvements that match."""
        chosen = self.cleaned_data
        if chosen["state"] == "todo":
            queryset = queryset.to_do()
        elif chosen["state"] == "late":
            queryset = queryset.late(local_date(timezone.now()))
        elif chosen["state"] == "to_tell":
            queryset = queryset.to_tell()
        elif chosen["state"] == "told":
            queryset = queryset.filter(told_at__isnull=False)
        for name in ("theme", "owner"):
            if chosen[name]:
                queryset = queryset.filter(**{name: chosen[name]})
        return queryset
