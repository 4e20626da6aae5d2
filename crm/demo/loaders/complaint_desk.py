"""Load what customers sent along, what the desk keeps with a complaint, and what a caller told more."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from complaints.cases.files import FILES
from complaints.cases.models import Complaint
from complaints.cases.services import edit_facts
from complaints.intake.files import PUBLIC
from crm.demo.history import History
from crm.demo.paper import make
from crm.shared.files.owners import Owner
from crm.shared.files.services import add_files

# Account, file, whose it is: the customer's, for the customer, or of the desk.
SENT = (
    ("waterland", "Foto typeplaatje.png", "theirs"),
    ("waterland", "Werkbon 18 november.pdf", "for them"),
    ("waterland", "Verslag magazijn.docx", "desk"),
)
MINUTES = timedelta(minutes=25)


def load(history: History) -> None:
    """Add files to the newest complaint of an account, and the facts a caller told on the telephone."""
    fatima = history.users["fatima"]
    for key, name, whose in SENT:
        complaint = _newest(history, key)
        owner: Owner = FILES if whose == "desk" else PUBLIC
        add_files(
            owner,
            complaint,
            [SimpleUploadedFile(name, make(name))],
            by=None if whose == "theirs" else fatima,
            now=min(complaint.recorded_at + MINUTES, history.now),
        )
    told = _newest(history, "waterland")
    edit_facts(
        told,
        changes={"heard_by": history.owner("waterland"), "silence_reason": "nothing_done"},
        by=fatima,
        now=history.now,
        version=told.version,
    )


def _newest(history: History, key: str) -> Complaint:
    return Complaint.objects.filter(account=history.accounts[key]).latest("received_at", "pk")
