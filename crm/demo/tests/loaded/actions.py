"""A busy day at random: what colleagues and customers do, each through the service that owns its rule."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from complaints.cases.models import Complaint
from complaints.cases.services import record_complaint
from complaints.cases.transitions import acting_as, transition
from complaints.cases.workflow import Move
from crm.shared.errors import Refusal
from crm.shared.people.models import User
from customers.accounts.cycle import end_relationship
from customers.accounts.models import Account, Stage
from customers.activities.interactions import delete_interaction, log_interaction
from customers.activities.models import Interaction, Task
from customers.activities.services import add_task, complete_task
from customers.deals.models import Deal
from customers.deals.orders import add_order
from customers.deals.services import create_deal, lose_deal, move_deal, reopen_deal, win_deal
from customers.pipelines.models import DealStage
from customers.promises.models import Promise
from customers.promises.services import deliver_promise, make_promise, move_promise
from surveys.answers.services import confirm_answer
from surveys.campaigns.models import Invitation, SurveyState


@dataclass
class Day:
    """Does things to the demo in an order that a seed fixes."""

    now: datetime
    seed: int = 20261117

    def __post_init__(self) -> None:
        """Draw from one seed; count what was done and what was refused."""
        self.random = Random(self.seed)  # noqa: S311
        self.manager = User.objects.get(username="joost")
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    def act(self, times: int) -> None:
        """Do so many things; a refusal is an answer too, anything else is an error."""
        deeds: list[Callable[[], Any]] = [
            self.call, self.forget_a_call, self.plan, self.tick, self.promise, self.keep_a_promise,
            self.put_a_promise_off, self.find_a_chance, self.move_a_chance, self.win, self.lose,
            self.open_again, self.sell, self.leave, self.complain, self.withdraw_a_complaint,
            self.answer,
        ]  # fmt: skip
        for _number in range(times):
            deed = self.random.choice(deeds)
            try:
                with transaction.atomic():
                    deed()
            except Refusal:
                self.refused[deed.__name__] += 1
            else:
                self.done[deed.__name__] += 1

    def one(self, rows: QuerySet) -> Any:
        """Draw a row; a refusal when there is none."""
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        if not keys:
            raise Refusal("nothing there")
        return rows.model._default_manager.get(pk=self.random.choice(keys))

    def account(self, **known: Any) -> Account:
        """Draw an account that is there."""
        return self.one(Account.objects.filter(deleted_at=None, merged_into=None, **known))

    @property
    def who(self) -> dict[str, Any]:
        """Return who does it and when."""
        return {"by": self.manager, "now": self.now}

    def days(self, low: int, high: int) -> Any:
        """Draw a day around today."""
        return self.now.date() + timedelta(days=self.random.randint(low, high))

    def call(self) -> None:
        """Log a call, now and then with somebody who was not happy."""
        log_interaction(
            self.account(), kind="call", summary="Belde even", happened_at=self.now,
            dissatisfied=self.random.random() < 0.2, **self.who,
        )  # fmt: skip

    def forget_a_call(self) -> None:
        """Take a contact moment away."""
        delete_interaction(self.one(Interaction.objects.filter(deleted_at=None)), **self.who)

    def plan(self) -> None:
        """Put something on somebody's list."""
        account = self.account()
        add_task(account, title="Bellen", due_on=self.days(-3, 20), origin="manual",
                 assignee=account.owner or self.manager, **self.who)  # fmt: skip

    def tick(self) -> None:
        """Tick a task."""
        complete_task(self.one(Task.objects.filter(state="open")), **self.who)

    def promise(self) -> None:
        """Promise something, today or some days ago."""
        account = self.account()
        make_promise(account, text="Offerte", due_on=self.days(-4, 9), promised_on=self.days(-12, -5),
                     owner=account.owner or self.manager, kind="quote", **self.who)  # fmt: skip

    def keep_a_promise(self) -> None:
        """Deliver what was promised."""
        deliver_promise(self.one(Promise.objects.open()), on=self.days(-5, 0), **self.who)

    def put_a_promise_off(self) -> None:
        """Give a promise another date."""
        move_promise(self.one(Promise.objects.open()), due_on=self.days(1, 20), reason="Druk",
                     informed_on=self.now.date(), **self.who)  # fmt: skip

    def find_a_chance(self) -> None:
        """Open a deal."""
        create_deal(self.account(), title="Kans", amount=Decimal(self.random.randint(1, 900)) * 100,
                    expected_close=self.days(-10, 120), **self.who)  # fmt: skip

    def move_a_chance(self) -> None:
        """Move a deal to another stage of its pipeline."""
        deal = self.one(Deal.objects.open())
        to = self.one(DealStage.objects.filter(pipeline=deal.stage.pipeline_id))
        move_deal(deal, to=to, **self.who)

    def win(self) -> None:
        """Win a deal."""
        win_deal(self.one(Deal.objects.open()), on=self.days(-20, 0), **self.who)

    def lose(self) -> None:
        """Lose a deal."""
        lose_deal(self.one(Deal.objects.open()), reason="price", **self.who)

    def open_again(self) -> None:
        """Take a decision on a deal back."""
        reopen_deal(self.one(Deal.objects.exclude(state="open")), **self.who)

    def sell(self) -> None:
        """Take an order."""
        add_order(self.account(), ordered_on=self.days(-400, 0),
                  amount=Decimal(self.random.randint(1, 50_000)), **self.who)  # fmt: skip

    def leave(self) -> None:
        """Lose a customer."""
        end_relationship(self.account(stage=Stage.CUSTOMER), on=self.now.date(), initiator="customer",
                         reason="price", **self.who)  # fmt: skip

    def complain(self) -> None:
        """Write a complaint down."""
        record_complaint(
            text="De levering was te laat.", channel="phone", account=self.account(), **self.who
        )

    def withdraw_a_complaint(self) -> None:
        """Withdraw a complaint that is open."""
        complaint = self.one(Complaint.objects.filter(state__in=("received", "acknowledged")))
        transition(complaint, Move.WITHDRAW, by=acting_as(self.manager), user=self.manager,
                   now=self.now, reason="Opgelost")  # fmt: skip

    def answer(self) -> None:
        """Answer a survey, or change the score."""
        invitation = self.one(
            Invitation.objects.filter(sent_at__isnull=False, survey__state=SurveyState.OPEN)
        )
        score = self.random.randint(0, 10)
        confirm_answer(invitation, score=score, language="nl", now=self.now)
