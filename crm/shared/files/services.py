"""Files: added all together or not at all, removed with what stands on disk, pinned, swept, counted."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count, F, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.shared.audit.services import record, record_many
from crm.shared.errors import Conflict
from crm.shared.figures import Difference
from crm.shared.files import storage
from crm.shared.files.models import LARGEST, FileUse, StoredFile
from crm.shared.files.names import FileError, clean_name, kind_of, name_key
from crm.shared.files.owners import Owner
from crm.shared.files.sniff import refuse_unless
from crm.shared.organisation.services import get_organisation

logger = logging.getLogger(__name__)
MEGABYTE = 1024 * 1024
AT_ONCE = 10
PINS = 5  # on top of a timeline; more is a list again
ORPHANS_AFTER = timedelta(days=1)  # an upload takes minutes
CHUNK = 500


def content_of(upload: UploadedFile) -> IO[bytes]:
    """Return what was uploaded; FileError when nothing came."""
    if upload.file is None:
        raise FileError(_("Choose a file first."), field="files")
    return upload.file


def check(upload: UploadedFile) -> tuple[str, str]:
    """Return the cleaned name and the kind of an upload; FileError when it is not to be kept."""
    name = clean_name(upload.name or "")
    kind, size = kind_of(name), upload.size or 0
    if not size:
        raise FileError(_("“%(name)s” is empty. Nothing was saved.") % {"name": name})
    if size > LARGEST:
        raise too_large(name)
    refuse_unless(kind, content_of(upload), size, name=name)
    return name, kind


def too_large(name: str) -> FileError:
    """Return the refusal of a file over the limit."""
    return FileError(
        _(
            "“%(name)s” is larger than %(most)s MB. Make it smaller, or keep it elsewhere and note where."
        )
        % {"name": name, "most": LARGEST // MEGABYTE}
    )


def _book(scope: int, size: int, count: int, most: int) -> int:
    """Add to the room taken unless that makes it more than `most` bytes; returns rows changed."""
    room = FileUse.objects.filter(account_id=scope, bytes__lte=most - size)
    return room.update(bytes=F("bytes") + size, files=F("files") + count)


def _take_room(account_id: int | None, size: int, count: int) -> None:
    """Book room, compare-and-set; FileError when the account's share or everything is full."""
    organisation = get_organisation()
    shares = [(FileUse.EVERYTHING, organisation.files_total_mb)]
    if account_id:
        shares.append((account_id, organisation.files_account_mb))
    for scope, megabytes in shares:
        most = megabytes * MEGABYTE
        if not _book(scope, size, count, most) and (
            not FileUse.objects.get_or_create(account_id=scope)[1]
            or not _book(scope, size, count, most)
        ):
            raise FileError(
                _("There is no room: all files together may take %(most)s MB. Nothing was saved.")
                % {"most": megabytes}
                if scope == FileUse.EVERYTHING
                else _(
                    "There is no room: the files of one account may take %(most)s MB. "
                    "Remove one that is not needed. Nothing was saved."
                )
                % {"most": megabytes}
            )


def _give_room(file: StoredFile) -> None:
    for scope in filter(lambda s: s is not None, (FileUse.EVERYTHING, file.account_id)):
        FileUse.objects.filter(account_id=scope).update(
            bytes=F("bytes") - file.size, files=F("files") - 1
        )


def add_files(
    owner: Owner, obj: Any, uploads: Sequence[UploadedFile], *, by: Any, now: datetime
) -> list[StoredFile]:
    """Keep the files somebody adds to a record: all of them, or none with a sentence why."""
    if not uploads:
        raise FileError(_("Choose a file first."), field="files")
    if len(uploads) > AT_ONCE:
        raise FileError(_("Add at most %(most)s files at once.") % {"most": AT_ONCE}, field="files")
    checked = [(upload, *check(upload)) for upload in uploads]
    account_id, rows = owner.account_of(obj), []
    try:
        for upload, name, kind in checked:
            written = storage.write(content_of(upload))
            rows.append(
                StoredFile(
                    owner_kind=owner.kind,
                    owner_id=obj.pk,
                    account_id=account_id,
                    name=name,
                    name_key=name_key(name),
                    kind=kind,
                    size=upload.size,
                    sha256=written.sha256,
                    path=written.path,
                    uploaded_by=by,
                    uploaded_at=now,
                )
            )
        with transaction.atomic():
            _take_room(account_id, sum(row.size for row in rows), len(rows))
            StoredFile.objects.bulk_create(rows)
            record_many("file.add", rows, by=by)
    except BaseException:
        for row in rows:
            storage.remove(row.path)
        raise
    return rows


