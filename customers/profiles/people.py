"""How many people carry each persona: those behind the door of the figure, counted up to a cap."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from crm.shared.lists.paging import COUNT_CAP
from customers.contacts.models import Contact


def people_of(user: Any, profiles: Collection[int]) -> dict[int, int]:
    """Return per profile how many present contacts a user may see, counted up to the cap in all.

    Beyond the cap the counts are left out: the list behind them says "10,000+".
    """
    rows = Contact.objects.visible_to(user).present().filter(persona__in=profiles)
    found = list(rows.order_by().values_list("persona", flat=True)[: COUNT_CAP + 1])
    if len(found) > COUNT_CAP:
        return {}
    return dict.fromkeys(profiles, 0) | Counter(found)
