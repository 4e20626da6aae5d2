"""Plan the deals: those a reader meets, the sales that made a customer, and what was won and lost."""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from crm.demo.content.accounts import ACCOUNTS, Line, customer_spans
from crm.demo.content.products import LOSSES, OLD_PRODUCT, OPEN, PRODUCTS, TITLES, TITLES_EN
from crm.demo.history import DAYS, History
from crm.shared.localtime import local_date
from customers.deals.models import (
    Deal,
    DealMove,
    DealStage,
    DealState,
    Order,
    OrderSource,
    Product,
)
from customers.deals.services import create_deal, lose_deal, move_deal, reopen_deal, win_deal
from customers.deals.stage import PROBABILITY
from customers.forecast.totals import shift

PATH = ("new", "qualified", "proposal", "negotiation")
DECIDED_PER_CLASS = {"A": 4, "B": 2, "C": 1}
WON_SHARE = 0.58
FIRST_SALES = {"polderman": 11900, "ijsselmeer": 16400, "vaneck": 9200}
MARGIN, DISCOUNT, LARGE = Decimal(30), Decimal(5), 80_000  # large deals get a discount
FREE = "gooi"  # paid with other value: a pilot in return for publicity
REOPENED = "venlose"  # a deal lost in spring, taken up again


def load(history: History) -> None:
    """Create products, then plan every deal with its moves."""
    products = {name: Product.objects.create(name=name, group=group, price=price, margin=MARGIN)
                for name, group, price, _words in PRODUCTS}  # fmt: skip
    name, group, price = OLD_PRODUCT
    Product.objects.create(name=name, group=group, price=price, is_active=False)
    stages = {stage.key: stage for stage in DealStage.objects.all()}
    book = _Book(history, stages, list(products.values()))
    for told in OPEN:
        book.plan_told(*told)
    for line in ACCOUNTS:
        book.plan_first_sale(line)
        book.add_decided(line)
    book.plan_edges()
    history.inserts.append(book.insert_decided)


