"""What components/_list.html needs: sort links, filter chips, the error summary of a form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.http import QueryDict
from django.utils.translation import gettext as _

from crm.shared import formats

register = template.Library()

PAGING = ("after", "before", "page", "format")


@dataclass(frozen=True)
class Heading:
    """One table heading: where a click sorts to, and how the list is sorted now."""

    column: Any
    url: str
    direction: str  # "", "ascending", "descending"


@dataclass(frozen=True)
class Chip:
    """One active filter: its name, what it is set to, and the address without it."""

    label: str
    value: str
    url: str


def _address(query: QueryDict) -> str:
    for name in PAGING:
        query.pop(name, None)
    return f"?{query.urlencode()}"


def sort_keys(column: Any, sorts: Mapping[str, Any]) -> list[str]:
    """Return the sort keys of a column, the one a first click gives in front; none is an unsortable column."""
    if not column.sort:
        return []
    names = {str(column.sort).lstrip("-"), column.key}
    found = [key for key in sorts if key.lstrip("-") in names]
    if not found:
        found = [key for key, fields in sorts.items() if str(fields[0]).lstrip("-") in names]
    return sorted(found, key=lambda key: (key != column.sort, key.startswith("-")))


@register.simple_tag(takes_context=True)
def headings(context: dict[str, Any], spec: Any, sort: str) -> list[Heading]:
    """Return the headings of a list with their sort links; other filters stay in the address."""
    request = context["request"]
    result = []
    for column in spec.columns:
        keys = sort_keys(column, spec.sorts)
        if not keys:
            result.append(Heading(column, "", ""))
            continue
        following = next((key for key in keys if key != sort), keys[0]) if sort in keys else keys[0]
        query = request.GET.copy()
        query["sort"] = following
        direction = ("descending" if sort.startswith("-") else "ascending") if sort in keys else ""
        result.append(Heading(column, _address(query) if following != sort else "", direction))
    return result


def _written(field: forms.Field, value: Any) -> str:
    """Write a filter's value as its form shows it; a record is not looked up again."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return formats.moment(value)
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(field, forms.ModelChoiceField):
        records = value if hasattr(value, "__iter__") else [value]
        return ", ".join(str(field.label_from_instance(record)) for record in records)
    choices = {str(key): str(label) for key, label in _flat(getattr(field, "choices", None) or [])}
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(choices.get(str(item), str(item)) for item in values)


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    flat: list[tuple[Any, Any]] = []
    for key, label in choices:
        flat.extend(label if isinstance(label, list | tuple) else [(key, label)])
    return flat


@register.simple_tag(takes_context=True)
def filter_chips(context: dict[str, Any], form: forms.Form | None) -> list[Chip]:
    """Return a chip for every filter that is set and valid."""
    if form is None or not form.is_bound:
        return []
    form.is_valid()
    request, chips = context["request"], []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if name not in request.GET or value in (None, "", [], False) or _is_empty(value):
            continue
        query = request.GET.copy()
        query.pop(name, None)
        chips.append(Chip(str(form[name].label), _written(field, value), _address(query)))
    return chips


def _is_empty(value: Any) -> bool:
    return hasattr(value, "exists") and not list(value)


@register.simple_tag(takes_context=True)
def without_filters(context: dict[str, Any]) -> str:
    """Return the address of the list without any filter, its sorting kept."""
    query = QueryDict(mutable=True)
    if sort := context["request"].GET.get("sort"):
        query["sort"] = sort
    return _address(query)


@register.filter
def field_errors(form: forms.Form) -> list[tuple[str, str, str]]:
    """Return (id to jump to, label, sentence) for every error of a form, those of the whole form first."""
    found = [("", "", str(error)) for error in form.non_field_errors()]
    for bound in form:
        target = bound.id_for_label or f"{bound.auto_id}_0"
        found += [(target, str(bound.label), str(error)) for error in bound.errors]
    return found
