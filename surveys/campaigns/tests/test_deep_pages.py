"""Check the pages of planning, following and previewing surveys: what they cost and what they refuse."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.shared.mail.models import OutboxMail
from crm.shared.tests.factories import UserFactory
from customers.tests.factories import ContactFactory
from surveys.campaigns.models import Occasion, Survey
from surveys.campaigns.tests.test_pages import FORM
from surveys.sealed.services import confirm_confidential
from surveys.tests.factories import InvitationFactory, SurveyFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
BUDGET = 12


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def manager(client):
    user = UserFactory(role="manager", language="en", email="joost@kring.test")
    client.force_login(user)
    return user


def text_of(response):
    return response.content.decode()


def cost(client, place):
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(place).status_code == 200
    return len(found)


def test_pages_cost_the_same_for_twice_the_people(client, manager):
    draft = SurveyFactory(state="draft", launched_at=None, closes_on=None, sample_percent=90)
    sealed = SurveyFactory(mode="confidential", named_contact=manager, state="sending")
    places = [
        reverse("surveys:plan", args=[draft.pk]),
        reverse("surveys:edit", args=[draft.pk]),
        reverse("surveys:preview", args=[draft.pk]),
        reverse("surveys:detail", args=[sealed.pk]),
        reverse("surveys:confidential", args=[sealed.pk]),
        reverse("surveys:occasions", args=[sealed.pk]),
    ]

    def add(number):
        for index in range(number):
            invitation = InvitationFactory(survey=sealed)
            InvitationFactory(survey=sealed, state="waiting", sent_at=None)
            confirm_confidential(invitation, score=index % 11, language="nl", now=NOW)
            Occasion.objects.create(
                survey=sealed, key=f"order:{invitation.pk}", account=invitation.account,
                happened_on=NOW.date(), due_on=NOW.date(), noted_at=NOW,
            )  # fmt: skip

    add(6)
    for place in places:
        client.get(place)
    before = [cost(client, place) for place in places]
    add(6)
    assert [cost(client, place) for place in places] == before
    assert max(before) <= BUDGET, before


def test_the_dry_run_lists_everybody_with_reason_and_day_and_as_a_file(client, manager):
    ContactFactory(first_name="Karin", email="karin@klant.test")
    ContactFactory(first_name="Wim", email="")
    survey = SurveyFactory(state="draft", launched_at=None, closes_on=None)
    place = reverse("surveys:plan", args=[survey.pk])
    page = text_of(client.get(place))
    assert "Karin" in page and "Wim" in page and "No e-mail address" in page
    assert "Wim" not in text_of(client.get(place, {"decision": "asked"}))
    assert "Karin" not in text_of(client.get(place, {"decision": "no_address"}))
    file = b"".join(client.get(place, {"format": "csv"}).streaming_content).decode()
    assert "Karin" in file and "Wim" in file


def test_a_second_editor_sees_both_versions_and_keeps_what_was_typed(client, manager):
    client.post(reverse("surveys:create"), FORM)
    survey = Survey.objects.get()
    place = reverse("surveys:edit", args=[survey.pk])
    client.post(place, FORM | {"name": "Theirs", "version": "1"})
    response = client.post(place, FORM | {"name": "Mine", "version": "1"})
    page = text_of(response)
    assert response.status_code == 409 and "Theirs" in page and 'value="Mine"' in page
    assert client.post(place, FORM | {"name": "Mine", "version": "2"}).status_code == 302
    assert Survey.objects.get().name == "Mine"


@pytest.mark.parametrize(
    "change",
    [
        {"mode": "confidential"},
        {"kind": "transactional", "per_year": "2"},
        {"trigger": "order"},
        {"kind": "transactional", "trigger": "complaint", "mode": "anonymous"},
        {"starts_on": "2026-12-10", "closes_on": "2026-12-01"},
        {"starts_on": "2026-11-16"},
        {"sample_percent": "0"},
        {"sample_percent": "101"},
        {"reminders": "3"},
        {"spread_days": "261"},
        {"condition_0": "class:Z"},
    ],
)
def test_what_does_not_belong_together_is_refused(client, manager, change):
    response = client.post(reverse("surveys:create"), FORM | {"name": "Keep me"} | change)
    assert response.status_code == 422 and "Keep me" in text_of(response)
    assert not Survey.objects.exists()


def test_a_survey_with_a_trigger_is_switched_on_and_sends_nothing_yet(client, manager):
    ContactFactory(email="a@klant.test")
    client.post(reverse("surveys:create"), FORM | {"kind": "transactional", "trigger": "order"})
    survey = Survey.objects.get()
    client.post(reverse("surveys:launch", args=[survey.pk]))
    survey.refresh_from_db()
    assert (survey.state, survey.asked) == ("open", 0) and not OutboxMail.objects.exists()


def test_a_preview_has_no_way_to_answer_and_a_test_goes_to_yourself(client, manager):
    survey = SurveyFactory(state="draft", launched_at=None, closes_on=None)
    page = text_of(client.get(reverse("surveys:preview", args=[survey.pk])))
    assert "/s/" not in page and page.count("<fieldset") == page.count("disabled")
    mail = client.get(reverse("surveys:preview_mail", args=[survey.pk]))
    assert "href" not in text_of(mail) and "sandbox" in mail["Content-Security-Policy"]
    client.post(reverse("surveys:test", args=[survey.pk]), {"lang": "en"})
    assert OutboxMail.objects.get().to == "joost@kring.test"


def test_who_answered_a_sealed_survey_is_not_told(client, manager):
    survey = SurveyFactory(mode="anonymous")
    InvitationFactory(survey=survey, answered=True)
    place = reverse("surveys:invitations", args=[survey.pk])
    page = text_of(client.get(place))
    assert "answered_at" not in page and "status=answered" not in page
    names = text_of(client.get(place, {"status": "answered"}))
    assert page.count("<tr") == names.count("<tr"), "the filter does not tell either"
    assert "the result appears when" in text_of(client.get(survey.get_absolute_url()))


def test_others_see_no_confidential_answer(client, manager):
    survey = SurveyFactory(mode="confidential", named_contact=UserFactory(role="manager"))
    answer = confirm_confidential(InvitationFactory(survey=survey), score=2, language="nl", now=NOW)
    assert client.get(reverse("surveys:confidential", args=[survey.pk])).status_code == 404
    assert client.get(reverse("surveys:confidential_answer", args=[answer.pk])).status_code == 404
    client.force_login(survey.named_contact)
    place = reverse("surveys:confidential_answer", args=[answer.pk])
    assert client.post(place, {"handling": "done", "note": ""}).status_code == 422
    assert client.post(place, {"handling": "done", "note": "Gebeld"}).status_code == 302
    answer.refresh_from_db()
    assert answer.handling == "done"
