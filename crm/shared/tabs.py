"""The tabs over the pages of one account: each app registers the pages it has."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Tab:
    """One page or list of an account; `name` is the URL name, `filters` tells a list by `?account=`.

    `more` puts it in the menu at the end of the row: fourteen tabs fit no window.
    """

    key: str
    label: str | Promise
    name: str
    order: int
    filters: bool = False
    more: bool = False

    def url(self, account_id: int) -> str:
        """Return the address for one account."""
        if self.filters:
            return f"{reverse(self.name)}?account={account_id}"
        return reverse(self.name, args=[account_id])


_tabs: dict[str, Tab] = {}


def register(*tabs: Tab) -> None:
    """Add tabs; they stand in the order of their `order`."""
    _tabs.update((tab.key, tab) for tab in tabs)


def of(account_id: int, current: str) -> list[dict[str, Any]]:
    """Return the tabs of an account as the tabs components take them."""
    return [
        {
            "label": tab.label,
            "url": tab.url(account_id),
            "current": tab.key == current,
            "more": tab.more,
        }
        for tab in sorted(_tabs.values(), key=lambda tab: tab.order)
    ]
