"""The complaints queue: filters, columns and counts."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from complaints.cases.choices import Channel
from complaints.cases.forms import day_field
from complaints.cases.models import Complaint
from complaints.cases.services import handlers
from complaints.cases.severity import Severity
from complaints.cases.workflow import State
from complaints.clock.words import queue_clock
from complaints.decisions.spending import late_remedies
from complaints.inbound.models import ComplaintMail
from complaints.learning.models import Category, Cause
from complaints.learning.trees import below
from complaints.reports.measures import MEASURES, TERMS, Span, cost_of_each, seen_by
from crm.shared.counting import count_of, counts_of, scalars
from crm.shared.lists import Column, FilterForm, ListSpec
from crm.shared.localtime import day_end, day_start, local_date
from crm.shared.organisation.services import get_organisation
from crm.shared.people.models import User
from customers.accounts.events import SilenceReason
from customers.accounts.models import AccountClass

QUEUES = {
    "open": pgettext_lazy("complaints", "Open"),
    "overdue": pgettext_lazy("complaints", "Overdue"),
    "today": _("Due today"),
    "mine": pgettext_lazy("complaints", "Mine"),
    "unassigned": _("Without handler"),
    "reply": _("Customer replied"),
    "waiting": _("Waiting for customer"),
    "unlinked": _("Without account"),
    "choose": _("To choose"),
    "remedies": _("Remedy late"),
    "all": pgettext_lazy("complaints", "All"),
}


WITHOUT = {
    "account": _("Account"),
    "team": _("Team"),
    "category": _("Category"),
    "cause": _("Cause"),
    "handler": _("Handler"),
    "severity": _("Severity"),
}
WITHOUT_FIELDS = {name: name for name in WITHOUT} | {"team": "account__team"}


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
        "choose": queryset.to_choose,
        "remedies": lambda: queryset.open().filter(
            pk__in=late_remedies(local_date(now)).values("complaint")
        ),
        "all": queryset.counting,
    }[name]()


class ComplaintFilter(FilterForm):
    """Narrows the queue; without any filter it shows what is open."""

    state = forms.ChoiceField(
        label=pgettext_lazy("complaint", "State"),
        choices=[("", "–"), *QUEUES.items(), *State.choices],
    )
    handler = forms.ModelChoiceField(label=_("Handler"), queryset=User.objects.none())
    severity = forms.TypedChoiceField(
        label=_("Severity"), choices=[("", "–"), *Severity.choices], coerce=int
    )
    channel = forms.ChoiceField(label=_("Received by"), choices=[("", "–"), *Channel.choices])
    category = forms.SlugField(label=_("Category"), widget=forms.HiddenInput)
    cause = forms.SlugField(label=_("Cause"), widget=forms.HiddenInput)
    without = forms.ChoiceField(
        label=pgettext_lazy("complaints", "Without"), choices=[("", "–"), *WITHOUT.items()]
    )
    measure = forms.ChoiceField(
        label=_("Counted as"),
        choices=[("", "–"), *((key, one.label) for key, one in MEASURES.items())],
    )
    silence_reason = forms.ChoiceField(
        label=_("Why they stayed silent"),
        choices=[("", "–"), *SilenceReason.choices],
        widget=forms.HiddenInput,
    )
    since = day_field(_("Received since"))
    until = day_field(_("Received until"))
    account = forms.IntegerField(label=_("Account"), widget=forms.HiddenInput)
    owner = forms.IntegerField(label=_("Owner"), widget=forms.HiddenInput)
    team = forms.IntegerField(label=_("Team"), widget=forms.HiddenInput)
    account_class = forms.ChoiceField(
        label=_("Class"), choices=[("", "–"), *AccountClass.choices], widget=forms.HiddenInput
    )

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
            "silence_reason": values["silence_reason"],
            "account": values["account"],
            "account__owner": values["owner"],
            "account__team": values["team"],
            "account__account_class": values["account_class"],
        }
        queryset = queryset.filter(**{k: v for k, v in plain.items() if v not in (None, "")})
        if values["without"]:
            queryset = queryset.filter(**{f"{WITHOUT_FIELDS[values['without']]}__isnull": True})
        for name, model in (("category", Category), ("cause", Cause)):
            if values[name]:
                queryset = queryset.filter(below(name, model, values[name]))
        return self._in_period(queryset, now)

    def _in_period(self, queryset: QuerySet, now: datetime) -> QuerySet:
        """Narrow by the period: of the receipt, or of what a measure counts."""
        values, known = self.cleaned_data, Span.year_to(now)
        if values["measure"]:
            span = Span(
                day_start(values["since"]) if values["since"] else known.start,
                day_end(values["until"]) if values["until"] else known.end,
                now,
            )
            days = get_organisation().reopen_days
            return MEASURES[values["measure"]].keep(queryset, span, days)
        if values["since"]:
            queryset = queryset.filter(received_at__gte=day_start(values["since"]))
        if values["until"]:
            queryset = queryset.filter(received_at__lt=day_end(values["until"]))
        return queryset


def clock_words(complaint: Complaint) -> str:
    """Return the words of the first clock, for the export."""
    shown = queue_clock(complaint, timezone.now())
    return f"{shown.label}: {shown.text}" if shown else ""


OPEN_QUEUES = frozenset({"", "open", "overdue", "today", "mine", "unassigned", "reply", "waiting"})


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


URGENT = replace(
    LIST,
    columns=[
        *LIST.columns[:3],
        Column(
            "priority",
            pgettext_lazy("complaint", "Priority"),
            template="complaints/cells/_priority.html",
            csv=lambda complaint: complaint.priority,
            sort="priority",
        ),
        *LIST.columns[3:],
    ],
    sorts={**LIST.sorts, "priority": ("urgency", "sort_due_at", "pk")},
    default_sort="priority",
)


COSTLY = replace(
    LIST,
    columns=[
        *LIST.columns,
        Column(
            "cost",
            _("Cost of remedies"),
            template="complaints/cells/_cost.html",
            csv=lambda complaint: complaint.cost,
            align="end",
        ),
    ],
)


def queue_of(request: HttpRequest, *, desk: bool, now: datetime) -> tuple[ListSpec, QuerySet]:
    """Return the list a request asks for, and its rows: open complaints stand by priority, then due.

    Only open complaints have a priority worth sorting by: it is computed for each of them. A search
    through all complaints stands by what an index holds; one for causes or costs shows what each
    cost. The desk gets boxes to choose rows with.
    """
    rows, spec = Complaint.objects.visible_to(request.user), LIST
    plain = set(request.GET) <= {"state", "sort", "after", "before", "per_page", "format", "pick"}
    if plain and request.GET.get("state", "") in OPEN_QUEUES:
        rows, spec = rows.with_urgency(now), URGENT
    elif request.GET.get("measure") == "costing" or request.GET.get("cause"):
        rows, spec = rows.annotate(cost=cost_of_each()), COSTLY
    return replace(spec, extra={"pick": desk, "all": request.GET.get("pick") == "all"}), rows


def counts(user: Any, now: datetime) -> dict[str, int]:
    """Count every queue and the answers in time, in one query."""
    visible, span = Complaint.objects.visible_to(user), Span.year_to(now)
    names = [
        "open", "overdue", "today", "mine", "unassigned", "reply", "waiting", "choose", "unlinked",
    ]  # fmt: skip
    term = TERMS["decision"]
    done, overdue = (seen_by(user, rows) for rows in (term.ended(span), term.overdue(span)))
    found = scalars(
        user,
        mail=count_of(ComplaintMail.objects.editable_by(user).waiting()),
        **{name: count_of(narrow(visible, name, user, now)) for name in names},
        done=counts_of(done, term.in_time, term.too_late),
        breached=count_of(overdue),
    )
    found["met"], found["late"] = found.pop("done") or (0, 0)
    return {name: value or 0 for name, value in found.items()}


def tabs(found: dict[str, int], current: str, *, unlinked: bool) -> list[dict[str, Any]]:
    """Return the queues as tabs."""
    names = ["open", "overdue", "today", "mine", "unassigned", "reply", "waiting"]
    if unlinked:
        names += ["choose", "unlinked"]
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
