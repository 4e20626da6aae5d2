"""Check the pages of a customer who answers: what they show, what they store, and what they refuse."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.shared.organisation.services import change_organisation
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.activities.models import Task
from customers.contacts.models import Consent
from surveys.answers.models import Answer, AnswerChange, LateMessage
from surveys.followups.models import FollowUp
from surveys.tests.factories import (
    AnswerFactory,
    InvitationFactory,
    answer_token,
    unsubscribe_token,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def invitation():
    return InvitationFactory(contact__account__owner=UserFactory(first_name="Sanne"))


def address(invitation, **query):
    base = reverse("answer:show", args=[answer_token(invitation)])
    return f"{base}?{urlencode(query)}" if query else base


def text_of(response):
    return response.content.decode()


def test_the_question_stands_in_the_contacts_language(client, invitation):
    page = text_of(client.get(address(invitation)))
    assert "Hoe waarschijnlijk is het dat u, op een schaal van 0 tot 10, Kring" in page
    assert '<html lang="nl"' in page
    assert page.count("<h1") == 1
    assert page.count('type="radio"') == 11
    page = text_of(client.get(address(invitation, lang="en")))
    assert "How likely are you, on a scale of 0 to 10, to recommend Kring" in page


@pytest.mark.parametrize("score", range(11))
def test_the_link_of_a_score_chooses_it_and_stores_nothing(client, invitation, score):
    page = text_of(client.get(address(invitation, score=score)))
    assert f'value="{score}" checked' in page
    assert not Answer.objects.exists()


WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.mark.parametrize("method", ["get", "head", "options"])
@pytest.mark.parametrize(
    "query",
    [{}, {"score": 0}, {"score": 10}, {"score": 11}, {"score": "x"}, {"step": "comment"},
     {"step": "thanks"}, {"step": "received"}, {"step": "message", "message": "Hello"},
     {"lang": "en", "comment": "x"}, {"List-Unsubscribe": "One-Click"}],
)  # fmt: skip
def test_reading_writes_nothing_whatever_the_query(client, invitation, method, query):
    AnswerFactory(survey=invitation.survey, contact=invitation.contact, invitation=invitation)
    for place in (
        address(invitation, **query),
        reverse("answer:unsubscribe", args=[unsubscribe_token(invitation.contact)])
        + f"?{urlencode(query)}",
    ):
        with CaptureQueriesContext(connection) as queries:
            getattr(client, method)(place)
        writes = [
            q["sql"]
            for q in queries
            if q["sql"].startswith(WRITES) and "throttle" not in q["sql"].lower()
        ]
        assert writes == []


def test_two_links_followed_by_a_scanner_change_nothing(client, invitation):
    for score in (2, 9):
        client.get(address(invitation, score=score))
    assert not Answer.objects.exists()
    assert not AnswerChange.objects.exists()


def test_score_then_reason_then_thanks(client, invitation):
    response = client.post(address(invitation), {"score": "3"})
    assert (response.status_code, response.url) == (303, address(invitation, step="comment"))
    assert (Answer.objects.get().score, FollowUp.objects.count()) == (3, 1)
    page = text_of(client.get(response.url))
    assert "Wat zouden wij als organisatie moeten verbeteren" in page
    response = client.post(
        address(invitation), {"step": "comment", "comment": "Bel eerder als het niet lukt."}
    )
    page = text_of(client.get(response.url))
    assert "Bel eerder als het niet lukt." in page
    assert Answer.objects.get().comment == "Bel eerder als het niet lukt."


def test_a_ten_is_asked_what_to_keep(client, invitation):
    client.post(address(invitation), {"score": "10"})
    page = text_of(client.get(address(invitation, step="comment")))
    assert "Wat moeten wij vooral zo blijven doen?" in page


def test_a_zero_goes_all_the_way(client, invitation):
    client.post(address(invitation), {"score": "0"})
    assert Answer.objects.get().score == 0
    assert "<b>0</b>" in text_of(client.get(address(invitation, step="comment")))
    assert 'value="0" checked' in text_of(client.get(address(invitation)))


@pytest.mark.parametrize(
    "score", ["11", "-1", "6.5", "", "seven", "٧", "²", "1e309", "9" * 5000, "7\0"]
)
def test_nonsense_gets_a_sentence_and_stores_nothing(client, invitation, score):
    response = client.post(address(invitation), {"score": score})
    assert response.status_code == 422
    assert "van 0 tot en met 10" in text_of(response) or "0 to 10" in text_of(response)
    assert not Answer.objects.exists()


def test_a_comment_that_cannot_be_stored_is_kept_on_the_page(client, invitation):
    client.post(address(invitation), {"score": "8"})
    long = "te lang " * 700
    response = client.post(address(invitation), {"step": "comment", "comment": long})
    assert response.status_code == 422
    assert "te lang te lang" in text_of(response)
    assert Answer.objects.get().comment == ""


def test_a_comment_before_a_score_asks_for_the_score(client, invitation):
    response = client.post(address(invitation), {"step": "comment", "comment": "x"})
    assert response.status_code == 422
    assert not Answer.objects.exists()


@pytest.mark.parametrize("token", ["x", "a" * 27, "a" * 200, "é" * 27, "%00" * 9])
def test_an_unknown_link_is_one_neutral_404(client, token):
    response = client.get(f"/s/{token}/")
    assert response.status_code == 404
    assert response["Cache-Control"] == "no-store"


def test_an_unknown_link_offers_the_ways_to_reach_us(client):
    change_organisation(1, by=None, phone="013 000 00 00", email="service@kring.test")
    html = client.get(f"/s/{'x' * 27}/").content.decode()
    assert 'href="tel:013 000 00 00"' in html and 'href="mailto:service@kring.test"' in html
    assert f'href="{reverse("intake:form")}"' in html


def test_a_token_of_another_purpose_opens_nothing(client, invitation):
    stop = unsubscribe_token(invitation.contact)
    assert client.get(reverse("answer:show", args=[stop])).status_code == 404
    answer = answer_token(invitation)
    assert client.get(reverse("answer:unsubscribe", args=[answer])).status_code == 404
    assert client.get(f"/s/{answer[:-1]}/").status_code == 404


def test_an_expired_link_still_takes_a_message(client):
    invitation = InvitationFactory(link__expires_at=NOW - timedelta(days=1))
    response = client.get(address(invitation))
    assert response.status_code == 410
    assert unsubscribe_token(invitation.contact) in text_of(response)
    assert client.post(address(invitation), {"score": "9"}).status_code == 410
    assert not Answer.objects.exists()
    response = client.post(address(invitation), {"step": "message", "message": "Bel mij"})
    assert response.status_code == 303
    assert client.get(response.url).status_code == 200
    assert LateMessage.objects.get().text == "Bel mij"
    assert Task.objects.count() == 1
    response = client.post(address(invitation), {"step": "message", "message": ""})
    assert response.status_code == 422


def test_what_was_typed_is_still_there_when_the_survey_closes_meanwhile(client, invitation):
    client.post(address(invitation), {"score": "4"})
    invitation.token_expires_at = NOW
    invitation.save()
    response = client.post(address(invitation), {"step": "comment", "comment": "Mijn verhaal"})
    assert response.status_code == 410
    assert "Mijn verhaal" in text_of(response)


def test_a_locked_answer_says_so(client, invitation):
    client.post(address(invitation), {"score": "9"})
    Answer.objects.update(locked_at=NOW)
    response = client.post(address(invitation), {"score": "2"})
    assert response.status_code == 409
    assert Answer.objects.get().score == 9
    assert client.get(address(invitation)).status_code == 200
    response = client.post(address(invitation), {"step": "comment", "comment": "Nog iets"})
    assert (response.status_code, Answer.objects.get().comment) == (409, "")
    assert "Nog iets" in text_of(response)


def test_an_answer_can_be_changed_with_the_same_link(client, invitation):
    client.post(address(invitation), {"score": "9"})
    client.post(address(invitation), {"score": "6"})
    assert Answer.objects.get().score == 6
    assert AnswerChange.objects.count() == 2


def test_the_language_chosen_stays_chosen(client, invitation):
    response = client.post(address(invitation), {"score": "9", "lang": "en"})
    assert response.url.endswith("step=comment&lang=en")
    assert Answer.objects.get().language == "en"
    assert "What should we improve" in text_of(client.get(response.url))


def test_headers_keep_the_page_to_itself(client, invitation):
    for response in (
        client.get(address(invitation)),
        client.get(reverse("answer:unsubscribe", args=[unsubscribe_token(invitation.contact)])),
    ):
        assert response["Cache-Control"] == "no-store"
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Referrer-Policy"] == "same-origin"
        assert "http" not in "".join(
            part.split('"')[0] for part in text_of(response).split('src="')[1:]
        )


def test_seventy_guesses_meet_a_429(client):
    statuses = [client.get(f"/s/{'a' * 25}{n:02}/").status_code for n in range(70)]
    assert statuses.count(404) == 60
    assert statuses[-1] == 429


def test_the_post_needs_the_pages_own_token(invitation):
    client = Client(enforce_csrf_checks=True)
    assert client.post(address(invitation), {"score": "9"}).status_code == 403
    assert not Answer.objects.exists()


@pytest.mark.parametrize("multipart", [True, False])
def test_one_click_unsubscribe_without_cookies_in_both_encodings(invitation, multipart):
    client = Client(enforce_csrf_checks=True)
    place = reverse("answer:unsubscribe", args=[unsubscribe_token(invitation.contact)])
    if multipart:
        response = client.post(place, {"List-Unsubscribe": "One-Click"})
    else:
        response = client.post(
            place, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
        )
    assert response.status_code == 200
    invitation.contact.refresh_from_db()
    assert invitation.contact.consent_survey == "objected"


def test_unsubscribing_shows_first_acts_on_post_and_only_once(client, invitation):
    place = reverse("answer:unsubscribe", args=[unsubscribe_token(invitation.contact)])
    page = text_of(client.get(place))
    assert "<form" in page
    assert not Consent.objects.exists()
    for _time in range(2):
        assert client.post(place).status_code == 200
    consent = Consent.objects.get()
    assert (consent.channel, consent.state) == ("survey", "objected")


def test_the_unsubscribe_link_outlives_the_survey(client):
    invitation = InvitationFactory(link__expires_at=NOW - timedelta(days=900))
    place = reverse("answer:unsubscribe", args=[unsubscribe_token(invitation.contact)])
    assert client.post(place).status_code == 200


def test_the_page_names_who_really_reads_the_answer(client, invitation):
    """The owner; has the owner left, the team's manager; is there nobody, the organisation."""
    owner, manager = invitation.account.owner, UserFactory(first_name="Joost", last_name="Mol")
    page = text_of(client.get(address(invitation, lang="en")))
    assert f"{owner.display_name} reads your answer" in page
    team = TeamFactory(manager=manager)
    type(invitation.account).objects.filter(pk=invitation.account_id).update(team=team)
    type(owner).objects.filter(pk=owner.pk).update(is_active=False)
    assert "Joost Mol reads your answer" in text_of(client.get(address(invitation, lang="en")))
    type(manager).objects.filter(pk=manager.pk).update(is_active=False)
    page = text_of(client.get(address(invitation, lang="en")))
    assert "Kring reads your answer" in page and "Joost Mol" not in page
