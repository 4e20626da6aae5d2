"""Surveys and improvements of a colleague who has left: changing something else leaves them in that name."""

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.shared.tests.factories import UserFactory
from customers.tests.pages import sent
from surveys.answers.models import Theme
from surveys.campaigns.models import SurveyMode, SurveyState
from surveys.improvements.models import Improvement
from surveys.improvements.services import save_improvement
from surveys.tests.factories import SurveyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client):
    user = UserFactory(role="manager")
    client.force_login(user)
    return user


@pytest.fixture
def left():
    return UserFactory(is_active=False)


def save_untouched(client, address):
    answer = client.post(address, sent(client.get(address).context["form"]))
    assert answer.status_code == 302, answer.context["form"].errors


def test_changing_a_survey_keeps_its_named_contact(client, manager, left):
    survey = SurveyFactory(
        state=SurveyState.DRAFT, mode=SurveyMode.CONFIDENTIAL, named_contact=left, launched_at=None
    )
    save_untouched(client, reverse("surveys:edit", args=[survey.pk]))
    survey.refresh_from_db()
    assert survey.named_contact == left


def test_changing_an_improvement_keeps_its_owner(client, manager, left):
    improvement = save_improvement(
        Improvement(), version=None, by=manager, now=timezone.now(), title="Call before the lorry",
        theme=Theme.objects.get(slug="delivery"), owner=left, due_on=timezone.localdate(),
        did_nl="", did_en="",
    )  # fmt: skip
    save_untouched(client, reverse("improvements:edit", args=[improvement.pk]))
    improvement.refresh_from_db()
    assert improvement.owner == left
