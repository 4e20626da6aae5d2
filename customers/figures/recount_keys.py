"""What stands twice beside the facts: search keys, teams, consents, days that count, stands on the circle.

Computed afresh from the rows behind it and written apart from the services that keep it.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from crm.shared.figures import Difference, chunks
from customers.accounts import lifecycle
from customers.accounts.events import LifecycleEvent
from customers.accounts.lifecycle import Position
from customers.accounts.models import Account
from customers.accounts.naming import email_key, name_key
from customers.contacts.models import Consent, ConsentState, Contact
from customers.deals.models import Deal, DealMove, DealState
from customers.promises.models import Promise, PromiseMove
from customers.promises.outcome import counts_after_move, is_expired
from customers.winback.models import WinBack

STANDING = ("stage", "cycle", "is_former", "customer_since", "ended_on")
CHANNELS = ("email", "phone", "survey")
MODELS = {model._meta.model_name: model for model in (Account, Contact, Deal, Promise, WinBack)}


def differing(record: str, row: Any, fresh: dict[str, Any]) -> Iterator[Difference]:
    """Yield the columns of a row that are not what was computed."""
    for figure, value in fresh.items():
        if row[figure] != value:
            yield Difference(record, row["pk"], figure, row[figure], value)


@transaction.atomic
def mend(difference: Difference, now: datetime) -> None:
    """Write the fresh value into its column."""
    model: Any = MODELS[difference.record]
    model.objects.filter(pk=difference.pk).update(**{difference.figure: difference.fresh})


def compare_keys(now: datetime) -> Iterator[Difference]:
    """Yield accounts whose sort key or team is not that of their name or owner."""
    for ids in chunks(Account.objects.all()):
        rows = Account.objects.filter(pk__in=ids).order_by("pk")
        for row in rows.values("pk", "name", "name_key", "team", "owner__team"):
            fresh = {"name_key": name_key(row["name"]), "team": row["owner__team"]}
            yield from differing("account", row, fresh)


def compare_contact_keys(now: datetime) -> Iterator[Difference]:
    """Yield contacts whose keys or consents are not those of their name, address and consent rows."""
    columns = [f"consent_{channel}" for channel in CHANNELS]
    for ids in chunks(Contact.objects.all()):
        given: dict[tuple[int, str], str] = {}
        consents = Consent.objects.filter(contact__in=ids).order_by("recorded_at", "pk")
        for contact, channel, state in consents.values_list("contact_id", "channel", "state"):
            given[(contact, channel)] = state
        rows = Contact.objects.filter(pk__in=ids).order_by("pk")
        for row in rows.values(
            "pk", "first_name", "last_name", "email", "name_key", "email_key", *columns
        ):
            fresh: dict[str, Any] = {
                "name_key": name_key(f"{row['first_name']} {row['last_name']}"),
                "email_key": email_key(row["email"]),
            }
            for channel in CHANNELS:
                state = given.get((row["pk"], channel), ConsentState.NONE)
                fresh[f"consent_{channel}"] = str(state)
            yield from differing("contact", row, fresh)


def compare_standing(now: datetime) -> Iterator[Difference]:
    """Yield accounts that do not stand where their events leave them; no command rewrites history."""
    for ids in chunks(Account.objects.all()):
        events = LifecycleEvent.objects.filter(account__in=ids).order_by("account_id", "pk")
        chains: dict[int, list[LifecycleEvent]] = defaultdict(list)
        for event in events:
            chains[event.account_id].append(event)
        rows = Account.objects.filter(pk__in=ids).order_by("pk")
        for row in rows.values("pk", *STANDING):
            chain = chains[row["pk"]]
            for one, two in zip(chain, chain[1:], strict=False):
                if one.to_stage != two.from_stage:
                    yield Difference(
                        "account", row["pk"], "event chain", one.to_stage, two.from_stage
                    )
            position = standing(chain)
            fresh = {name: getattr(position, name) for name in STANDING} if position else {}
            yield from differing("account", row, fresh or dict.fromkeys(STANDING, None))


def standing(chain: list[LifecycleEvent]) -> Position | None:
    """Return where the moves of an account, in order of recording, leave it; None without any."""
    position: Position | None = None
    for event in chain:
        on = event.happened_on
        if position is None or event.kind == lifecycle.CREATED:
            position = Position()
        elif event.kind in (lifecycle.FIRST_PURCHASE, lifecycle.WON_BACK):
            position = lifecycle.buy(position, on=max(on, position.ended_on or on), today=on)
            position = _on(position, customer_since=on)
        elif event.kind == lifecycle.ENDED:
            position = _on(position, stage=lifecycle.FORMER, is_former=True, ended_on=on)
        elif event.kind == lifecycle.AUTO_POTENTIAL:
            position = _on(position, stage=lifecycle.POTENTIAL, cycle=event.cycle)
        else:
            position = lifecycle.correct(position, to=event.to_stage, on=on, rest_days=0)
    return position


def _on(position: Position, **values: Any) -> Position:
    return Position(**{**vars(position), **values})


def compare_promises(now: datetime) -> Iterator[Difference]:
    """Yield promises whose day that counts, or lateness of giving up, is not what the moves say."""
    columns = ("due_on", "due_time", "counts_on", "counts_time", "withdrawn_at", "withdrawn_late")
    for ids in chunks(Promise.objects.all()):
        moves: dict[int, list[PromiseMove]] = defaultdict(list)
        for move in PromiseMove.objects.filter(promise__in=ids).order_by("moved_at", "pk"):
            moves[move.promise_id].append(move)
        for row in Promise.objects.filter(pk__in=ids).order_by("pk").values("pk", *columns):
            first = moves[row["pk"]][:1]
            day = first[0].old_due_on if first else row["due_on"]
            clock = first[0].old_due_time if first else row["due_time"]
            for move in moves[row["pk"]]:
                day, clock = counts_after_move(
                    day, clock, move.new_due_on, move.new_due_time, move.moved_at
                )
            gone = row["withdrawn_at"]
            late = gone is not None and is_expired(day, clock, gone)
            fresh = {"counts_on": day, "counts_time": clock, "withdrawn_late": late}
            yield from differing("promise", row, fresh)


def compare_deals(now: datetime) -> Iterator[Difference]:
    """Yield deals that stand in their stage since another moment than their last step into one."""
    for ids in chunks(Deal.objects.all()):
        steps = DealMove.objects.filter(deal__in=ids, to_state=DealState.OPEN)
        moved = steps.order_by().values_list("deal_id")
        last = dict(moved.annotate(at=Max("moved_at")))
        for row in Deal.objects.filter(pk__in=ids).order_by("pk").values("pk", "stage_since"):
            if row["pk"] in last:
                yield from differing("deal", row, {"stage_since": last[row["pk"]]})


def compare_win_backs(now: datetime) -> Iterator[Difference]:
    """Yield win-backs that do not repeat the day, initiator and reason of their event."""
    for ids in chunks(WinBack.objects.all()):
        rows = WinBack.objects.filter(pk__in=ids).order_by("pk")
        columns = ("left_on", "initiator", "reason")
        events = ("event__happened_on", "event__initiator", "event__reason")
        for row in rows.values("pk", *columns, *events):
            fresh = {name: row[path] for name, path in zip(columns, events, strict=True)}
            yield from differing("winback", row, fresh)
