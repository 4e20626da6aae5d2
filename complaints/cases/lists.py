"""The complaints queue: filters, columns and counts."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from complaints.cases.choices import Channel
from complaints.cases.forms import day_field
from complaints.cases.models import Complaint, ComplaintCycle
from complaints.cases.services import handlers
from complaints.cases.severity import Severity
from complaints.cases.stamps import year_start
from complaints.cases.workflow import State
from complaints.clock.words import queue_clock
from complaints.inbound.models import ComplaintMail
from complaints.learning.models import Category
from crm.shared.counting import count_of, scalars
from crm.shared.lists import Column, FilterForm, ListSpec
from crm.shared.localtime import day_end, day_start, local_date
from crm.shared.people.models import User

QUEUES = {
    "open": pgettext_lazy("complaints", "Open"),
    "overdue": pgettext_lazy("complaints", "Overdue"),
    "today": _("Due today"),
    "mine": pgettext_lazy("complaints", "Mine"),
    "unassigned": _("Without handler"),
    "reply": _("Customer replied"),
    "waiting": _("Waiting for customer"),
    "unlinked": _("Without account"),
    "late_answers": _("Answered too late"),
    "timed_answers": _("Answered in time or too late"),
    "all": pgettext_lazy("complaints", "All"),
}


def narrow(queryset: QuerySet[Complaint], name: str, user: Any, now: datetime) -> QuerySet:
    """Keep the complaints of a queue (or a state) by its name in the address."""
    if name in State.values:
        return queryset.filter(state=name)
    return {
        "open": lambda: queryset.open(),
        "overdue": lambda: queryset.overdue(now),
        "today": lambda: queryset.due_today(now),
        "mine": lambda: queryset.open().of_handler(user),
        "unassigned": queryset.unassigned,
        "reply": queryset.with_reply_waiting,
        "waiting": queryset.waiting,
        "unlinked": lambda: queryset.unlinked().open(),
        "late_answers": lambda: queryset.filter(pk__in=decided_late(now).values("complaint")),
        "timed_answers": lambda: queryset.filter(pk__in=decided_in_year(now).values("complaint")),
        "all": queryset.counting,
    }[name]()


def decided_in_year(now: datetime) -> QuerySet[ComplaintCycle]:
    """Return the cycles whose decision term ended one way or the other in 12 months.

    In time = met ÷ (met + breached); open but overdue counts as breached; imported history and
    withdrawn complaints do not count (domain.md §7).
    """
    since = day_start(year_start(local_date(now)))
    overdue = Q(answered_at__isnull=True, ended_at__isnull=True, decision_due_at__lt=now)
    return ComplaintCycle.objects.filter(policy__isnull=False).filter(
        Q(answered_at__gte=since) | overdue
    )


def decided_late(now: datetime) -> QuerySet[ComplaintCycle]:
    """Return those of them that were breached."""
    return decided_in_year(now).filter(
        Q(answered_at__isnull=True) | Q(answered_at__gt=F("decision_due_at"))
    )


class ComplaintFilter(FilterForm):
    """Narrows the queue; without any filter it shows what is open."""

    state = forms.ChoiceField(
        label=pgettext_lazy("complaint", "State"),
        choices=[("", "—"), *QUEUES.items(), *State.choices],
    )
    handler = forms.ModelChoiceField(label=_("Handler"), queryset=User.objects.none())
    severity = forms.TypedChoiceField(
        label=_("Severity"), choices=[("", "—"), *Severity.choices], coerce=int
    )
    channel = forms.ChoiceField(label=_("Received by"), choices=[("", "—"), *Channel.choices])
    category = forms.SlugField(label=_("Category"), widget=forms.HiddenInput)
    cause = forms.SlugField(label=_("Cause"), widget=forms.HiddenInput)
    since = day_field(_("Received since"))
    until = day_field(_("Received until"))
    account = forms.IntegerField(label=_("Account"), widget=forms.HiddenInput)
    owner = forms.IntegerField(label=_("Owner"), widget=forms.HiddenInput)
    team = forms.IntegerField(label=_("Team"), widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handler"].queryset = handlers()

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Return the complaints that match every filter."""
        values, now = self.cleaned_data, timezone.now()
        others = any(values[name] not in (None, "") for name in values if name != "state")
        queryset = narrow(
            queryset, values["state"] or ("all" if others else "open"), self.user, now
        )
        plain = {
            "handler": values["handler"],
            "severity": values["severity"],
            "channel": values["channel"],
            "account": values["account"],
            "account__owner": values["owner"],
            "account__team": values["team"],
            "received_at__gte": day_start(values["since"]) if values["since"] else None,
            "received_at__lt": day_end(values["until"]) if values["until"] else None,
            "cause__key": values["cause"],
        }
        queryset = queryset.filter(**{k: v for k, v in plain.items() if v not in (None, "")})
        if values["category"]:
            key = values["category"]
            queryset = queryset.filter(
                Q(category__in=Category.objects.filter(key=key))
                | Q(category__in=Category.objects.filter(parent__key=key))
            )
        return queryset


