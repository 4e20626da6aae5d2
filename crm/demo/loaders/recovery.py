"""The answers to the call after a closed complaint, brought in from the list the desk kept before."""

from datetime import timedelta

from complaints.cases.models import Complaint
from complaints.cases.workflow import State
from crm.demo.history import History
from surveys.answers.services import import_answer
from surveys.campaigns.models import Survey, SurveyKind, SurveyState
from surveys.campaigns.services import latest_wording

BEFORE = (5, 6, 6, 7, 7, 7, 8, 8, 9, 4)
GAINS = (2, 1, 1, 0, 1, 2, 0, -1, 1, 0)
SILENT_EVERY = 4  # every so many-th person did not pick up the phone
ASKED_AFTER = timedelta(days=20)


def load(history: History) -> None:
    """Give most closed complaints a score of the same person before it and, where time allows, one after it."""
    survey = Survey.objects.create(
        name="Nabellen na een klacht",
        kind=SurveyKind.TRANSACTIONAL,
        state=SurveyState.CLOSED,
        wording=latest_wording(),
        imported=True,
        created_at=history.now,
        closed_at=history.now,
    )
    closed = Complaint.objects.filter(
        state=State.CLOSED, contact__isnull=False, closed_at__isnull=False, is_imported=False
    ).select_related("account", "contact")
    for place, complaint in enumerate(closed.order_by("pk")):
        asked = complaint.closed_at + ASKED_AFTER
        before = BEFORE[place % len(BEFORE)]
        after = min(before + GAINS[(place * 3 + place // 10) % len(GAINS)], 10)
        scores = {complaint.received_at - timedelta(days=45): before}
        if asked < history.now and place % SILENT_EVERY:
            scores[asked] = after
        for at, score in scores.items():
            import_answer(
                survey=survey,
                account=complaint.account,
                contact=complaint.contact,
                score=score,
                confirmed_at=at,
                external_key=f"{survey.pk}/{complaint.pk}/{at:%Y%m%d}",
                now=history.now,
            )
