"""What a discount costs, in a sentence (`domain.md` §11)."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.shared.formats import percent
from crm.shared.numbers import as_decimal
from customers.deals.sums import extra_volume

SAYS = gettext_lazy(
    "With a contribution margin of %(margin)s, a discount of %(discount)s takes %(extra)s more "
    "volume to earn the same."
)
NEVER = gettext_lazy(
    "A discount of %(discount)s eats the whole contribution margin of %(margin)s: no volume makes "
    "up for it."
)


def margin_of(margin: Decimal | None, product: Any) -> Decimal | None:
    """Return the contribution margin that counts: the typed one, else the product's; None if unknown."""
    return margin if margin is not None else getattr(product, "margin", None)


def told(discount: Decimal | None, margin: Decimal | None) -> str:
    """Return what a discount takes; both in percent of the price. Nothing without a discount."""
    if not discount:
        return ""
    if not margin:
        return _("Give a contribution margin to see how much more you must sell.")
    extra = extra_volume(margin, discount)
    values = {"discount": percent(discount, 1), "margin": percent(margin, 1)}
    if extra is None:
        return str(NEVER) % values
    return str(SAYS) % (values | {"extra": percent(as_decimal(extra), 1)})
