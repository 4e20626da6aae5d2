"""Score accounts, write what they spend and how far key accounts have come; run after the revenue is known."""

from datetime import datetime
from decimal import Decimal

from crm.demo.content.selection import LAST_YEAR, SCORED, STAGES, STILL_TO_SCORE, WALLETS
from crm.demo.history import History
from customers.accounts.models import Account
from customers.selection import abc_services, services


def load(history: History) -> None:
    """Score, weigh and place; then leave a computation of the classes to look at."""
    for key, values in LAST_YEAR.items():
        _score(history, key, values, history.moment(-400, "14:10"))
    for key, values in SCORED.items():
        offset = -380 if key in STILL_TO_SCORE else -min(60, history.today.timetuple().tm_yday - 1)
        _score(history, key, values, history.moment(offset, "14:10"))
    for key, (share, source) in WALLETS.items():
        _spend(history, key, Decimal(share), source)
    for key, moves in STAGES.items():
        for offset, stage, evidence in moves:
            services.set_key_stage(
                history.accounts[key],
                stage,
                happened_on=history.weekday(offset),
                evidence=evidence,
                by=history.owner(key),
                now=history.moment(offset, "16:20"),
            )
    boss = history.users["joost"]
    run = abc_services.ask_abc(a_limit=80, b_limit=95, by=boss, now=history.now)
    abc_services.compute(run, now=history.now)


def _score(history: History, key: str, values: tuple[int, ...], now: datetime) -> None:
    rows = [c for axis in services.criteria().values() for c in axis]
    services.score_account(
        history.accounts[key],
        {c.pk: value for c, value in zip(rows, values, strict=True)},
        by=history.owner(key),
        now=now,
    )


def _spend(history: History, key: str, share: Decimal, source: str) -> None:
    """Write a spend of the year before that makes our part this share of it."""
    account: Account = history.accounts[key]
    year = history.today.year - 1
    ours = services.sales_by_year(account.pk, [year]).get(year, Decimal(0))
    spend = round(ours / share / 1000) * 1000 or 50_000
    services.save_wallet(
        account,
        year=year,
        spend=Decimal(spend),
        source=source,
        version=0,
        by=history.owner(key),
        now=history.moment(-120, "11:00"),
    )
