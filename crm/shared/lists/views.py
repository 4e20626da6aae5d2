"""One function for every list page: page, fragment or CSV of the same filtered rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.template import Context
from django.template.context_processors import csrf
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.safestring import SafeString

from crm.shared.htmx import render_page
from crm.shared.lists import export
from crm.shared.lists.columns import Column, ListSpec
from crm.shared.lists.paging import (
    COUNT_CAP,
    SortField,
    capped_count,
    fetch,
    read_cursor,
    sort_fields,
    write_cursor,
)
from crm.shared.tables import csv_file


@dataclass
class Row:
    """One row: the object, and its cells as (column, HTML)."""

    obj: Any
    columns: Sequence[Column]
    context: Context

    @property
    def cells(self) -> Iterator[tuple[Column, SafeString]]:
        """Render the cells when the table asks for them."""
        return ((c, c.render(self.obj, self.context)) for c in self.columns)


@dataclass
class Page:
    """One page of a list. `count` stops at 10,001; `count_label` then reads "10,000+"."""

    rows: list[Row]
    count: int
    next_url: str
    previous_url: str

    @property
    def count_label(self) -> str:
        """Return the number of rows for reading."""
        if self.count > COUNT_CAP:
            return number_format(COUNT_CAP, force_grouping=True) + "+"
        return number_format(self.count, force_grouping=True)


def list_response(
    request: HttpRequest,
    spec: ListSpec,
    queryset: QuerySet,
    *,
    template: str,
    fragment: str,
    context: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """Answer a list request: `?sort=`, `?after=`/`?before=`, `?format=csv` and the filters.

    `queryset` must already be narrowed to what the reader may see. Bad parameters are ignored.
    """
    form = spec.filter_form(request.GET, request=request)
    queryset = form.narrowed(queryset)
    sort = request.GET.get("sort", "")
    if sort not in spec.sorts:
        sort = spec.default_sort
    if spec.export and request.method == "GET" and request.GET.get("format") == "csv":
        return csv_response(request, spec, queryset, sort, form)
    page = make_page(request, spec, queryset, sort)
    values = {"page": page, "spec": spec, "filter": form, "sort": sort, **(context or {})}
    return render_page(request, template, fragment, values)


def make_page(request: HttpRequest, spec: ListSpec, queryset: QuerySet, sort: str) -> Page:
    """Read one page: rows, the way on and the way back, and the capped count."""
    fields = sort_fields(queryset, spec.sorts[sort])
    size, down = page_size(request, spec), spec.sorts[sort][0].startswith("-")
    after = read_cursor(request.GET.get("after", "")[:2000], sort, fields)
    before = None if after else read_cursor(request.GET.get("before", "")[:2000], sort, fields)
    found: list[Any] = []
    if before is not None:
        found = fetch(
            queryset, fields, descending=down, limit=size + 1, position=before, backwards=True
        )
        if len(found) <= size:  # the way back ended at the first page: show that page in full
            before = None
    if before is not None:
        shown = found[:size][::-1]
        earlier, later = True, True
    else:
        found = fetch(queryset, fields, descending=down, limit=size + 1, position=after)
        shown = found[:size]
        earlier, later = after is not None and bool(shown), len(found) > size
    whole = after is None and not later and before is None
    context = Context({"request": request, "user": request.user, "spec": spec, **csrf(request)})
    return Page(
        rows=[Row(obj, spec.columns, context) for obj in shown],
        count=len(shown) if whole else capped_count(queryset),
        next_url=link(request, "after", sort, fields, shown[-1]) if later else "",
        previous_url=link(request, "before", sort, fields, shown[0]) if earlier else "",
    )


def page_size(request: HttpRequest, spec: ListSpec) -> int:
    """Return the rows of a page: the list's own number, or 1 to 200 asked for."""
    asked = request.GET.get("per_page", "")
    if asked.isascii() and asked.isdigit() and len(asked) <= 9:
        return max(1, min(int(asked), 200))
    return spec.per_page


def link(request: HttpRequest, way: str, sort: str, fields: Sequence[SortField], obj: Any) -> str:
    """Return this address, moved to another page."""
    query = request.GET.copy()
    for name in ("after", "before", "format"):
        query.pop(name, None)
    query[way] = write_cursor(sort, fields, obj)
    return f"?{query.urlencode()}"


def csv_response(
    request: HttpRequest, spec: ListSpec, queryset: QuerySet, sort: str, form: Any
) -> HttpResponseBase:
    """Give the filtered list as a file."""
    fields = sort_fields(queryset, spec.sorts[sort])
    rows = export.rows(spec, queryset, fields, descending=spec.sorts[sort][0].startswith("-"))
    return csv_file(
        request,
        f"{spec.key}-{timezone.localdate():%Y-%m-%d}",
        rows,
        now=timezone.now(),
        kind=spec.key,
        changes=form.changed_data,
        is_large=True,
    )
