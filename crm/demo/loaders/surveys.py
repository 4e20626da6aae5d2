"""Plan the surveys: a wave of half a year ago, one after deliveries, and one that runs now."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from crm.dashboard.chain.services import complain_from_followup
from crm.demo import post
from crm.demo.content.comments import (
    DETRACTOR,
    ENGLISH,
    HANDLED,
    NO_ACTION,
    NOTHING,
    PASSIVE,
    PROMOTER,
    SILENCE,
    TOLD,
)
from crm.demo.history import Act, History
from crm.demo.loaders.contacts import BOUNCED
from crm.demo.loaders.promises import POOR
from crm.shared.mail.models import OutboxMail
from crm.shared.mail.purposes import Bounce
from customers.contacts.models import Contact
from surveys.answers.models import Answer
from surveys.answers.services import confirm_answer, leave_message, save_comment
from surveys.campaigns.models import Invitation, InvitationState, Survey
from surveys.campaigns.services import advance, close, launch, save_survey
from surveys.followups.models import FollowUp
from surveys.followups.services import act as act_on
from surveys.sending.services import hand_over, remind, take_bounce
from surveys.sending.unsubscribing import unsubscribe, unsubscribe_link

MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
FIRST_WAVE, AFTER_DELIVERY, RUNNING = -185, -50, -6
ZEROS = {
    "langstraat": "Nooit meer. Drie keer beloofd, drie keer niets.",
    "lekstroom": "Wij zoeken een ander.",
}
CHANGED = ("brabantia", 6, 8)  # answered a 6, thought again after being called, made it an 8
FIXED = (*ZEROS, CHANGED[0])  # whose first contact always answers
UNSUBSCRIBED = ("gelre", "zeeuwse")  # used the link in the mail of the first wave
LATE_WRITER = ("heuvelmidden", "Ik was op vakantie. Mijn cijfer was een 8 geweest, prima service.")
BECAME_COMPLAINT = ("mulder", "Dirk")  # made of his answer with one click by the account manager
REFUSED = "spaarne"  # its mail server refuses the invitation of the running wave
HELD_BACK = 3  # every so many-eth invitation of the running wave leaves only now
SCORES = ((10, 16), (9, 27), (8, 22), (7, 14), (6, 8), (5, 5), (4, 3), (3, 2), (2, 1), (1, 2))
LOW = ((3, 3), (4, 3), (5, 4), (6, 4), (2, 2), (7, 2))


@dataclass
class _Wave:
    """One survey to replay."""

    name: str
    offset: int
    response: float
    kind: str = "relationship"
    audience: dict[str, Any] = field(default_factory=lambda: {"all": ["stage:customer"]})
    open_days: int = 30
    told: dict[tuple[str, str], tuple[int | None, str, int]] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        """Say whether the survey has closed by now."""
        return self.offset + self.open_days < 0


def load(history: History) -> None:
    """Plan three surveys; the person told about answers what the content says, or nothing."""
    first = {(a, name): (one, text, 0) for a, name, one, text, _two, _t, _d in TOLD}
    running = {(a, name): (two, text, days) for a, name, _one, _t, two, text, days in TOLD}
    for wave in (
        _Wave(_name(history, "Relatieonderzoek", FIRST_WAVE), FIRST_WAVE, 0.5, told=first),
        _Wave(
            _name(history, "Na de levering", AFTER_DELIVERY),
            AFTER_DELIVERY,
            0.45,
            kind="transactional",
            audience={
                "all": ["stage:customer", "level:operations", f"team:{history.teams['zuid'].pk}"]
            },
            open_days=21,
        ),
        _Wave(_name(history, "Relatieonderzoek", RUNNING), RUNNING, 0.36, told=running),
    ):
        _Replay(history, wave).plan()


def _name(history: History, what: str, offset: int) -> str:
    day = history.weekday(offset)
    return f"{what} {MONTHS[day.month - 1]} {day.year}"


class _Replay:
    """Plans one survey: launch, answers, reminder, follow-ups, closing."""

    def __init__(self, history: History, wave: _Wave) -> None:
        self.history, self.wave = history, wave
        self.key_of = {account.pk: key for key, account in history.accounts.items()}
        self.survey = Survey()

    def plan(self) -> None:
        """Plan launch, reminder and closing."""
        history, wave = self.history, self.wave
        start = self.open_at(wave.offset, "09:30")
        history.plan(start, self._launch)
        history.plan(start + timedelta(minutes=40), advance)
        if wave.is_over:
            reminded = self.open_at(wave.offset + 7, "10:30")
            history.plan(reminded, remind)
            post.plan_delivery(history, reminded)
            closed = history.moment(wave.offset + wave.open_days, "18:00")
            history.plan(closed, lambda now: close(self.survey, by=history.users["joost"], now=now))

    def open_at(self, offset: int, clock: str) -> datetime:
        """Give a moment on the working day on or after a day: survey mails leave on those only."""
        history = self.history
        before = history.day(offset) - timedelta(days=1)
        return history.at(history.business_days_after(before, 1), clock)

    def _launch(self, now: datetime) -> None:
        self.survey = save_survey(
            Survey(
                name=self.wave.name,
                kind=self.wave.kind,
                audience=self.wave.audience,
                closes_on=self.history.weekday(self.wave.offset + self.wave.open_days),
            ),
            by=self.history.users["joost"],
            now=now,
        )
        launch(self.survey, by=self.history.users["joost"], now=now)
        hand_over(now, survey=self.survey)
        invitations = list(
            self.survey.invitations.select_related("contact", "account").order_by("pk")
        )
        if not self.wave.is_over:
            self._hold_back(invitations)
        post.plan_delivery(self.history, now)
        for invitation in invitations:
            self._plan_answer(invitation, now)

    def _hold_back(self, invitations: list[Invitation]) -> None:
        """Send a part only on the last working day: these mails stand in the mailbox with live links."""
        told = {name for _key, name in self.wave.told}
        later = [
            row.pk
            for number, row in enumerate(invitations)
            if number % HELD_BACK == 0 and row.contact.first_name not in told
        ]
        mails = OutboxMail.objects.filter(purpose="survey_invitation", object_id__in=later)
        latest = self.history.at(self.history.business_day(-1), "10:00")
        mails.update(next_try_at=latest)
        post.plan_delivery(self.history, latest)
        self.history.plan(min(latest + timedelta(minutes=5), self.history.now), advance)
        refused = Invitation.objects.filter(
            survey=self.survey, account=self.history.accounts[REFUSED]
        ).exclude(pk__in=later)
        pks = list(refused.values_list("pk", flat=True)[:1])
        mail = OutboxMail.objects.filter(purpose="survey_invitation", object_id__in=pks)
        earlier = self.open_at(self.wave.offset, "09:30") - timedelta(minutes=1)
        mail.update(next_try_at=earlier)
        post.refuse(earlier, "550 5.1.1 Recipient address rejected: user unknown")

    def _plan_answer(self, invitation: Invitation, sent: datetime) -> None:
        """Plan what one person does with the mail."""
        history, key = self.history, self.key_of[invitation.account_id]
        chance = history.chance
        told = self.wave.told.get((key, invitation.contact.first_name))
        if key in BOUNCED and invitation.contact == history.contacts[key][-1]:
            history.plan(sent + timedelta(minutes=3), lambda now: _bounce(invitation, now))
            return
        first = invitation.contact == history.contacts[key][0]
        if first and key in UNSUBSCRIBED and self.wave.offset == FIRST_WAVE:
            history.plan(
                sent + timedelta(hours=5),
                lambda now: unsubscribe(unsubscribe_link(invitation.contact_id), now=now),
            )
            return
        if first and key == LATE_WRITER[0] and self.wave.offset == FIRST_WAVE:
            late = history.moment(self.wave.offset + self.wave.open_days + 6)
            history.plan(late, lambda now: leave_message(invitation, text=LATE_WRITER[1], now=now))
            return
        if told:
            score, comment, days = told
            if score is None:
                return
            soonest = sent + timedelta(hours=chance.randint(2, 60) if not days else 1)
            at = max(history.moment(-days), soonest) if days else soonest
        elif (first and key in FIXED) or chance.random() < self.wave.response:
            score, comment = self._draw(key, invitation.contact)
            longest = 260 if self.wave.is_over else 24 * -RUNNING - 4
            at = sent + timedelta(minutes=chance.randint(30, longest * 60))
        else:
            return
        if at < history.now:
            history.plan(at, lambda now: self._answer(invitation, key, score, comment, now))

    def _draw(self, key: str, contact: Contact) -> tuple[int, str]:
        chance = self.history.chance
        if (
            key in ZEROS
            and contact == self.history.contacts[key][0]
            and self.wave.offset == FIRST_WAVE
        ):
            return 0, ZEROS[key]
        if key == CHANGED[0] and self.wave.offset == FIRST_WAVE:
            return CHANGED[1], ""
        table = LOW if key in POOR else SCORES
        score = chance.choices([s for s, _w in table], [w for _s, w in table])[0]
        band = "promoter" if score > 8 else "passive" if score > 6 else "detractor"
        if chance.random() < 0.42:
            return score, ""
        if chance.random() < 0.1:
            return score, chance.choice(NOTHING)
        if contact.language == "en":
            return score, chance.choice(ENGLISH[band])
        return score, chance.choice(
            {"promoter": PROMOTER, "passive": PASSIVE, "detractor": DETRACTOR}[band]
        )

    def _answer(
        self, invitation: Invitation, key: str, score: int, comment: str, now: datetime
    ) -> None:
        """Answer on the page as the customer does: the score first, then the comment."""
        invitation = Invitation.objects.select_related("survey").get(pk=invitation.pk)
        if invitation.state != InvitationState.SENT:
            return
        answer = confirm_answer(invitation, score=score, language=invitation.language, now=now)
        if comment:
            save_comment(invitation, comment=comment, now=now)
        if key == CHANGED[0] and score == CHANGED[1] and self.wave.is_over:
            self.history.plan(
                now + timedelta(days=2),
                lambda at: confirm_answer(
                    invitation, score=CHANGED[2], language=invitation.language, now=at
                ),
            )
        self._plan_follow_up(answer, score, now)

    def _plan_follow_up(self, answer: Answer, score: int, now: datetime) -> None:
        """Plan the call; of the running wave the newest wait, and Wim Terpstra's is overdue."""
        followup = FollowUp.objects.filter(answer=answer).first()
        key = self.key_of[answer.account_id]
        if (
            followup
            and (key, answer.contact.first_name) == BECAME_COMPLAINT
            and not self.wave.is_over
        ):
            later = min(now + timedelta(hours=2), self.history.now)
            by = self.history.owner(key)
            self.history.plan(later, lambda at: complain_from_followup(followup, by=by, now=at))
            return
        told = self.wave.told.get((key, answer.contact.first_name))
        if followup is None or (told and told[2]):
            return
        history, chance = self.history, self.history.chance
        called = now + timedelta(days=chance.randint(1, 3) if score < 7 else chance.randint(2, 6))
        called = history.at(history.weekday(history.offset(called.date())), "15:15")
        called = max(called, now + timedelta(hours=1))
        if not self.wave.is_over and chance.random() < 0.25:
            return
        if called >= history.now:
            return
        silent = "" if score > 6 else chance.choice(SILENCE)
        history.plan(called, self._step(followup, "contacted", silence_reason=silent))
        done = called + timedelta(days=chance.randint(1, 9))
        if done < history.now:
            no_action = chance.random() < 0.08
            state, note = (
                ("no_action", NO_ACTION) if no_action else ("resolved", chance.choice(HANDLED))
            )
            history.plan(done, self._step(followup, state, note=note))

    def _step(self, followup: FollowUp, state: str, **details: str) -> Act:
        def step(now: datetime) -> None:
            fresh = FollowUp.objects.select_related("owner").get(pk=followup.pk)
            by = fresh.owner or self.history.users["joost"]
            act_on(fresh, state=state, by=by, now=now, **details)

        return step


def _bounce(invitation: Invitation, now: datetime) -> None:
    """Record a mail that came back: on the invitation, the survey's total and the contact."""
    mail = OutboxMail.objects.get(purpose="survey_invitation", object_id=invitation.pk)
    take_bounce(mail, Bounce(True, "5.1.1", "550 user unknown"), now=now)
