"""Narrowing a list by words through the index, exact at any size.

Words that few records hold are found by their fragments first; words that many hold are met soon while
walking the list in its own order. A probe of a bounded number of index rows tells which.
"""

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from crm.shared.search import registry
from crm.shared.search.find import by_fragment
from crm.shared.search.models import SearchEntry
from crm.shared.search.text import FRAGMENT, WORDS, Query, normalise

FEW = 2_000


def narrow(rows: QuerySet, kind_key: str, typed: str) -> QuerySet:
    """Keep the records of a kind whose text holds every word; at most one query of its own.

    Words of one or two letters only narrow what a longer word finds; without a longer one nothing is kept.
    """
    words = list(dict.fromkeys(normalise(typed[:400]).split()))[:WORDS]
    if not words:
        return rows
    long = [word for word in words if len(word) >= FRAGMENT]
    if not long:
        return rows.none()
    kind = registry.find(kind_key)
    sql, params = by_fragment(kind, Query("", tuple((word,) for word in long)), FEW + 1)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found = [row[0] for row in cursor.fetchall()]
    if len(found) <= FEW:
        rows = rows.filter(pk__in=found)
        words = [word for word in words if word not in long]
    entries = SearchEntry.objects.filter(pk=OuterRef("pk") + kind.low)
    for word in words:
        entries = entries.filter(text__contains=word)
    return rows.filter(Exists(entries.order_by().values("pk"))) if words else rows
