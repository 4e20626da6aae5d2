"""Forms of a complaint: recording it, assessing it, changing its facts, moving it."""

from datetime import date, datetime
from functools import cache
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.choices import CallableChoiceIterator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.cases.models import Complaint
from complaints.cases.services import handlers
from complaints.cases.severity import SUGGESTED, Impact, Severity, suggested_severity
from complaints.learning.models import Category
from complaints.rubric.models import RubricLevel
from crm.shared.people.models import User
from customers.accounts.models import Account
from customers.accounts.pickers import AccountPickerField
from customers.contacts.models import Contact

MOMENT = "%Y-%m-%dT%H:%M"


# Dates before and after these cannot be turned into moments on every database.
FIRST, LAST = date(1970, 1, 1), date(2999, 12, 31)
IN_OUR_TIME = [MinValueValidator(FIRST), MaxValueValidator(LAST)]


class MomentField(forms.DateTimeField):
    """Takes a local moment; one outside our time is no moment."""

    def to_python(self, value: Any) -> datetime | None:
        """Return an aware moment."""
        try:
            moment = super().to_python(value)
        except OverflowError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error
        if moment is not None and not FIRST.year <= moment.year <= LAST.year:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return moment


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """Return a field for a day in our time."""
    return forms.DateField(
        label=label,
        validators=IN_OUR_TIME,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        **kwargs,
    )


def moment_field(label: Any, **kwargs: Any) -> MomentField:
    """Return a field for a past moment, in the organisation's zone."""
    return MomentField(
        label=label,
        input_formats=[MOMENT, "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
        **kwargs,
    )


def local_now() -> datetime:
    """Return the present minute in the organisation's zone, as a form's first value."""
    return timezone.localtime().replace(second=0, microsecond=0)


def long_text(rows: int = 4) -> forms.Textarea:
    """Return a text area of some rows."""
    return forms.Textarea(attrs={"rows": rows})


class VersionedForm(forms.Form):
    """Carries the version the page was read at, so that a stale page cannot overwrite."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, complaint: Complaint, user: Any = None, **kwargs: Any) -> None:
        self.complaint, self.user = complaint, user
        kwargs.setdefault("use_required_attribute", False)
        typed = args[0] if args else kwargs.get("data")
        initial = {"version": complaint.version}
        if typed is None:
            initial |= self.first_values(complaint)
        super().__init__(*args, initial={**initial, **kwargs.pop("initial", {})}, **kwargs)

    def first_values(self, complaint: Complaint) -> dict[str, Any]:
        """Return what stands in the fields at first."""
        return {}


def category_choices() -> list[tuple[Any, Any]]:
    """Return the categories in use as groups of a select; one query."""
    rows = list(Category.objects.filter(is_active=True))
    groups: list[tuple[Any, Any]] = [("", "–")]
    for root in rows:
        if root.parent_id is None:
            below = [(one.pk, one.name) for one in rows if one.parent_id == root.pk]
            general = (root.pk, root.name)
            groups.append((root.name, [*below, general]) if below else general)
    return groups


class CategoryField(forms.ModelChoiceField):
    """Chooses a category from the tree."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Category"))
        super().__init__(Category.objects.filter(is_active=True), **kwargs)

    def group(self) -> None:
        """Show the choices as a tree, read when the field is drawn."""
        self.widget.choices = CallableChoiceIterator(cache(category_choices))


