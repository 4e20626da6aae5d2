"""The lists of tasks and of contact moments."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.lists import Column, ListSpec
from crm.shared.localtime import day_end, day_start, local_date
from crm.shared.search.narrow import narrow
from crm.shared.search.text import FRAGMENT
from customers.activities.models import InteractionKind, TaskOrigin, TaskState
from customers.filters import SalesFilter, SliceFilter

DUE = [
    ("", _("Any day")),
    ("overdue", _("Overdue")),
    ("today", _("Today")),
    ("later", _("Later")),
]


class TaskFilter(SliceFilter):
    """Narrows tasks; open ones unless another state is asked for."""

    owner_path = "assignee"
    day_field = "due_on"
    due = forms.ChoiceField(label=_("Due"), required=False, choices=DUE)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", TaskState.OPEN.label), *TaskState.choices[1:], ("all", _("All"))],
    )
    origin = forms.ChoiceField(
        label=_("Origin"), required=False, choices=[("", _("Any")), *TaskOrigin.choices]
    )

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Narrow by state, day and origin."""
        data, today = self.cleaned_data, local_date(timezone.now())
        queryset = super().apply(queryset)
        if data["state"] != "all":
            queryset = queryset.filter(state=data["state"] or TaskState.OPEN)
        if data["origin"]:
            queryset = queryset.filter(origin=data["origin"])
        due = {
            "overdue": Q(due_on__lt=today),
            "today": Q(due_on=today),
            "later": Q(due_on__gt=today),
        }
        return queryset.filter(due.get(data["due"], Q()))


TASKS = ListSpec(
    key="tasks",
    label=_("Tasks"),
    filter_form=TaskFilter,
    columns=[
        Column("title", _("What"), template="tasks/cells/_title.html", csv=lambda t: t.title),
        Column("account", _("Account"), template="tasks/cells/_account.html",
               csv=lambda t: t.account.name if t.account_id else ""),
        Column("due", _("Due on"), template="tasks/cells/_due.html", sort="due",
               csv=lambda t: t.due_on),
        Column("assignee", _("For"), template="tasks/cells/_assignee.html",
               csv=lambda t: t.assignee.display_name if t.assignee_id else ""),
        Column("origin", _("Origin")),
        Column("state", _("State")),
    ],
    sorts={"due": ("due_on", "pk")},
    default_sort="due",
)  # fmt: skip


class InteractionFilter(SalesFilter):
    """Narrows contact moments."""

    owner_path = "author"
    kind = forms.MultipleChoiceField(
        label=_("Kind"),
        required=False,
        choices=InteractionKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    dissatisfied = forms.BooleanField(label=_("They were dissatisfied"), required=False)
    q = forms.CharField(
        label=_("Words"), required=False, min_length=FRAGMENT, max_length=100, strip=True
    )

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Narrow by kind, mood, words and period; the days are the organisation's."""
        data = self.cleaned_data
        queryset = super().apply(queryset)
        if data["kind"]:
            queryset = queryset.filter(kind__in=data["kind"])
        if data["dissatisfied"]:
            queryset = queryset.filter(dissatisfied=True)
        if data["since"]:
            queryset = queryset.filter(happened_at__gte=day_start(data["since"]))
        if data["until"]:
            queryset = queryset.filter(happened_at__lt=day_end(data["until"]))
        if data["q"]:
            queryset = narrow(queryset, "moment", data["q"])
        return queryset


def people_of(interaction: Any) -> str:
    """Return who we spoke with."""
    return ", ".join(contact.name for contact in interaction.contacts.all())


INTERACTIONS = ListSpec(
    key="activities",
    label=_("Contact moments"),
    filter_form=InteractionFilter,
    columns=[
        Column("happened_at", _("When"), template="activities/cells/_when.html", sort="when",
               csv=lambda i: i.happened_at),
        Column("kind", _("Kind"), template="activities/cells/_kind.html",
               csv=lambda i: i.get_kind_display()),
        Column("account", _("Account"), template="activities/cells/_account.html",
               csv=lambda i: i.account.name),
        Column("contacts", pgettext_lazy("contact moment", "With"), value=people_of),
        Column("summary", _("What happened"), template="activities/cells/_summary.html",
               csv=lambda i: i.summary),
        Column("author", _("By"), template="activities/cells/_author.html",
               csv=lambda i: i.author.display_name if i.author_id else ""),
        Column("minutes", _("Minutes"), align="end"),
    ],
    sorts={"-when": ("-happened_at", "-pk")},
    default_sort="-when",
)  # fmt: skip
