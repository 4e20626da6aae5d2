"""Forms of the self-assessments."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.insight.readiness.models import Group, Statement
from crm.insight.readiness.rule import HIGHEST, LOWEST
from crm.shared.organisation.models import Discipline
from crm.shared.people.models import User
from customers.formwork import DayInput

SCALE = [(score, str(score)) for score in range(LOWEST, HIGHEST + 1)]


class ScanForm(forms.Form):
    """A score of 1 (not at all) to 5 (entirely) for every statement."""

    def __init__(self, *args: Any, statements: Sequence[Statement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statements = statements
        for statement in statements:
            self.fields[f"s{statement.pk}"] = forms.TypedChoiceField(
                label=statement.text,
                coerce=int,
                choices=SCALE,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose a score.")},
            )

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the questions under the name of their group."""
        found: dict[str, list[forms.BoundField]] = {}
        for statement in self.statements:
            name = str(Group(statement.group).label)
            found.setdefault(name, []).append(self[f"s{statement.pk}"])
        return list(found.items())

    @property
    def given(self) -> dict[int, int]:
        """Return the scores by statement."""
        return {s.pk: self.cleaned_data[f"s{s.pk}"] for s in self.statements}


class WordsForm(forms.ModelForm):
    """The words of a statement; `version` tells whether somebody was faster."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Statement
        fields = ("text_en", "text_nl")
        widgets = {  # noqa: RUF012
            "text_en": forms.Textarea(attrs={"rows": 2}),
            "text_nl": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version


class DisciplineForm(forms.Form):
    """The discipline the organisation chooses."""

    discipline = forms.ChoiceField(
        label=_("Value discipline"),
        required=False,
        choices=[("", _("None chosen")), *Discipline.choices],
        widget=forms.Select(attrs={"class": "form-select"}),
    )


class ActionForm(forms.Form):
    """What somebody does about a weak spot."""

    group = forms.ChoiceField(label=_("For"), choices=())
    title = forms.CharField(label=_("What"), max_length=200)
    assignee = forms.ModelChoiceField(label=_("By whom"), queryset=User.objects.none())
    due_on = forms.DateField(label=_("Due on"), widget=DayInput)

    def __init__(self, *args: Any, groups: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [(key, Group(key).label) for key in groups]
        self.fields["assignee"].queryset = User.objects.filter(is_active=True).order_by(
            "first_name", "last_name", "username"
        )
