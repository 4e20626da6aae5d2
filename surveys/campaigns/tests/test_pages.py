"""Check the pages on which surveys are set up, checked, sent and followed."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from crm.shared.mail.models import OutboxMail
from crm.shared.tests.factories import UserFactory
from customers.tests.factories import AccountFactory, ContactFactory
from surveys.campaigns.models import Invitation, SkipEntry, Survey
from surveys.tests.factories import InvitationFactory, SurveyFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
LIST_QUERIES = 8


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def manager(client):
    user = UserFactory(role="manager", language="en")
    client.force_login(user)
    return user


FORM = {
    "name": "Autumn", "kind": "relationship", "mode": "identified", "delay_days": "0",
    "per_year": "0", "spread_days": "0", "sample_percent": "100", "sample_seed": "7",
    "reminders": "1", "remind_after_days": "7",
}  # fmt: skip


def text_of(response):
    return response.content.decode()


def test_a_manager_sets_up_sees_who_is_asked_and_sends(client, manager):
    ContactFactory(first_name="Karin", email="karin@klant.test")
    ContactFactory(first_name="Wim", email="")
    response = client.post(reverse("surveys:create"), FORM)
    survey = Survey.objects.get()
    assert response.url == reverse("surveys:plan", args=[survey.pk])
    page = text_of(client.get(response.url))
    assert "Karin" in page
    assert "No e-mail address" in page
    assert not Invitation.objects.exists()
    response = client.post(reverse("surveys:launch", args=[survey.pk]))
    assert response.url == survey.get_absolute_url()
    assert (Invitation.objects.count(), SkipEntry.objects.count()) == (1, 1)
    assert OutboxMail.objects.count() == 1
    page = text_of(client.get(survey.get_absolute_url()))
    assert page.count("<h1") == 1
    assert client.post(reverse("surveys:launch", args=[survey.pk])).status_code == 302
    assert Invitation.objects.count() == 1


def test_the_audience_is_kept_on_the_survey(client, manager):
    AccountFactory()
    client.post(reverse("surveys:create"), FORM | {
        "condition_0": "stage:customer", "match_0": "all",
        "condition_1": "class:A", "match_1": "any", "condition_5": "class:B", "match_5": "any",
    })  # fmt: skip
    survey = Survey.objects.get()
    assert survey.audience == {"all": ["stage:customer"], "any": ["class:A", "class:B"]}
    page = text_of(client.get(reverse("surveys:edit", args=[survey.pk])))
    assert 'value="stage:customer" selected' in page


@pytest.mark.parametrize(
    "change", [{"name": ""}, {"closes_on": "2026-11-16"}, {"closes_on": "yesterday"},
               {"kind": "both"}, {"remind_after_days": "-1"}, {"name": "x\0y"}],
)  # fmt: skip
def test_a_wrong_form_keeps_what_was_typed(client, manager, change):
    response = client.post(reverse("surveys:create"), FORM | {"name": "Keep me"} | change)
    assert response.status_code == 422
    assert not Survey.objects.exists()
    if "name" not in change:
        assert "Keep me" in text_of(response)


def test_a_name_is_used_once(client, manager):
    SurveyFactory(name="Autumn")
    assert client.post(reverse("surveys:create"), FORM).status_code == 422


def test_a_survey_for_nobody_is_refused_on_its_page(client, manager):
    survey = SurveyFactory(state="draft", launched_at=None, closes_on=None)
    response = client.post(reverse("surveys:launch", args=[survey.pk]))
    assert response.status_code == 422
    assert "Nobody would be asked" in text_of(response)


def test_what_was_launched_is_not_edited(client, manager):
    survey = SurveyFactory()
    assert client.get(reverse("surveys:edit", args=[survey.pk])).status_code == 302
    assert client.get(reverse("surveys:plan", args=[survey.pk])).status_code == 302
    client.post(reverse("surveys:delete", args=[survey.pk]))
    assert Survey.objects.exists()


def test_a_draft_can_go_and_a_running_one_can_close(client, manager):
    draft = SurveyFactory(state="draft", launched_at=None)
    client.post(reverse("surveys:delete", args=[draft.pk]))
    running = SurveyFactory()
    client.post(reverse("surveys:close", args=[running.pk]))
    client.post(reverse("surveys:close", args=[running.pk]))
    assert Survey.objects.get().state == "closed"


@pytest.mark.parametrize("role", ["sales", "complaint_handler"])
@pytest.mark.parametrize("name", ["create", "edit", "plan", "launch", "close", "delete"])
def test_campaigns_are_for_managers(client, role, name):
    client.force_login(UserFactory(role=role))
    survey = SurveyFactory(state="draft", launched_at=None)
    args = [] if name == "create" else [survey.pk]
    place = reverse(f"surveys:{name}", args=args)
    statuses = {client.post(place, FORM).status_code}
    if name in ("create", "edit", "plan"):
        statuses.add(client.get(place).status_code)
    assert statuses <= {403, 405}
    survey.refresh_from_db()
    assert (Survey.objects.count(), survey.state) == (1, "draft")


def test_acts_need_a_post(client, manager):
    survey = SurveyFactory()
    for name in ("launch", "close", "delete"):
        assert client.get(reverse(f"surveys:{name}", args=[survey.pk])).status_code == 405


def test_sales_see_asked_people_of_their_own_accounts_only(client):
    user = UserFactory(language="en")
    client.force_login(user)
    survey = SurveyFactory(sent=2, asked=2)
    mine = InvitationFactory(survey=survey, contact__account__owner=user)
    theirs = InvitationFactory(survey=survey)
    page = text_of(client.get(reverse("surveys:invitations", args=[survey.pk])))
    assert mine.contact.name in page
    assert theirs.contact.name not in page
    SkipEntry.objects.create(
        survey=survey, contact=theirs.contact, account=theirs.account, reason="left", noted_at=NOW
    )
    page = text_of(client.get(reverse("surveys:skips", args=[survey.pk])))
    assert theirs.contact.name not in page
    assert "Response" not in text_of(client.get(survey.get_absolute_url()))


@pytest.mark.parametrize("name", ["list", "invitations", "skips"])
def test_lists_cost_the_same_however_long(client, manager, name, django_assert_max_num_queries):
    survey = SurveyFactory()

    def add(number):
        for _row in range(number):
            invitation = InvitationFactory(survey=survey)
            SurveyFactory()
            SkipEntry.objects.create(
                survey=survey,
                contact=invitation.contact,
                account=invitation.account,
                reason="resting",
                eligible_from=NOW + timedelta(days=9),
                noted_at=NOW,
            )

    place = reverse(f"surveys:{name}", args=[] if name == "list" else [survey.pk])
    add(3)
    client.get(place)
    with django_assert_max_num_queries(LIST_QUERIES) as short:
        assert client.get(place).status_code == 200
    add(9)
    with django_assert_max_num_queries(LIST_QUERIES) as long:
        client.get(place)
    assert len(short) == len(long)


def test_people_not_asked_are_listed_with_the_reason_and_the_day(client, manager):
    invitation = InvitationFactory()
    SkipEntry.objects.create(
        survey=invitation.survey,
        contact=invitation.contact,
        account=invitation.account,
        reason="resting",
        eligible_from=datetime(2027, 1, 5, 9, tzinfo=UTC),
        noted_at=NOW,
    )
    place = reverse("surveys:skips", args=[invitation.survey_id])
    page = text_of(client.get(place))
    assert "Asked too recently" in page
    assert "5 Jan 2027" in page
    assert "Asked too recently" in text_of(client.get(place, {"reason": "resting"}))
    assert invitation.contact.name not in text_of(client.get(place, {"reason": "left"}))


def test_a_survey_says_when_it_closes(client, manager):
    survey = SurveyFactory(closes_on=date(2026, 12, 10), sent=400, bounced=20, answered=95)
    page = text_of(client.get(survey.get_absolute_url()))
    assert "10 Dec 2026" in page
    assert "25.0%" in page
