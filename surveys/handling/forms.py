"""The questions about the handling of a complaint; each may be left out."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surveys.handling.models import Handling
from surveys.handling.questions import ITEMS, Fairness, Solved


class HandlingForm(forms.Form):
    """Ask whether the complaint is solved, and how fair outcome, process and treatment were."""

    solved = forms.ChoiceField(
        label=_("Is your complaint solved?"), choices=Solved.choices, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, question in ITEMS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=question,
                choices=Fairness.choices,
                coerce=int,
                empty_value=None,
                required=False,
            )

    @classmethod
    def holding(cls, handling: Handling | None) -> "HandlingForm":
        """Return the form with what was said before."""
        names = ("solved", *ITEMS)
        return cls(initial={name: getattr(handling, name) for name in names} if handling else None)

    @property
    def items(self) -> Iterator[dict[str, Any]]:
        """Give the fairness items with the point chosen."""
        for name in ITEMS:
            field = self[name]
            yield {"field": field, "chosen": str(field.value() or ""), "points": Fairness.values}

    @property
    def answers(self) -> list[tuple[str, Any, bool]]:
        """Return the choices of the first question: value, words, chosen."""
        chosen = self["solved"].value()
        return [(value, words, value == chosen) for value, words in Solved.choices]
