"""What goes along when a complaint is merged into another, and what stays where it happened.

Every table that points at a complaint stands in one of the two; a test finds the tables by itself
and fails for one that was forgotten.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import CharField, IntegerField, QuerySet, Value

from complaints.cases.events import EventKind
from complaints.cases.files import KIND as FILES
from complaints.cases.models import Complaint
from complaints.intake.files import PUBLIC

# What only ever grows: the count of writes, so that a stale page never overwrites, and the end of
# the chain of events, which undoing makes longer, not shorter.
GROWS = frozenset({"version", "history_length", "history_head"})
STATEMENTS = 300  # rows named in one statement


@dataclass(frozen=True)
class Along:
    """A table whose rows go along: the column that names the complaint, and whether it has a cycle."""

    label: str
    column: str = "complaint_id"
    has_cycle: bool = False
    kind: str = ""  # of files: the kind of owner that is a complaint

    @property
    def key(self) -> str:
        """Return the name under which moved rows are recorded."""
        return f"{self.label}:{self.kind}" if self.kind else self.label

    @property
    def model(self) -> type[models.Model]:
        """Return the model."""
        return apps.get_model(self.label)

    def rows(self, complaint: Complaint) -> QuerySet:
        """Return the rows of a complaint."""
        rows = self.model._default_manager.filter(**{self.column: complaint.pk})
        return rows.filter(owner_kind=self.kind) if self.kind else rows


ALONG = (
    Along("complaints.Evidence"),
    Along("complaints.Finding"),
    Along("complaints.Hearing"),
    Along("complaints.Message", has_cycle=True),
    Along("complaints.Note"),
    Along("complaints.ComplaintMail"),
    Along("complaints.ReplyChoice"),
    Along("complaints.Remedy", has_cycle=True),
    Along("complaints.ThirdParty"),
    Along("complaints.Why"),
    Along("shared.StoredFile", column="owner_id", kind=FILES),
    Along("shared.StoredFile", column="owner_id", kind=PUBLIC.kind),
)
# What a complaint went through by itself, and how it hangs together with others, is its own history.
STAYS = frozenset(
    {
        "complaints.Complaint.duplicate_of",
        "complaints.ComplaintCycle.complaint",
        "complaints.ComplaintMail.suggested",
        "complaints.ComplaintEvent.complaint",
        "complaints.CorrectiveAction.complaints",
        "complaints.Escalation.complaint",
        "complaints.Extension.complaint",
        "complaints.Link.complaint",
        "complaints.Link.other",
        "complaints.Merge.source",
        "complaints.Merge.target",
        "complaints.Pause.complaint",
        "complaints.PublicReply.complaint",
    }
)


def found_rows(source: Complaint) -> list[tuple[str, int, int]]:
    """Return (table, row, cycle) of everything that goes along; one query for all tables."""
    asked = [
        along.rows(source)
        .order_by()
        .annotate(
            row_table=Value(along.key, output_field=CharField()),
            row_cycle=models.F("cycle")
            if along.has_cycle
            else Value(0, output_field=IntegerField()),
        )
        .values_list("row_table", "pk", "row_cycle")
        for along in ALONG
    ]
    return sorted(asked[0].union(*asked[1:], all=True))


def move_rows(source: Complaint, target: Complaint) -> list[dict[str, Any]]:
    """Move everything of a complaint to another one; return what was moved, by table and cycle."""
    groups: dict[tuple[str, int], list[int]] = {}
    for label, pk, cycle in found_rows(source):
        groups.setdefault((label, cycle), []).append(pk)
    for (label, _cycle), pks in groups.items():
        _update(label, pks, here=source, there=target, cycle=target.cycle)
    return [{"table": label, "cycle": cycle, "rows": pks} for (label, cycle), pks in groups.items()]


def move_back(moved: Sequence[dict[str, Any]], source: Complaint, target: Complaint) -> None:
    """Move back what came from a complaint and still stands with the other one."""
    for group in moved:
        _update(group["table"], group["rows"], here=target, there=source, cycle=group["cycle"])


def _update(
    label: str, pks: Sequence[int], *, here: Complaint, there: Complaint, cycle: int
) -> None:
    along = next(one for one in ALONG if one.key == label)
    changes: dict[str, Any] = {along.column: there.pk}
    if along.has_cycle:
        changes["cycle"] = cycle
    for start in range(0, len(pks), STATEMENTS):
        along.rows(here).filter(pk__in=pks[start : start + STATEMENTS]).update(**changes)


def image(row: models.Model | None) -> dict[str, Any]:
    """Return the stored columns of a row, by name; empty for no row."""
    if row is None:
        return {}
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}


def changes_between(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """Return what a row said before and says now, by column, as text that can be stored."""
    return {
        name: [_stored(value), _stored(after[name])]
        for name, value in before.items()
        if name != "id" and name not in GROWS and value != after[name]
    }


def _stored(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def restored(row: models.Model, changes: dict[str, list[Any]]) -> dict[str, Any]:
    """Return the columns to write back: those nobody has changed since, with what they said before."""
    back = {}
    for name, (before, after) in changes.items():
        field = next(f for f in row._meta.concrete_fields if f.attname == name)
        if _stored(getattr(row, name)) == after:
            back[name] = field.to_python(before) if not field.is_relation else before
    return back


def undone_merges(events: Sequence[Any]) -> set[int]:
    """Return the steps to "duplicate" that were undone, and their undoing, in a history in order."""
    undone: set[int] = set()
    merged = None
    for event in events:
        if event.kind == EventKind.DUPLICATE:
            merged = event.pk
        elif event.kind == EventKind.UNMERGED and event.data.get("into") and merged is not None:
            undone |= {merged, event.pk}
            merged = None
    return undone
