"""The words in which it is decided who may use an address.

`allowed` may act; `hidden` get 404, as if the record were not there; everybody else gets 403.
`public` addresses need no log-in. `methods` are the ones the address answers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crm.tests.world import VISITORS, World

GET, POST, BOTH = ("GET",), ("POST",), ("GET", "POST")
COLLEAGUES = frozenset(VISITORS)
SALES = frozenset({"owner", "teammate", "stranger"})
MANAGERS = frozenset({"manager", "administrator"})
CREATORS = SALES | MANAGERS
READERS = frozenset({"owner", "teammate", "handler"}) | MANAGERS
EDITORS = frozenset({"owner"}) | MANAGERS
HANDLERS = frozenset({"handler"}) | MANAGERS
NAMED = frozenset({"manager"})  # the named contact of the confidential survey
STRANGERS = frozenset({"stranger", "roleless"})
ROLELESS = frozenset({"roleless"})
ROLES = COLLEAGUES - ROLELESS
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Decision:
    """Says who may use an address, and which record of the world it is asked for."""

    methods: tuple[str, ...]
    allowed: frozenset[str]
    hidden: frozenset[str] = NOBODY
    public: bool = False
    args: Callable[[World], tuple[Any, ...]] = lambda world: ()
    query: Callable[[World], str] = lambda world: ""
    statuses: frozenset[int] = frozenset()  # other answers that are right for the allowed


def of(record: str, attribute: str = "pk") -> Callable[[World], tuple[Any, ...]]:
    """Return the argument of an address: the key of a record of the world."""
    return lambda world: (getattr(getattr(world, record), attribute),)


def public(methods: tuple[str, ...], *arguments: str, statuses: set[int] | None = None) -> Decision:
    """Decide that everybody may, colleague or not."""
    return Decision(
        methods, COLLEAGUES, public=True, statuses=frozenset(statuses or ()),
        args=lambda world: tuple(getattr(world, name, name) for name in arguments),
    )  # fmt: skip


def colleagues(methods: tuple[str, ...], **kwargs: Any) -> Decision:
    """Decide that every colleague may; what they see is cut to their accounts."""
    return Decision(methods, COLLEAGUES, **kwargs)


def only(allowed: frozenset[str], methods: tuple[str, ...], **kwargs: Any) -> Decision:
    """Decide by role alone; everybody else is refused."""
    return Decision(methods, allowed, **kwargs)


def reads(
    record: str, attribute: str = "pk", methods: tuple[str, ...] = GET, **kw: Any
) -> Decision:
    """Decide that who may see the account may see this."""
    return Decision(methods, READERS, STRANGERS, args=of(record, attribute), **kw)


def edits(
    record: str, methods: tuple[str, ...] = BOTH, attribute: str = "pk", **kw: Any
) -> Decision:
    """Decide that who may change the account may change this."""
    return Decision(methods, EDITORS, STRANGERS, **({"args": of(record, attribute)} | kw))
