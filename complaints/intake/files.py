"""Files of the customer: what came with the form or a reply, and what we put there for them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.cases.files import FILES
from complaints.cases.models import Complaint
from crm.shared.counting import Joined
from crm.shared.files import services
from crm.shared.files.models import StoredFile
from crm.shared.files.owners import Owner

# Everything of this kind the customer may see on the tracking page, and nothing else.
PUBLIC = Owner(
    kind="complaint_public",
    label=gettext_lazy("Complaint, seen by the customer"),
    visible=lambda user: Complaint.objects.visible_to(user),
    editable=lambda user: Complaint.objects.editable_by(user),
    account_of=lambda complaint: complaint.account_id,
    url=lambda complaint: complaint.get_absolute_url(),
    title=lambda complaint: _("%(number)s, the customer sees it") % {"number": complaint.number},
)


def public_files(complaint: Complaint) -> QuerySet[StoredFile]:
    """Return the files of a complaint that its customer may see, the oldest first."""
    return StoredFile.objects.of(PUBLIC.kind, complaint.pk).order_by("pk")


@dataclass(frozen=True)
class FileLine:
    """One file as the page of the complaint names it."""

    pk: int
    name: str
    size: int
    is_public: bool
    is_theirs: bool


def files_column() -> Subquery:
    """Return all files of a complaint as one column, for a page that reads the complaint anyway."""
    rows = StoredFile.objects.filter(
        owner_kind__in=[FILES.kind, PUBLIC.kind], owner_id=OuterRef("pk")
    ).order_by()
    parts: list[Any] = []
    for part in ("pk", "owner_kind", "size", "uploaded_by_id", "name"):
        parts += [Cast(part, CharField()), Value("|")]
    line = Concat(*parts[:-1], output_field=CharField())
    return Subquery(rows.annotate(_all=Joined(line)).values("_all")[:1])


def read_files(column: str | None) -> list[FileLine]:
    """Read what `files_column` wrote, the oldest first. No name of a file has a bar in it."""
    found = []
    for line in re.split(r",(?=\d+\|)", column or ""):
        if line:
            pk, kind, size, by, name = line.split("|", 4)
            found.append(FileLine(int(pk), name, int(size), kind == PUBLIC.kind, not by))
    return sorted(found, key=lambda one: one.pk)


def keep_files(
    complaint: Complaint, uploads: Sequence[UploadedFile], too_large: Sequence[str], now: datetime
) -> None:
    """Keep what a customer sent along, all or nothing; FileError with a sentence when it cannot be."""
    for name in too_large:
        raise services.too_large(name)
    if uploads:
        services.add_files(PUBLIC, complaint, uploads, by=None, now=now)