class _Book:
    """Plans deals one by one; holds what they all need."""

    def __init__(
        self, history: History, stages: dict[str, DealStage], products: list[Product]
    ) -> None:
        self.history, self.stages, self.products = history, stages, products
        self.decided: list[tuple[Deal, list[datetime]]] = []
        self.years = {"year": history.today.year, "next": history.today.year + 1}

    def plan_deal(
        self,
        key: str,
        *,
        title: str,
        product: Product,
        amount: int,
        steps: list[tuple[str, int]],
        close: int | None,
        end: Callable[[Deal, datetime], Any] | None = None,
        end_day: int = 0,
    ) -> None:
        """Plan a deal: created in its first step, moved through the others, decided by `end`."""
        history, deals = self.history, []
        owner = history.owner(key)

        def create(now: datetime) -> None:
            deals.append(
                create_deal(
                    history.accounts[key],
                    title=title.format(
                        product=product.name, city=history.accounts[key].city, **self.years
                    ),
                    by=owner,
                    now=now,
                    stage=self.stages[steps[0][0]],
                    amount=Decimal(amount),
                    owner=owner,
                    contact=history.someone(key),
                    product=product,
                    discount=DISCOUNT if amount >= LARGE else None,
                    expected_close=None if close is None else history.weekday(close),
                )
            )

        history.plan(history.moment(steps[0][1], "11:15"), create)
        for (_old, _day), (stage, day) in pairwise(steps):
            history.plan(
                history.moment(day, "13:45"),
                lambda now, to=self.stages[stage]: move_deal(deals[0], to=to, by=owner, now=now),
            )
        if end is not None:
            history.plan(history.moment(end_day, "15:30"), lambda now: end(deals[0], now))

    def plan_told(
        self,
        key: str,
        title: str,
        product: str,
        amount: int,
        way: str,
        close: int | None,
        owner: str,
    ) -> None:
        """Plan one of the open deals that the content tells: `new-30 qualified-12`."""
        steps = [(word.rsplit("-", 1)[0], -int(word.rsplit("-", 1)[1])) for word in way.split()]
        wanted = next(row for row in self.products if row.name == product)
        self.plan_deal(key, title=title, product=wanted, amount=amount, steps=steps, close=close)

    def plan_first_sale(self, line: Line) -> None:
        """Plan the won deal that makes a customer, first or again."""
        for day in line.days("CB"):
            amount = FIRST_SALES.get(line.key, max(1, line.revenue) * 450)
            self.plan_deal(
                line.key,
                title="Eerste bestelling {product}" if line.days("C") else "Terug: {product}",
                product=self.products[len(line.key) % 6],
                amount=amount,
                steps=[("new", day - 20), ("proposal", day - 8)],
                close=day + 2,
                end=self._win,
                end_day=day,
            )

    def add_decided(self, line: Line) -> None:
        """Note the won and lost deals of eighteen months; won ones only while it was a customer."""
        chance = self.history.chance
        for _number in range(DECIDED_PER_CLASS[line.grade]):
            end = chance.choice(self.history.spread(-DAYS + 60, -12, 6))
            start = end - chance.randint(15, 80)
            if start <= line.known_since + 2 or line.is_person:
                continue
            in_span = any(first + 3 < end < last for first, last in customer_spans(line))
            won = in_span and chance.random() < WON_SHARE
            self._add_decided(line, start, end, won)

    def _add_decided(self, line: Line, start: int, end: int, won: bool) -> None:
        """Note a deal of the past as its services would have left it; inserted in bulk for speed."""
        chance, history = self.history.chance, self.history
        product, owner = chance.choice(self.products), history.owner(line.key)
        days = self._days(start, end, chance.randint(2, 4))
        reason, note, competitor = ("", "", "") if won else chance.choice(LOSSES)
        moments = [history.moment(day, "11:15") for day in days] + [history.moment(end, "15:30")]
        titles = TITLES_EN if "en" in line.flags else TITLES
        deal = Deal(
            account=history.accounts[line.key],
            title=chance.choice(titles).format(product=product.name, city=line.city, **self.years),
            amount=Decimal(round(max(line.revenue, 15) * chance.uniform(30, 140)) + 200),
            state=DealState.WON if won else DealState.LOST,
            stage=self.stages[PATH[len(days) - 1]],
            probability=PROBABILITY["won" if won else "lost"],
            expected_close=history.weekday(end + chance.randint(-5, 20)),
            closed_on=local_date(moments[-1]),
            opened_on=local_date(moments[0]),
            owner=owner,
            contact=history.someone(line.key),
            product=product,
            competitor=competitor,
            loss_reason=reason,
            loss_note=note,
            stage_since=moments[-2],
            created_at=moments[0],
            updated_at=moments[-1],
        )
        self.decided.append((deal, moments))

    def _days(self, start: int, end: int, number: int) -> list[int]:
        """Return the days on which a deal entered its first, second … stage."""
        return [round(start + (end - start) / (number + 1) * place) for place in range(number)]

    def insert_decided(self) -> None:
        """Insert the deals of the past with their moves, and the orders of those that were won."""
        deals = Deal.objects.bulk_create([deal for deal, _moments in self.decided], batch_size=200)
        shift(into=deals)
        DealMove.objects.bulk_create(
            [move for deal, moments in self.decided for move in self._moves(deal, moments)],
            batch_size=200,
        )
        Order.objects.bulk_create(
            Order(
                account_id=deal.account_id,
                deal=deal,
                ordered_on=deal.closed_on,
                amount=deal.amount,
                description=deal.title,
                product_group=deal.product.group,
                source=OrderSource.DEAL,
                created_by=deal.owner,
                created_at=deal.updated_at,
            )
            for deal in deals
            if deal.state == DealState.WON
        )

    def _moves(self, deal: Deal, moments: list[datetime]) -> Iterator[DealMove]:
        """Give the history of a decided deal: opened, moved, won or lost."""
        before: DealStage | None = None
        for place, at in enumerate(moments):
            last = place == len(moments) - 1
            stage = deal.stage if last else self.stages[PATH[place]]
            yield DealMove(
                deal=deal,
                from_stage=before,
                to_stage=stage,
                from_state="open" if before else "",
                to_state=deal.state if last else DealState.OPEN,
                moved_at=at,
                moved_by=deal.owner,
            )
            before = stage

    def _win(self, deal: Deal, now: datetime) -> None:
        win_deal(deal, on=local_date(now), by=deal.owner, now=now)

    def _lose(self, loss: tuple[str, str, str]) -> Callable[[Deal, datetime], Any]:
        reason, note, competitor = loss

        def end(deal: Deal, now: datetime) -> None:
            lose_deal(deal, reason=reason, note=note, competitor=competitor, by=deal.owner, now=now)

        return end

    def plan_edges(self) -> None:
        """Plan a sale of 0 euros, a lost deal that was reopened, and one lost without reason (imported)."""
        self.plan_deal(
            FREE,
            title="Proefopstelling in ruil voor publicatie",
            product=self.products[5],
            amount=0,
            steps=[("new", -150), ("proposal", -140)],
            close=-130,
            end=self._win,
            end_day=-133,
        )

        def lose_and_reopen(deal: Deal, now: datetime) -> None:
            self._lose(LOSSES[3])(deal, now)
            later = self.history.moment(-45, "10:00")
            self.history.plan(later, lambda at: reopen_deal(deal, by=deal.owner, now=at))

        self.plan_deal(
            REOPENED,
            title="Warmtepompen kas 9",
            product=self.products[2],
            amount=47300,
            steps=[("new", -210), ("qualified", -190), ("proposal", -170)],
            close=52,
            end=lose_and_reopen,
            end_day=-120,
        )

        def lose_as_imported(deal: Deal, now: datetime) -> None:
            lose_deal(deal, reason="unknown_imported", by=None, now=now, imported=True)

        self.plan_deal(
            "kromhout",
            title="Ketels 2019 (oud systeem)",
            product=self.products[0],
            amount=8800,
            steps=[("new", -530)],
            close=-500,
            end=lose_as_imported,
            end_day=-505,
        )
