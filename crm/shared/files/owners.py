"""What files can hang on: each app registers its own records. No foreign key points up from here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Owner:
    """A kind of record with files.

    `visible(user)` and `editable(user)` give the records whose files somebody may fetch, or add and
    remove; `account_of(record)` the number of the account it hangs on, None for none; `url(record)` its
    page; `title(record)` what it is called; `address(pk)` its page by its number, where that is enough.
    """

    kind: str
    label: Any
    visible: Callable[[Any], models.QuerySet]
    editable: Callable[[Any], models.QuerySet]
    account_of: Callable[[Any], int | None]
    url: Callable[[Any], str]
    title: Callable[[Any], str]
    address: Callable[[int], str] | None = None


_owners: dict[str, Owner] = {}


def register(*owners: Owner) -> None:
    """Add kinds of record that files can hang on."""
    _owners.update((owner.kind, owner) for owner in owners)


def find(kind: str) -> Owner | None:
    """Return a kind; None for one nobody registered."""
    return _owners.get(kind)


def owners() -> list[Owner]:
    """Return every kind, in the order of registration."""
    return list(_owners.values())
