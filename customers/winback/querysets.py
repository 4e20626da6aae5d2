"""Win-backs in the trade's words."""

from decimal import Decimal
from typing import Self

from django.db.models import DecimalField, F, OuterRef, Value
from django.db.models.functions import Coalesce

from crm.shared.counting import total_of
from crm.shared.querysets import OfAccountQuerySet
from customers.deals.models import Order

MONEY = DecimalField(max_digits=14, decimal_places=2)


class WinBackQuerySet(OfAccountQuerySet):
    """Asks for relationships that ended."""

    def open(self) -> Self:
        """Keep those who did not come back."""
        return self.filter(won_on__isnull=True)

    def pursued(self) -> Self:
        """Leave out those we decided to leave alone."""
        return self.filter(account__do_not_pursue=False)

    def with_revenue(self) -> Self:
        """Add `revenue`: what was bought in the 12 months before they left; an index look-up per row."""
        orders = Order.objects.filter(
            account=OuterRef("account"),
            ordered_on__gte=OuterRef("revenue_since"),
            ordered_on__lte=OuterRef("left_on"),
        )
        bought = total_of(orders, F("amount"), output_field=MONEY)
        return self.annotate(revenue=Coalesce(bought, Value(Decimal(0)), output_field=MONEY))