def clock_words(complaint: Complaint) -> str:
    """Return the words of the first clock, for the export."""
    shown = queue_clock(complaint, timezone.now())
    return f"{shown.label}: {shown.text}" if shown else ""


LIST = ListSpec(
    key="complaints",
    label=_("Complaints"),
    filter_form=ComplaintFilter,
    columns=[
        Column(
            "clock",
            _("Clock"),
            value=lambda complaint: queue_clock(complaint, timezone.now()),
            template="complaints/cells/_clock.html",
            sort="due",
            csv=clock_words,
        ),
        Column(
            "subject",
            _("Complaint"),
            template="complaints/cells/_subject.html",
            csv=lambda complaint: complaint.subject,
        ),
        Column(
            "account",
            _("Account"),
            template="complaints/cells/_account.html",
            csv=lambda complaint: complaint.account.name if complaint.account else "",
        ),
        Column(
            "severity",
            _("Severity"),
            template="complaints/cells/_severity.html",
            csv=lambda complaint: complaint.get_severity_display() or "",
        ),
        Column("state", pgettext_lazy("complaint", "State")),
        Column(
            "decision_due_at", _("Answer before"), template="complaints/cells/_before.html"
        ),
        Column("handler", _("Handler"), template="complaints/cells/_handler.html",
               csv=lambda complaint: complaint.handler.display_name if complaint.handler else ""),
        Column(
            "received_at",
            pgettext_lazy("complaint", "Received"),
            template="complaints/cells/_received.html",
            sort="received",
            align="end",
        ),
    ],
    sorts={"due": ("sort_due_at", "pk"), "-received": ("-received_at", "-pk")},
    default_sort="due",
)  # fmt: skip


def counts(user: Any, now: datetime) -> dict[str, int]:
    """Count every queue and the answers in time, in one query."""
    visible = Complaint.objects.visible_to(user)
    names = ["open", "overdue", "today", "mine", "unassigned", "reply", "waiting", "unlinked"]
    cycles = {"timed": decided_in_year(now), "late": decided_late(now)}
    found = scalars(
        user,
        mail=count_of(ComplaintMail.objects.editable_by(user).waiting()),
        **{name: count_of(narrow(visible, name, user, now)) for name in names},
        **{
            name: count_of(query.filter(complaint__in=visible.values("pk")))
            for name, query in cycles.items()
        },
    )
    return {name: value or 0 for name, value in found.items()}


def tabs(found: dict[str, int], current: str, *, unlinked: bool) -> list[dict[str, Any]]:
    """Return the queues as tabs."""
    names = ["open", "overdue", "today", "mine", "unassigned", "reply", "waiting"]
    if unlinked:
        names.append("unlinked")
    shown = [
        {
            "label": QUEUES[name],
            "url": f"?state={name}",
            "current": name == current,
            "count": found[name],
        }
        for name in names
    ]
    for name in (State.CLOSED, "all"):
        label = State(name).label if name in State.values else QUEUES[name]
        shown.append(
            {"label": label, "url": f"?state={name}&sort=-received", "current": name == current}
        )
    return shown


def summary(found: dict[str, int]) -> str:
    """Say how it stands: "9 open, 2 late, 1 due today."."""
    return gettext("%(open)s open, %(late)s late, %(today)s due today.") % {
        "open": found["open"],
        "late": found["overdue"],
        "today": found["today"],
    }
