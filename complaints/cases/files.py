"""What colleagues keep with a complaint: files of the desk, as evidence."""

from django.utils.translation import gettext_lazy as _

from complaints.cases.models import Complaint
from crm.shared.files.owners import Owner

KIND = "complaint"
FILES = Owner(
    kind=KIND,
    label=_("Complaint"),
    visible=lambda user: Complaint.objects.visible_to(user),
    editable=lambda user: Complaint.objects.editable_by(user),
    account_of=lambda complaint: complaint.account_id,
    url=lambda complaint: complaint.get_absolute_url(),
    title=lambda complaint: str(complaint),
)
