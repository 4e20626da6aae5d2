"""Check caps, pauses, reminders and bounces of the mails of a survey."""

from datetime import timedelta

import pytest

from crm.shared.mail.models import MailState, OutboxMail
from crm.shared.mail.purposes import Bounce
from crm.shared.mail.worker import Worker
from crm.shared.tests.factories import UserFactory
from customers.tests.factories import ContactFactory
from surveys.answers.services import confirm_answer
from surveys.campaigns import services
from surveys.campaigns.models import Invitation, SkipEntry, Survey
from surveys.nps.recount import compare_surveys
from surveys.sending import services as sending
from surveys.sending.mail import TEST_MAIL, invitation_refused, sample
from surveys.sending.progress import progress

pytestmark = pytest.mark.django_db
HARD, SOFT = Bounce(True, "5.1.1", "unknown"), Bounce(False, "4.2.2", "full")


@pytest.fixture
def manager():
    return UserFactory(role="manager")


def post(now):
    return Worker(clock=lambda: now).send_due()


def launched(manager, now, people=1, **values):
    for number in range(people):
        ContactFactory(email=f"p{number}@klant.test")
    survey = services.save_survey(Survey(name="Autumn", **values), by=manager, now=now)
    return services.launch(survey, by=manager, now=now)


def test_no_more_a_day_than_the_cap(manager, now):
    """Seven people, three a day, from Tuesday: 3 + 3 + 1."""
    survey = launched(manager, now, people=7, daily_cap=3)
    sent = []
    for day in range(4):
        moment = now + timedelta(days=day)
        sending.hand_over(moment)
        sending.hand_over(moment)
        sent.append(post(moment))
    assert sent == [3, 3, 1, 0]
    survey.refresh_from_db()
    assert survey.sent == 7


def test_at_night_nothing_is_handed_over_and_nothing_leaves(manager, now):
    survey = launched(manager, now)
    night = now + timedelta(hours=10)
    assert post(night) == 0
    mail = OutboxMail.objects.get()
    assert (mail.state, mail.attempts) == (MailState.QUEUED, 0)
    assert progress(survey, now=night).next_at == mail.next_try_at
    assert post(mail.next_try_at) == 1
    Invitation.objects.update(state="waiting", queued_at=None, sent_at=None)
    assert sending.hand_over(night) == 0


def test_a_pause_holds_the_mails_and_going_on_lets_them_leave(manager, now):
    survey = launched(manager, now)
    services.pause(survey, by=manager, now=now)
    assert post(now) == 0 and sending.hand_over(now) == 0
    services.resume(survey, by=manager, now=now + timedelta(minutes=1))
    assert post(now + timedelta(minutes=1)) == 1


def test_what_is_called_off_is_not_sent_and_others_can_still_answer(manager, now):
    survey = launched(manager, now, people=3, daily_cap=1)
    post(now)
    assert services.stop_sending(survey, by=manager, now=now) == 2
    assert post(now + timedelta(days=1)) == 0
    survey.refresh_from_db()
    assert (survey.state, survey.sent) == ("open", 1)
    assert progress(survey, now=now).called_off == 2


def test_two_reminders_each_after_its_term(manager, now):
    launched(manager, now, reminders=2, remind_after_days=7)
    post(now)
    reminded = []
    for day in range(1, 29):
        moment = now + timedelta(days=day)
        sending.remind(moment)
        reminded += [day] * post(moment)
    assert reminded == [7, 14]
    assert Invitation.objects.get().reminders_sent == 2


def test_a_complaint_opened_since_holds_the_reminder(manager, now):
    launched(manager, now)
    post(now)
    later = now + timedelta(days=7)
    assert sending.remind(later) == 1
    account = Invitation.objects.get().account
    type(account).objects.filter(pk=account.pk).update(open_complaints=1)
    assert post(later) == 0


def test_a_hard_bounce_keeps_the_address_out(manager, now):
    survey = launched(manager, now)
    post(now)
    for _again in range(2):
        sending.take_bounce(OutboxMail.objects.get(), HARD, now=now)
    invitation = Invitation.objects.select_related("contact").get()
    survey.refresh_from_db()
    assert (invitation.state, survey.bounced) == ("bounced", 1)
    assert invitation.contact.bounced_at == now


