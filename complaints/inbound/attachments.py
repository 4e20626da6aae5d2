"""What is done with what is attached to a mail: kept with the complaint, left in the mail, or refused."""

from datetime import datetime
from email.message import Message
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.cases.files import FILES
from complaints.cases.models import Complaint
from complaints.intake.files import PUBLIC
from crm.shared.files.models import LARGEST
from crm.shared.files.names import ACTIVE, FileError, kind_of
from crm.shared.files.owners import Owner
from crm.shared.files.services import add_files, check
from crm.shared.mail.inbox.parse import Incoming
from crm.shared.mail.inbox.parts import Attached, content_of, numbered

MOST = 20  # files kept of one mail
LOGO = 30_000  # bytes: a smaller picture inside the text is a logo
# Programs, and documents that carry some: nobody should open them from here.
PROGRAMS = frozenset(
    {
        "apk", "app", "bat", "chm", "cmd", "com", "cpl", "dll", "docm", "dotm", "exe", "hta", "img",
        "iso", "jar", "js", "jse", "lnk", "msc", "msi", "msp", "one", "pif", "potm", "ppam", "pptm", "ps1",
        "psm1", "reg", "scr", "sh", "sys", "url", "vb", "vbe", "vbs", "vhd", "wsf", "wsh", "xlam", "xlsm",
        "xltm",
    }
)  # fmt: skip


class Done(models.TextChoices):
    """Names what was done with an attachment."""

    KEPT = "kept", _("kept with the complaint")
    INLINE = "inline", _("a small picture in the text; only in the mail")
    ACTIVE = "active", _("can carry a program; only to download")
    KIND = "kind", _("not kept as a file; only to download")
    LARGE = "large", _("over 10 MB; only to download")
    UNLIKE = "unlike", _("is not what its name says; only to download")
    ROOM = "room", _("no room left for files; only to download")
    MANY = "many", _("one of very many; only to download")
    PROGRAM = "program", _("a program; not given out")


def extension_of(name: str) -> str:
    """Return what stands behind the last dot, in small letters."""
    return name.rpartition(".")[2].casefold() if "." in name else ""


def may_download(name: str) -> bool:
    """Tell whether an attachment is given out at all: programs are not."""
    return extension_of(name) not in PROGRAMS


def keep_attachments(complaint: Complaint, mail: Incoming, now: datetime) -> list[dict[str, Any]]:
    """Keep what may be kept with the complaint; say of each attachment what was done with it."""
    contents = dict(numbered(mail.message))
    own = mail.sender and mail.sender == complaint.reach_email.lower()
    owner = PUBLIC if own else FILES  # the tracking page shows complainants what they sent
    said: list[dict[str, Any]] = []
    for one in mail.attached:
        kept = sum(part["done"] == Done.KEPT for part in said)
        part = contents[one.number]
        done = Done.MANY if kept >= MOST else _keep(owner, complaint, one, part, now)
        said.append({"n": one.number, "name": one.name, "size": one.size, "done": done.value})
    return said


def _keep(owner: Owner, complaint: Complaint, one: Attached, part: Message, now: datetime) -> Done:
    extension = extension_of(one.name)
    if extension in PROGRAMS:
        return Done.PROGRAM
    if one.kind.startswith("image/") and part.get("Content-ID") and one.size < LOGO:
        return Done.INLINE
    try:
        kind_of(one.name)
    except FileError:
        return Done.ACTIVE if extension in ACTIVE else Done.KIND
    if one.size > LARGEST:
        return Done.LARGE
    upload = SimpleUploadedFile(one.name, content_of(part))
    try:
        check(upload)
    except FileError:
        return Done.UNLIKE
    try:
        add_files(owner, complaint, [upload], by=None, now=now)
    except FileError:
        return Done.ROOM
    return Done.KEPT
