"""The accounts behind a figure of the cycle page: where they stood at both ends of a period, what they did in it."""

from datetime import date, timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.insight.cycle.filters import GroupFilter
from crm.insight.cycle.paths import CUSTOMER, LEFT, MARKS, NEW, POTENTIAL
from crm.insight.cycle.read import mark_now, standing_events, undone, with_marks
from crm.shared.lists import Column, ListSpec
from crm.shared.localtime import local_date
from customers.accounts.events import EventKind, Initiator

ADDED = "new"  # how "not there yet" is written in an address
ENDS = [("", _("Any")), *((m, MARKS[m]) for m in (POTENTIAL, CUSTOMER, LEFT))]
STARTS = [*ENDS, (ADDED, MARKS[NEW])]
MOVES = [
    ("", _("Any")),
    ("lost", _("Was a customer and left")),
    ("kept", _("Was a customer and stayed")),
    ("back", _("Had left and came back")),
]


def written(mark: str) -> str:
    """Return a mark as it stands in an address."""
    return mark or ADDED


class CycleFilter(GroupFilter):
    """Narrows accounts by where they stood at the start and the end of a period and what they did in it.

    Without a period: the last 12 months, as on the page.
    """

    start = forms.ChoiceField(label=_("At the start"), choices=STARTS)
    end = forms.ChoiceField(label=_("At the end"), choices=ENDS)
    now = forms.ChoiceField(label=pgettext_lazy("ring", "Now"), choices=ENDS)
    move = forms.ChoiceField(label=_("In the period"), choices=MOVES)
    initiator = forms.ChoiceField(label=_("Ended by"), choices=[("", _("Any")), *Initiator.choices])
    lap = forms.IntegerField(
        label=pgettext_lazy("ring", "Round"),
        validators=[MinValueValidator(1), MaxValueValidator(32767)],
    )

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Keep what the valid filters say."""
        asked = self.cleaned_data
        today = local_date(timezone.now())
        until = asked["until"] or today
        since = asked["since"] or until - timedelta(days=364)
        found = queryset.filter(self.condition())
        if asked["start"] or asked["end"] or asked["move"]:
            found = with_marks(found, since, until)
        if asked["start"]:
            mark = NEW if asked["start"] == ADDED else asked["start"]
            found = found.filter(start=mark).exclude(end=NEW)
        if asked["end"]:
            found = found.filter(end=asked["end"])
        if asked["now"]:
            found = found.annotate(mark=mark_now()).filter(mark=asked["now"])
        if asked["lap"]:
            found = found.filter(cycle=asked["lap"])
        if asked["move"]:
            found = self._moved(found, since, until)
        return found

    def _moved(self, found: QuerySet, since: date, until: date) -> QuerySet:
        own = standing_events(since, until, undone(since, until)).filter(account=OuterRef("pk"))
        if self.cleaned_data["move"] == "back":
            return found.filter(Exists(own.filter(kind=EventKind.WON_BACK)), start=LEFT)
        first = own.filter(kind=EventKind.ENDED).order_by("pk").values("initiator")[:1]
        found = found.annotate(first_end=Subquery(first)).filter(start=CUSTOMER)
        if self.cleaned_data["move"] == "kept":
            return found.filter(first_end__isnull=True)
        asked = self.cleaned_data["initiator"]
        return found.filter(first_end=asked) if asked else found.filter(first_end__isnull=False)


ACCOUNTS = ListSpec(
    key="cycle-accounts",
    label=_("Accounts"),
    filter_form=CycleFilter,
    columns=[
        Column("name", _("Account"), template="customers/cells/_name.html", sort="name"),
        Column("stage", pgettext_lazy("relationship", "Stage"),
               template="customers/cells/_stage.html"),
        Column("cycle", _("Cycle"), align="end"),
        Column("customer_since", _("Customer since"), template="insight/cells/_since.html"),
        Column("ended_on", _("Left on"), template="insight/cells/_ended.html"),
        Column("owner", _("Owner"), template="customers/cells/_owner.html",
               csv=lambda a: a.owner.display_name if a.owner_id else ""),
        Column("revenue_12m", _("Revenue, 12 months"), template="customers/cells/_revenue.html",
               sort="revenue", align="end"),
    ],
    sorts={"name": ("name_key", "pk"), "-revenue": ("-revenue_12m", "pk")},
    default_sort="name",
)  # fmt: skip
