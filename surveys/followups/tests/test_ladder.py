"""Check who hears of a follow-up nobody took, and the thank-you mail."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail as outbox
from django.urls import reverse

from crm.shared.mail.models import OutboxMail
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.activities.models import Task
from surveys.errors import SurveyError, TooLate
from surveys.followups.ladder import Step, step
from surveys.followups.mail import build_escalation, build_reminder, build_thanks
from surveys.followups.models import FollowUp, ThankYou
from surveys.followups.reminding import remind
from surveys.followups.services import act
from surveys.followups.thanks import thank
from surveys.tests.factories import AnswerFactory

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)  # due Thursday 12 November 09:00 UTC
DUE = TUESDAY + timedelta(days=2)
MANAGER_AT = DUE + timedelta(days=1)
LATER = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("at", "reminded", "escalated", "expected"),
    [
        (DUE - LATER, False, False, Step.NOTHING),
        (DUE, False, False, Step.OWNER),
        (DUE, True, False, Step.NOTHING),
        (MANAGER_AT - LATER, True, False, Step.NOTHING),
        (MANAGER_AT, True, False, Step.MANAGER),
        (MANAGER_AT, False, False, Step.MANAGER),
        (MANAGER_AT + LATER, True, True, Step.NOTHING),
        (MANAGER_AT + LATER, False, True, Step.NOTHING),
    ],
)
def test_the_owner_first_then_the_manager_each_once(at, reminded, escalated, expected):
    assert step(DUE, MANAGER_AT, at, reminded=reminded, escalated=escalated) == expected


@pytest.fixture
def manager():
    return UserFactory(role="manager", email="joost@kring.test", language="en")


@pytest.fixture
def owner(manager):
    return UserFactory(team=TeamFactory(manager=manager), email="sanne@kring.test", language="en")


@pytest.fixture
def followup(owner):
    answer = AnswerFactory(
        contact__account__owner=owner, contact__account__team=owner.team, score=2,
        contact__email="karin@waterland.test", comment="Te laat", confirmed_at=TUESDAY,
        followup=True,
    )  # fmt: skip
    return answer.followup


def mails():
    return list(OutboxMail.objects.order_by("pk").values_list("purpose", "to"))


def test_an_untouched_follow_up_climbs_the_ladder_once(followup, manager):
    assert remind(DUE) == 0
    assert remind(DUE + LATER) == 1
    assert remind(DUE + LATER) == 0
    assert mails() == [("followup_reminder", "sanne@kring.test")]
    assert remind(MANAGER_AT + LATER) == 1
    assert remind(MANAGER_AT + timedelta(days=3)) == 0
    assert mails()[1:] == [("followup_escalation", "joost@kring.test")]
    assert Task.objects.filter(assignee=manager).count() == 1


def test_a_follow_up_somebody_took_is_not_said_again(followup, owner):
    act(followup, state="contacted", by=owner, now=TUESDAY)
    assert remind(MANAGER_AT + LATER) == 0


def test_the_deputy_is_reminded_for_an_absent_owner(followup, owner):
    deputy = UserFactory(email="lotte@kring.test")
    owner.absent_from, owner.deputy = TUESDAY.date(), deputy
    owner.save()
    remind(DUE + LATER)
    assert mails() == [("followup_reminder", "lotte@kring.test")]


def test_without_a_manager_the_ladder_ends(followup, owner):
    owner.team.manager = None
    owner.team.save()
    assert remind(MANAGER_AT + LATER) == 1
    assert mails() == []
    assert remind(MANAGER_AT + LATER) == 0


def test_the_mails_tell_who_what_and_where(followup, owner):
    remind(DUE + LATER)
    remind(MANAGER_AT + LATER)
    first, second = OutboxMail.objects.order_by("pk")
    for row, build in ((first, build_reminder), (second, build_escalation)):
        written = build(row, MANAGER_AT)
        assert "Te laat" in written.text
        assert followup.get_absolute_url() in written.text
    assert owner.display_name in build_escalation(second, MANAGER_AT).text
    act(followup, state="contacted", by=owner, now=MANAGER_AT)
    with pytest.raises(Exception, match="took"):
        build_reminder(first, MANAGER_AT)


def test_a_customer_is_thanked_once_with_the_letter_and_never_the_note(followup, owner):
    act(followup, state="resolved", note="Lastige klant", by=owner, now=TUESDAY)
    thanks = thank(followup.answer, text="Dank u wel, Karin.", by=owner, now=TUESDAY)
    written = build_thanks(OutboxMail.objects.get(purpose="answer_thanks"), TUESDAY)
    for part in (written.text, written.html):
        assert "Dank u wel, Karin." in part
        assert "Lastige" not in part
    assert written.reply_to == "sanne@kring.test"
    with pytest.raises(TooLate):
        thank(followup.answer, text="Nogmaals", by=owner, now=TUESDAY)
    assert thanks.sent_at is None
    assert not outbox.outbox


def test_nothing_to_say_and_nowhere_to_send_are_refused(followup, owner):
    with pytest.raises(SurveyError):
        thank(followup.answer, text=" ", by=owner, now=TUESDAY)
    followup.answer.contact.email = ""
    followup.answer.contact.save()
    with pytest.raises(SurveyError, match="address"):
        thank(followup.answer, text="Dank", by=owner, now=TUESDAY)


def test_thanking_on_the_page_of_the_answer(client, followup, owner):
    with time_machine.travel(TUESDAY, tick=False):
        client.force_login(owner)
        place = reverse("followups:thank", args=[followup.answer_id])
        assert client.post(place, {"text": ""}).status_code == 422
        assert client.post(place, {"text": "Dank u wel"}).status_code == 302
        assert client.post(place, {"text": "Dank u wel"}).status_code == 409
        assert "Dank u wel" in client.get(followup.get_absolute_url()).content.decode()
        client.force_login(UserFactory())
        assert client.post(place, {"text": "Dank"}).status_code == 404
    assert ThankYou.objects.count() == 1
    assert FollowUp.objects.get().state == "open"
