"""What the page of an investigation and the printed case file show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from complaints.cases.files import KIND
from complaints.cases.models import Complaint
from complaints.investigation.fishbone import Branch, branches, fishbone, narrow
from complaints.investigation.models import Evidence, Finding, Hearing, ThirdParty, Why
from crm.shared.files.models import StoredFile


@dataclass(frozen=True)
class Investigation:
    """Holds every row of an investigation."""

    complaint: Complaint
    hearings: Sequence[Hearing]
    findings: Sequence[Finding]
    evidence: Sequence[Evidence]
    whys: Sequence[Why]
    parties: Sequence[ThirdParty]
    files: Sequence[StoredFile]

    @property
    def sides(self) -> set[str]:
        """Return whom we heard."""
        return {one.side for one in self.hearings}

    @property
    def branches(self) -> list[Branch]:
        """Return the branches that have rows."""
        return [branch for branch in branches(self.whys) if branch.rows]

    @property
    def drawing(self) -> Any:
        """Return the Ishikawa view."""
        return fishbone(self.whys, self.complaint.subject)

    @property
    def phone_drawing(self) -> Any:
        """Return the same view for a phone."""
        return narrow(self.whys, self.complaint.subject)

    @property
    def waiting(self) -> list[ThirdParty]:
        """Return who still owes us an answer."""
        return [one for one in self.parties if one.answered_on is None]


def thing_of(evidence: Evidence) -> tuple[str, str]:
    """Return what a piece of evidence is called, and its page where it has one."""
    if evidence.promise_id:
        return str(evidence.promise), reverse("promises:detail", args=[evidence.promise_id])
    if evidence.interaction_id:
        return str(evidence.interaction), evidence.interaction.get_absolute_url()
    return str(evidence.order), ""


def load_investigation(complaint: Complaint) -> Investigation:
    """Read an investigation; six queries."""
    evidence: list[Any] = list(
        complaint.evidence.select_related("order", "promise", "interaction", "author")
    )
    for one in evidence:
        one.thing, one.address = thing_of(one)
    return Investigation(
        complaint=complaint,
        hearings=list(complaint.hearings.select_related("author")),
        findings=list(complaint.findings.select_related("author")),
        evidence=evidence,
        whys=list(complaint.whys.select_related("author")),
        parties=list(complaint.third_parties.select_related("author")),
        files=list(StoredFile.objects.of(KIND, complaint.pk).select_related("uploaded_by")),
    )
