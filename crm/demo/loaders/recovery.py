"""The answers to the call after a closed complaint, brought in from the list the desk kept before."""

from datetime import timedelta

from complaints.cases.models import Complaint
from complaints.cases.workflow import State
from crm.demo.history import History
from surveys.answers.models import Answer
from surveys.answers.services import import_answer
from surveys.campaigns.models import Survey, SurveyKind, SurveyState, Trigger
from surveys.campaigns.services import latest_wording, launch, save_survey
from surveys.handling.models import Handling
from surveys.occasions.services import complaint_closed

BEFORE = (5, 6, 6, 7, 7, 7, 8, 8, 9, 4)
GAINS = (2, 1, 1, 0, 1, 2, 0, -1, 1, 0)
SILENT_EVERY = 4  # every so many-th person did not pick up the phone
ASKED_AFTER = timedelta(days=20)
MAIL_AFTER = 14
# Solved, and how fair outcome, process and treatment were; nobody answers everything.
SAID = (
    ("yes", 4, 4, 5), ("yes", 5, 4, 5), ("partly", 3, 2, 4), ("yes", 4, None, 4), ("no", 2, 2, 3),
    ("yes", 5, 5, 5), ("partly", 3, 3, 5), ("yes", 4, 3, 4), ("", 3, 2, 4), ("no", 1, 2, 4),
    ("yes", 4, 4, None),
)  # fmt: skip


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
    said: list[Handling] = []
    for place, complaint in enumerate(closed.order_by("pk")):
        asked = complaint.closed_at + ASKED_AFTER
        before = BEFORE[place % len(BEFORE)]
        after = min(before + GAINS[(place * 3 + place // 10) % len(GAINS)], 10)
        scores = {complaint.received_at - timedelta(days=45): before}
        if asked < history.now and place % SILENT_EVERY:
            scores[asked] = after
        for at, score in scores.items():
            answer = import_answer(
                survey=survey,
                account=complaint.account,
                contact=complaint.contact,
                score=score,
                confirmed_at=at,
                external_key=f"{survey.pk}/{complaint.pk}/{at:%Y%m%d}",
                now=history.now,
            )
            if at == asked and answer is not None:
                said.append(_said(answer, complaint, len(said)))
    Handling.objects.bulk_create(said)
    _ask_from_now_on(history)


def _said(answer: Answer, complaint: Complaint, place: int) -> Handling:
    """Return what a customer found of the handling: a case that went well is mostly called solved."""
    solved, outcome, process, treatment = SAID[place % len(SAID)]
    return Handling(
        answer=answer,
        complaint=complaint.pk,
        cycle=complaint.cycle,
        solved=solved,
        outcome=outcome,
        process=process,
        treatment=treatment,
        given_at=answer.confirmed_at,
        updated_at=answer.confirmed_at,
    )


def _ask_from_now_on(history: History) -> None:
    """Let a survey of its own ask by mail after each complaint that closes, in place of the call."""
    joost, began = history.users["joost"], history.now - timedelta(days=MAIL_AFTER)
    survey = Survey(
        name="Na een klacht",
        kind=SurveyKind.TRANSACTIONAL,
        trigger=Trigger.COMPLAINT,
        delay_days=MAIL_AFTER,
        reminders=0,
        audience={},
    )
    launch(save_survey(survey, by=joost, now=began), by=joost, now=began)
    lately = Complaint.objects.filter(state=State.CLOSED, closed_at__gt=began, is_imported=False)
    for complaint in lately.order_by("closed_at"):
        complaint_closed(
            complaint_id=complaint.pk,
            cycle=complaint.cycle,
            account_id=complaint.account_id,
            contact_id=complaint.contact_id,
            at=complaint.closed_at,
        )
