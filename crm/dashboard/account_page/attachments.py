"""What hangs on the timeline: pinned notes and files; files and people of what is shown. One query."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import (
    CharField,
    DateTimeField,
    F,
    IntegerField,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.shared.files.models import StoredFile
from crm.shared.timeline import Entry
from customers.accounts.models import Account
from customers.activities.models import Interaction, InteractionKind
from customers.activities.timeline import ICONS

MOMENT, MOST = "interaction", 200
COLUMNS = ("what", "key", "text", "size", "at", "pinned", "on_kind", "on_id", "first", "last")


@dataclass(frozen=True)
class Attached:
    """One file or pinned contact moment, as the timeline shows it."""

    what: str  # file, note or person
    key: int
    text: str
    size: int
    at: datetime
    pinned: datetime | None
    on_kind: str
    on_id: int
    first: str | None
    last: str | None

    @property
    def name(self) -> str:
        """Return what is shown as its name."""
        return self.text

    @property
    def icon(self) -> str:
        """Return the symbol of its kind."""
        return "paperclip" if self.what == "file" else ICONS[InteractionKind(self.on_kind)]

    @property
    def actor(self) -> str:
        """Return who added or wrote it."""
        return f"{self.first or ''} {self.last or ''}".strip()

    def get_absolute_url(self) -> str:
        """Return the download, or the page of the contact moment."""
        name = "files:download" if self.what == "file" else "activities:detail"
        return reverse(name, args=[self.key])

    def unpin_url(self) -> str:
        """Return the address that takes it off the top."""
        name = "files:unpin" if self.what == "file" else "activities:unpin"
        return reverse(name, args=[self.key])


@dataclass
class Attachments:
    """The pinned things, newest pin first; files and people by contact moment; files by themselves."""

    pinned: list[Attached] = field(default_factory=list)
    of_moments: dict[int, tuple[Attached, ...]] = field(default_factory=dict)
    people: dict[int, list[str]] = field(default_factory=dict)
    own: list[Attached] = field(default_factory=list)


def _files(rows: QuerySet[StoredFile]) -> Any:
    """Return files in the columns that both tables share."""
    return rows.order_by().annotate(
        what=Value("file", CharField()),
        key=F("pk"),
        text=Cast("name", TextField()),
        at=F("uploaded_at"),
        pinned=F("pinned_at"),
        on_kind=F("owner_kind"),
        on_id=F("owner_id"),
        first=F("uploaded_by__first_name"),
        last=F("uploaded_by__last_name"),
    )


def _notes(rows: QuerySet[Interaction]) -> Any:
    """Return contact moments in the columns that both tables share."""
    return rows.order_by().annotate(
        what=Value("note", CharField()),
        key=F("pk"),
        text=F("summary"),
        size=Value(0, IntegerField()),
        at=F("happened_at"),
        pinned=F("pinned_at"),
        on_kind=F("kind"),
        on_id=F("account_id"),
        first=F("author__first_name"),
        last=F("author__last_name"),
    )


def _people(moments: Collection[int]) -> Any:
    """Return who was at contact moments, in the columns of the others."""
    rows = Interaction.contacts.through.objects.filter(interaction__in=list(moments)).order_by()
    nothing = Value(None, DateTimeField())
    return rows.annotate(
        what=Value("person", CharField()),
        key=F("contact_id"),
        text=Cast("contact__name_key", TextField()),
        size=Value(0, IntegerField()),
        at=F("interaction__happened_at"),
        pinned=nothing,
        on_kind=Value(MOMENT, CharField()),
        on_id=F("interaction_id"),
        first=F("contact__first_name"),
        last=F("contact__last_name"),
    )


def read(
    account: Account,
    user: Any,
    moments: Collection[int],
    *,
    with_pinned: bool,
    own: QuerySet[StoredFile] | None,
) -> Attachments:
    """Read what is pinned, the files of these contact moments, and `own`, the files to show by themselves."""
    files = StoredFile.objects.of_account(account.pk)
    wanted = Q(owner_kind=MOMENT, owner_id__in=list(moments))
    if own is not None:
        wanted |= Q(pk__in=Subquery(own.values("pk")))
    if with_pinned:
        wanted |= Q(pinned_at__isnull=False)
    rows = _files(files.filter(wanted).visible_to(user)).values_list(*COLUMNS)
    more = [_people(moments).values_list(*COLUMNS)] if moments else []
    if with_pinned:
        notes = Interaction.objects.alive().filter(account=account, pinned_at__isnull=False)
        more.append(_notes(notes).values_list(*COLUMNS))
    if more:
        rows = rows.union(*more, all=True)
    found = [Attached(*row) for row in rows[:MOST]]
    result = Attachments()
    for one in sorted(found, key=lambda a: (a.text if a.what == "person" else "", a.at, a.key)):
        if one.what == "person":
            result.people.setdefault(one.on_id, []).append(one.actor)
            continue
        if one.what == "file" and one.on_kind == MOMENT and one.on_id in moments:
            result.of_moments[one.on_id] = (*result.of_moments.get(one.on_id, ()), one)
        elif one.what == "file" and own is not None:
            result.own.append(one)
        if with_pinned and one.pinned is not None:
            result.pinned.append(one)
    result.pinned.sort(key=lambda a: (a.pinned, a.key), reverse=True)
    return result


def own_entries(files: Collection[Attached]) -> list[Entry]:
    """Show files that were added by themselves: to the account or to a deal."""
    return [
        Entry(
            at=file.at,
            key=f"file-{file.key:020d}",
            kind="file",
            icon="paperclip",
            title=_("File added to a deal") if file.on_kind == "deal" else _("File added"),
            files=(file,),
            actor=file.actor,
        )
        for file in files
    ]
