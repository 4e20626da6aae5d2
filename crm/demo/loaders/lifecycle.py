"""Plan the moves round the circle that each account's story tells; won deals make theirs by themselves."""

from datetime import datetime

from crm.demo.content.accounts import ACCOUNTS, Line, Turn
from crm.demo.history import Act, History
from crm.shared.localtime import local_date
from crm.shared.organisation.models import Organisation
from crm.shared.organisation.services import forget
from customers.accounts.services import correct_stage, end_relationship, make_customer
from customers.activities.models import Task
from customers.activities.services import complete_task, move_task

NOTES = {
    "price": "Kregen elders een scherpere staffel; wij konden niet mee.",
    "service": "Klaagden over deelleveringen en slechte bereikbaarheid.",
    "quality": "Twee partijen met gebreken in één jaar.",
    "competitor": "Overgestapt met de aannemer mee.",
    "no_need": "Stoppen met installatiewerk.",
    "moved": "Vestiging gesloten.",
    "payment": "Facturen bleven open ondanks drie aanmaningen.",
    "no_fit": "Vragen producten die wij niet voeren.",
}
REST_DAYS = 90
DAYS_TO_WELCOME, DAYS_TO_WIN_BACK = 4, 9
PUT_OFF = {
    "degraaf": 0,
    "zuidema": 4,
    "twentse": 2,
    "ommeren": 6,
    "franeker": -1,
}  # win-backs, and their day
CORRECTED = ("woerdense", -60)  # made a customer by mistake, put back by the manager two days later


def load(history: History) -> None:
    """Plan every turn of every story on its own day."""
    for line in ACCOUNTS:
        for turn in line.story:
            if turn.kind in "cb":
                history.plan(history.moment(turn.day, "10:30"), _buy(history, line))
            elif turn.kind == "x":
                history.plan(history.moment(turn.day, "16:00"), _leave(history, line, turn))
            elif turn.kind == "X":
                history.plan(history.moment(-6, "11:00"), _leave(history, line, turn))
    _plan_correction(history)
    _plan_tasks(history)


def _buy(history: History, line: Line) -> Act:
    def act(now: datetime) -> None:
        make_customer(
            history.accounts[line.key],
            on=local_date(now),
            by=history.owner(line.key),
            now=now,
            imported=not line.owner,
        )

    return act


def _leave(history: History, line: Line, turn: Turn) -> Act:
    """End a relationship on its day; a flagged account leaves under a rest period that still runs."""

    def act(now: datetime) -> None:
        if "rest" in line.flags:
            _set_rest(REST_DAYS)
        account = history.accounts[line.key]
        account.refresh_from_db()
        end_relationship(
            account,
            on=history.day(turn.day) if turn.kind == "X" else local_date(now),
            initiator=turn.initiator or "customer",
            reason=turn.reason,
            competitor=turn.competitor,
            note=NOTES[turn.reason],
            silence_reason="nothing_done" if "silent" in line.flags else "",
            by=history.owner(line.key),
            now=now,
        )
        if "rest" in line.flags:
            _set_rest(0)

    return act


def _set_rest(days: int) -> None:
    Organisation.objects.filter(pk=1).update(winback_rest_days=days)
    forget()


def _plan_correction(history: History) -> None:
    key, offset = CORRECTED
    account, by = history.accounts[key], history.users["joost"]
    history.plan(
        history.moment(offset, "11:00"),
        lambda now: make_customer(account, on=local_date(now), by=account.owner, now=now),
    )
    history.plan(
        history.moment(offset + 4, "09:30"),
        lambda now: correct_stage(
            account, to="potential", reason="Order hoorde bij een andere relatie.", by=by, now=now
        ),
    )


def _plan_tasks(history: History) -> None:
    """Have welcome and win-back tasks of the past done; some win-backs were put off."""
    for line in ACCOUNTS:
        for turn in line.story:
            if turn.kind in "cCbB":
                after, origin = DAYS_TO_WELCOME, "welcome:"
            elif turn.kind == "x" and line.key not in PUT_OFF and "rest" not in line.flags:
                after, origin = DAYS_TO_WIN_BACK, "winback:"
            else:
                continue
            if turn.day + after < -3:
                history.plan(history.moment(turn.day + after), _finish(history, line.key, origin))
    for key, due in PUT_OFF.items():
        history.plan(history.moment(-14, "15:20"), _put_off(history, key, due))


def _open_tasks(history: History, key: str, origin: str) -> list[Task]:
    prefix = f"{origin}{history.accounts[key].pk}:"
    return list(Task.objects.open().filter(origin_key__startswith=prefix))


def _finish(history: History, key: str, origin: str) -> Act:
    def act(now: datetime) -> None:
        for task in _open_tasks(history, key, origin):
            complete_task(task, by=history.owner(key), now=now)

    return act


def _put_off(history: History, key: str, due: int) -> Act:
    def act(now: datetime) -> None:
        for task in _open_tasks(history, key, "winback:"):
            move_task(task, due_on=history.weekday(due), by=history.owner(key), now=now)

    return act
