"""Forms of the settings page."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.shared.errors import Refusal
from crm.shared.organisation.hours import Stretch, hours_version, parse_hours, show_hours
from crm.shared.organisation.models import Holiday, Organisation, Weekday
from crm.shared.organisation.sections import SECTIONS, Section

FIELDS = [name for section in SECTIONS for name in section.fields]
FIRST_YEAR, LAST_YEAR = 2014, 2099  # the Dutch holidays as they are now, as far as Easter is listed


class OrganisationForm(forms.ModelForm):
    """Changes the organisation's settings; `version` tells whether somebody else was faster."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Organisation
        fields = FIELDS

    def sections(self) -> Iterator[tuple[Section, list[Any]]]:
        """Yield each section with its fields."""
        for section in SECTIONS:
            yield section, [self[name] for name in section.fields]

    def clean_currency(self) -> str:
        """Return the three letters of a currency in capitals."""
        code = self.cleaned_data["currency"].upper()
        if not (len(code) == 3 and code.isascii() and code.isalpha()):
            raise forms.ValidationError(_("A currency has three letters, for example EUR."))
        return code

    def settings(self) -> dict[str, Any]:
        """Return the cleaned settings without the version."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class HoursForm(forms.Form):
    """Asks for the opening hours of each weekday in one line; `version` tells which ones were read."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, week: dict[int, list[Stretch]] | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = hours_version(week or {})
        for day, label in Weekday.choices:
            self.fields[f"day{day}"] = forms.CharField(
                label=label,
                required=False,
                max_length=100,
                initial=show_hours((week or {}).get(day, [])),
            )

    def clean(self) -> dict[str, Any]:
        """Read each line; a line that cannot be read gets its own sentence."""
        data = super().clean() or self.cleaned_data
        self.week: dict[int, list[Stretch]] = {}
        for day in Weekday.values:
            try:
                self.week[day] = parse_hours(data.get(f"day{day}") or "")
            except Refusal as refusal:
                self.add_error(f"day{day}", refusal.sentence)
        return data


class HolidayForm(forms.ModelForm):
    """Adds a day on which the organisation is closed."""

    class Meta:
        model = Holiday
        fields = ["date", "name"]
        widgets = {"date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def _get_validation_exclusions(self) -> set[str]:
        """Leave a double day to the service, which names the day that is there."""
        return super()._get_validation_exclusions() | {"date"}


class YearForm(forms.Form):
    """Takes a year."""

    year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)
