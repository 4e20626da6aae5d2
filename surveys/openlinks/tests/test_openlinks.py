"""Check public links: their page, their guards, their QR code, and that they stay out of the response."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.shared.tests.factories import UserFactory
from crm.shared.tokens import token_for
from surveys.answers.models import Answer
from surveys.errors import SurveyError
from surveys.openlinks.models import OPEN_TOKEN, OpenAnswer, OpenLink
from surveys.openlinks.services import close_link, open_link
from surveys.openlinks.views import qr_code
from surveys.tests.factories import SurveyFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def manager():
    return UserFactory(role="manager", language="en")


@pytest.fixture
def link(manager):
    return open_link(SurveyFactory(), source="Counter", language="nl", by=manager, now=NOW)


def address(link):
    return reverse("answer:open", args=[token_for(link, OPEN_TOKEN)])


def key_on(page):
    return unescape(re.search(r'name="key" value="([^"]+)"', page.content.decode())[1])


def answer(client, link, score=9, comment="", key=None):
    key = key or key_on(client.get(address(link)))
    return client.post(address(link), {"score": score, "comment": comment, "key": key})


def test_the_page_asks_score_and_comment_at_once(client, link):
    page = client.get(address(link)).content.decode()
    assert page.count("<h1") == 1
    assert page.count('type="radio"') == 11
    assert 'lang="nl"' in page


def test_reading_writes_nothing(client, link):
    with CaptureQueriesContext(connection) as queries:
        for query in ({}, {"score": 3}, {"step": "thanks"}, {"lang": "en"}):
            client.get(address(link), query)
    writes = ("INSERT", "UPDATE", "DELETE")
    assert not [q for q in queries if q["sql"].startswith(writes) and "throttle" not in q["sql"]]


def test_a_zero_is_stored_apart_from_the_answers_of_invitations(client, link):
    response = answer(client, link, score=0, comment="Nooit meer")
    assert response.status_code == 303
    assert "0" in client.get(response.url).content.decode()
    assert (OpenAnswer.objects.get().score, Answer.objects.count()) == (0, 0)
    link.survey.refresh_from_db()
    assert link.survey.answered == 0


def test_the_same_browser_changes_its_own_answer(client, link):
    answer(client, link, score=3)
    answer(client, link, score=8)
    assert list(OpenAnswer.objects.values_list("score", flat=True)) == [8]
    answer(Client(), link, score=5)
    assert OpenAnswer.objects.count() == 2


def test_one_form_sent_twice_without_cookies_is_one_answer(link):
    key = key_on(Client().get(address(link)))
    for _time in range(2):
        assert answer(Client(), link, key=key).status_code == 303
    assert OpenAnswer.objects.count() == 1


@pytest.mark.parametrize("key", ["", "x", "abc:def"])
def test_a_form_that_is_not_ours_is_refused_with_what_was_typed(client, link, key):
    response = client.post(address(link), {"score": 7, "comment": "Goed", "key": key})
    assert response.status_code == 422
    assert "Goed" in response.content.decode()
    assert not OpenAnswer.objects.exists()


def test_a_form_of_yesterday_asks_to_send_once_more(client, link):
    key = key_on(client.get(address(link)))
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        assert answer(client, link, key=key).status_code == 422


def test_a_script_meets_a_limit_and_an_office_does_not(link):
    """Twenty people behind one address answer; the twenty-first is asked to wait."""
    codes = [answer(Client(), link).status_code for _person in range(21)]
    assert codes == [303] * 20 + [429]
    assert OpenAnswer.objects.count() == 20


def test_after_the_lock_the_answer_is_shown_and_not_changed(client, link):
    key = key_on(client.get(address(link)))
    answer(client, link, score=3)
    with time_machine.travel(NOW + timedelta(days=6, hours=23), tick=False):
        answer(client, link, score=4)
        key = key_on(client.get(address(link)))
    client.cookies[f"kring_open_{link.pk}"]["max-age"] = 10**8
    with time_machine.travel(NOW + timedelta(days=7, minutes=1), tick=False):
        assert answer(client, link, score=9, key=key).status_code == 409
    assert OpenAnswer.objects.get().score == 4


@pytest.mark.parametrize("score", ["", "11", "6.5", "x"])
def test_nonsense_gets_a_sentence(client, link, score):
    assert answer(client, link, score=score).status_code == 422
    assert not OpenAnswer.objects.exists()


def test_closed_and_expired_links_say_so_and_others_lead_nowhere(client, link, manager):
    assert client.get(reverse("answer:open", args=["x" * 27])).status_code == 404
    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        assert client.get(address(link)).status_code == 410
    close_link(link, by=manager, now=NOW)
    assert client.get(address(link)).status_code == 410
    assert answer(client, link, key="x").status_code == 410


@pytest.mark.parametrize("survey", [{"state": "closed"}, {"state": "draft"}])
def test_only_a_survey_that_runs_has_public_links(manager, survey):
    with pytest.raises(SurveyError):
        open_link(SurveyFactory(**survey), source="Counter", language="nl", by=manager, now=NOW)


def test_a_source_has_one_link(link, manager):
    with pytest.raises(SurveyError):
        open_link(link.survey, source="Counter", language="en", by=manager, now=NOW)


def test_the_manager_opens_prints_and_closes(client, manager, link):
    client.force_login(manager)
    create = reverse("openlinks:create", args=[link.survey_id])
    assert client.post(create, {"source": "", "language": "nl"}).status_code == 422
    assert client.post(create, {"source": "Counter", "language": "nl"}).status_code == 422
    assert client.post(create, {"source": "Invoice", "language": "nl"}).status_code == 302
    page = client.get(reverse("openlinks:print", args=[link.pk])).content.decode()
    assert "k-qr" in page
    assert page.count("<h1") == 1
    for _time in range(2):
        client.post(reverse("openlinks:close", args=[link.pk]))
    assert OpenLink.objects.filter(token_revoked_at=None).count() == 1


def test_sources_are_scored_side_by_side(client, manager, link):
    """Counter: 5 of 10 → +100; invoice: 1 answer → no score."""
    other = open_link(link.survey, source="Invoice", language="nl", by=manager, now=NOW)
    for score, place, number in ((10, link, 5), (0, other, 1)):
        for _answer in range(number):
            answer(Client(), place, score=score, comment="Prima")
    client.force_login(manager)
    found = client.get(reverse("openlinks:list", args=[link.survey_id]))
    assert [(row["link"].source, row["score"].nps) for row in found.context["rows"]] == [
        ("Counter", 100), ("Invoice", None),
    ]  # fmt: skip


def test_sales_see_no_addresses(client, link):
    client.force_login(UserFactory())
    page = client.get(reverse("openlinks:list", args=[link.survey_id])).content.decode()
    assert "Counter" in page
    assert "/s/p/" not in page
    assert client.get(reverse("openlinks:print", args=[link.pk])).status_code == 403


def test_the_code_holds_no_style_and_no_script():
    code = qr_code("https://kring.test/s/p/abc/")
    assert "style=" not in code
    assert "<script" not in code