@transaction.atomic
def remove_file(file: StoredFile, *, by: Any) -> None:
    """Remove a file for good; what stands on disk goes when this is certain."""
    deleted, _rows = StoredFile.objects.filter(pk=file.pk).delete()
    if not deleted:
        raise Conflict(_("Somebody else has just removed this file."))
    _give_room(file)
    record("file.remove", file, by=by)
    path = file.path
    transaction.on_commit(lambda: storage.remove(path))


@transaction.atomic
def pin_file(file: StoredFile, *, by: Any, now: datetime) -> None:
    """Put a file on top of its account's timeline; a second time changes nothing."""
    if not file.account_id:
        raise FileError(_("This file is on no account's timeline."))
    pinned = StoredFile.objects.of_account(file.account_id).pinned()
    if pinned.exclude(pk=file.pk).count() >= PINS:
        raise FileError(
            ngettext(
                "%(most)s file is pinned already. Unpin it first.",
                "%(most)s files are pinned already. Unpin one first.",
                PINS,
            )
            % {"most": PINS}
        )
    if StoredFile.objects.filter(pk=file.pk, pinned_at__isnull=True).update(pinned_at=now):
        record("file.pin", file, by=by)


@transaction.atomic
def unpin_file(file: StoredFile, *, by: Any) -> None:
    """Take a file off the top of the timeline; a second time changes nothing."""
    if StoredFile.objects.filter(pk=file.pk, pinned_at__isnull=False).update(pinned_at=None):
        record("file.unpin", file, by=by)


def sweep(now: datetime) -> int:
    """Housekeeping: remove files on disk that no row names, a day after they were written."""
    removed = 0
    paths = storage.older_than((now - ORPHANS_AFTER).timestamp())
    while chunk := list(islice(paths, CHUNK)):
        known = set(StoredFile.objects.filter(path__in=chunk).values_list("path", flat=True))
        for path in chunk:
            if path not in known:
                storage.remove(path)
                removed += 1
    if removed:
        logger.info("Removed %s files that no record named", removed)
    return removed


def _used() -> Iterator[tuple[int, int, int]]:
    """Yield account, bytes and files as a fresh count; account 0 is everything."""
    total = StoredFile.objects.aggregate(b=Sum("size"), n=Count("pk"))
    yield FileUse.EVERYTHING, total["b"] or 0, total["n"]
    by_account = StoredFile.objects.filter(account_id__isnull=False).order_by("account_id")
    yield from (
        by_account.values("account_id")
        .annotate(b=Sum("size"), n=Count("pk"))
        .values_list("account_id", "b", "n")
        .iterator()
    )


def compare_use(now: datetime) -> Iterator[Difference]:
    """Yield the stored room that differs from what the files take."""
    stored = {u.account_id: u for u in FileUse.objects.iterator()}
    for account_id, size, count in _used():
        use = stored.pop(account_id, None)
        if ((use.bytes, use.files) if use else (0, 0)) != (size, count):
            yield Difference("file use", account_id, "bytes", use.bytes if use else 0, size)
    for account_id, use in stored.items():
        if use.bytes or use.files:
            yield Difference("file use", account_id, "bytes", use.bytes, 0)


@transaction.atomic
def mend_use(difference: Difference, now: datetime) -> None:
    """Write the room that the files of an account, or all files, take."""
    files = StoredFile.objects.all()
    if difference.pk != FileUse.EVERYTHING:
        files = files.of_account(difference.pk)
    found = files.aggregate(b=Sum("size"), n=Count("pk"))
    FileUse.objects.update_or_create(
        account_id=difference.pk, defaults={"bytes": found["b"] or 0, "files": found["n"]}
    )
