"""Plan the deals: those a reader meets, the sales that made a customer, and what was won and lost."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from crm.demo.content.accounts import ACCOUNTS, Line, customer_spans
from crm.demo.content.products import LOSSES, OLD_PRODUCT, OPEN, PRODUCTS, TITLES, TITLES_EN
from crm.demo.history import DAYS, History
from crm.shared.localtime import local_date
from customers.deals.models import Deal, DealStage, Product
from customers.deals.services import create_deal, lose_deal, move_deal, reopen_deal, win_deal

PATH = ("new", "qualified", "proposal", "negotiation")
DECIDED_PER_CLASS = {"A": 4, "B": 2, "C": 1}
WON_SHARE = 0.58
FIRST_SALES = {"polderman": 11900, "ijsselmeer": 16400, "vaneck": 9200}
FREE = "gooi"  # paid with other value: a pilot in return for publicity
REOPENED = "venlose"  # a deal lost in spring, taken up again


def load(history: History) -> None:
    """Create products, then plan every deal with its moves."""
    products = {name: Product.objects.create(name=name, group=group, price=price)
                for name, group, price, _words in PRODUCTS}  # fmt: skip
    name, group, price = OLD_PRODUCT
    Product.objects.create(name=name, group=group, price=price, is_active=False)
    stages = {stage.key: stage for stage in DealStage.objects.all()}
    book = _Book(history, stages, list(products.values()))
    for told in OPEN:
        book.plan_told(*told)
    for line in ACCOUNTS:
        book.plan_first_sale(line)
        book.plan_decided(line)
    book.plan_edges()


class _Book:
    """Plans deals one by one; holds what they all need."""

    def __init__(
        self, history: History, stages: dict[str, DealStage], products: list[Product]
    ) -> None:
        self.history, self.stages, self.products = history, stages, products
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

    def plan_decided(self, line: Line) -> None:
        """Plan the won and lost deals of eighteen months; won ones only while it was a customer."""
        chance = self.history.chance
        for number in range(DECIDED_PER_CLASS[line.grade]):
            end = chance.choice(self.history.spread(-DAYS + 60, -12, 6))
            start = end - chance.randint(15, 80)
            if start <= line.known_since + 2 or line.is_person:
                continue
            in_span = any(first + 3 < end < last for first, last in customer_spans(line))
            won = in_span and chance.random() < WON_SHARE
            self._plan_one_decided(line, number, start, end, won)

    def _plan_one_decided(self, line: Line, number: int, start: int, end: int, won: bool) -> None:
        chance = self.history.chance
        product = chance.choice(self.products)
        stages = PATH[: chance.randint(2, 4)]
        step = (end - start) / (len(stages) + 1)
        amount = round(max(line.revenue, 15) * chance.uniform(30, 140)) * 1 + 200
        self.plan_deal(
            line.key,
            title=chance.choice(TITLES_EN if "en" in line.flags else TITLES),
            product=product,
            amount=amount,
            steps=[(stage, round(start + step * place)) for place, stage in enumerate(stages)],
            close=end + chance.randint(-5, 20),
            end=self._win if won else self._lose(chance.choice(LOSSES)),
            end_day=end,
        )

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
