"""Load the people at the accounts, their part in decisions and what they agreed to."""

from datetime import datetime, timedelta

from crm.demo.content.accounts import ACCOUNTS, Line
from crm.demo.content.contacts import (
    FIRST_EN,
    FIRST_MR,
    FIRST_MS,
    FUNCTIONS,
    FUNCTIONS_EN,
    KNOWN,
    LAST,
    LAST_EN,
)
from crm.demo.history import Act, History
from crm.demo.loaders.accounts import domain, slug
from crm.shared.localtime import local_date
from customers.contacts.models import Contact
from customers.contacts.services import create_contact, mark_left, record_consent

PER_CLASS = {"A": 4, "B": 3, "C": 2}
MORE = {
    "waterland": 7,
    "heuvelgroep": 2,
    "rietveld": 6,
}  # so that a survey meets the cap per account
STANCES = (-1, 0, 0, 1, 1, 2, None)
NO_ADDRESS = ("hollandse", "kromhout", "vallei")  # their last contact has no e-mail address
LEFT = {"fryslan": -160, "utrechtse": -75, "terpstra": -300, "harwood": -10}
BOUNCED = ("limburgse", "walcheren")  # their last contact's mail comes back
OBJECTED = {"martini": -240, "maasvallei": -95, "baronie": -400}


def load(history: History) -> None:
    """Create the contacts with the account; consent, leaving and bounces follow in the replay.

    Sum: 32 by name + what is missing to 4, 3 or 2 per account of class A, B or C + 6 persons who
    are their own contact makes more than 300.
    """
    for line in ACCOUNTS:
        people = history.contacts[line.key] = []
        if line.is_person:
            people.append(Contact.objects.get(account=history.accounts[line.key]))
            continue
        _create_known(history, line, people)
        for number in range(len(people), MORE.get(line.key, PER_CLASS[line.grade])):
            people.append(_draw(history, line, number))
        _plan_consents(history, line, people)
    _plan_edges(history)


def _create_known(history: History, line: Line, people: list[Contact]) -> None:
    for known in KNOWN:
        if known.account != line.key:
            continue
        people.append(
            create_contact(
                history.accounts[line.key],
                by=history.owner(line.key),
                now=history.moment(line.known_since),
                roles=known.roles.split(),
                salutation=known.salutation,
                first_name=known.first,
                last_name=known.last,
                function=known.function,
                level=known.level,
                influence=known.influence,
                stance=known.stance,
                email=f"{slug(known.first)}.{slug(known.last)}@{domain(line)}",
                mobile=_mobile(history),
                language="en" if "en" in line.flags else "nl",
            )
        )


def _mobile(history: History) -> str:
    return f"+316{history.chance.randint(10000000, 59999999)}"


def _draw(history: History, line: Line, number: int) -> Contact:
    chance, english = history.chance, "en" in line.flags
    salutation = chance.choice(("ms", "mr"))
    names = FIRST_EN if english else FIRST_MS if salutation == "ms" else FIRST_MR
    first, last = chance.choice(names), chance.choice(LAST_EN if english else LAST)
    functions = FUNCTIONS_EN if english else FUNCTIONS
    function, level, roles, influence = functions[number % len(functions)]
    return create_contact(
        history.accounts[line.key],
        by=history.owner(line.key),
        now=history.moment(min(-1, line.known_since + chance.randint(0, 40))),
        roles=roles if number < len(functions) else (),
        salutation="" if english else salutation,
        first_name=first,
        last_name=last,
        function=function,
        level=level,
        influence=influence,
        stance=chance.choice(STANCES),
        email=f"{slug(first)[0]}.{slug(last)}{number}@{domain(line)}",
        phone=history.accounts[line.key].phone if number % 2 else "",
        mobile=_mobile(history) if number % 3 else "",
        language="en" if english else "nl",
    )


def _plan_consents(history: History, line: Line, people: list[Contact]) -> None:
    """Let customers be mailed as existing customers; some also agreed to be phoned."""
    bought = line.days("cCbB")
    if not bought:
        return
    for number, person in enumerate(people[:2]):
        channel, state, source = (
            ("email", "customer", "Bestelling en algemene voorwaarden"),
            ("phone", "opt_in", "Gesprek met de accountmanager"),
        )[number]
        _plan_consent(history, person, max(bought[0], -900) + number, channel, state, source)


def _plan_consent(
    history: History, person: Contact, offset: int, channel: str, state: str, source: str
) -> None:
    at = max(history.moment(min(offset, -1)), person.created_at + timedelta(minutes=10))
    history.plan(
        at,
        lambda now: record_consent(
            person,
            channel=channel,
            state=state,
            on=local_date(now),
            source=source,
            by=history.owner(_key_of(history, person)),
            now=now,
        ),
    )


def _key_of(history: History, person: Contact) -> str:
    return next(key for key, rows in history.contacts.items() if person in rows)


def _plan_edges(history: History) -> None:
    """Plan the people who left, object, have no address, or whose address does not work."""
    for key in NO_ADDRESS:
        person = history.contacts[key][-1]
        person.email = person.email_key = ""
        person.save(update_fields=["email", "email_key"])
    for key, offset in OBJECTED.items():
        person = history.contacts[key][0]
        _plan_consent(history, person, offset, "survey", "objected", "Mail van de klant")
        _plan_consent(history, person, offset, "phone", "objected", "Mail van de klant")
    for key, offset in LEFT.items():
        person = history.contacts[key][-1]
        history.plan(history.moment(offset), _leave(history, key, person))


def _leave(history: History, key: str, person: Contact) -> Act:
    def act(now: datetime) -> None:
        history.contacts[key].remove(person)
        mark_left(person, on=local_date(now), by=history.owner(key), now=now)

    return act
