"""What a complaint's page shows of the cases it hangs together with, in one query."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from complaints.cases.models import Complaint
from complaints.cases.workflow import State
from complaints.links.models import Link, LinkKind, Merge

MOST = 50


@dataclass(frozen=True)
class Related:
    """One thing a complaint hangs together with, as seen from its page."""

    pk: int  # of the link or merge
    kind: str  # a kind of link, "merged_in", "merged_to" or "duplicate", seen from here
    words: str
    label: str
    url: str
    subject: str
    state: str = ""

    @property
    def is_merge(self) -> bool:
        """Tell whether undoing it is undoing a merge."""
        return self.kind in {"merged_in", "merged_to"}


def words_of(kind: str, *, outward: bool) -> str:
    """Return what a link says, read from one of its sides."""
    back = {LinkKind.FOLLOW_UP.value: _("Followed by"), "merge": _("Merged in")}
    ahead = {"merge": _("Merged into"), "duplicate": _("Duplicate of")}
    if not outward and kind in back:
        return back[kind]
    if kind == "duplicate":
        return ahead[kind] if outward else _("Its duplicate")
    return ahead.get(kind) or str(LinkKind(kind).label)


COLUMNS = ("t_row", "t_kind", "t_outward", "t_label", "t_subject", "t_state", "t_key")


def _rows(found: QuerySet, *, end: str, kind: Any, outward: bool) -> QuerySet:
    """Return links with the complaint at their other end, in the columns every part has."""
    return (
        found.order_by()
        .annotate(
            t_row=F("pk"),
            t_kind=Cast(kind, CharField()),
            t_outward=Value(int(outward), output_field=IntegerField()),
            t_label=Cast(F(f"{end}number"), CharField()),
            t_subject=Cast(F(f"{end}subject"), CharField()),
            t_state=Cast(F(f"{end}state"), CharField()),
            t_key=F(f"{end}pk"),
        )
        .values_list(*COLUMNS)
    )


def _things(complaint: Complaint, end: str, name: str, text: str) -> QuerySet:
    """Return the promises or orders that caused a complaint, in the same columns."""
    return (
        Link.objects.filter(complaint=complaint, kind=end)
        .order_by()
        .annotate(
            t_row=F("pk"),
            t_kind=Value(end, output_field=CharField()),
            t_outward=Value(1, output_field=IntegerField()),
            t_label=Cast(F(f"{end}__{name}"), CharField()),
            t_subject=Cast(F(f"{end}__{text}"), CharField()),
            t_state=Value("", output_field=CharField()),
            t_key=F(f"{end}__pk"),
        )
        .values_list(*COLUMNS)
    )


def related(complaint: Complaint, user: Any) -> list[Related]:
    """Return everything a complaint hangs together with and the reader may see; one query."""
    seen = Complaint.objects.visible_to(user).order_by().values("pk")
    merge, duplicate = (
        Value("merge", output_field=CharField()),
        Value("duplicate", output_field=CharField()),
    )
    parts = [
        _rows(
            Link.objects.filter(complaint=complaint, other__in=seen),
            end="other__",
            kind=F("kind"),
            outward=True,
        ),
        _rows(
            Link.objects.filter(other=complaint, complaint__in=seen),
            end="complaint__",
            kind=F("kind"),
            outward=False,
        ),
        _rows(
            Merge.objects.filter(target=complaint, source__in=seen),
            end="source__",
            kind=merge,
            outward=False,
        ),
        _rows(
            Complaint.objects.filter(duplicate_of=complaint, pk__in=seen, merged_into__isnull=True),
            end="",
            kind=duplicate,
            outward=False,
        ),
        _things(complaint, "promise", "due_on", "text"),
        _things(complaint, "order", "external_ref", "description"),
    ]
    if complaint.state == State.DUPLICATE:
        parts.append(
            _rows(
                Merge.objects.filter(source=complaint, target__in=seen),
                end="target__",
                kind=merge,
                outward=True,
            )
        )
    rows: Any = parts[0].union(*parts[1:], all=True)[:MOST]
    return sorted((_seen(*row) for row in rows), key=lambda one: (not one.is_merge, one.pk))


def links_of(complaint: Complaint) -> QuerySet[Link]:
    """Return the links of a complaint, from either side."""
    rows = Link.objects.filter(complaint=complaint) | Link.objects.filter(other=complaint)
    return rows.select_related("complaint", "other")


def merges_of(complaint: Complaint) -> QuerySet[Merge]:
    """Return the merges of a complaint, from either side."""
    rows = Merge.objects.filter(source=complaint) | Merge.objects.filter(target=complaint)
    return rows.select_related("source", "target")


def _seen(
    row: int, kind: str, outward: int, label: str, subject: str, state: str, key: int
) -> Related:
    shown = {"merge": "merged_to" if outward else "merged_in"}.get(kind, kind)
    words = words_of(kind, outward=bool(outward))
    if kind == LinkKind.PROMISE:
        return Related(row, shown, words, subject, reverse("promises:detail", args=[key]), "")
    if kind == LinkKind.ORDER:
        url = reverse("orders:edit", args=[key])
        return Related(row, shown, words, label or f"#{key}", url, subject)
    url = reverse("complaints:detail", args=[label])
    return Related(row, shown, words, label, url, subject, str(State(state).label))
