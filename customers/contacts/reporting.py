"""Who reports to whom: no circles, and a chart of those who are there (`domain.md` §3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Bosses = Mapping[int, int | None]  # person → whom they report to


def line_up(bosses: Bosses, person: int) -> list[int]:
    """Return who stands above a person, the nearest first; stops where a circle would begin."""
    above: list[int] = []
    boss = bosses.get(person)
    while boss is not None and boss != person and boss not in above:
        above.append(boss)
        boss = bosses.get(boss)
    return above


def makes_circle(bosses: Bosses, person: int, boss: int | None) -> bool:
    """Say whether a person would come to stand above themselves when reporting to `boss`."""
    return boss is not None and (boss == person or person in line_up(bosses, boss))


@dataclass
class Node:
    """A person in the chart, with those who report to them."""

    person: Any
    below: list["Node"] = field(default_factory=list)


def chart(people: Sequence[Any], bosses: Bosses) -> list[Node]:
    """Return the chart of people (with a `pk`): who has left is stepped over, to the next above.

    Those in nobody's line stand at the top; the order of `people` is kept.
    """
    nodes = {person.pk: Node(person) for person in people}
    top: list[Node] = []
    for pk, node in nodes.items():
        boss = next((above for above in line_up(bosses, pk) if above in nodes), None)
        (top if boss is None else nodes[boss].below).append(node)
    return top
