"""What colleagues keep with a complaint: files of the desk, as evidence."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.cases.models import Complaint
from crm.shared.files.owners import Owner

KIND = "complaint"
FILES = Owner(
    kind=KIND,
    label=_("Complaint"),
    visible=lambda user: Complaint.objects.editable_by(user),
    editable=lambda user: Complaint.objects.editable_by(user),
    account_of=lambda complaint: complaint.account_id,
    url=lambda complaint: reverse("complaints:investigation", args=[complaint.number]),
    title=lambda complaint: str(complaint),
)
