"""Check who is asked, what is sent, and that nobody is dropped silently."""

from datetime import date, timedelta
from itertools import count

import pytest

from crm.shared.mail.models import MailState, OutboxMail
from crm.shared.mail.worker import Worker
from crm.shared.organisation.models import Organisation
from crm.shared.tests.factories import UserFactory
from customers.tests.factories import AccountFactory, ContactFactory
from surveys.answers.services import confirm_answer
from surveys.audience.decide import ASKED, decided, tally, terms_of
from surveys.audience.fatigue import Reason
from surveys.campaigns import services
from surveys.campaigns.models import Invitation, SkipEntry, Survey, SurveyState
from surveys.errors import SurveyError, TooLate
from surveys.sending import services as sending
from surveys.sending.models import UnsubscribeLink
from surveys.sending.unsubscribing import unsubscribe
from surveys.tests.factories import InvitationFactory, answer_token, wording

pytestmark = pytest.mark.django_db
NUMBERS = count()


@pytest.fixture
def manager():
    return UserFactory(role="manager")


@pytest.fixture
def draft(manager, now):
    survey = Survey(name="Autumn", remind_after_days=7)
    return services.save_survey(survey, by=manager, now=now)


def person(**values):
    values.setdefault("email", f"p{next(NUMBERS)}@klant.test")
    return ContactFactory(**values)


def people_of(survey, now):
    """Count the dry run per reason."""
    return tally(decided(survey, terms_of(survey, now=now)))


def post(now):
    return Worker(clock=lambda: now).send_due()


def test_everybody_is_asked_or_stands_in_the_ledger_with_a_reason(draft, manager, now):
    busy = AccountFactory(open_complaints=1)
    asked = person()
    skipped = {
        person(left_on=date(2026, 1, 1)): Reason.LEFT,
        person(consent_survey="objected"): Reason.OBJECTED,
        person(email=""): Reason.NO_ADDRESS,
        person(bounced_at=now): Reason.BOUNCED,
        person(account=busy): Reason.OPEN_COMPLAINT,
        person(last_invited_at=now - timedelta(days=30)): Reason.RESTING,
    }
    services.launch(draft, by=manager, now=now)
    assert [i.contact for i in Invitation.objects.all()] == [asked]
    ledger = {entry.contact: Reason(entry.reason) for entry in SkipEntry.objects.all()}
    assert ledger == skipped
    resting = SkipEntry.objects.get(reason=Reason.RESTING)
    assert resting.eligible_from == now + timedelta(days=60)
    draft.refresh_from_db()
    assert (draft.asked, draft.skipped, draft.state) == (1, 6, "sending")


def test_a_dry_run_changes_nothing(draft, now):
    person()
    assert people_of(draft, now) == {ASKED: 1}
    assert not Invitation.objects.exists()
    assert not OutboxMail.objects.exists()


def test_the_cap_per_account_counts_this_survey_too(draft, manager, now):
    Organisation.objects.update_or_create(pk=1, defaults={"nps_account_cap": 2})
    account = AccountFactory()
    recent = person(account=account, last_invited_at=now - timedelta(days=200))
    never = person(account=account)
    earlier = person(account=account, last_invited_at=now - timedelta(days=100))
    services.launch(draft, by=manager, now=now)
    assert {i.contact for i in Invitation.objects.all()} == {never, recent}
    assert SkipEntry.objects.get().contact == earlier
    assert SkipEntry.objects.get().reason == Reason.ACCOUNT_CAP


def test_the_audience_narrows_who_it_is_meant_for(draft, manager, now):
    person(account__account_class="A")
    person(account__account_class="C")
    draft.audience = {"all": ["class:A"]}
    assert people_of(draft, now) == {ASKED: 1}


def test_a_survey_for_nobody_is_refused_and_stays_a_draft(draft, manager, now):
    with pytest.raises(SurveyError):
        services.launch(draft, by=manager, now=now)
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert not SkipEntry.objects.exists()


