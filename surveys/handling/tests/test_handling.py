"""What is asked about the handling of a complaint: after the score, each thing optional, once per cycle."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from crm.shared import events
from crm.shared.tests.factories import UserFactory
from customers.tests.factories import ContactFactory
from surveys.answers.models import Answer
from surveys.answers.services import confirm_answer
from surveys.campaigns.forms import SurveyForm
from surveys.campaigns.models import Invitation, Occasion, SkipEntry
from surveys.errors import AnswerLocked, SurveyError
from surveys.handling.models import Handling
from surveys.handling.questions import complaint_of
from surveys.handling.services import save_handling
from surveys.occasions import services as occasions
from surveys.sending.mail import write
from surveys.tests.factories import (
    AnswerFactory,
    InvitationFactory,
    SurveyFactory,
    answer_token,
)
from surveys.timeline import timeline_entries

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
ASKED = 14


@pytest.fixture
def survey():
    return SurveyFactory(
        kind="transactional", trigger="complaint", delay_days=ASKED, reminders=0,
        launched_at=NOW - timedelta(days=60), closes_on=None,
    )  # fmt: skip


@pytest.fixture
def invitation(survey):
    contact = ContactFactory(email="k@klant.test")
    occasion = Occasion.objects.create(
        survey=survey, key="complaint:41:2", account=contact.account, contact=contact,
        happened_on=NOW.date() - timedelta(days=ASKED), due_on=NOW.date(), state="asked",
        noted_at=NOW,
    )  # fmt: skip
    return InvitationFactory(survey=survey, contact=contact, occasion=occasion, language="en")


def closed(contact, *, cycle=1, at=NOW):
    events.tell(
        events.COMPLAINT_CLOSED, complaint_id=41, cycle=cycle, account_id=contact.account_id,
        contact_id=contact.pk, at=at,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("key", "about"),
    [
        ("complaint:41:2", (41, 2)), ("complaint:41", None), ("order:41", None),
        ("complaint:x:2", None), ("renewal:1:2026-01-01", None), ("", None),
    ],
)  # fmt: skip
def test_an_occasions_key_tells_complaint_and_cycle(key, about):
    assert complaint_of(key) == about


def test_after_the_score_the_handling_is_asked_about_on_one_page_without_script(client, invitation):
    address = reverse("answer:show", args=[answer_token(invitation)])
    with time_machine.travel(NOW, tick=False):
        went = client.post(address, {"score": "4"})
        assert Answer.objects.get().score == 4, "the score is saved before anything else"
        page = client.get(went["Location"]).content.decode()
        assert page.count("<fieldset") == page.count("<legend") == 4
        assert page.count('type="radio"') == 3 + 3 * 5
        assert page.count("<h1") == 1
        assert "<script" not in page.split("</head>")[1]
        said = {"step": "comment", "comment": "Late, but kind.", "solved": "partly"}
        thanks = client.post(address, said | {"outcome": "2", "treatment": "5"})
    assert thanks.status_code == 303
    assert thanks["Location"].endswith("step=thanks")
    held = Handling.objects.get()
    assert (held.complaint, held.cycle, held.solved) == (41, 2, "partly")
    assert (held.outcome, held.process, held.treatment) == (2, None, 5)
    assert Answer.objects.get().comment == "Late, but kind."


def test_who_answers_the_score_alone_is_done(client, invitation):
    with time_machine.travel(NOW, tick=False):
        address = reverse("answer:show", args=[answer_token(invitation)])
        client.post(address, {"score": "9"})
        assert client.post(address, {"step": "comment", "comment": ""}).status_code == 303
    assert not Handling.objects.exists()


@pytest.mark.parametrize("wrong", [{"solved": "maybe"}, {"outcome": "6"}, {"process": "-1"}])
def test_nonsense_is_refused_and_what_was_said_is_kept(client, invitation, wrong):
    with time_machine.travel(NOW, tick=False):
        address = reverse("answer:show", args=[answer_token(invitation)])
        client.post(address, {"score": "9"})
        page = client.post(
            address, {"step": "comment", "comment": "Kept words", "treatment": "3"} | wrong
        )
    assert page.status_code == 422
    assert "Kept words" in page.content.decode()
    assert 'name="treatment" value="3" checked' in page.content.decode()
    assert not Handling.objects.exists()


def test_what_was_said_can_be_changed_until_the_lock(invitation):
    confirm_answer(invitation, score=6, language="en", now=NOW)
    save_handling(invitation, solved="no", now=NOW)
    save_handling(invitation, solved="yes", outcome=4, now=NOW + timedelta(days=1))
    held = Handling.objects.get()
    assert (held.solved, held.outcome, held.given_at) == ("yes", 4, NOW)
    late = NOW + timedelta(days=8)
    assert save_handling(invitation, solved="yes", outcome=4, now=late) == held, "nothing new"
    with pytest.raises(AnswerLocked):
        save_handling(invitation, solved="no", now=late)


def test_without_a_score_or_by_another_survey_nothing_is_taken(invitation):
    with pytest.raises(SurveyError):
        save_handling(invitation, solved="yes", now=NOW)
    with pytest.raises(SurveyError, match="does not ask"):
        save_handling(InvitationFactory(), solved="yes", now=NOW)


def test_a_confidential_answer_is_not_tied_to_its_complaint(client, invitation):
    type(invitation.survey).objects.filter(pk=invitation.survey_id).update(
        mode="confidential", named_contact=UserFactory()
    )
    with time_machine.travel(NOW, tick=False):
        address = reverse("answer:show", args=[answer_token(invitation)])
        page = client.get(client.post(address, {"score": "3"})["Location"]).content.decode()
    assert "<fieldset" not in page


def test_the_database_keeps_one_answer_per_cycle_and_refuses_an_empty_one(invitation):
    answer = confirm_answer(invitation, score=6, language="en", now=NOW)
    values = {"answer": answer, "complaint": 41, "cycle": 2, "given_at": NOW, "updated_at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        Handling.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handling.objects.create(**values, outcome=6)
    Handling.objects.create(**values, solved="no")


def test_a_cycle_is_asked_about_once_however_many_surveys_run(survey):
    SurveyFactory(
        kind="transactional", trigger="complaint", delay_days=20,
        launched_at=NOW - timedelta(days=5), closes_on=None,
    )  # fmt: skip
    contact = ContactFactory(email="k@klant.test")
    closed(contact)
    closed(contact)
    assert [(o.survey, o.due_on) for o in Occasion.objects.all()] == [
        (survey, NOW.date() + timedelta(days=ASKED))
    ]
    survey.state = "closed"
    survey.save()
    closed(contact)
    assert Occasion.objects.count() == 1, "not again by the next survey"


def test_reopening_calls_off_a_mail_that_waits_to_be_sent(survey):
    contact = ContactFactory(email="k@klant.test")
    closed(contact)
    occasions.ask(NOW + timedelta(days=ASKED))
    assert Invitation.objects.get().state == "waiting"
    events.tell(
        events.COMPLAINT_REOPENED, complaint_id=41, cycle=2, account_id=contact.account_id,
        contact_id=contact.pk, at=NOW + timedelta(days=ASKED),
    )  # fmt: skip
    assert Invitation.objects.get().state == "cancelled"
    assert Occasion.objects.get().state == "skipped"
    assert SkipEntry.objects.get().reason == "open_complaint"
    closed(contact, cycle=2, at=NOW + timedelta(days=20))
    assert occasions.ask(NOW + timedelta(days=20 + ASKED)) == 1


def test_the_mail_says_what_it_is_about_in_the_contacts_language(invitation):
    mail = write(invitation, reminder=False)
    assert "A while ago we closed your complaint." in mail.text
    assert "A while ago we closed your complaint." in mail.html
    assert (
        "closed your complaint" not in write(InvitationFactory(language="en"), reminder=False).text
    )


@pytest.mark.parametrize(("days", "fine"), [(13, False), (14, True), (30, True), (31, False)])
def test_after_a_complaint_is_asked_14_to_30_days_later_without_reminder(days, fine):
    form = SurveyForm(
        {
            "name": "After a complaint", "kind": "transactional", "mode": "identified",
            "trigger": "complaint", "delay_days": days, "per_year": 0, "spread_days": 0,
            "sample_percent": 100, "sample_seed": 1, "reminders": 1, "remind_after_days": 7,
        }
    )  # fmt: skip
    assert form.is_valid() is fine, form.errors
    if fine:
        assert form.cleaned_data["reminders"] == 0
    else:
        assert set(form.errors) == {"delay_days"}


def test_colleagues_read_it_with_the_answer_and_on_the_timeline(client, invitation):
    answer = confirm_answer(invitation, score=6, language="en", now=NOW)
    save_handling(invitation, solved="partly", outcome=2, treatment=5, now=NOW)
    (entry,) = timeline_entries([answer.account_id])
    assert "complaint solved: Partly, fairness 2 / – / 5 of 5" in entry.detail
    client.force_login(UserFactory(role="manager"))
    page = client.get(answer.get_absolute_url()).content.decode()
    assert "The handling of the complaint" in page
    assert "2 of 5" in page
    plain = AnswerFactory()
    assert "The handling of" not in client.get(plain.get_absolute_url()).content.decode()
