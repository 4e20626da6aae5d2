"""Where a complaint goes on: the complaint it was merged into."""

from complaints.cases.models import Complaint
from complaints.cases.workflow import State
from complaints.links.models import Merge


def target_of(complaint: Complaint) -> Complaint:
    """Return the complaint in which this one goes on; itself when it was not merged.

    A mail or a tracking link of a merged complaint belongs to its target. A mere duplicate leads
    nowhere: the other complaint may be another customer's. No query for what is no duplicate.
    """
    while complaint.state == State.DUPLICATE:
        merge = (
            Merge.objects.select_related("target__account", "target__contact")
            .filter(source=complaint)
            .first()
        )
        if merge is None:
            break
        complaint = merge.target
    return complaint