def test_launching_twice_asks_once(draft, manager, now):
    person()
    services.launch(draft, by=manager, now=now)
    with pytest.raises(TooLate):
        services.launch(draft, by=manager, now=now)
    sending.hand_over(now)
    assert OutboxMail.objects.count() == Invitation.objects.count() == 1


def test_the_mail_holds_eleven_links_in_the_contacts_language(draft, manager, now, mailoutbox):
    contact = person(language="nl", salutation="ms", last_name="De Wilde")
    services.launch(draft, by=manager, now=now)
    assert post(now) == 1
    mail = mailoutbox[0]
    token = answer_token(Invitation.objects.get())
    html = mail.alternatives[0][0]
    for body in (mail.body, html):
        for score in range(11):
            assert body.count(f"/s/{token}/?score={score}") >= 1
        assert "Hoe waarschijnlijk is het dat u" in body
    assert 'role="presentation"' in html
    assert contact.email in mail.to
    stop = mail.extra_headers["List-Unsubscribe"].strip("<>")
    assert stop.endswith("/unsubscribe/")
    assert stop in mail.body
    assert token not in stop
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_no_link_is_stored_anywhere(draft, manager, now, mailoutbox):
    person()
    services.launch(draft, by=manager, now=now)
    post(now)
    token = answer_token(Invitation.objects.get())
    for model in (Invitation, OutboxMail, UnsubscribeLink):
        for row in model.objects.values():
            assert token not in str(row)


def test_acceptance_starts_the_rest_period(draft, manager, now):
    contact = person()
    services.launch(draft, by=manager, now=now)
    post(now)
    contact.refresh_from_db()
    assert contact.last_invited_at == now
    draft.refresh_from_db()
    assert (Invitation.objects.get().state, draft.sent) == ("sent", 1)
    assert services.advance(now) == 1
    draft.refresh_from_db()
    assert draft.state == SurveyState.OPEN


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"consent_survey": "objected"}, Reason.OBJECTED),
        ({"left_on": date(2026, 11, 1)}, Reason.LEFT),
        ({"email": ""}, Reason.NO_ADDRESS),
    ],
)
def test_who_objects_meanwhile_gets_no_mail(draft, manager, now, mailoutbox, change, reason):
    contact = person()
    services.launch(draft, by=manager, now=now)
    type(contact).objects.filter(pk=contact.pk).update(**change)
    assert post(now) == 0
    assert mailoutbox == []
    assert (Invitation.objects.get().state, SkipEntry.objects.get().reason) == ("cancelled", reason)
    assert OutboxMail.objects.get().state == MailState.CANCELLED
    draft.refresh_from_db()
    assert (draft.asked, draft.skipped) == (0, 1)


def test_an_open_complaint_holds_the_mail_back_at_the_moment_of_sending(draft, manager, now):
    contact = person()
    services.launch(draft, by=manager, now=now)
    type(contact.account).objects.filter(pk=contact.account_id).update(open_complaints=1)
    assert post(now) == 0
    assert SkipEntry.objects.get().reason == Reason.OPEN_COMPLAINT


def test_people_of_an_account_that_was_removed_meanwhile_get_no_mail(draft, manager, now):
    contact = person()
    services.launch(draft, by=manager, now=now)
    type(contact.account).objects.filter(pk=contact.account_id).update(deleted_at=now)
    assert post(now) == 0
    assert SkipEntry.objects.get().reason == Reason.LEFT


def test_unsubscribing_keeps_somebody_out_of_the_next_survey(draft, now):
    invitation = InvitationFactory(contact__email="a@klant.test", sent_at=now - timedelta(days=200))
    unsubscribe(UnsubscribeLink.objects.get(contact=invitation.contact), now=now)
    assert people_of(draft, now) == {Reason.OBJECTED: 1}


