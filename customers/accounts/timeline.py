"""The moves on the cycle, on the timeline of an account."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from crm.shared.localtime import day_start, local_date
from crm.shared.timeline import Entry
from customers.accounts.events import EventKind, ExitAnswer, LifecycleEvent

ICONS = {
    EventKind.CREATED: "plus-lg",
    EventKind.FIRST_PURCHASE: "ring-c",
    EventKind.WON_BACK: "ring-c",
    EventKind.ENDED: "ring-f",
    EventKind.AUTO_POTENTIAL: "ring-p",
    EventKind.CORRECTION: "pencil",
}
SAME_DAY = 20  # moves of the day of `before` that may have to be left out again


def timeline_entries(
    account_ids: Iterable[int],
    *,
    before: datetime | None = None,
    limit: int = 25,
    by: int | None = None,
) -> list[Entry]:
    """Return the newest moves; one query.

    A move recorded on the day it happened stands at that moment, one recorded later at the start of its day.
    """
    events = LifecycleEvent.objects.filter(account__in=list(account_ids))
    if by is not None:
        events = events.filter(actor=by)
    if before is not None:
        events = events.filter(happened_on__lte=local_date(before))
    events = events.told().order_by("-happened_on", "-pk")
    entries = entries_of(events[: limit + SAME_DAY])
    return [e for e in entries if before is None or e.at < before][:limit]


def entries_of(events: Iterable[LifecycleEvent]) -> list[Entry]:
    """Return moves that were read already (with `told()`), newest first."""
    entries = [_entry(event) for event in events]
    return sorted(entries, key=lambda e: (e.at, e.key), reverse=True)


def _entry(event: LifecycleEvent) -> Entry:
    on_the_day = local_date(event.recorded_at) == event.happened_on
    text = getattr(event, "text", None)
    return Entry(
        at=event.recorded_at if on_the_day else day_start(event.happened_on),
        key=f"cycle-{event.pk:020d}",
        kind="cycle",
        icon=ICONS[EventKind(event.kind)],
        tone="ring",
        title=event.get_kind_display(),
        detail=_detail(event),
        body=_body(text),
        actor=event.actor.display_name if event.actor else "",
        all_day=not on_the_day,
    )


def _detail(event: LifecycleEvent) -> str:
    if event.reason:
        return f"{event.get_initiator_display()}: {event.get_reason_display()}"
    if event.kind == EventKind.CORRECTION:
        return _("now %(stage)s") % {"stage": event.get_to_stage_display()}
    return _("cycle %(cycle)s") % {"cycle": event.cycle} if event.cycle > 1 else ""


def _body(text: Any) -> str:
    if text is None:
        return ""
    parts = [text.note]
    if text.competitor:
        parts.append(_("Competitor: %(name)s") % {"name": text.competitor})
    if text.silence_reason == ExitAnswer.COMPLAINED:
        parts.append(text.get_silence_reason_display())
    elif text.silence_reason:
        parts.append(
            _("Did not complain: %(reason)s") % {"reason": text.get_silence_reason_display()}
        )
    return "\n".join(part for part in parts if part)
