"""What a list shows: its columns and the orders it can stand in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.db import models
from django.template import Context
from django.template.loader import get_template
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from crm.shared import formats
from crm.shared.lists.filters import FilterForm

DASH = "–"


@dataclass(frozen=True)
class Column:
    """One column: what it is called, what it shows, what a click on its heading sorts by.

    `value` is a callable or a path such as `account.name` (default: the key); `template` renders the
    cell with `obj` and `value`; `csv` is a callable for the export, False leaves the column out of it.
    `sort` names an entry of the list's sorts.
    """

    key: str
    label: Any
    value: Callable[[Any], Any] | str | None = None
    template: str | None = None
    sort: str | None = None
    csv: Callable[[Any], Any] | bool | None = None
    align: Literal["start", "end", "center"] = "start"

    def value_of(self, obj: Any) -> Any:
        """Return the value of a row."""
        if callable(self.value):
            return self.value(obj)
        return attribute(obj, self.value or self.key)

    def csv_of(self, obj: Any) -> Any:
        """Return the exported value of a row."""
        return self.csv(obj) if callable(self.csv) else self.value_of(obj)

    def render(self, obj: Any, context: Context) -> SafeString:
        """Return the cell as HTML."""
        if self.template is None:
            return conditional_escape(shown(self.value_of(obj)))
        with context.push(obj=obj, value=attribute(obj, self.key) if not self.value else None):
            if self.value:
                context["value"] = self.value_of(obj)
            return mark_safe(get_template(self.template).template.render(context).strip())


def attribute(obj: Any, path: str) -> Any:
    """Follow a path of attributes; a choice gives its label, a missing link None."""
    *links, last = path.replace("__", ".").split(".")
    for link in links:
        obj = getattr(obj, link, None)
        if obj is None:
            return None
    label = getattr(obj, f"get_{last}_display", None)
    value = label() if label else getattr(obj, last, None)
    return value() if callable(value) and not isinstance(value, models.Manager) else value


def shown(value: Any) -> Any:
    """Return a plain value for reading, in the reader's notation."""
    if value is None or value == "":
        return DASH
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return formats.moment(value)
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, int | float | Decimal):
        return localize(value, use_l10n=True)
    return value


@dataclass(frozen=True)
class ListSpec:
    """A list: key (also in the audit trail), columns, filter form, sorts and page length.

    `sorts` maps what stands in the address to field names, for example
    `{"name": ("name_key", "pk"), "-health": ("-health", "pk")}`; the opposite of each is added. Only
    the first field may be NULL (those rows come last); the last field must be unique. All fields go
    the way of the first, so that one index serves both directions.
    """

    key: str
    columns: Sequence[Column]
    sorts: Mapping[str, Sequence[str]]
    default_sort: str
    filter_form: type[FilterForm] = FilterForm
    per_page: int = 50
    export: bool = True
    label: Any = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        sorts = {}
        for name, fields in self.sorts.items():
            sign = "-" if fields[0].startswith("-") else ""
            if (sign == "-") is not name.startswith("-"):
                raise ValueError(f"The sort {name!r} of list {self.key!r} must go the way it says.")
            bare = [f.lstrip("-") for f in fields]
            if bare[-1] not in ("pk", "id"):
                bare.append("pk")
            sorts[name] = tuple(sign + f for f in bare)
            opposite = name[1:] if sign else f"-{name}"
            if opposite not in self.sorts:
                sorts[opposite] = tuple(("" if sign else "-") + f for f in bare)
        if self.default_sort not in sorts:
            raise ValueError(f"The list {self.key!r} has no sort {self.default_sort!r}.")
        object.__setattr__(self, "sorts", sorts)
        object.__setattr__(self, "per_page", min(self.per_page, 200))
