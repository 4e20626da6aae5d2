"""Forms of account selection."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.formwork import DayInput, MoneyField
from customers.selection.abc import A_LIMIT, B_LIMIT
from customers.selection.matrix import FULL, HIGH, LOW, Axis
from customers.selection.models import Criterion, KeyStage, KeyStageMove, Wallet
from customers.selection.services import TEXTS

SPARE = 1  # empty rows to add a criterion


class CriterionForm(forms.ModelForm):
    """One criterion of an axis."""

    class Meta:
        model = Criterion
        fields = ["weight", *TEXTS]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weight"].max_value = FULL
        self.fields["weight"].widget.attrs |= {"min": 0, "max": FULL}


class CriteriaForm(forms.Form):
    """All criteria of an axis at once, so that their weights can be 100 % together."""

    stamp = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, data: Any = None, *, axis: str, rows: list[Criterion], stamp: str) -> None:
        super().__init__(data, initial={"stamp": stamp}, prefix=axis)
        self.axis = axis
        self.rows = [
            CriterionForm(data, instance=row, prefix=f"{axis}-{row.pk}") for row in rows
        ] + [
            CriterionForm(
                data, prefix=f"{axis}-new{n}", empty_permitted=True, use_required_attribute=False
            )
            for n in range(SPARE)
        ]

    @property
    def title(self) -> str:
        """Return the name of the axis."""
        return str(Axis(self.axis).label)

    def is_valid(self) -> bool:
        """Check every row; an empty row for a new criterion counts as not given."""
        return all([super().is_valid(), *(row.is_valid() for row in self.rows)])

    def values(self) -> list[dict[str, Any]]:
        """Return the rows as the service takes them."""
        return [
            {"pk": row.instance.pk, **row.cleaned_data}
            for row in self.rows
            if row.instance.pk or row.has_changed()
        ]


class ScoreForm(forms.Form):
    """Asks for a score from 1 to 5 on every criterion, with what 1, 3 and 5 mean."""

    note = forms.CharField(label=_("why"), max_length=500, required=False)

    def __init__(self, *args: Any, axes: dict[str, list[Criterion]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.axes = {a: [c for c in rows if c.weight] for a, rows in axes.items()}
        choices = [(n, str(n)) for n in range(LOW, HIGH + 1)]
        for rows in self.axes.values():
            for criterion in rows:
                self.fields[f"c{criterion.pk}"] = forms.TypedChoiceField(
                    label=criterion.name,
                    coerce=int,
                    choices=choices,
                    widget=forms.RadioSelect,
                    help_text=" · ".join(f"{n}: {words}" for n, words in criterion.anchors),
                )
        self.order_fields([*(n for n in self.fields if n != "note"), "note"])

    def sections(self) -> Iterator[tuple[str, list[Any]]]:
        """Yield each axis with its fields."""
        for axis, rows in self.axes.items():
            yield str(Axis(axis).label), [(self[f"c{c.pk}"], c) for c in rows]

    def scores(self) -> dict[int, int]:
        """Return the score per criterion."""
        return {c.pk: self.cleaned_data[f"c{c.pk}"] for rows in self.axes.values() for c in rows}


class WalletForm(forms.ModelForm):
    """Asks what a customer spends in a year, and how we know."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    spend = MoneyField(label=_("what they spend in a year"))

    class Meta:
        model = Wallet
        fields = ["year", "spend", "source"]
        help_texts = {
            "spend": _("On what we could sell them, excluding VAT."),
            "source": _("For example: their buyer said so, annual report, our estimate."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version if self.instance.pk else 0


class KeyStageForm(forms.ModelForm):
    """Asks for the stage of a key account, since when, and what shows it."""

    class Meta:
        model = KeyStageMove
        fields = ["stage", "happened_on", "evidence"]
        widgets = {"happened_on": DayInput}
        help_texts = {
            "evidence": _(
                "What they did, not what we hope: who shares what, who decides with whom."
            )
        }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = today
        self.fields["stage"].choices = [("", _("Choose")), *KeyStage.choices]


class AbcForm(forms.Form):
    """Asks for the limits of the classes."""

    a_limit = forms.IntegerField(
        label=_("A up to, percent of revenue"), min_value=1, max_value=99, initial=A_LIMIT
    )
    b_limit = forms.IntegerField(
        label=_("B up to, percent of revenue"), min_value=2, max_value=100, initial=B_LIMIT
    )
