"""The list of mail that came in: first what waits for a choice."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.inbound.routes import Place
from crm.shared.lists import Column, FilterForm, ListSpec


class MailFilter(FilterForm):
    """Narrows the mail to one place; what waits unless something else is asked."""

    place = forms.ChoiceField(label=_("Place"), choices=[("", "–"), *Place.choices])
    sender = forms.CharField(label=pgettext_lazy("mail", "From"), max_length=254)

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Return the mail that matches."""
        sender = self.cleaned_data["sender"].strip().lower()
        place = self.cleaned_data["place"] or ("" if sender else Place.WAITING)
        if place:
            queryset = queryset.filter(place=place)
        return queryset.filter(sender=sender) if sender else queryset


LIST = ListSpec(
    key="complaint-mail",
    label=_("Mail about complaints"),
    filter_form=MailFilter,
    columns=[
        Column("subject", _("Mail"), template="complaints/cells/_mail.html"),
        Column("sender", pgettext_lazy("mail", "From"), template="complaints/cells/_sender.html"),
        Column("why", _("Why"), template="complaints/cells/_why.html"),
        Column("arrived_at", _("Arrived"), template="complaints/cells/_arrived.html",
               sort="-arrived", align="end"),
    ],
    sorts={"-arrived": ("-arrived_at", "-pk")},
    default_sort="-arrived",
    export=False,
)  # fmt: skip


def tabs(current: str, waiting: int) -> list[dict]:
    """Return the places as tabs."""
    return [
        {
            "label": place.label,
            "url": f"?place={place.value}",
            "current": place.value == current,
            **({"count": waiting} if place == Place.WAITING else {}),
        }
        for place in Place
    ]
