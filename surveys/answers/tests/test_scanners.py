"""Check that a mail scanner's storm of requests changes nothing and leaves the link alive."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from surveys.answers.models import Answer, AnswerChange
from surveys.followups.models import FollowUp
from surveys.sending.models import UnsubscribeLink
from surveys.tests.factories import InvitationFactory, answer_token, unsubscribe_token

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def test_eleven_links_followed_in_a_second_change_nothing_and_the_link_still_works(client):
    """A scanner opens all eleven score links and the way out; then the person answers a 4."""
    invitation = InvitationFactory()
    address = reverse("answer:show", args=[answer_token(invitation)])
    stop = reverse("answer:unsubscribe", args=[unsubscribe_token(invitation.contact)])
    scanner = Client()
    for score in range(11):
        assert scanner.get(address, {"score": score}).status_code == 200
    assert scanner.get(stop).status_code == 200
    assert not Answer.objects.exists()
    assert not UnsubscribeLink.objects.filter(unsubscribed_at__isnull=False).exists()
    assert client.post(address, {"score": 4}).status_code == 303
    assert (Answer.objects.get().score, FollowUp.objects.count()) == (4, 1)


def test_a_scanner_that_runs_scripts_finds_no_script_that_sends_the_form():
    """The page has no script of its own: only a press on the button sends the score."""
    invitation = InvitationFactory()
    address = reverse("answer:show", args=[answer_token(invitation)])
    page = Client().get(address, {"score": 7}).content.decode()
    scripts = page.split("<script")[1:]
    assert [script.split('src="')[1].split('"')[0].split("/")[-1] for script in scripts] == [
        "theme.js"
    ]
    assert "autofocus" not in page
    assert "onload" not in page
    assert not AnswerChange.objects.exists()


def test_a_scanner_that_posts_without_the_pages_own_token_is_refused():
    invitation = InvitationFactory()
    address = reverse("answer:show", args=[answer_token(invitation)])
    assert Client(enforce_csrf_checks=True).post(address, {"score": 0}).status_code == 403
    assert not Answer.objects.exists()
