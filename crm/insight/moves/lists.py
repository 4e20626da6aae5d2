"""The moves on the circle as a list: who came, stayed away, left, returned."""

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.insight.cycle.filters import GroupFilter
from crm.insight.cycle.read import PURCHASES, undone, with_end
from crm.shared.lists import Column, ListSpec
from crm.shared.localtime import local_date
from customers.accounts.events import EventKind, Initiator, LeavingReason

STANDS = [("", _("Any")), ("period", _("In the period")), ("today", _("Until today"))]


class MoveFilter(GroupFilter):
    """Narrows moves by kind, day, group, initiator and reason; `stands` leaves out what a correction took back,
    `lasts` keeps the standing purchases that made a customer who is one still."""

    prefix_ = "account__"
    kind = forms.MultipleChoiceField(label=_("Move"), choices=EventKind.choices)
    initiator = forms.ChoiceField(label=_("Ended by"), choices=[("", "–"), *Initiator.choices])
    reason = forms.MultipleChoiceField(label=_("Reason for leaving"), choices=LeavingReason.choices)
    stands = forms.ChoiceField(label=_("Not corrected"), choices=STANDS)
    lasts = forms.ChoiceField(
        label=_("Still a customer since"), choices=[("", _("Any")), ("yes", _("Yes"))]
    )

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Keep what the valid filters say."""
        asked = self.cleaned_data
        lookups = {
            "kind__in": asked["kind"],
            "happened_on__gte": asked["since"],
            "happened_on__lte": asked["until"],
            "initiator": asked["initiator"],
            "reason__in": asked["reason"],
        }
        found = queryset.filter(
            self.condition(), **{name: value for name, value in lookups.items() if value}
        )
        if asked["stands"]:
            today = local_date(timezone.now())
            since = asked["since"] or date.min
            until = asked["until"] if asked["stands"] == "period" else None
            taken_back = undone(since, until or today)
            found = found.filter(account__merged_into__isnull=True).exclude(pk__in=taken_back)
            if asked["lasts"]:
                found = with_end(found.filter(kind__in=PURCHASES), since, today, taken_back)
                found = found.filter(left_on__isnull=True)
        return found


MOVES = ListSpec(
    key="moves",
    label=_("Moves"),
    filter_form=MoveFilter,
    columns=[
        Column("happened_on", _("Date"), template="insight/cells/_date.html", sort="date"),
        Column("account", _("Account"), template="insight/cells/_account.html"),
        Column("kind", _("Move")),
        Column("cycle", _("Cycle"), align="end"),
        Column("initiator", _("Ended by")),
        Column("reason", _("Reason for leaving")),
        Column("owner", _("Owner"), value="account.owner.display_name"),
    ],
    sorts={"-date": ("-happened_on", "-pk")},
    default_sort="-date",
)
