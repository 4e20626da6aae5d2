"""Load the account plans of the key accounts, and what we offer each segment."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from crm.demo.content.accounts import ACCOUNTS
from crm.demo.content.plans import OWN_OFFER, PLANS, SEGMENTS, TEXTS, Plan
from crm.demo.history import History
from crm.shared.localtime import local_date
from customers.activities.services import complete_task
from customers.plans import propositions, results, services, states
from customers.plans.models import AccountPlan

TRADE_OF = {line.key: line.trade for line in ACCOUNTS}
REVENUE_OF = {line.key: line.revenue for line in ACCOUNTS}


def load(history: History) -> None:
    """Write the propositions, then plan each plan from January to today."""
    boss = history.users["joost"]
    for trade, texts in SEGMENTS.items():
        sector = next(a.sector for k, a in history.accounts.items() if TRADE_OF[k] == trade)
        propositions.save_segment(
            sector,
            version=1,
            by=boss,
            now=history.now,
            **dict(zip(propositions.PARTS, texts, strict=True)),
        )
    key, answer = OWN_OFFER
    propositions.save_own(
        history.accounts[key], version=1, by=history.owner(key), now=history.now, answer=answer
    )
    for plan in PLANS:
        _Writer(history, plan).plan()


class _Writer:
    """Plans the acts of one account plan."""

    def __init__(self, history: History, told: Plan) -> None:
        self.history, self.told = history, told
        self.year = history.today.year
        self.owner, self.boss = history.owner(told.account), history.users["joost"]
        self.made: AccountPlan | None = None

    def plan(self) -> None:
        """Plan everything in order of time: written, approved, revised, measured, reviewed."""
        if self.told.account == "waterland":
            self._at(date(self.year - 1, 1, 14), self._last_year)
        self._at(date(self.year, 1, 12), self._write)
        if self.told.state == "approved":
            self._at(date(self.year, 1, 20), self._approve)
        for line in self.told.goals:
            title, *_rest, values = line.split("|")
            for entry in values.split():
                month, value = entry.split(":")
                self._at(date(self.year, int(month), 28), self._measure(title, value))
        if self.told.reviewed:
            self._at(date(self.year, 7, 2), self._review)
        if self.told.revised:
            self._at(date(self.year, 7, 8), self._revise)
        for title, offset, result, done in self.told.actions:
            self._at(history_day(self.history, offset - 45), self._act(title, offset, result, done))

    def _at(self, day: date, act: Any) -> None:
        """Plan an act on a day, or leave it out when the year has not come that far."""
        if day <= self.history.today:
            self.history.plan(self.history.at(day, "10:30"), act)

    def _texts(self) -> dict[str, Any]:
        texts = TEXTS.get(TRADE_OF[self.told.account], {}) | self.told.texts
        amount, _sign, purpose = self.told.budget.partition("|")
        if amount:
            texts |= {"budget_amount": Decimal(amount), "budget": purpose}
        return texts

    def _write(self, now: datetime) -> None:
        account = self.history.accounts[self.told.account]
        self.made = services.create_plan(account, self.year, by=self.owner, now=now)
        services.edit_plan(self.made, version=1, by=self.owner, now=now, **self._texts())
        for line in self.told.goals:
            self._goal(self.made, line, now)
        self.made.refresh_from_db()

    def _goal(self, plan: AccountPlan, line: str, now: datetime) -> None:
        title, measure, unit, baseline, target, _values = line.split("|")
        if measure == "revenue":
            thousands = REVENUE_OF[self.told.account] * Decimal(self.told.revenue_factor)
            target = str(round(thousands / 5) * 5 * 1000)
        services.add_goal(
            plan,
            by=self.owner,
            now=now,
            title=title,
            measure=measure,
            unit=unit,
            baseline=Decimal(baseline) if baseline else None,
            target=Decimal(target),
            due_on=None,
        )

    def _last_year(self, now: datetime) -> None:
        """Write the plan of last year: approved, carried out, closed in January."""
        account = self.history.accounts[self.told.account]
        plan = services.create_plan(account, self.year - 1, by=self.owner, now=now)
        services.edit_plan(plan, version=1, by=self.owner, now=now, **self._texts())
        self._goal(plan, self.told.goals[0], now)
        services.move_plan(plan, states.APPROVE, by=self.boss, now=now)
        close = self.history.at(date(self.year, 1, 8), "16:00")
        self.history.plan(
            max(close, now),
            lambda later: services.move_plan(plan, states.CLOSE, by=self.boss, now=later),
        )

    def _approve(self, now: datetime) -> None:
        services.move_plan(self.made, states.APPROVE, by=self.boss, now=now)

    def _revise(self, now: datetime) -> None:
        services.move_plan(self.made, states.REVISE, by=self.owner, now=now)
        services.edit_plan(
            self.made, version=self.made.version, by=self.owner, now=now, **self.told.revised
        )
        services.move_plan(self.made, states.APPROVE, by=self.boss, now=now)

    def _measure(self, title: str, value: str) -> Any:
        def act(now: datetime) -> None:
            results.record_value(
                self.made.goals.get(title=title),
                value=Decimal(value),
                measured_on=local_date(now),
                by=self.owner,
                now=now,
            )

        return act

    def _review(self, now: datetime) -> None:
        who, conclusion = self.told.reviewed
        review = self.made.reviews.first()
        results.save_review(
            review,
            version=1,
            by=self.boss,
            now=now,
            held_on=local_date(now),
            attended=who,
            conclusion=conclusion,
        )

    def _act(self, title: str, offset: int, result: str, done: bool) -> Any:
        def act(now: datetime) -> None:
            made = results.add_action(
                self.made,
                title=title,
                due_on=self.history.weekday(offset),
                assignee=self.owner,
                expected_result=result,
                by=self.owner,
                now=now,
            )
            if done:
                self.history.plan(
                    self.history.moment(offset - 2, "15:20"),
                    lambda later: complete_task(made.task, by=self.owner, now=later),
                )

        return act


def history_day(history: History, offset: int) -> date:
    """Return that day, in this year at the earliest: an action needs its plan."""
    return max(history.day(min(offset, 0)), date(history.today.year, 1, 13))
