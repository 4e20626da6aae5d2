"""Plan the promises: told ones, and for every customer some that were kept, early or late."""

from datetime import datetime, time
from typing import Any

from crm.demo.content.accounts import ACCOUNTS, Line, customer_spans
from crm.demo.content.promises import KINDS, MOVE_REASONS, PROMISES, TEXTS, Told
from crm.demo.history import DAYS, Act, History
from crm.demo.loaders.moments import PRODUCT_WORDS
from crm.shared.localtime import local_date
from customers.promises.models import Promise
from customers.promises.services import (
    deliver_promise,
    make_promise,
    move_promise,
    withdraw_promise,
)

PER_CLASS = {"A": 4, "B": 2, "C": 1}
GAPS = ((0, 58), (1, 17), (2, 5), (-1, 10), (-3, 7), (-8, 3))  # days early (+) or late (-), weight
POOR = ("noorderlicht", "heemskerk", "lekstroom", "achterhoek", "langstraat")  # mostly late there
MOVED_SHARE = 0.07


def load(history: History) -> None:
    """Plan all promises with what became of them."""
    for promise in PROMISES:
        _plan(history, promise)
    for line in ACCOUNTS:
        spans = customer_spans(line)
        for _number in range(PER_CLASS[line.grade]):
            offset = -history.chance.randint(15, DAYS - 10)
            if any(start < offset < end - 12 for start, end in spans):
                _plan(history, _draw(history, line, offset))


def _draw(history: History, line: Line, offset: int) -> Told:
    """Draw a promise of the past: made, due some days later, delivered with a gap."""
    chance = history.chance
    kind = chance.choices([kind for kind, _w in KINDS], [weight for _kind, weight in KINDS])[0]
    days = {"call_back": chance.randint(1, 2), "quote": chance.randint(2, 5)}.get(
        kind, chance.randint(3, 14)
    )
    gap = chance.choices([gap for gap, _w in GAPS], [weight for _gap, weight in GAPS])[0]
    if line.key in POOR:
        gap = chance.choice((-1, -2, -4, 0))
    contact = history.someone(line.key)
    text = chance.choice(TEXTS[kind]).format(
        first=contact.first_name if contact else "Inkoop",
        product=chance.choice(PRODUCT_WORDS).split(" ", 1)[1],
    )
    due = offset + days
    moved = None
    if chance.random() < MOVED_SHARE and days > 4:
        moved = (offset + 2, due + 5, chance.choice(MOVE_REASONS))
        due_then = due + 5
    else:
        due_then = due
    return Told(line.key, kind, text, offset, due, kept=max(offset, due_then - gap), moved=moved)


def _plan(history: History, told: Told) -> None:
    """Plan one promise: made, perhaps moved, then delivered, withdrawn or still open."""
    made: list[Promise] = []
    owner = history.owner(told.account)

    def make(now: datetime) -> None:
        first = next(
            (p for p in history.contacts[told.account] if p.first_name in told.text.split()), None
        )
        made.append(
            make_promise(
                history.accounts[told.account],
                text=told.text.format(year=history.today.year + 1),
                due_on=history.day(told.due),
                due_time=time.fromisoformat(told.clock) if told.clock else None,
                owner=owner,
                by=owner,
                now=now,
                kind=told.kind,
                contact=first or history.someone(told.account),
            )
        )

    history.plan(_moment(history, told.promised, "10:10"), make)
    if told.moved:
        day, to, why = told.moved
        history.plan(_moment(history, day, "11:20"), _move(history, made, to, why, owner))
    if told.kept is not None:
        history.plan(
            _moment(history, told.kept, "14:30"),
            lambda now: deliver_promise(made[0], on=local_date(now), by=owner, now=now),
        )
    if told.withdrawn:
        day, why = told.withdrawn
        history.plan(
            _moment(history, day, "15:10"),
            lambda now: withdraw_promise(made[0], reason=why, by=owner, now=now),
        )


def _moment(history: History, offset: int, clock: str) -> datetime:
    """Return a moment on exactly that day: the days between are what a promise is about."""
    return history.at(history.day(offset), clock)


def _move(history: History, made: list[Promise], to: int, why: str, owner: Any) -> Act:
    def act(now: datetime) -> None:
        move_promise(
            made[0],
            due_on=history.day(to),
            reason=why,
            informed_on=local_date(now),
            by=owner,
            now=now,
        )

    return act