class AssessForm(VersionedForm):
    """The assessment: is it ours, what it touches, severity by the rubric, category and handler."""

    admissible = forms.TypedChoiceField(
        label=_("Is it ours to handle?"),
        choices=[
            ("yes", pgettext_lazy("admissible", "Yes")),
            ("no", pgettext_lazy("admissible", "No")),
        ],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    inadmissible_reason = forms.CharField(
        label=_("If not: why"),
        max_length=300,
        required=False,
        help_text=_("For example sold by somebody else, or already before a court."),
    )
    impact = forms.MultipleChoiceField(
        label=_("It touches"), choices=(), required=False, widget=forms.CheckboxSelectMultiple
    )
    category = CategoryField()
    severity = forms.TypedChoiceField(
        label=_("Severity"), coerce=int, choices=(), widget=forms.RadioSelect
    )
    handler = forms.ModelChoiceField(label=_("Handler"), queryset=User.objects.none())
    complained_about = forms.ModelChoiceField(
        label=_("Employee complained about"), queryset=User.objects.none(), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].group()
        self.fields["impact"].choices = [
            (one.value, _("%(what)s: at least %(severity)s") % {
                "what": one.label, "severity": str(SUGGESTED[one].label).lower()})
            for one in Impact
        ]  # fmt: skip
        self.fields["severity"].choices = [
            (level.severity, rubric_label(level)) for level in RubricLevel.objects.all()
        ]
        self.fields["handler"].queryset = handlers()
        self.fields["complained_about"].queryset = User.objects.choosable(
            self.complaint.complained_about_id
        )

    def first_values(self, complaint: Complaint) -> dict[str, Any]:
        """Return what was assessed before; the reader as handler."""
        return {
            "admissible": "no" if complaint.is_admissible is False else "yes",
            "inadmissible_reason": complaint.inadmissible_reason,
            "impact": complaint.impact,
            "category": complaint.category_id,
            "severity": complaint.severity,
            "handler": complaint.handler_id or getattr(self.user, "pk", None),
            "complained_about": complaint.complained_about_id,
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a severity below what is at stake asks for."""
        data = super().clean() or self.cleaned_data
        wanted = suggested_severity(data.get("impact") or [])
        if wanted and data.get("severity") and data["severity"] < wanted:
            self.add_error(
                "severity",
                _("What it touches asks for “%(level)s” at least.") % {"level": wanted.label},
            )
        return data


def rubric_label(level: RubricLevel) -> Any:
    """Return a level with its meaning and printed examples, to choose by."""
    return format_html(
        '<b>{}</b> {} <span class="k-examples">{}</span>',
        level.get_severity_display(),
        level.meaning,
        "; ".join(level.examples),
    )


class FactsForm(forms.ModelForm):
    """Changes facts no rule hangs on."""

    told_on_url = forms.URLField(
        label=_("Public page about it"), max_length=300, required=False, assume_scheme="https"
    )
    told_on = forms.IntegerField(
        label=_("How many people were told?"), min_value=0, max_value=1_000_000, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    class Meta:
        model = Complaint
        fields = [
            "subject", "wish", "reference", "contact", "complainant_name", "complainant_email",
            "complainant_phone", "complainant_address", "on_behalf_of", "language", "told_on",
            "told_on_url", "silence_reason", "heard_by",
        ]  # fmt: skip
        widgets = {"wish": long_text(2)}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        contacts = Contact.objects.visible_to(user)
        if self.instance.account_id:
            self.fields["contact"].queryset = contacts.filter(account_id=self.instance.account_id)
        else:
            del self.fields["contact"]


class LinkForm(VersionedForm):
    """Finds the account a complaint belongs to, by name or number."""

    account = AccountPickerField(label=_("Account"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].accounts = Account.objects.visible_to(self.user)


class ReasonForm(VersionedForm):
    """Asks for the reason of a move."""

    reason = forms.CharField(label=_("Reason"), widget=long_text(3), max_length=2_000)


class ComplaintNumberField(forms.CharField):
    """Takes the number of a complaint; `user` says who looks, and finds only what they may see."""

    user: Any = None

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"placeholder": "KL-2026-0001"}))
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the complaint of that number, or None for nothing typed."""
        number = super().clean(value).upper()
        if not number:
            return None
        found = Complaint.objects.visible_to(self.user).filter(number=number).first()
        if found is None:
            raise forms.ValidationError(_("There is no complaint with this number."))
        return found


class DuplicateForm(VersionedForm):
    """Asks which complaint this one repeats."""

    original = ComplaintNumberField(label=_("Number of the other complaint"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["original"].user = self.user


class PlainForm(VersionedForm):
    """Asks nothing; carries the version."""


class RedateForm(VersionedForm):
    """Corrects when the complaint was received, with a reason."""

    received_at = moment_field(_("Received at"))
    reason = forms.CharField(label=_("Reason"), widget=long_text(2), max_length=2_000)

    def first_values(self, complaint: Complaint) -> dict[str, Any]:
        """Return the moment as it stands."""
        return {"received_at": timezone.localtime(complaint.received_at)}


class PriorityForm(VersionedForm):
    """Sets the priority by hand with a reason, or lets it be computed again."""

    value = forms.TypedChoiceField(
        label=pgettext_lazy("complaint", "Priority"),
        choices=[("", _("Computed")), *Severity.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def first_values(self, complaint: Complaint) -> dict[str, Any]:
        """Return the override as it stands."""
        return {"value": complaint.priority_override, "reason": complaint.priority_reason}
