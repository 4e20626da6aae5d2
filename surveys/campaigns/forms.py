"""The form that sets up a survey, and the filter of the list of surveys."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.shared.lists.filters import FilterForm
from crm.shared.localtime import local_date
from crm.shared.people.models import User
from surveys.audience.conditions import MATCHES, choices
from surveys.campaigns.models import Survey, SurveyKind, SurveyMode, SurveyState, Trigger
from surveys.handling.questions import FIRST_DAY, LAST_DAY

ANYBODY = ("", _("any"))
ROWS, SPARE = 12, 2  # conditions at most, and empty rows shown below the used ones
LONGEST_SPREAD = 260
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class SurveyForm(forms.ModelForm):
    """Ask what a survey is, when it goes out, whom it is meant for and how it is sent."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    SECTIONS = (
        (_("What"), ("name", "kind", "mode", "named_contact")),
        (_("When"), ("trigger", "delay_days", "starts_on", "per_year", "spread_days", "closes_on")),
        (_("Sample"), ("sample_percent", "sample_seed", "account_cap")),
        (_("Sending"), ("daily_cap", "reminders", "remind_after_days")),
    )

    class Meta:
        model = Survey
        fields = (
            "name", "kind", "mode", "named_contact", "trigger", "delay_days", "starts_on",
            "per_year", "spread_days", "closes_on", "sample_percent", "sample_seed",
            "account_cap", "daily_cap", "reminders", "remind_after_days",
        )  # fmt: skip
        widgets = {"closes_on": DAY, "starts_on": DAY}
        help_texts = {
            "mode": _(
                "Confidential: only the named contact sees who answered; all others see figures of "
                "five answers and up. Anonymous: nobody can find out, not even by looking in the "
                "database."
            ),
            "trigger": _(
                "Only for a transactional survey: it then asks by itself. After a complaint: one mail "
                "without reminder, with questions about the handling."
            ),
            "delay_days": _("Days after what happened; for a renewal, days before it."),
            "starts_on": _("Empty: as soon as you send it."),
            "account_cap": _("Empty: the number of the settings; 0: no limit."),
            "daily_cap": _("Empty: no limit."),
            "sample_seed": _("The same seed draws the same people again."),
            "spread_days": _(
                "Everybody gets a day of their own, drawn once: a trickle every working day "
                "instead of all at once. 0 or 1: all on the first day."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named_contact"].queryset = User.objects.choosable(
            self.instance.named_contact_id
        )
        self.initial["version"] = self.instance.version
        self._add_rows()

    def _add_rows(self) -> None:
        """Add the rows of the audience: how a condition counts, and the condition."""
        stored = self.instance.audience if self.instance.pk else {"all": ["stage:customer"]}
        held = [(match, token) for match in MATCHES for token in stored.get(match, ())]
        options = [("", "–"), *choices()]
        known = {token for _heading, group in options[1:] for token, _label in group}
        lost = [(token, token) for _match, token in held if token not in known]
        matches = [("all", _("must be")), ("any", _("at least one is")), ("none", _("must not be"))]
        for number in range(ROWS):
            match, token = held[number] if number < len(held) else ("all", "")
            self.fields[f"match_{number}"] = forms.ChoiceField(
                label=_("How condition %(number)s counts") % {"number": number + 1},
                choices=matches,
                initial=match,
                widget=forms.Select(attrs={"class": "form-select"}),
                required=False,
            )
            self.fields[f"condition_{number}"] = forms.ChoiceField(
                label=_("Condition %(number)s") % {"number": number + 1},
                choices=[*options, *lost],
                initial=token,
                widget=forms.Select(attrs={"class": "form-select"}),
                required=False,
            )
        self.used = len(held)

    @property
    def sections(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """Give the fields under their headings."""
        for title, names in self.SECTIONS:
            yield title, [self[name] for name in names]

    def _rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"match_{n}"], self[f"condition_{n}"]) for n in range(ROWS)]

    @property
    def shown_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Give the used conditions and a few empty ones."""
        return self._rows()[: max(self.used, self._last_typed()) + SPARE]

    @property
    def further_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Give the empty conditions that stand folded away."""
        return self._rows()[max(self.used, self._last_typed()) + SPARE :]

    def _last_typed(self) -> int:
        typed = [n for n in range(ROWS) if self.data.get(f"condition_{n}")] if self.is_bound else []
        return typed[-1] + 1 if typed else 0

    def clean_closes_on(self) -> Any:
        """Refuse a closing date that has passed."""
        return self._not_passed("closes_on", _("The closing date has passed; choose a later one."))

    def clean_starts_on(self) -> Any:
        """Refuse a first day that has passed."""
        return self._not_passed("starts_on", _("This day has passed; choose a later one."))

    def _not_passed(self, name: str, sentence: Any) -> Any:
        day = self.cleaned_data[name]
        if day and day < local_date(timezone.now()):
            raise forms.ValidationError(sentence)
        return day

    def clean_spread_days(self) -> int:
        """Refuse a spread of more than a year of working days."""
        days = self.cleaned_data["spread_days"]
        if days > LONGEST_SPREAD:
            raise forms.ValidationError(
                _("Spread over %(most)s working days at most: about a year.")
                % {"most": LONGEST_SPREAD}
            )
        return days

    def clean(self) -> dict[str, Any]:
        """Check what belongs together and gather the audience into what the survey stores."""
        values = super().clean() or self.cleaned_data
        if values.get("mode") == SurveyMode.CONFIDENTIAL and not values.get("named_contact"):
            self.add_error(
                "named_contact", _("Choose who reads and follows up the confidential answers.")
            )
        if values.get("mode") != SurveyMode.CONFIDENTIAL:
            values["named_contact"] = None
        if values.get("kind") == SurveyKind.TRANSACTIONAL:
            if values.get("per_year"):
                self.add_error("per_year", _("Only a relationship survey comes back by itself."))
        elif values.get("trigger"):
            self.add_error("trigger", _("Only a transactional survey has a trigger."))
        if (
            values.get("trigger") == Trigger.COMPLAINT
            and values.get("mode") == SurveyMode.ANONYMOUS
        ):
            self.add_error("mode", _("One person answers about one complaint: not anonymous."))
        if values.get("trigger") == Trigger.COMPLAINT:
            values["reminders"] = 0
            if not FIRST_DAY <= (values.get("delay_days") or 0) <= LAST_DAY:
                self.add_error(
                    "delay_days",
                    _("After a complaint, ask %(first)s to %(last)s days after closing.")
                    % {"first": FIRST_DAY, "last": LAST_DAY},
                )
        starts, closes = values.get("starts_on"), values.get("closes_on")
        if starts and closes and closes < starts:
            self.add_error("closes_on", _("The survey would close before it starts."))
        audience: dict[str, list[str]] = {}
        for number in range(ROWS):
            token = values.get(f"condition_{number}")
            match = values.get(f"match_{number}") or "all"
            if token and token not in audience.get(match, ()):
                audience.setdefault(match, []).append(token)
        self.instance.audience = audience
        return values


class SurveyFilter(FilterForm):
    """Narrow the list of surveys."""

    state = forms.ChoiceField(label=_("State"), choices=[ANYBODY, *SurveyState.choices])
    kind = forms.ChoiceField(label=_("Kind of survey"), choices=[ANYBODY, *SurveyKind.choices])
    mode = forms.ChoiceField(label=_("Who answers"), choices=[ANYBODY, *SurveyMode.choices])

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Return the surveys that match."""
        for name in ("state", "kind", "mode"):
            if self.cleaned_data[name]:
                queryset = queryset.filter(**{name: self.cleaned_data[name]})
        return queryset
