"""What a manager looks at first: what went wrong and waits, and the work nobody has."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from complaints.cases.models import Complaint
from crm.dashboard.doors import door
from crm.dashboard.manager.scope import accounts_q, as_filters, days_q, loop_q, records_q
from crm.shared.counting import count_of
from crm.shared.formats import moment, money, number, short_day
from crm.shared.localtime import local_date
from customers.accounts.models import Account
from customers.deals.models import Deal
from customers.figures.slices import Slice
from customers.promises.models import Promise
from surveys.followups.models import FollowUp

SHOWN = 3


@dataclass(frozen=True)
class Item:
    """One record: what, of whom, since when."""

    title: str
    detail: str
    when: str
    url: str


@dataclass(frozen=True)
class Kind:
    """One kind of exception: how many, where they all stand, and the most pressing ones."""

    key: str
    label: str
    count: int
    url: str
    items: tuple[Item, ...] = ()

    @property
    def more(self) -> int:
        """Return how many are not shown."""
        return max(self.count - len(self.items), 0)


def overdue_complaints(user: Any, part: Slice, now: datetime) -> QuerySet[Complaint]:
    """Return open complaints of which a clock ran out, the one longest ago first."""
    found = Complaint.objects.visible_to(user).overdue(now).filter(accounts_q(part, "account__"))
    return found.order_by("sort_due_at", "pk")


def detractors(user: Any, part: Slice) -> QuerySet[FollowUp]:
    """Return detractors nobody called yet."""
    found = FollowUp.objects.visible_to(user).unhandled().of_detractors()
    return found.filter(loop_q(part)).order_by("due_at", "pk")


def broken_promises(user: Any, part: Slice, now: datetime) -> QuerySet[Promise]:
    """Return promises of the period to key accounts that were not kept, the last one first."""
    found = Promise.objects.visible_to(user).broken(now)
    found = found.filter(records_q(part), days_q("promised_on", (part.since, part.until)))
    return found.filter(account__is_key_account=True).order_by("-promised_on", "-pk")


def late_deals(user: Any, part: Slice, now: datetime) -> QuerySet[Deal]:
    """Return open deals whose day of decision has passed, the largest first."""
    found = Deal.objects.visible_to(user).late(local_date(now)).filter(records_q(part))
    return found.order_by("-amount", "pk")


def weak_accounts(user: Any, part: Slice) -> QuerySet[Account]:
    """Return key accounts whose health is at risk, the weakest first."""
    found = Account.objects.visible_to(user).filter(accounts_q(part), is_key_account=True)
    return found.filter(health_band="at_risk").order_by("health", "pk")


def counts(user: Any, part: Slice, now: datetime) -> dict[str, Subquery]:
    """Return how many there are of each kind, and how much work nobody has; unassigned work has no owner or team."""
    accounts = Account.objects.visible_to(user)
    loop = FollowUp.objects.visible_to(user)
    return {
        "overdue": count_of(overdue_complaints(user, part, now)),
        "detractors": count_of(detractors(user, part)),
        "broken": count_of(broken_promises(user, part, now)),
        "late_deals": count_of(late_deals(user, part, now)),
        "weak": count_of(weak_accounts(user, part)),
        "no_handler": count_of(Complaint.objects.visible_to(user).unassigned()),
        "no_account_owner": count_of(accounts.filter(owner__isnull=True)),
        "no_loop_owner": count_of(loop.to_do().filter(owner__isnull=True)),
    }


def exceptions(user: Any, part: Slice, found: dict[str, Any], now: datetime) -> list[Kind]:
    """Return the exceptions with the first few of each; five queries."""
    segment, today = part.segment, local_date(now)
    return [
        Kind(
            "overdue",
            _("Complaints overdue"),
            found["except_overdue"],
            door("complaints:list", state="overdue", **segment),
            tuple(
                Item(
                    f"{c.number} · {c.account.name if c.account_id else c.party}",
                    c.handler.display_name if c.handler_id else _("nobody handles it yet"),
                    moment(c.sort_due_at),
                    c.get_absolute_url(),
                )
                for c in overdue_complaints(user, part, now).select_related(
                    "account", "contact", "handler"
                )[:SHOWN]
            ),
        ),
        Kind(
            "detractors",
            _("Detractors nobody called"),
            found["except_detractors"],
            door("followups:list", state="open", band="detractor", **segment),
            tuple(
                Item(
                    _("%(account)s gave a %(score)s")
                    % {"account": f.account.name, "score": f.answer.score},
                    f.owner.display_name if f.owner_id else _("no owner"),
                    moment(f.due_at),
                    f.get_absolute_url(),
                )
                for f in detractors(user, part).select_related("account", "answer", "owner")[:SHOWN]
            ),
        ),
        Kind(
            "broken",
            _("Broken promises to key accounts"),
            found["except_broken"],
            door(
                "promises:list", outcome="broken", key="on",
                **as_filters((part.since, part.until)), **segment,
            ),
            tuple(
                Item(
                    f"{p.account.name}: {p.text}",
                    p.owner.display_name,
                    short_day(p.counts_on, today=today),
                    reverse("promises:detail", args=[p.pk]),
                )
                for p in broken_promises(user, part, now).select_related("account", "owner")[:SHOWN]
            ),
        ),
        Kind(
            "late_deals",
            _("Deals past their decision date"),
            found["except_late_deals"],
            door("deals:table", late="on", **segment),
            tuple(
                Item(
                    f"{d.account.name}: {d.title}",
                    f"{d.owner.display_name if d.owner_id else _('no owner')}, {money(d.amount)}",
                    short_day(d.expected_close, today=today),
                    d.get_absolute_url(),
                )
                for d in late_deals(user, part, now).select_related("account", "owner")[:SHOWN]
            ),
        ),
        Kind(
            "weak",
            _("Key accounts at risk"),
            found["except_weak"],
            door("customers:list", key="yes", health="at_risk", **segment),
            tuple(
                Item(
                    a.name,
                    a.owner.display_name if a.owner_id else _("no owner"),
                    _("health %(health)s") % {"health": number(a.health)},
                    a.get_absolute_url(),
                )
                for a in weak_accounts(user, part).select_related("owner")[:SHOWN]
            ),
        ),
    ]  # fmt: skip


def unassigned(found: dict[str, Any]) -> list[Kind]:
    """Return the work nobody has, in the whole company: it belongs to no owner and no team."""
    return [
        Kind(
            "no_handler",
            _("Complaints without handler"),
            found["except_no_handler"],
            door("complaints:list", state="unassigned"),
        ),
        Kind(
            "no_account_owner",
            _("Accounts without owner"),
            found["except_no_account_owner"],
            door("customers:list", owner="none"),
        ),
        Kind(
            "no_loop_owner",
            _("Follow-ups without owner"),
            found["except_no_loop_owner"],
            door("followups:list", unowned="on"),
        ),
    ]
