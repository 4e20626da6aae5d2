"""What a colleague on the telephone should know of the account at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from complaints.cases.models import Complaint
from complaints.cases.stamps import year_start
from crm.shared.localtime import day_start, local_date
from customers.accounts.models import Account
from customers.deals.models import Order
from customers.promises.models import Promise

SHOWN = 5


@dataclass(frozen=True)
class Known:
    """Holds the account's complaints of 12 months, open promises and last orders."""

    account: Account
    complaints: list[Complaint]
    promises: list[Promise]
    orders: list[Order]
    today: Any

    @property
    def is_repeat(self) -> bool:
        """Tell whether this would be a repeat failure: they complained before in 12 months."""
        return bool(self.complaints)


def known_of(account: Account, user: Any, now: datetime) -> Known:
    """Read what there is to know, as far as the reader may see it; three queries."""
    today = local_date(now)
    complaints = (
        Complaint.objects.visible_to(user)
        .counting()
        .filter(account=account, received_at__gte=day_start(year_start(today)))
        .order_by("-received_at", "-pk")
    )
    promises = Promise.objects.filter(account=account).open().order_by("counts_on", "pk")
    orders = Order.objects.filter(account=account).order_by("-ordered_on", "-pk")
    return Known(
        account,
        list(complaints[:SHOWN]),
        list(promises[:SHOWN]),
        list(orders[:SHOWN]),
        today,
    )
