"""The form of a decision with its remedies."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.cases.forms import VersionedForm, day_field, long_text
from complaints.cases.models import Complaint
from complaints.cases.workflow import Outcome, RemedyStatus
from complaints.decisions.models import Acceptance, ExternalBody, Remedy, RemedyKind
from complaints.decisions.services import External, Proposal
from complaints.learning.models import Cause
from crm.shared.localtime import local_date
from crm.shared.people.models import User


def cause_choices() -> list[tuple[Any, Any]]:
    """Return the causes in use, grouped by branch; one query."""
    rows = list(Cause.objects.filter(is_active=True))
    groups: list[tuple[Any, Any]] = [("", "–")]
    for root in rows:
        if root.parent_id is None:
            below = [(one.pk, one.name) for one in rows if one.parent_id == root.pk]
            groups.append((root.name, [*below, (root.pk, root.name)]))
    return groups


class DecisionForm(VersionedForm):
    """Decision, reasons, main cause; the remedies stand beside it in a formset."""

    outcome = forms.ChoiceField(
        label=_("Decision"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        widget=long_text(5),
        max_length=5_000,
        help_text=_("The customer reads these words in the answer."),
    )
    cause = forms.ModelChoiceField(
        label=_("Main cause"), queryset=Cause.objects.filter(is_active=True)
    )
    external_body = forms.ModelChoiceField(
        label=_("Where the customer can go who does not agree"),
        queryset=ExternalBody.objects.filter(is_active=True),
        required=False,
        help_text=_("Check with your lawyer which body and which term apply to you."),
    )
    external_text = forms.CharField(
        label=_("Name and address in the answer"),
        max_length=500,
        required=False,
        help_text=_("Left empty, the address of the body chosen above."),
    )
    external_months = forms.IntegerField(
        label=_("Months after our answer"),
        min_value=1,
        max_value=60,
        required=False,
        help_text=_("Left empty, the term of the body chosen above."),
    )
    no_remedy = forms.BooleanField(label=_("No remedy"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cause"].widget.choices = CallableChoiceIterator(cause_choices)

    def first_values(self, complaint: Complaint) -> dict[str, Any]:
        """Return the decision as it was recorded before."""
        cycle = complaint.cycles.select_related("decision").get(number=complaint.cycle)
        decision = getattr(cycle, "decision", None)
        first: dict[str, Any] = {"cause": complaint.cause_id}
        if decision is not None:
            first |= {
                "outcome": decision.outcome,
                "reasons": decision.reasons,
                "no_remedy": decision.no_remedy,
                "external_body": decision.external_body_id,
                "external_text": decision.external_text,
                "external_months": decision.external_months,
            }
        else:
            usual = ExternalBody.objects.filter(is_default=True, is_active=True).first()
            first["external_body"] = usual
        return first

    def clean(self) -> dict[str, Any]:
        """Put body, text and term together as one; a text without a term asks for it."""
        data = super().clean() or {}
        body = data.pop("external_body", None)
        text = (data.pop("external_text", None) or "").strip()
        months = data.pop("external_months", None)
        if body is not None:
            text = text or body.words(self.complaint.language)
            months = months or body.months
        if text and months is None and "external_months" not in self.errors:
            self.add_error("external_months", _("Say for how many months after our answer."))
        data["external"] = External(text, months, body) if text and months else None
        return data


class RemedyForm(forms.Form):
    """One remedy: what, cost, by when. An empty row is no remedy."""

    kind = forms.ChoiceField(
        label=_("Remedy"), choices=[("", "–"), *RemedyKind.choices], required=False
    )
    description = forms.CharField(label=_("Description"), max_length=200, required=False)
    cost = forms.DecimalField(
        label=_("Cost (€)"),
        min_value=0,
        max_value=Decimal("9999999999"),
        max_digits=12,
        decimal_places=2,
        required=False,
        localize=True,
    )
    due_on = day_field(_("Due on"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for kind and date as soon as anything was filled in."""
        data = super().clean() or {}
        if any(data.get(name) for name in ("kind", "description", "cost", "due_on")):
            for name in ("kind", "due_on"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Fill this in, or leave the whole row empty."))
        return data


RemedyFormSet = forms.formset_factory(RemedyForm, extra=3, max_num=10, validate_max=True)


def remedy_rows(complaint: Complaint, data: Any = None) -> Any:
    """Return the formset with the remedies promised so far."""
    stored = complaint.remedies.filter(cycle=complaint.cycle, status=RemedyStatus.PROMISED)
    first = [
        {
            "kind": one.kind,
            "description": one.description,
            "cost": one.cost,
            "due_on": one.due_on,
        }
        for one in (stored if data is None else ())
    ]
    return RemedyFormSet(
        data, initial=first, prefix="remedy", form_kwargs={"use_required_attribute": False}
    )


def proposals(rows: Any) -> list[Proposal]:
    """Return the remedies of a valid formset."""
    return [
        Proposal(
            kind=row["kind"],
            description=row["description"],
            cost=row["cost"] or Decimal(0),
            due_on=row["due_on"],
        )
        for row in (form.cleaned_data for form in rows)
        if row.get("kind")
    ]


class RemedyResultForm(VersionedForm):
    """What became of one remedy: delivered or refused, what shows it, what the customer said."""

    status = forms.ChoiceField(
        label=pgettext_lazy("remedy", "Result"),
        choices=[
            (RemedyStatus.DELIVERED.value, RemedyStatus.DELIVERED.label),
            (RemedyStatus.REFUSED.value, RemedyStatus.REFUSED.label),
        ],
        widget=forms.RadioSelect,
    )
    on = day_field(_("On"))
    delivered_by = forms.ModelChoiceField(
        label=_("By whom"), queryset=User.objects.none(), required=False
    )
    evidence = forms.CharField(
        label=_("What shows it"),
        max_length=300,
        required=False,
        help_text=_(
            "A credit note number, a track and trace code, who signed. Only for colleagues."
        ),
    )
    acceptance = forms.ChoiceField(
        label=_("What did the customer say of it?"),
        choices=[("", "–"), *Acceptance.choices],
        required=False,
    )
    acceptance_on = day_field(_("Said on"), required=False)

    def __init__(self, *args: Any, remedy: Remedy, **kwargs: Any) -> None:
        self.remedy = remedy
        super().__init__(*args, **kwargs)
        self.fields["delivered_by"].queryset = User.objects.filter(is_active=True)
        if remedy.status != RemedyStatus.PROMISED:
            for name in ("status", "on", "delivered_by", "evidence"):
                del self.fields[name]
            self.fields["acceptance"].required = True
        if remedy.status == RemedyStatus.REFUSED:
            del self.fields["acceptance"], self.fields["acceptance_on"]

    def first_values(self, complaint: Complaint) -> dict[str, Any]:
        """Return today, the reader, and what the customer said before."""
        first = {
            "status": RemedyStatus.DELIVERED,
            "on": local_date(timezone.now()),
            "delivered_by": self.user,
            "acceptance": self.remedy.acceptance,
            "acceptance_on": self.remedy.acceptance_on,
        }
        asked = getattr(self, "fields", first)
        return {name: value for name, value in first.items() if name in asked}