def test_one_reminder_for_who_did_not_answer(draft, manager, now, mailoutbox):
    person()
    answering = person()
    services.launch(draft, by=manager, now=now)
    post(now)
    services.advance(now)
    later = now + timedelta(days=7)
    invitation = Invitation.objects.get(contact=answering)
    confirm_answer(invitation, score=9, language="nl", now=now)
    assert sending.remind(now + timedelta(days=6)) == 0
    assert sending.remind(later) == 1
    assert sending.remind(later) == 0
    assert post(later) == 1
    assert "Herinnering" in mailoutbox[-1].subject or "Reminder" in mailoutbox[-1].subject
    assert Invitation.objects.exclude(contact=answering).get().reminded_at == later


def test_no_reminder_after_all_for_who_answered_in_between(draft, manager, now, mailoutbox):
    person()
    services.launch(draft, by=manager, now=now)
    post(now)
    services.advance(now)
    later = now + timedelta(days=7)
    sending.remind(later)
    confirm_answer(Invitation.objects.get(), score=9, language="nl", now=later)
    assert post(later) == 0


def test_closing_ends_links_answers_and_what_still_waits(draft, manager, now):
    person()
    person()
    services.launch(draft, by=manager, now=now)
    invitation = Invitation.objects.first()
    answer = confirm_answer(invitation, score=9, language="nl", now=now)
    later = now + timedelta(hours=1)
    services.close(draft, by=manager, now=later)
    invitation.refresh_from_db()
    answer.refresh_from_db()
    assert not invitation.token_is_live(later)
    assert answer.locked_at == later
    assert post(later) == 0
    with pytest.raises(TooLate):
        services.close(draft, by=manager, now=later)


def test_a_survey_closes_by_itself_after_its_last_day(draft, manager, now):
    person()
    services.launch(draft, by=manager, now=now)
    draft.refresh_from_db()
    assert draft.closes_on == date(2026, 12, 17)
    services.advance(now + timedelta(days=30))
    draft.refresh_from_db()
    assert draft.state != "closed"
    services.advance(now + timedelta(days=31))
    draft.refresh_from_db()
    assert draft.state == "closed"


def test_a_plan_whose_last_day_has_passed_becomes_a_draft_and_holds_up_no_other(
    draft, manager, now
):
    """The worker stood still for two days; the plan that is too late must not stop the one after it."""
    person()
    today = date(2026, 11, 17)
    services.save_survey(
        Survey(name="Too late", starts_on=today, closes_on=today), by=manager, now=now
    )
    draft.starts_on = date(2026, 11, 19)
    services.save_survey(draft, by=manager, now=now)
    for survey in Survey.objects.all():
        services.plan_ahead(survey, by=manager, now=now)
    services.advance(now + timedelta(days=2))
    assert dict(Survey.objects.values_list("name", "state")) == {
        "Too late": SurveyState.DRAFT,
        "Autumn": SurveyState.SENDING,
    }


def test_a_launched_survey_cannot_be_changed_or_deleted(draft, manager, now):
    person()
    services.launch(draft, by=manager, now=now)
    draft.refresh_from_db()
    with pytest.raises(SurveyError):
        services.save_survey(draft, by=manager, now=now)
    with pytest.raises(TooLate):
        services.delete_draft(draft, by=manager)
    assert Survey.objects.exists()


def test_a_closing_date_in_the_past_is_refused(draft, manager, now):
    person()
    draft.closes_on = date(2026, 11, 16)
    with pytest.raises(SurveyError):
        services.launch(draft, by=manager, now=now)


def test_the_fixed_wording_is_the_one_of_the_textbook():
    texts = wording()
    assert texts.text("question", "en", "Noordzij") == (
        "How likely are you, on a scale of 0 to 10, to recommend Noordzij to family, friends or "
        "colleagues?"
    )
    assert texts.text("question", "nl", "Noordzij") == (
        "Hoe waarschijnlijk is het dat u, op een schaal van 0 tot 10, Noordzij zal aanbevelen aan "
        "familie, vrienden of collega's?"
    )
    assert texts.text("keep", "nl", "x") == "Wat moeten wij vooral zo blijven doen?"


def test_an_organisation_name_is_no_template():
    """Filled in by plain replacement: braces in a name stay braces."""
    assert "{0.__class__}" in wording().text("question", "en", "{0.__class__}")
