"""The merged timeline: a page of each kind, the newest first, paged by moment, with its files."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from complaints.cases.timeline import timeline_entries as complaints
from crm.dashboard.account_page import attachments
from crm.dashboard.account_page.filters import Asked
from crm.dashboard.account_page.page import RECENT, AccountPage
from crm.shared.files.models import StoredFile
from crm.shared.timeline import Entry
from customers.accounts.models import Account
from customers.accounts.timeline import entries_of as cycle_entries
from customers.accounts.timeline import timeline_entries as cycle
from customers.activities.timeline import timeline_entries as contacts
from customers.activities.timeline import with_people
from customers.deals.timeline import timeline_entries as deals
from customers.promises.timeline import timeline_entries as promises
from surveys.timeline import entries_of as answer_entries
from surveys.timeline import timeline_entries as answers

PAGE = 15
Source = Callable[[list[int], Asked, int], list[Entry]]


def _people(asked: Asked) -> dict[str, Any]:
    return {"before": asked.before, "contact": asked.contact, "by": asked.by}


def _answers(ids: list[int], asked: Asked, limit: int) -> list[Entry]:
    """Return answers and, alone, who was asked; no colleague answers."""
    if asked.by is not None:
        return []
    alone = asked.kind == "nps"
    return answers(ids, before=asked.before, limit=limit, contact=asked.contact, alone=alone)


def _cycle(ids: list[int], asked: Asked, limit: int) -> list[Entry]:
    """Return moves on the cycle; they are with no contact in particular."""
    if asked.contact is not None:
        return []
    return cycle(ids, before=asked.before, limit=limit, by=asked.by)


SOURCES: dict[str, Source] = {
    "contact": lambda ids, asked, limit: contacts(
        ids, limit=limit, form=asked.form, named=False, **_people(asked)
    ),
    "promise": lambda ids, asked, limit: promises(
        ids, limit=limit, alone=asked.kind == "promise", **_people(asked)
    ),
    "complaint": lambda ids, asked, limit: complaints(ids, limit=limit, **_people(asked)),
    "nps": _answers,
    "deal": lambda ids, asked, limit: deals(ids, limit=limit, **_people(asked)),
    "cycle": _cycle,
}


def _read_already(kind: str, page: AccountPage | None, asked: Asked) -> list[Entry] | None:
    """Return what the account page read for its panels, if that holds all this page of the kind needs."""
    if page is None or asked.kind or asked.contact is not None:
        return None
    if kind == "cycle":
        moves = [m for m in page.moves if asked.by is None or m.actor_id == asked.by]
        return _older(cycle_entries(moves), asked)
    if kind == "nps" and asked.by is None:
        found = _older(answer_entries(page.answers), asked)
        return found if len(page.answers) < RECENT or len(found) > PAGE else None
    return None


def _older(entries: list[Entry], asked: Asked) -> list[Entry]:
    return [e for e in entries if asked.before is None or e.at < asked.before]


FILES = "file"
KINDS = (*SOURCES, FILES)


def labels() -> dict[str, str]:
    """Return the kinds in reading order."""
    return {
        "": _("All"),
        "contact": pgettext("timeline", "Contact"),
        "promise": _("Promises"),
        "complaint": _("Complaints"),
        "nps": _("NPS"),
        "deal": _("Deals"),
        "cycle": pgettext("timeline", "Cycle"),
        FILES: _("Files"),
    }


@dataclass(frozen=True)
class Timeline:
    """One page of the timeline."""

    entries: list[Entry]
    pinned: list[attachments.Attached]
    choices: list[dict[str, Any]]
    more_url: str
    narrowed: bool


def read(account: Account, asked: Asked, user: Any, page: AccountPage | None = None) -> Timeline:
    """Read a page: of each kind asked for the newest, merged, and cut where all kinds are complete."""
    kinds = [asked.kind] if asked.kind else list(SOURCES)
    if asked.form:  # a call or a visit is a contact moment
        kinds = [kind for kind in kinds if kind == "contact"]
    found: list[Entry] = []
    for kind in kinds:
        if kind == FILES:
            continue
        known = _read_already(kind, page, asked)
        found += SOURCES[kind]([account.pk], asked, PAGE + 1) if known is None else known
    hung = attachments.read(
        account,
        user,
        {
            int(e.key.removeprefix("interaction-"))
            for e in found
            if e.key.startswith("interaction-")
        },
        with_pinned=asked.plain,
        own=_own_files(account, asked),
    )
    found = [_complete(entry, hung) for entry in found] + attachments.own_entries(hung.own)
    if asked.since is not None:
        found = [entry for entry in found if entry.at >= asked.since]
    found.sort(key=lambda entry: (entry.at, entry.key), reverse=True)
    cut = PAGE
    while cut < len(found) and found[cut].at == found[cut - 1].at:
        cut += 1  # entries of one moment are never parted: the next page starts before it
    entries = found[:cut]
    choices = [
        {
            "kind": kind,
            "label": label,
            "url": asked.address(account, kind),
            "current": kind == asked.kind,
        }
        for kind, label in labels().items()
    ]
    more = asked.address(account, asked.kind, entries[-1].at) if len(found) > cut else ""
    return Timeline(entries, hung.pinned, choices, more, narrowed=bool(asked.kind or asked.query))


def _own_files(account: Account, asked: Asked) -> Any:
    """Return the newest files to show by themselves: those of account and deals, or all when alone."""
    if asked.kind not in ("", FILES) or asked.form or asked.contact is not None:
        return None
    files = StoredFile.objects.of_account(account.pk)
    if asked.kind != FILES:
        files = files.filter(owner_kind__in=("account", "deal"))
    if asked.before is not None:
        files = files.filter(uploaded_at__lt=asked.before)
    if asked.by is not None:
        files = files.filter(uploaded_by=asked.by)
    return files.order_by("-uploaded_at", "-pk")[: PAGE + 1]


def _complete(entry: Entry, hung: attachments.Attachments) -> Entry:
    """Add to a contact moment who was there, and its files."""
    if not entry.key.startswith("interaction-"):
        return entry
    pk = int(entry.key.removeprefix("interaction-"))
    people = with_people(hung.people.get(pk, ()))
    return replace(entry, detail=people, files=hung.of_moments.get(pk, ()))
