"""The filter of the answers list and the forms of an answer's page."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.lists.filters import FilterForm
from crm.shared.localtime import day_end, day_start
from crm.shared.people.models import Language
from customers.accounts.models import AccountClass
from customers.filters import VisibleAccountField
from surveys.answers.models import Channel, MentionKind, Tenure, Theme
from surveys.answers.names import names
from surveys.campaigns.models import SurveyKind
from surveys.nps.score import SCORES, Band

ANY = ("", _("any"))
NONE = "none"


def day_field(label: Any) -> forms.DateField:
    """Ask for a date with the browser's own calendar."""
    return forms.DateField(
        label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


def named_field(label: Any) -> forms.TypedChoiceField:
    """Ask for one of the things that have a name; the form fills in which there are."""
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None)


class AnswerFilter(FilterForm):
    """Narrow answers by band, score, survey, period, how things stood then, and what was said."""

    band = forms.ChoiceField(label=_("Band"), choices=[ANY, *Band.choices])
    score = forms.TypedChoiceField(
        label=_("Score"),
        choices=[ANY, *((str(score), str(score)) for score in SCORES)],
        coerce=int,
        empty_value=None,
    )
    account = VisibleAccountField()
    kind = forms.ChoiceField(label=_("Kind of survey"), choices=[ANY, *SurveyKind.choices])
    survey = named_field(_("Survey"))
    owner = named_field(_("Owner then"))
    team = named_field(_("Team then"))
    account_class = forms.ChoiceField(
        label=_("Class then"), choices=[ANY, *AccountClass.choices, (NONE, _("no class"))]
    )
    sector = named_field(_("Sector then"))
    unset = forms.ChoiceField(
        label=_("Without"),
        choices=[
            ANY,
            ("owner", _("owner")),
            ("team", _("team")),
            ("sector", _("sector")),
            ("account_class", _("class")),
            ("region", _("region")),
            ("tenure", _("time as a customer")),
        ],
    )
    region = forms.CharField(label=_("Region then"), max_length=80)
    tenure = forms.ChoiceField(label=_("Customer for"), choices=[ANY, *Tenure.choices])
    language = forms.ChoiceField(label=_("Language"), choices=[ANY, *Language.choices])
    channel = forms.ChoiceField(label=_("Came in by"), choices=[ANY, *Channel.choices])
    since = day_field(pgettext_lazy("period", "From"))
    until = day_field(_("Up to and including"))
    sent_since = day_field(_("Surveys sent from"))
    sent_before = day_field(_("Surveys sent before"))
    q = forms.CharField(label=_("Words in the comment"), max_length=200)
    theme = named_field(_("Theme"))
    names = forms.ChoiceField(
        label=_("Names"),
        choices=[ANY, *((kind.value, kind.label) for kind in MentionKind)],
    )
    comment = forms.ChoiceField(
        label=_("Comment"), choices=[ANY, ("yes", _("with comment")), ("no", _("without comment"))]
    )
    raised = forms.BooleanField(label=_("Only raised more than a day later"))
    own_domain = forms.BooleanField(label=_("Only from an address of our own"))
    latest = forms.BooleanField(label=_("Only the last answer of each contact in the period"))

    PLAIN = (
        "account", "kind", "survey", "owner", "team", "sector", "region", "tenure", "language", "channel"
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].user = self.user
        for name, labels in names().items():
            if name in self.fields:
                self.fields[name].choices = [ANY, *labels.items()]

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Return the answers that match all that was asked."""
        chosen = self.cleaned_data
        if chosen["band"]:
            queryset = queryset.in_band(chosen["band"])
        if chosen["score"] is not None:
            queryset = queryset.filter(score=chosen["score"])
        for name in self.PLAIN:
            if chosen[name]:
                queryset = queryset.filter(**{name: chosen[name]})
        if chosen["account_class"]:
            given = "" if chosen["account_class"] == NONE else chosen["account_class"]
            queryset = queryset.filter(account_class=given)
        if chosen["unset"]:
            blank = chosen["unset"] in ("account_class", "region", "tenure")
            condition = {chosen["unset"]: ""} if blank else {f"{chosen['unset']}__isnull": True}
            queryset = queryset.filter(**condition)
        if chosen["sent_since"]:
            queryset = queryset.filter(survey__launched_at__gte=day_start(chosen["sent_since"]))
        if chosen["sent_before"]:
            queryset = queryset.filter(survey__launched_at__lt=day_start(chosen["sent_before"]))
        if chosen["raised"]:
            queryset = queryset.with_raised().filter(was_raised=True)
        if chosen["own_domain"]:
            queryset = queryset.filter(own_domain=True)
        if chosen["q"]:
            queryset = queryset.containing(chosen["q"])
        if chosen["names"]:
            queryset = queryset.naming(chosen["names"])
        if chosen["theme"]:
            queryset = queryset.filter(theme_marks__theme=chosen["theme"])
        if chosen["comment"]:
            blank = queryset.filter(comment="")
            queryset = blank if chosen["comment"] == "no" else queryset.exclude(comment="")
        end = day_end(chosen["until"]) if chosen["until"] else None
        queryset = queryset.between(day_start(chosen["since"]) if chosen["since"] else None, end)
        return queryset.latest_before(end) if chosen["latest"] else queryset


class ThemesForm(forms.Form):
    """Mark a comment with themes by hand."""

    themes = forms.ModelMultipleChoiceField(
        label=_("Themes"),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = Theme.objects.all()
