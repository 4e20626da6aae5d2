"""Plan the other kinds of surveys: one that waits for orders, a confidential one, and a draft to look at."""

from datetime import datetime, timedelta

from crm.demo.content.comments import DETRACTOR, PASSIVE, PROMOTER
from crm.demo.history import History
from surveys.campaigns.models import Invitation, InvitationState, Survey, SurveyMode, Trigger
from surveys.campaigns.services import launch, save_survey
from surveys.occasions.services import ask, gather
from surveys.sealed.models import Handling
from surveys.sealed.services import comment_confidential, confirm_confidential, handle
from surveys.sending.services import hand_over

CONFIDENTIAL, TRIGGERED = -12, -3
SCORES = (6, 9, 7, 3, 8, 10, 5, 9, 7, 8, 2, 9, 6, 10, 7)
CALLED = "Gebeld en uitgelegd wat we anders doen. Het bleef onder ons."


def load(history: History) -> None:
    """Plan the survey of each kind."""
    history.plan(_open_at(history, CONFIDENTIAL, "09:10"), lambda now: _confidential(history, now))
    history.plan(_open_at(history, TRIGGERED, "09:05"), lambda now: _triggered(history, now))
    history.inserts.append(lambda: _catch_up(history))
    history.plan(_open_at(history, -2, "15:40"), lambda now: _draft(history, now))


def _open_at(history: History, offset: int, clock: str) -> datetime:
    before = history.day(offset) - timedelta(days=1)
    return min(history.at(history.business_days_after(before, 1), clock), history.now)


def _confidential(history: History, now: datetime) -> None:
    joost = history.users["joost"]
    survey = save_survey(
        Survey(
            name="Vertrouwelijk: wie nog geen klant is",
            mode=SurveyMode.CONFIDENTIAL,
            named_contact=joost,
            audience={"all": ["stage:potential"]},
            account_cap=2,
        ),
        by=joost,
        now=now,
    )
    launch(survey, by=joost, now=now)
    sent = now + timedelta(minutes=1)
    Survey.objects.filter(pk=survey.pk).update(sent=survey.asked, state="open")
    survey.invitations.update(state=InvitationState.SENT, sent_at=sent, queued_at=now)
    rows = Invitation.objects.filter(survey=survey).select_related("survey", "account")
    comments = {"low": DETRACTOR, "middle": PASSIVE, "high": PROMOTER}
    for number, (invitation, score) in enumerate(zip(rows.order_by("pk"), SCORES, strict=False)):
        at = min(sent + timedelta(hours=3 + 11 * number), history.now)
        answer = confirm_confidential(invitation, score=score, language="nl", now=at)
        band = "high" if score > 8 else "middle" if score > 6 else "low"
        if number % 2:
            text = comments[band][number % len(comments[band])]
            comment_confidential(invitation, comment=text, now=at)
        if number == 3:  # the first detractor was called
            handle(answer, handling=Handling.DONE, note=CALLED, by=joost, now=history.now)


def _triggered(history: History, now: datetime) -> None:
    joost = history.users["joost"]
    survey = save_survey(
        Survey(
            name="Een week na de order",
            kind="transactional",
            trigger=Trigger.ORDER,
            delay_days=7,
            audience={"any": ["dmu:user", "dmu:buyer", "level:operations"]},
            account_cap=1,
        ),
        by=joost,
        now=now,
    )
    launch(survey, by=joost, now=now)


def _catch_up(history: History) -> None:
    """Note the orders, which are only there now, and ask about those whose day has come."""
    gather(history.now)
    ask(history.now)
    hand_over(history.now)


def _draft(history: History, now: datetime) -> None:
    save_survey(
        Survey(
            name="Relatieonderzoek in het voorjaar",
            audience={"all": ["stage:customer"], "none": ["level:board"]},
            per_year=2,
            spread_days=20,
            sample_percent=60,
            sample_seed=2027,
            daily_cap=25,
            reminders=2,
            starts_on=history.business_days_after(history.day(100), 1),
        ),
        by=history.users["joost"],
        now=now,
    )
