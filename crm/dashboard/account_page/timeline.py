"""The merged timeline: a page of each kind, the newest first, paged by moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from complaints.cases.timeline import timeline_entries as complaints
from crm.dashboard.account_page.page import AccountPage
from crm.shared.timeline import Entry
from customers.accounts.models import Account
from customers.accounts.timeline import entries_of as cycle_entries
from customers.accounts.timeline import timeline_entries as cycle
from customers.activities.timeline import timeline_entries as contacts
from customers.deals.timeline import timeline_entries as deals
from customers.promises.timeline import timeline_entries as promises
from surveys.timeline import entries_of as answer_entries
from surveys.timeline import timeline_entries as answers

PAGE = 15
Source = Callable[[list[int], datetime | None, int, bool], list[Entry]]
SOURCES: dict[str, Source] = {
    "contact": lambda ids, before, limit, _alone: contacts(ids, before=before, limit=limit),
    "promise": lambda ids, before, limit, alone: promises(
        ids, before=before, limit=limit, alone=alone
    ),
    "complaint": lambda ids, before, limit, _alone: complaints(ids, before=before, limit=limit),
    "nps": lambda ids, before, limit, alone: answers(ids, before=before, limit=limit, alone=alone),
    "deal": lambda ids, before, limit, _alone: deals(ids, before=before, limit=limit),
    "cycle": lambda ids, before, limit, _alone: cycle(ids, before=before, limit=limit),
}
READ_ALREADY: dict[str, Callable[[AccountPage], list[Entry]]] = {
    "nps": lambda page: answer_entries(page.answers),
    "cycle": lambda page: cycle_entries(page.moves),
}


def labels() -> dict[str, str]:
    """Return the filters in reading order."""
    return {
        "": _("All"),
        "contact": pgettext("timeline", "Contact"),
        "promise": _("Promises"),
        "complaint": _("Complaints"),
        "nps": _("NPS"),
        "deal": _("Deals"),
        "cycle": _("Cycle"),
    }


@dataclass(frozen=True)
class Asked:
    """What part of the timeline was asked for; nonsense counts as nothing asked."""

    kind: str = ""
    before: datetime | None = None

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        """Read `show` and `before` of an address."""
        kind = query.get("show", "")
        try:
            before = parse_datetime(query.get("before", ""))
        except ValueError:
            before = None
        if before is not None and before.tzinfo is None:
            before = None
        return cls(kind if kind in SOURCES else "", before)


@dataclass(frozen=True)
class Timeline:
    """One page of the timeline."""

    entries: list[Entry]
    choices: list[dict[str, Any]]
    more_url: str


def read(account: Account, asked: Asked, page: AccountPage | None = None) -> Timeline:
    """Read a page: of each kind asked for the newest, merged, and cut where all kinds are complete."""
    alone = bool(asked.kind)
    found: list[Entry] = []
    for kind in [asked.kind] if alone else list(SOURCES):
        if page is not None and asked.before is None and not alone and kind in READ_ALREADY:
            found += READ_ALREADY[kind](page)
        else:
            found += SOURCES[kind]([account.pk], asked.before, PAGE + 1, alone)
    found.sort(key=lambda entry: (entry.at, entry.key), reverse=True)
    cut = PAGE
    while cut < len(found) and found[cut].at == found[cut - 1].at:
        cut += 1  # entries of one moment are never parted: the next page starts before it
    entries = found[:cut]
    more = _address(account, asked.kind, entries[-1].at) if len(found) > cut else ""
    choices = [
        {"label": label, "url": _address(account, kind), "current": kind == asked.kind}
        for kind, label in labels().items()
    ]
    return Timeline(entries, choices, more)


def _address(account: Account, kind: str, before: datetime | None = None) -> str:
    asked = {"show": kind, "before": before.isoformat() if before else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{account.get_absolute_url()}?{query}" if query else account.get_absolute_url()
