"""Finding: one statement for all kinds, each part of which stops after a bounded number of rows.

Per kind two ways in: titles that start with what was typed (a B-tree), and texts that contain every
word (trigrams), newest first. Each way takes at most CANDIDATES rows from the index and keeps those
the reader may see, by their primary key. A fragment so common that its newest CANDIDATES hide the few a
reader may see is looked for from the other side: in the reader's own records.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models.expressions import RawSQL

from crm.shared.search import registry
from crm.shared.search.index import FTS, TABLE
from crm.shared.search.registry import ROOM, Kind
from crm.shared.search.text import FRAGMENT, Query, understand

CANDIDATES = 300
LISTED = 2_000  # rows a list's text filter takes from each way in, the newest first
OWN = 50_000  # of a reader who sees more than this nothing rare is hidden
COLUMNS = "object_id, title, subtitle, url"


@dataclass(frozen=True)
class Hit:
    """One record found."""

    pk: int
    title: str
    subtitle: str
    url: str


@dataclass
class Group:
    """The records of one kind that were found."""

    kind: Kind
    hits: list[Hit] = field(default_factory=list)

    @property
    def label(self) -> Any:
        """Return the heading."""
        return self.kind.label


Part = tuple[str, list[Any]]


def search(user: Any, typed: str, limit: int = 6) -> list[Group]:
    """Return what a reader may see of what was typed, grouped by kind; at most two statements."""
    query = understand(typed)
    if not query:
        return []
    shown = {k.key: k for k in registry.kinds()}
    visible = {key: part for key, k in shown.items() if (part := _visible(k, user)) is not None}
    parts = []
    for key, seen in visible.items():
        ways = _ways(shown[key], query)
        for rank, candidates in enumerate(ways):
            parts.append(_limited(key, rank, candidates, seen, limit))
        parts.append(_size(key, ways[-1]))
    found: dict[str, dict[int, Hit]] = {key: {} for key in visible}
    crowded = _collect(parts, found)
    short = [key for key in crowded if len(found[key]) < limit]
    if short:
        _collect([_from_the_reader(shown[key], user, query, limit) for key in short], found)
    return [Group(shown[key], list(hits.values())[:limit]) for key, hits in found.items() if hits]


def matching(kind_key: str, typed: str) -> RawSQL | None:
    """Return the keys of records of a kind in which every word stands, for `pk__in`; None without words.

    A list filters with it: bounded as the search is, so that a common word costs no more than a rare one.
    """
    query = understand(typed)
    if not query:
        return None
    ways = _ways(registry.find(kind_key), query, LISTED)
    sql = " UNION ".join(f"SELECT c.object_id FROM ({way}) c" for way, _params in ways)  # noqa: S608
    return RawSQL(sql, [value for _way, params in ways for value in params])  # noqa: S611


def _collect(parts: list[Part], found: dict[str, dict[int, Hit]]) -> list[str]:
    """Run the parts as one statement; returns the kinds of which more candidates exist."""
    if not parts:
        return []
    crowded = []
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(sql for sql, _params in parts),
            [value for _sql, params in parts for value in params],
        )
        for key, rank, pk, title, subtitle, url in cursor.fetchall():
            if rank < 0:
                crowded += [key] if pk >= CANDIDATES else []
            else:
                found[key].setdefault(pk, Hit(pk, title, subtitle, url))
    return crowded


def _visible(kind: Kind, user: Any) -> Part | None:
    """Return the condition that candidate `c` is a record the reader may see; None for none at all."""
    rows = kind.visible(user).filter(pk=RawSQL("c.object_id", ())).order_by().values("pk")
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return None
    return f"EXISTS ({sql})", list(params)


def _ways(kind: Kind, query: Query, room: int = CANDIDATES) -> list[Part]:
    """Return the ways into the index: by the start of the title, and by fragments."""
    ways = [_by_title(kind, query.prefix, room)]
    if any(len(f) >= FRAGMENT for group in query.fragments for f in group):
        ways.append(by_fragment(kind, query, room))
    return ways


def _by_title(kind: Kind, prefix: str, room: int) -> Part:
    if connection.vendor == "sqlite":
        start, params = "title_key >= %s AND title_key < %s", [prefix, prefix + "\U0010ffff"]
        order = "title_key"
    else:  # the order of the index (varchar_pattern_ops), whatever the language of the database
        start, params = "title_key LIKE %s ESCAPE '!'", [f"{escaped(prefix)}%"]
        order = "title_key USING ~<~"
    sql = f"SELECT {COLUMNS} FROM {TABLE} WHERE kind = %s AND {start} ORDER BY {order} LIMIT {room}"  # noqa: S608, E501
    return sql, [kind.key, *params]


def by_fragment(kind: Kind, query: Query, room: int) -> Part:
    """Return the newest records of a kind whose text holds every word, at most `room`."""
    low, high = kind.low, kind.low + ROOM - 1
    likes, params = _contains(query, "text")
    if connection.vendor != "sqlite":
        sql = (
            f"SELECT {COLUMNS} FROM {TABLE} WHERE id BETWEEN %s AND %s AND {likes} "  # noqa: S608
            f"ORDER BY id DESC LIMIT {room}"
        )
        return sql, [low, high, *params]
    long = [[f for f in group if len(f) >= FRAGMENT] for group in query.fragments]
    match = " AND ".join(
        "(" + " OR ".join('"' + f.replace('"', '""') + '"' for f in group) + ")"
        for group in long
        if group
    )
    sql = (
        f"SELECT {COLUMNS} FROM (SELECT rowid AS r FROM {FTS} WHERE {FTS} MATCH %s "  # noqa: S608
        f"AND rowid BETWEEN %s AND %s ORDER BY rowid DESC LIMIT {room}) f "
        f"CROSS JOIN {TABLE} e ON e.id = f.r"
    )
    if all(len(f) >= FRAGMENT for group in query.fragments for f in group):
        return sql, [match, low, high]
    return f"{sql} WHERE {likes}", [match, low, high, *params]


def _contains(query: Query, column: str) -> Part:
    """Return the plain condition that a text contains every word."""
    conditions, params = [], []
    for group in query.fragments:
        conditions.append("(" + " OR ".join(f"{column} LIKE %s ESCAPE '!'" for _ in group) + ")")
        params += [f"%{escaped(f)}%" for f in group]
    return " AND ".join(conditions), params


def escaped(text: str) -> str:
    """Return a text without meaning for LIKE (escape character !)."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _limited(key: str, rank: int, candidates: Part, seen: Part, limit: int) -> Part:
    sql = (
        f"SELECT * FROM (SELECT '{key}' AS k, {rank} AS rank, c.object_id, c.title, c.subtitle, c.url "  # noqa: S608, E501
        f"FROM ({candidates[0]}) c WHERE {seen[0]} LIMIT {int(limit)}) p"
    )
    return sql, [*candidates[1], *seen[1]]


def _size(key: str, candidates: Part) -> Part:
    sql = f"SELECT '{key}', -1, COUNT(*), '', '', '' FROM ({candidates[0]}) c"  # noqa: S608
    return sql, candidates[1]


def _from_the_reader(kind: Kind, user: Any, query: Query, limit: int) -> Part:
    """Look through the records the reader may see, newest first."""
    likes, params = _contains(query, "c.text")
    rows = kind.visible(user).order_by().values("pk")
    own, own_params = rows.query.sql_with_params()
    sql = (
        f"SELECT * FROM (SELECT '{kind.key}' AS k, 1 AS rank, c.object_id, c.title, c.subtitle, c.url "  # noqa: S608, E501
        f"FROM {TABLE} c WHERE c.id IN (SELECT {kind.low} + v.pk FROM ({own} LIMIT {OWN}) v) AND {likes} "
        f"ORDER BY c.id DESC LIMIT {int(limit)}) p"
    )
    return sql, [*own_params, *params]
