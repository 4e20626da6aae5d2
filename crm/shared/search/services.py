"""Keeping the index in step, and searching it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils import translation

from crm.shared.search import registry
from crm.shared.search.find import Group, matching, search
from crm.shared.search.models import SearchEntry
from crm.shared.search.registry import Kind
from crm.shared.search.text import normalise, phone_words

__all__ = [
    "Group",
    "index",
    "index_many",
    "matching",
    "reindex",
    "reindex_all",
    "search",
    "unindex",
]
CHUNK = 500
KEPT = ["title", "title_key", "subtitle", "text", "url"]


def _entry(kind: Kind, obj: Any) -> SearchEntry | None:
    doc = kind.fields(obj)
    if doc is None:
        return None
    words = [normalise(" ".join([doc.title, doc.subtitle, doc.text])), *phone_words(doc.phones)]
    return SearchEntry(
        id=kind.entry_id(obj.pk),
        kind=kind.key,
        object_id=obj.pk,
        title=doc.title[:200].replace("\x00", ""),
        title_key=normalise(doc.title)[:200],
        subtitle=doc.subtitle[:200].replace("\x00", ""),
        text=" ".join(words)[:8000],
        url=kind.url(obj)[:300],
    )


def index(kind_key: str, obj: Any) -> None:
    """Bring the index up to date with a record, in the caller's transaction; one statement."""
    index_many(kind_key, [obj])


def index_many(kind_key: str, objs: Iterable[Any]) -> None:
    """Bring the index up to date with many records."""
    kind, entries, gone = registry.find(kind_key), [], []
    for obj in objs:
        entry = _entry(kind, obj)
        if entry is None:
            gone.append(kind.entry_id(obj.pk))
        else:
            entries.append(entry)
    if entries:
        SearchEntry.objects.bulk_create(
            entries,
            batch_size=CHUNK,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=KEPT,
        )
    if gone:
        SearchEntry.objects.filter(pk__in=gone).delete()


def unindex(kind_key: str, pk: int) -> None:
    """Take a record out of the index."""
    SearchEntry.objects.filter(pk=registry.find(kind_key).entry_id(pk)).delete()


def reindex(kind_key: str, progress: Callable[[int], None] = lambda done: None) -> int:
    """Write the entries of one kind anew, in chunks; returns how many records there are."""
    kind, done, chunk = registry.find(kind_key), 0, []
    last = 0
    while True:
        chunk = list(kind.records().filter(pk__gt=last).order_by("pk")[:CHUNK])
        if not chunk:
            break
        following = chunk[-1].pk
        with transaction.atomic(), translation.override(None):
            SearchEntry.objects.filter(
                kind=kind.key, object_id__gt=last, object_id__lte=following
            ).exclude(object_id__in=[o.pk for o in chunk]).delete()
            index_many(kind_key, chunk)
        last, done = following, done + len(chunk)
        progress(done)
    SearchEntry.objects.filter(kind=kind.key, object_id__gt=last).delete()
    return done


def reindex_all() -> dict[str, int]:
    """Write the whole index anew and drop entries of kinds nobody registers any more."""
    counts = {kind.key: reindex(kind.key) for kind in registry.kinds()}
    SearchEntry.objects.exclude(kind__in=counts).delete()
    return counts
