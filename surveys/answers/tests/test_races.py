"""Check that answers at the same moment become one answer with one follow-up."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from crm.shared.tests.factories import UserFactory
from customers.activities.models import Task
from surveys.answers.models import Answer, AnswerChange
from surveys.campaigns.models import Survey
from surveys.followups.models import FollowUp
from surveys.nps.rollup import differences
from surveys.tests.factories import InvitationFactory, SurveyFactory, answer_token

POSTS = 20


def all_at_once(act, number):
    """Run an act in so many threads that start together; give what each returned."""
    barrier = threading.Barrier(number)

    def run(index):
        try:
            barrier.wait()
            return act(index)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_posts_on_one_link_make_one_answer_and_one_follow_up():
    invitation = InvitationFactory(
        contact__account__owner=UserFactory(),
        survey=SurveyFactory(closes_on=None),
        link__expires_at=None,
    )
    place = reverse("answer:show", args=[answer_token(invitation)])
    statuses = all_at_once(lambda _index: Client().post(place, {"score": "3"}).status_code, POSTS)
    assert set(statuses) == {303}
    assert Answer.objects.count() == FollowUp.objects.count() == Task.objects.count() == 1
    assert AnswerChange.objects.count() == 1
    assert Survey.objects.get().answered == 1
    assert differences() == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_people_of_one_account_who_answer_together_are_all_counted():
    first = InvitationFactory(contact__account__owner=UserFactory(), link__expires_at=None)
    survey, account = first.survey, first.account
    links = [first] + [
        InvitationFactory(survey=survey, contact__account=account, link__expires_at=None)
        for _contact in range(5)
    ]
    places = [reverse("answer:show", args=[answer_token(link)]) for link in links]
    statuses = all_at_once(
        lambda index: Client().post(places[index], {"score": str(index)}).status_code, len(links)
    )
    assert set(statuses) == {303}
    assert differences() == []
    account.refresh_from_db()
    assert account.unhandled_detractors == FollowUp.objects.count() == len(links)
