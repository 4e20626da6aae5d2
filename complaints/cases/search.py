"""What search knows about a complaint: number, subject and complainant."""

from complaints.cases.models import Complaint


def reindex(complaint: Complaint) -> None:
    """Bring the search index up to date with a complaint."""
