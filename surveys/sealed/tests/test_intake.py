"""Check that confidential and anonymous answers are taken in, and leave no trace where they should not."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from crm.shared.organisation.models import Organisation
from crm.shared.tests.factories import UserFactory
from customers.activities.models import Task
from surveys.answers.models import Answer, AnswerChange, LateMessage
from surveys.campaigns.models import Invitation
from surveys.errors import AnswerLocked, SurveyError, TooLate
from surveys.followups.models import FollowUp
from surveys.sealed import services
from surveys.sealed.models import AnonymousAnswer, ConfidentialAnswer
from surveys.tests.factories import InvitationFactory, SurveyFactory, answer_token

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def confidential():
    survey = SurveyFactory(
        mode="confidential", named_contact=UserFactory(first_name="Joost", language="en")
    )
    return InvitationFactory(survey=survey)


@pytest.fixture
def anonymous():
    return InvitationFactory(survey=SurveyFactory(mode="anonymous"))


def address(invitation):
    return reverse("answer:show", args=[answer_token(invitation)])


def nothing_on_the_account(invitation):
    invitation.account.refresh_from_db()
    invitation.contact.refresh_from_db()
    return (
        not Answer.objects.exists()
        and not AnswerChange.objects.exists()
        and not FollowUp.objects.exists()
        and not Task.objects.exists()
        and not LateMessage.objects.exists()
        and invitation.account.last_score is None
        and invitation.account.unhandled_detractors == 0
        and invitation.contact.last_score is None
    )


def test_a_confidential_answer_is_kept_apart_and_can_be_changed(client, confidential):
    response = client.post(address(confidential), {"step": "score", "score": "0"})
    assert response.status_code == 303
    assert (
        client.post(address(confidential), {"step": "comment", "comment": "Hm"}).status_code == 303
    )
    answer = ConfidentialAnswer.objects.get()
    assert (answer.score, answer.comment, answer.confirmed_at) == (0, "Hm", NOW)
    assert answer.due_at is not None, "the named contact calls a detractor"
    client.post(address(confidential), {"step": "score", "score": "9"})
    answer.refresh_from_db()
    assert answer.score == 9
    confidential.refresh_from_db()
    assert confidential.answered and confidential.survey.answered == 1
    assert nothing_on_the_account(confidential)


def test_a_changed_confidential_answer_keeps_its_history_for_the_named_contact(
    client, confidential
):
    """First 0 and "Hm"; then 9 and "Beter": what was before stays, for the named contact alone."""
    for score, comment, day in ((0, "Hm", 0), (9, "Beter", 1), (9, "Beter", 2)):
        now = NOW + timedelta(days=day)
        services.confirm_confidential(confidential, score=score, language="nl", now=now)
        services.comment_confidential(confidential, comment=comment, now=now)
    answer = ConfidentialAnswer.objects.get()
    kept = answer.changes.values_list("score_before", "score_after", "comment_before")
    assert list(kept) == [(0, 9, ""), (9, 9, "Hm")]
    page = reverse("surveys:confidential_answer", args=[answer.pk])
    client.force_login(confidential.survey.named_contact)
    html = client.get(page).content.decode()
    assert "Changed from 0 to 9" in html and "Hm" in html
    client.force_login(UserFactory(role="manager", language="en"))
    assert client.get(page).status_code == 404
    assert nothing_on_the_account(confidential)


def test_the_page_names_the_one_reader_and_offers_no_message_that_gives_a_name_away(
    client, confidential
):
    page = client.get(address(confidential) + "?lang=en").content.decode()
    assert "Joost" in page and "confidential" in page
    closed = datetime(2027, 1, 1, tzinfo=UTC)
    with time_machine.travel(closed, tick=False):
        response = client.get(address(confidential))
        assert response.status_code == 410
        assert "<textarea" not in response.content.decode()
        client.post(address(confidential), {"step": "message", "message": "It is me"})
    assert nothing_on_the_account(confidential)


def test_a_confidential_answer_locks_like_any_other(confidential):
    services.confirm_confidential(confidential, score="6", language="nl", now=NOW)
    later = NOW + timedelta(days=7)
    with pytest.raises(AnswerLocked):
        services.confirm_confidential(confidential, score="7", language="nl", now=later)
    with pytest.raises(AnswerLocked):
        services.comment_confidential(confidential, comment="x", now=later)


def test_an_anonymous_answer_has_no_way_back(client, anonymous):
    page = client.get(address(anonymous) + "?score=0&lang=en").content.decode()
    assert page.count('type="radio"') == 11 and page.count("checked") == 1
    response = client.post(address(anonymous), {"score": "0", "comment": "Hm", "lang": "en"})
    assert response.status_code == 303
    row = AnonymousAnswer.objects.values().get()
    assert set(row) == {"id", "survey_id", "score", "comment", "language", "month"}
    assert (row["score"], row["month"].isoformat()) == (0, "2026-11-01")
    invitation = Invitation.objects.get()
    assert invitation.answered and invitation.answered_at is None
    assert nothing_on_the_account(anonymous)


def test_an_anonymous_answer_is_given_once_and_never_shown_again(client, anonymous):
    client.post(address(anonymous), {"score": "3", "comment": "geheim"})
    response = client.post(address(anonymous), {"score": "9"})
    assert response.status_code == 200
    assert AnonymousAnswer.objects.get().score == 3
    assert "geheim" not in client.get(address(anonymous)).content.decode()
    with pytest.raises(TooLate):
        services.answer_anonymously(anonymous, score=9, comment="", language="nl", now=NOW)


@pytest.mark.parametrize("score", ["", "11", "-1", "6.5", "tien"])
def test_what_is_no_score_is_refused_and_the_comment_kept(client, anonymous, score):
    response = client.post(address(anonymous), {"score": score, "comment": "keep me"})
    assert response.status_code == 422
    assert "keep me" in response.content.decode()
    assert not Invitation.objects.get().answered


def test_only_the_named_contact_follows_up(confidential):
    answer = services.confirm_confidential(confidential, score=2, language="nl", now=NOW)
    with pytest.raises(SurveyError):
        services.handle(answer, handling="done", note="x", by=UserFactory(), now=NOW)
    joost = confidential.survey.named_contact
    with pytest.raises(SurveyError):
        services.handle(answer, handling="done", note=" ", by=joost, now=NOW)
    services.handle(answer, handling="contacted", note="", by=joost, now=NOW)
    services.handle(answer, handling="done", note="Excuses gemaakt", by=joost, now=NOW)
    with pytest.raises(TooLate):
        services.handle(answer, handling="contacted", note="", by=joost, now=NOW)


@pytest.mark.parametrize("mode", ["confidential", "anonymous"])
def test_a_page_that_is_over_still_says_where_to_write_complain_and_stop(client, mode):
    """A message on the page itself would give a name away; the mail address leaves that to the customer."""
    Organisation.objects.update_or_create(pk=1, defaults={"email": "info@kring.test"})
    survey = SurveyFactory(mode=mode, named_contact=UserFactory())
    invitation = InvitationFactory(survey=survey)
    with time_machine.travel(datetime(2027, 1, 1, tzinfo=UTC), tick=False):
        response = client.get(address(invitation))
    html = response.content.decode()
    assert response.status_code == 410 and 'href="mailto:info@kring.test"' in html
    assert reverse("intake:form") in html and "/unsubscribe/" in html
