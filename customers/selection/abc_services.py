"""ABC classes over all customers: asked for, computed aside, looked at, applied in chunks."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from crm.shared.access import Role, has_role
from crm.shared.audit.services import record
from customers.accounts.bulk import set_classes
from customers.accounts.models import Account, Stage
from customers.errors import CustomerConflict, CustomerError
from customers.selection.abc import Ladder
from customers.selection.models import AbcChange, AbcRun, RunState

CHUNK = 1000
AT_ONCE = 5000  # customers up to which a manager need not wait for the worker


@transaction.atomic
def ask_abc(*, a_limit: int, b_limit: int, by: Any, now: datetime) -> AbcRun:
    """Ask for a computation; what was computed before and not applied is dropped. For managers."""
    if not has_role(by, Role.MANAGER):
        raise CustomerError(_("A manager computes and applies the classes."))
    if not 1 <= a_limit < b_limit <= 100:
        raise CustomerError(_("Choose limits between 1 and 100, the second above the first."))
    if AbcRun.objects.filter(state=RunState.APPLYING).exists():
        raise CustomerConflict(_("Classes are being applied now. Wait until that is done."))
    AbcRun.objects.filter(state__in=(RunState.ASKED, RunState.READY)).delete()
    run = AbcRun.objects.create(a_limit=a_limit, b_limit=b_limit, asked_by=by, asked_at=now)
    record("abc.ask", run, by=by)
    return run


def latest() -> AbcRun | None:
    """Return the latest computation."""
    return AbcRun.objects.select_related("asked_by", "applied_by").order_by("-pk").first()


def table(run: AbcRun) -> list[tuple[str, list[tuple[str, int, bool]]]]:
    """Return how many accounts go from which class (rows) to which (columns); the last says "stays"."""
    return [
        (now, [(to, run.counts.get(f"{now}{to}", 0), now == to) for to in "ABC"]) for now in "ABC-"
    ]


def is_small() -> bool:
    """Say whether there are so few customers that a request may do the work itself."""
    ids = Account.objects.alive().filter(stage=Stage.CUSTOMER).order_by()
    return ids.values("pk")[: AT_ONCE + 1].count() <= AT_ONCE


def run_abc(now: datetime) -> int:
    """Compute what was asked for and go on applying what was decided; return how many accounts."""
    done = 0
    for run in AbcRun.objects.filter(state=RunState.ASKED):
        done += compute(run, now=now)
    for run in AbcRun.objects.filter(state=RunState.APPLYING):
        done += carry_out(run, now=now)
    return done


@transaction.atomic
def compute(run: AbcRun, *, now: datetime) -> int:
    """Compute the class of every customer by revenue; store those that would change. All or nothing."""
    if not AbcRun.objects.select_for_update().filter(pk=run.pk, state=RunState.ASKED).exists():
        return 0
    customers = Account.objects.alive().filter(stage=Stage.CUSTOMER)
    before = _last_year(customers, run)
    counts: Counter[str] = Counter()
    waiting: list[AbcChange] = []
    changes = 0
    for change in _ladder(customers, run, before):
        counts[f"{change.current or '-'}{change.proposed}"] += 1
        if change.current != change.proposed:
            waiting.append(change)
            changes += 1
        if len(waiting) >= CHUNK:
            AbcChange.objects.bulk_create(waiting)
            waiting = []
    AbcChange.objects.bulk_create(waiting)
    AbcRun.objects.filter(pk=run.pk).update(
        state=RunState.READY,
        computed_at=now,
        accounts=counts.total(),
        revenue=_positive(customers, "revenue_12m"),
        counts=dict(counts),
        changes=changes,
    )
    return counts.total()


def _positive(customers: Any, column: str) -> Decimal:
    """Return the revenue of all customers, credits left out."""
    total = customers.filter(**{f"{column}__gt": 0}).aggregate(total=Sum(column))["total"]
    return total or Decimal(0)


def _last_year(customers: Any, run: AbcRun) -> dict[int, str]:
    """Return the class by the revenue of the 12 months before, of those above C; the others were C.

    Bounded: C holds nearly everybody, so only A and B are kept in memory.
    """
    column = "revenue_previous_12m"
    ladder = Ladder(_positive(customers, column), run.a_limit, run.b_limit)
    found: dict[int, str] = {}
    rows = customers.filter(**{f"{column}__gt": 0}).order_by(f"-{column}", "name_key", "pk")
    for pk, revenue in rows.values_list("pk", column).iterator(chunk_size=2000):
        letter, _share = ladder.next(revenue)
        if letter == "C":
            break
        found[pk] = letter
    return found


def _ladder(customers: Any, run: AbcRun, before: dict[int, str]) -> Iterator[AbcChange]:
    """Yield every customer with its class, the largest first, ties by name."""
    ladder = Ladder(_positive(customers, "revenue_12m"), run.a_limit, run.b_limit)
    rows = customers.order_by("-revenue_12m", "name_key", "pk").values_list(
        "pk", "revenue_12m", "account_class"
    )
    for rank, (pk, revenue, current) in enumerate(rows.iterator(chunk_size=2000), start=1):
        letter, share = ladder.next(revenue)
        yield AbcChange(
            run=run,
            account_id=pk,
            rank=rank,
            revenue=revenue,
            share_before=min(share, Decimal(100)).quantize(Decimal("0.001")),
            current=current,
            proposed=letter,
            last_year=before.get(pk, "C"),
        )


@transaction.atomic
def apply_abc(run: AbcRun, *, by: Any, now: datetime) -> AbcRun:
    """Decide that the proposed classes hold; `carry_out` writes them. For managers."""
    if not has_role(by, Role.MANAGER):
        raise CustomerError(_("A manager computes and applies the classes."))
    changed = AbcRun.objects.filter(pk=run.pk, state=RunState.READY).update(
        state=RunState.APPLYING, applied_by=by, applied_at=now
    )
    if not changed:
        raise CustomerConflict(_("This proposal was applied already, or computed again."))
    record("abc.apply", run, by=by)
    run.refresh_from_db()
    return run


def carry_out(run: AbcRun, *, now: datetime) -> int:
    """Write the decided classes in chunks; a run that was cut off goes on where it stopped.

    An account whose class somebody changed meanwhile keeps it.
    """
    done = 0
    while True:
        with transaction.atomic():
            held = AbcRun.objects.select_for_update().filter(pk=run.pk, state=RunState.APPLYING)
            if not held.exists():
                return done
            rows = list(run.proposals.to_apply().order_by("rank")[:CHUNK])
            if not rows:
                held.update(state=RunState.APPLIED)
                return done
            wanted = {row.account_id: (row.current, row.proposed) for row in rows}
            written = set_classes(wanted, by=run.applied_by, now=now)
            AbcChange.objects.filter(pk__in=[row.pk for row in rows]).update(applied=True)
            held.update(done=F("done") + written)
        done += len(rows)