def test_a_soft_bounce_is_tried_again_and_the_third_one_counts(manager, now):
    launched(manager, now)
    post(now)
    mail, contact = OutboxMail.objects.get(), Invitation.objects.get().contact
    for times in (1, 2):
        sending.take_bounce(mail, SOFT, now=now)
        contact.refresh_from_db()
        assert contact.bounced_at is None
        assert OutboxMail.objects.filter(purpose="survey_again").count() == times
    assert post(now + timedelta(days=1)) == 2
    sending.take_bounce(mail, SOFT, now=now)
    contact.refresh_from_db()
    assert contact.bounced_at == now and Invitation.objects.get().state == "bounced"


def test_a_bounce_of_an_address_that_was_changed_since_spares_the_new_one(manager, now):
    launched(manager, now)
    post(now)
    contact = Invitation.objects.get().contact
    type(contact).objects.filter(pk=contact.pk).update(email="new@klant.test")
    sending.take_bounce(OutboxMail.objects.get(), HARD, now=now)
    contact.refresh_from_db()
    assert contact.bounced_at is None


def test_a_preview_and_a_test_hold_no_link_at_all(manager, now, mailoutbox):
    survey = services.save_survey(Survey(name="Autumn"), by=manager, now=now)
    written = sample(survey, to=manager, language="nl")
    assert "href" not in written.html and "/s/" not in written.html + written.text
    from_outbox = sending.outbox.queue(
        TEST_MAIL, object_id=survey.pk, to=manager.email, language="en", now=now
    )
    night = now + timedelta(hours=12)
    assert post(night) == 1, "a test leaves at any hour"
    assert mailoutbox[0].to == [manager.email] and "/s/" not in mailoutbox[0].body
    assert "List-Unsubscribe" not in mailoutbox[0].extra_headers
    from_outbox.refresh_from_db()
    assert not Invitation.objects.exists() and not SkipEntry.objects.exists()


def test_the_link_of_a_trickled_mail_lives_its_full_term(manager, now):
    """Sent on day 9 of the wave: 30 days from then, not from the launch."""
    launched(manager, now, spread_days=30)
    Invitation.objects.update(planned_on=(now + timedelta(days=9)).date(), queued_at=None)
    OutboxMail.objects.all().delete()
    later = now + timedelta(days=9)
    sending.hand_over(later)
    assert post(later) == 1
    assert Invitation.objects.get().last_day == (later + timedelta(days=30)).date()


def test_reminders_that_were_not_sent_after_all_take_no_room_of_the_day(manager, now):
    """A cap of two; on day 7 two reminders are queued and both people answer first: day 8 has room for two."""
    survey = launched(manager, now, people=4, daily_cap=2)
    for day in (0, 1):
        sending.hand_over(now + timedelta(days=day))
        assert post(now + timedelta(days=day)) == 2
    week = now + timedelta(days=7)
    assert sending.remind(week) == 2 and sending.room(survey, week, 100) == 0
    for invitation in Invitation.objects.filter(reminder_queued_at__isnull=False):
        confirm_answer(invitation, score=9, language="nl", now=week)
    assert post(week) == 0
    next_day = week + timedelta(days=1)
    assert sending.room(survey, next_day, 100) == 2
    assert sending.remind(next_day) == 2 and post(next_day) == 2


@pytest.mark.parametrize(
    ("error", "known_as_wrong"),
    [
        ("550 5.1.1 <p0@klant.test>: user unknown", True),
        ("556 5.1.10 recipient has a null MX", True),
        ("550 5.7.1 message looks like spam", False),
        ("553 5.1.8 sender has no such domain", False),
        ("OSError: broken pipe", False),
    ],
)
def test_an_address_the_server_says_does_not_exist_is_not_used_again(
    manager, now, error, known_as_wrong
):
    launched(manager, now)
    invitation_refused(OutboxMail.objects.get(), error, now)
    invitation = Invitation.objects.select_related("contact").get()
    assert invitation.state == "refused"
    assert invitation.contact.bounced_at == (now if known_as_wrong else None)


def test_who_answers_after_the_mail_came_back_counts_as_reached(manager, now):
    """Two sent, one came back and is answered all the same: 1 of 2, not 1 of 1."""
    survey = launched(manager, now, people=2)
    post(now)
    invitation = Invitation.objects.first()
    sending.take_bounce(OutboxMail.objects.get(object_id=invitation.pk), HARD, now=now)
    confirm_answer(invitation, score=9, language="nl", now=now)
    survey.refresh_from_db()
    invitation.refresh_from_db()
    assert (invitation.state, survey.sent, survey.bounced, survey.answered) == ("sent", 2, 0, 1)
    assert list(compare_surveys(now)) == []
