"""What search knows about a complaint: number, subject, complainant, account and reference."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from complaints.cases.models import Complaint
from crm.shared.search import services
from crm.shared.search.registry import Kind, SearchDoc

KEY = "complaint"


def document(complaint: Complaint) -> SearchDoc:
    """Return what is looked in; the story itself is not, it may be confidential."""
    words = (
        complaint.complainant_name,
        complaint.contact.name if complaint.contact else "",
        complaint.account.name if complaint.account else "",
        complaint.complainant_email,
        complaint.reference,
    )
    phones = [complaint.complainant_phone] if complaint.complainant_phone else []
    return SearchDoc(
        title=f"{complaint.number} {complaint.subject}",
        subtitle=complaint.account.name if complaint.account else complaint.complainant_name,
        text=" ".join(filter(None, words)),
        phones=phones,
    )


def visible(user: Any) -> QuerySet[Complaint]:
    """Return the complaints a reader may find."""
    return Complaint.objects.visible_to(user)


KIND = Kind(
    key=KEY,
    label=_("Complaints"),
    model=Complaint,
    fields=document,
    visible=visible,
    url=lambda complaint: complaint.get_absolute_url(),
    icon="chat-left-text",
    source=lambda: Complaint.objects.select_related("account", "contact"),
)


def reindex(complaint: Complaint) -> None:
    """Bring the search index up to date with a complaint."""
    services.index(KEY, complaint)
