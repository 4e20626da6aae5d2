"""Checking the histories of complaints: is each chain whole, and does the complaint stand where it ends?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from complaints.cases.chain import START, event_hash, text_digest
from complaints.cases.events import ComplaintEvent, ComplaintEventText, EventKind
from complaints.cases.models import Complaint
from complaints.cases.workflow import State
from complaints.messages.models import Message
from crm.shared.figures import CHUNK, Difference, chunks

NAME = "histories of complaints"
SEALED = {EventKind.RECEIVED, EventKind.IMPORTED}  # they vouch for the story of the complaint
EVENT = (
    "pk", "number", "cycle", "kind", "from_state", "to_state", "at", "recorded_at", "actor_id",
    "by_customer", "data", "text_digest", "hash",
)  # fmt: skip
END = ("number", "state", "history_length", "history_head", "salt", "text")


@dataclass(frozen=True)
class Break:
    """One place where a history does not hold."""

    complaint_pk: int
    complaint: str
    event: int  # the number of the event; 0 for the complaint itself
    why: str
    stored: str = ""
    fresh: str = ""

    def __str__(self) -> str:
        where = _("event %(number)s") % {"number": self.event} if self.event else _("its end")
        return f"{self.complaint}, {where}: {self.why}"


def breaks() -> Iterator[Break]:
    """Yield what does not hold, complaint after complaint, in chunks: memory stays flat.

    Of each chain the first broken event is told; what comes after hangs on it. A text that was erased
    with its salt is no break: its digest stays.
    """
    for keys in chunks(Complaint.objects.all()):
        for broken in _breaks_of(keys):
            # Look again before telling: an event may have been added between the two reads.
            yield from _breaks_of([broken.complaint_pk])


def _breaks_of(keys: list[int]) -> list[Break]:
    """Return the first break of each of some complaints."""
    ends = {row["pk"]: row for row in Complaint.objects.filter(pk__in=keys).values("pk", *END)}
    events: dict[int, list[dict[str, Any]]] = {pk: [] for pk in ends}
    rows = ComplaintEvent.objects.filter(complaint__in=list(ends)).order_by(
        "complaint_id", "number"
    )
    for row in rows.values("complaint_id", *EVENT).iterator():
        events[row["complaint_id"]].append(row)
    texts = _texts(events)
    found = (_first_break(end, events[pk], texts) for pk, end in ends.items())
    return [broken for broken in found if broken is not None]


def _texts(events: dict[int, list[dict[str, Any]]]) -> dict[tuple[str, int], tuple[str, str]]:
    """Return salt and text of what the events of some complaints vouch for, wherever it stands now."""
    found = {}
    free = ComplaintEventText.objects.filter(event__complaint__in=list(events))
    for pk, salt, text in free.values_list("event_id", "salt", "text"):
        found["event", pk] = salt, text
    said = [one["data"].get("message") for rows in events.values() for one in rows]
    keys = sorted({pk for pk in said if pk is not None})
    for start in range(0, len(keys), CHUNK):
        messages = Message.objects.filter(pk__in=keys[start : start + CHUNK])
        for pk, salt, text in messages.values_list("pk", "salt", "body"):
            found["message", pk] = salt, text
    return found


def _first_break(end: dict, events: list[dict], texts: dict) -> Break | None:
    """Return the first place where the chain of one complaint does not hold, or None."""

    def broken(event: int, why: str, stored: Any = "", fresh: Any = "") -> Break:
        return Break(end["pk"], end["number"], event, why, str(stored), str(fresh))

    before, state, merged_from = START, "", ""
    for count, event in enumerate(events, start=1):
        if event["number"] != count:
            return broken(count, _("the event is missing"), event["number"], count)
        fresh = event_hash(before, end["number"], event)
        if event["hash"] != fresh:
            return broken(count, _("was changed after it was written"), event["hash"], fresh)
        changed = _text_break(end, event, texts)
        if changed is not None:
            return broken(count, changed[0], event["text_digest"], changed[1])
        before = event["hash"]
        if event["to_state"] == State.DUPLICATE:
            merged_from = state
        state = event["to_state"] or state
        if event["kind"] == EventKind.UNMERGED and event["data"].get("into"):
            state = merged_from
    if end["history_length"] != len(events) or end["history_head"] != before:
        return broken(0, _("the last events are missing"), end["history_length"], len(events))
    if end["state"] != state:
        return broken(0, _("its state is not the one its history ends in"), end["state"], state)
    return None


def _text_break(end: dict, event: dict, texts: dict) -> tuple[str, str] | None:
    """Return why a text is not the one its event vouches for, and the digest it has now."""
    if not event["text_digest"]:
        return None
    if event["kind"] in SEALED:
        salt, text = end["salt"], end["text"]
    elif ("event", event["pk"]) in texts:
        salt, text = texts["event", event["pk"]]
    else:
        salt, text = texts.get(("message", event["data"].get("message")), ("", ""))
    fresh = text_digest(salt, text)
    if fresh and fresh != event["text_digest"]:
        return _("its text was changed after it was written"), fresh
    return None


def compare(now: datetime) -> Iterator[Difference]:
    """Yield broken histories as the nightly comparison reads them."""
    for one in breaks():
        words = f"{one.complaint} ({one.event or _('its end')}: {one.why})"
        yield Difference("complaint", one.complaint_pk, words, one.stored, one.fresh)
