"""Load eighteen months of contact moments, and the tasks that are done, due and planned."""

from datetime import datetime, time, timedelta

from crm.demo.content.accounts import ACCOUNTS, Line, customer_spans
from crm.demo.content.moments import DISSATISFIED, ENGLISH, RECENT, TASKS, WEIGHTS
from crm.demo.content.products import PRODUCTS
from crm.demo.content.tasks import TOLD
from crm.demo.history import DAYS, Act, History
from customers.activities.models import Interaction
from customers.activities.services import add_task, complete_task, log_interaction
from customers.contacts.models import Contact

RHYTHM = {"A": 15, "B": 29, "C": 55}  # days between two moments of a customer
QUIET_FROM = -66  # nobody spoke with a quiet account since
PRODUCT_WORDS = [words for _name, _group, _price, words in PRODUCTS]
UNHAPPY = {"kromhout": -25, "venlose": -60, "hollandse": -110, "deboer": -9, "kempen": -200,
           "dordtse": -47, "leidse": -150, "zaanse": -33}  # fmt: skip


def load(history: History) -> None:
    """Insert the many at once after the replay; log what the content tells one by one in the replay."""
    rows: list[Interaction] = []
    people: list[Contact | None] = []
    told = {row[0] for row in RECENT}
    for line in ACCOUNTS:
        for offset in _offsets(history, line, line.key in told):
            contact = history.someone(line.key)
            rows.append(_moment(history, line, offset, contact))
            people.append(contact)
    history.inserts.append(lambda: _insert(rows, people))
    for row in RECENT:
        _plan_told(history, *row)
    _plan_tasks(history)


def _offsets(history: History, line: Line, told: bool) -> list[int]:
    """Return the days of an account's moments: its rhythm as customer, slower before and after."""
    first, last = max(line.known_since + 3, -DAYS), -1
    if "quiet" in line.flags:
        last = QUIET_FROM
    elif told:
        last = -20  # its last weeks are told one by one
    elif "steady" not in line.flags and line.owner:
        last = -history.chance.randint(1, RHYTHM[line.grade])
    if last <= first:
        return [first] if first < -1 else []
    step = RHYTHM[line.grade]
    is_customer = any(start < (first + last) / 2 < end for start, end in customer_spans(line))
    number = round((last - first) / (step if is_customer else step * 1.6)) or 1
    days = history.spread(first, last, number)
    if UNHAPPY.get(line.key) is not None:
        days.append(UNHAPPY[line.key])
    return days


def _moment(history: History, line: Line, offset: int, contact: Contact | None) -> Interaction:
    chance = history.chance
    kind, texts, _weight, minutes = chance.choices(
        WEIGHTS, weights=[weight for _kind, _texts, weight, _minutes in WEIGHTS]
    )[0]
    if "en" in line.flags:
        kind = kind if kind in ENGLISH else "call"
        texts = ENGLISH[kind]
    unhappy = UNHAPPY.get(line.key) == offset
    if unhappy:
        kind, texts, minutes = "call", DISSATISFIED, (5, 20)
    name = contact.first_name if contact else "de balie"
    at = history.moment(offset)
    return Interaction(
        account=history.accounts[line.key],
        kind=kind,
        direction="in" if unhappy or chance.random() < 0.25 else "out",
        happened_at=at,
        minutes=chance.randint(*minutes) if minutes[0] else None,
        summary=chance.choice(texts).format(first=name, product=chance.choice(PRODUCT_WORDS)),
        author=history.owner(line.key),
        dissatisfied=unhappy,
        created_at=min(at + timedelta(minutes=20), history.now),
    )


def _insert(rows: list[Interaction], people: list[Contact | None]) -> None:
    Interaction.objects.bulk_create(rows, batch_size=500)
    through = Interaction.contacts.through
    through.objects.bulk_create(
        (
            through(interaction_id=row.pk, contact_id=contact.pk)
            for row, contact in zip(rows, people, strict=True)
            if contact is not None and row.kind != "note"
        ),
        batch_size=500,
    )


def _plan_told(
    history: History,
    key: str,
    offset: int,
    clock: str,
    kind: str,
    direction: str,
    minutes: int | None,
    first: str,
    text: str,
) -> None:
    def act(now: datetime) -> None:
        contact = history.someone(key, first)
        log_interaction(
            history.accounts[key],
            kind=kind,
            summary=text,
            happened_at=now,
            by=history.owner(key),
            now=now,
            contacts=[contact] if contact else (),
            direction=direction,
            minutes=minutes,
        )

    history.plan(history.moment(offset, clock), act)


def _plan_tasks(history: History) -> None:
    """Plan the told tasks, and for most other accounts one that was done and one to come."""
    told = {task[0] for task in TOLD}
    for key, title, due, clock, who in TOLD:
        history.plan(
            history.moment(min(-2, due - 4), "16:30"), _add(history, key, title, due, clock, who)
        )
    for line in ACCOUNTS:
        chance = history.chance
        done = -chance.randint(10, 90)
        if line.known_since < done - 8 and line.owner:
            history.plan(history.moment(done - 6), _add(history, line.key, "", done, "", "", True))
        planned = line.key not in told and "quiet" not in line.flags and line.owner
        if planned and chance.random() < 0.62:
            due = chance.choice((1, 2, 4, 6, 8, 9, 12, 15, 20, 27, 34))
            history.plan(history.moment(-chance.randint(1, 9)), _add(history, line.key, "", due))


def kind_of(title: str) -> str:
    """Return what kind of work a told task is, by how it begins."""
    if title.startswith(("Visit ", "Bezoek ")) and "{" not in title:
        return "visit"
    return "call" if title.startswith(("Bellen", "Terugbellen", "Nabellen")) else "todo"


def _add(
    history: History, key: str, title: str, due: int, clock: str = "", who: str = "",
    done: bool = False,
) -> Act:  # fmt: skip
    def act(now: datetime) -> None:
        contact = history.someone(key) if key else None
        words = title or history.chance.choice(TASKS)
        by = history.users[who] if who else history.owner(key)
        task = add_task(
            history.accounts[key] if key else None,
            title=words.format(
                first=contact.first_name if contact else "inkoop",
                product=history.chance.choice(PRODUCTS)[0],
            ),
            due_on=history.weekday(due),
            due_time=time.fromisoformat(clock) if clock else None,
            assignee=by,
            now=now,
            by=by,
            contact=contact if "{first}" in words else None,
            kind=kind_of(words) if key and not done else "todo",
        )
        if done:
            at = history.moment(due + 1)
            history.plan(max(at, now), lambda later: complete_task(task, by=by, now=later))

    return act
