"""Load the orders out of the bookkeeping: two years that add up to each account's revenue and trend."""

from decimal import Decimal

from crm.demo.content.accounts import ACCOUNTS, Line, customer_spans
from crm.demo.content.products import PRODUCTS
from crm.demo.history import History
from customers.deals.models import Order

YEAR = 365
LONG_ENOUGH = 180  # days as customer in the year before that carry a whole year's revenue
EARLIER = {
    "A": 90,
    "B": 34,
    "C": 9,
}  # thousands a year of accounts that left, while they were customer
PER_YEAR = {"A": 26, "B": 14, "C": 6}
COST_SHARE = (66, 84)  # direct cost in % of the amount


def load(history: History) -> None:
    """Insert all orders at once after the replay, which must not see sales of its future; then count.

    Sum for `184 +7`: 184,000 in the last twelve months over the days as customer, and
    184,000 ÷ 1.07 = 171,963 in the twelve before, each spread over the orders to the cent.
    """
    rows: list[Order] = []
    for line in ACCOUNTS:
        now_sum = Decimal(line.revenue * 1000)
        before = now_sum / (1 + Decimal(line.trend) / 100)
        if not line.revenue:
            now_sum = before = Decimal(EARLIER[line.grade] * 1000)
        rows += _orders(history, line, -YEAR + 1, 0, now_sum, whole=bool(line.revenue))
        rows += _orders(history, line, -2 * YEAR + 1, -YEAR, before, whole=bool(line.revenue))
    rows += _edges(history)
    rows.sort(key=lambda order: order.ordered_on)
    for number, order in enumerate(rows, start=10001):
        order.external_ref = f"SO-{number}"
    history.inserts.append(lambda: Order.objects.bulk_create(rows, batch_size=500))


def _orders(
    history: History, line: Line, first: int, last: int, total: Decimal, *, whole: bool
) -> list[Order]:
    """Return the orders of one window; a shorter time as customer brings a part unless `whole`."""
    spans = [(max(start, first), min(end, last)) for start, end in customer_spans(line)]
    spans = [(start, end) for start, end in spans if start <= end]
    days = sum(end - start + 1 for start, end in spans)
    if not days:
        return []
    if not whole or (first < -YEAR and days < LONG_ENOUGH):
        total = total * days / YEAR
    rows: list[Order] = []
    for start, end in spans:
        part = total * (end - start + 1) / days
        number = max(1, round(PER_YEAR[line.grade] * (end - start + 1) / YEAR))
        rows += _spread(history, line, start, end, part, number)
    return rows


def _spread(
    history: History, line: Line, start: int, end: int, total: Decimal, number: int
) -> list[Order]:
    chance = history.chance
    weights = [chance.uniform(0.5, 1.8) for _ in range(number)]
    cents = [round(float(total) * 100 * weight / sum(weights)) for weight in weights]
    cents[-1] += round(total * 100) - sum(cents)
    return [
        _order(history, line, offset, Decimal(amount) / 100)
        for offset, amount in zip(history.spread(start, end, number), cents, strict=True)
    ]


def _order(history: History, line: Line, offset: int, amount: Decimal) -> Order:
    chance = history.chance
    product, group, _price, _words = chance.choice(PRODUCTS)
    on = history.day(offset)
    cost = (amount * chance.randint(*COST_SHARE) / 100).quantize(Decimal("0.01"))
    return Order(
        account=history.accounts[line.key],
        ordered_on=on,
        amount=amount,
        direct_cost=cost,
        product_group=group,
        description=product,
        source="import",
        created_at=history.at(on, "18:00"),
    )


def _edges(history: History) -> list[Order]:
    """Return a credit and an order paid with other value than money."""
    lines = {line.key: line for line in ACCOUNTS}
    credit = _order(history, lines["waterland"], -29, Decimal("-214.00"))
    credit.description, credit.direct_cost = "Creditnota leidingisolatie", None
    swap = _order(history, lines["linge"], -70, Decimal("0.00"))
    swap.description = "Demonstratiemodel in ruil voor referentiefilm"
    return [credit, swap]
