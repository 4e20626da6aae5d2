"""What the pages of the forecast and the results are narrowed by."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from customers.filters import SalesFilter, colleagues
from customers.pipelines.choices import stage_choices

YEARS_BACK, YEARS_AHEAD = 3, 1


def dress_selects(form: forms.Form) -> None:
    """Give the fields of a form that stands in one line the look of the others."""
    for field in form.fields.values():
        field.widget.attrs["class"] = "form-select"


class PipelineFilter(SalesFilter):
    """Narrows deals by owner, team and pipeline."""

    pipeline = forms.TypedChoiceField(
        label=_("Pipeline"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("account", "since", "until"):
            del self.fields[name]
        pipelines = {s.pipeline: s.pipeline_name for s in stage_choices()}
        self.fields["pipeline"].choices = [("", gettext("All")), *pipelines.items()]
        if len(pipelines) < 2:
            del self.fields["pipeline"]
        dress_selects(self)

    def keys(self) -> dict[str, Any]:
        """Return owner, team and pipeline as other pages' filters take them."""
        names = ("owner", "team", "pipeline")
        return {name: self.cleaned_data.get(name) for name in names}

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Narrow by owner, team and pipeline."""
        keys = self.keys()
        columns = {"owner": "owner", "team": "owner__team", "pipeline": "stage__pipeline"}
        return queryset.filter(**{columns[k]: v for k, v in keys.items() if v})

    def whose(self) -> str:
        """Name the colleague or team whose figures these are."""
        keys = self.keys()
        people = colleagues()
        for one in people:
            if keys["owner"] == one.pk:
                return one.name
            if not keys["owner"] and keys["team"] and keys["team"] == one.team_id:
                return one.team
        return ""


class YearFilter(PipelineFilter):
    """Adds the calendar year."""

    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = today.year
        years = range(this + YEARS_AHEAD, this - YEARS_BACK - 1, -1)
        others = [(y, str(y)) for y in years if y != this]
        self.fields["year"].choices = [("", str(this)), *others]
        dress_selects(self)
