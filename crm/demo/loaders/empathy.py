"""Load who leads whom, whom we want to know, what people told us, personas and customer profiles."""

from datetime import datetime
from typing import Any

from crm.demo.content.accounts import TRADES
from crm.demo.content.empathy import LEADS, SAID, SECOND, TALKS, TARGETS, TYPES
from crm.demo.history import Act, History
from customers.accounts.models import Sector
from customers.activities.services import log_interaction
from customers.contacts.models import Contact
from customers.contacts.services import add_second_post
from customers.dmu.services import target
from customers.empathy.models import Statement
from customers.profiles.services import create_profile


def _lines(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip().splitlines()]


def load(history: History) -> None:
    """Write it all at the account's own pace; statements in bulk, talks in the replay."""
    _write_profiles(history)
    _write_lines(history)
    for key, person, other, function in SECOND:
        add_second_post(
            _person(history, key, person),
            history.accounts[other],
            function=function,
            by=history.owner(key),
            now=history.moment(-200, "10:00"),
        )
    for key, colleagues in TARGETS.items():
        for username, levels in colleagues.items():
            for level in levels.split():
                target(
                    history.accounts[key],
                    level=level,
                    colleague=history.users[username],
                    by=history.owner(key),
                    now=history.moment(-150, "10:00"),
                )
    Statement.objects.bulk_create(_statement(history, line) for line in _lines(SAID))
    for key, username, person, offset, text in _lines(TALKS):
        history.plan(
            history.moment(int(offset), "11:00"), _talk(history, key, username, person, text)
        )


def _person(history: History, key: str, first_name: str) -> Contact:
    return next(p for p in history.contacts[key] if p.first_name == first_name)


def _write_profiles(history: History) -> None:
    manager: Any = history.users["joost"]
    for kind in TYPES:
        sector = Sector.objects.get(name=TRADES[kind.trade]) if kind.trade else None
        profile = create_profile(
            kind="customer" if sector else "persona",
            name=kind.name,
            sector=sector,
            goals=kind.goals,
            pains=kind.pains,
            objections=kind.objections,
            channels=kind.channels,
            criteria=kind.criteria,
            by=manager,
            now=history.moment(-300, "10:00"),
        )
        people = [_person(history, *who.split(":")).pk for who in kind.who.split()]
        Contact.objects.filter(pk__in=people).update(persona=profile)


def _write_lines(history: History) -> None:
    below = []
    for key, boss, person in _lines(LEADS):
        contact = _person(history, key, person)
        contact.reports_to = _person(history, key, boss)
        below.append(contact)
    Contact.objects.bulk_update(below, ["reports_to"], batch_size=100)


def _statement(history: History, line: list[str]) -> Statement:
    key, person, facet, offset, source, text = line
    at = history.moment(int(offset), "16:00")
    return Statement(
        account=history.accounts[key],
        contact=_person(history, key, person) if person else None,
        facet=facet,
        text=text,
        noted_on=history.weekday(int(offset)),
        source=source,
        author=history.owner(key),
        created_at=at,
    )


def _talk(history: History, key: str, username: str, person: str, text: str) -> Act:
    def act(now: datetime) -> None:
        log_interaction(
            history.accounts[key],
            kind="visit",
            summary=text,
            happened_at=now,
            by=history.users[username],
            now=now,
            contacts=[_person(history, key, person)],
            minutes=60,
        )

    return act
