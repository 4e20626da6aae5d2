"""Forms of the told-on register."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from complaints.cases.forms import VersionedForm, day_field, long_text
from complaints.cases.models import Complaint
from complaints.toldon.models import PublicReply
from crm.shared.lists import FilterForm


class ToldOnForm(VersionedForm):
    """Asks how many people were told, where it can be read, and what we answered there."""

    told_on = forms.IntegerField(
        label=_("How many people were told?"),
        min_value=0,
        max_value=1_000_000,
        required=False,
        help_text=_("Ask the customer; a guess is better than nothing."),
    )
    told_on_url = forms.URLField(
        label=_("Public page about it"), max_length=300, required=False, assume_scheme="https"
    )
    reply = forms.CharField(
        label=_("What we answered in public"), widget=long_text(3), max_length=2_000, required=False
    )
    replied_on = day_field(_("Answered on"), required=False)

    def first_values(self, complaint: Complaint) -> dict[str, Any]:
        """Return what is on record."""
        answer = PublicReply.objects.visible_to(self.user).filter(complaint=complaint).first()
        return {
            "told_on": complaint.told_on,
            "told_on_url": complaint.told_on_url,
            "reply": answer.text if answer else "",
            "replied_on": answer.replied_on if answer else None,
        }


class RegisterFilter(FilterForm):
    """Narrows the register: with a public page, and whether we answered there."""

    answer = forms.ChoiceField(
        label=_("Public page"),
        choices=[
            ("", "–"),
            ("page", _("With a public page")),
            ("open", _("Not answered in public yet")),
            ("answered", _("Answered in public")),
        ],
    )

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Return the complaints that match."""
        asked = self.cleaned_data["answer"]
        if asked:
            queryset = queryset.exclude(told_on_url="")
        if asked in ("open", "answered"):
            queryset = queryset.filter(public_reply__isnull=asked == "open")
        return queryset
