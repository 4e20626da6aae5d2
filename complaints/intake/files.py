"""Files of the customer: what came with the form or a reply, and what we put there for them."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.cases.models import Complaint
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


def keep_files(
    complaint: Complaint, uploads: Sequence[UploadedFile], too_large: Sequence[str], now: datetime
) -> None:
    """Keep what a customer sent along, all or nothing; FileError with a sentence when it cannot be."""
    for name in too_large:
        raise services.too_large(name)
    if uploads:
        services.add_files(PUBLIC, complaint, uploads, by=None, now=now)
