"""The list of the files of one account and of everything on it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.files.models import FileKind
from crm.shared.files.names import name_key
from crm.shared.files.owners import find, owners
from crm.shared.lists import Column, FilterForm, ListSpec


class FileFilter(FilterForm):
    """Narrows files by name, kind and what they belong to."""

    q = forms.CharField(label=_("Part of the name"), required=False, max_length=60, strip=True)
    kind = forms.MultipleChoiceField(
        label=_("Kind"),
        required=False,
        choices=FileKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    on = forms.ChoiceField(label=_("Belongs to"), required=False, choices=[])
    pinned = forms.BooleanField(label=_("Pinned only"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(owner.kind, owner.label) for owner in owners()]
        self.fields["on"].choices = [("", _("Anything")), *kinds]

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Narrow the files of one account: few enough to look through their names."""
        data = self.cleaned_data
        if data["q"]:
            queryset = queryset.filter(name_key__contains=name_key(data["q"].replace("\0", "")))
        if data["kind"]:
            queryset = queryset.filter(kind__in=data["kind"])
        if data["on"]:
            queryset = queryset.filter(owner_kind=data["on"])
        return queryset.pinned() if data["pinned"] else queryset


def belongs_to(file: Any) -> dict[str, Any]:
    """Return what a file hangs on: its label, and its address where that needs no look-up."""
    owner = find(file.owner_kind)
    if owner is None:
        return {"label": "", "url": ""}
    return {"label": owner.label, "url": owner.address(file.owner_id) if owner.address else ""}


FILES = ListSpec(
    key="files",
    label=_("Files"),
    filter_form=FileFilter,
    columns=[
        Column("name", pgettext_lazy("file", "Name"), template="files/cells/_name.html",
               csv=lambda f: f.name),
        Column("belongs", _("Belongs to"), value=belongs_to,
               template="files/cells/_owner.html", csv=lambda f: belongs_to(f)["label"]),
        Column("size", _("Size"), value=lambda f: filesizeformat(f.size), align="end",
               csv=lambda f: f.size),
        Column("uploaded_at", _("Added at"), template="files/cells/_when.html", sort="added"),
        Column("by", _("By"), value=lambda f: f.uploaded_by.display_name if f.uploaded_by else ""),
        Column("acts", _("Acts"), template="files/cells/_acts.html", align="end", csv=False),
    ],
    sorts={"-added": ("-uploaded_at", "-pk")},
    default_sort="-added",
)  # fmt: skip
