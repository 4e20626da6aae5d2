"""The readiness pages: filled in by colleagues, read by managers, followed by Home."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.insight.readiness import page
from crm.insight.readiness.models import Scan, ScanAnswer, Statement
from crm.insight.readiness.services import choose_discipline, fill_in
from crm.shared.errors import Refusal
from crm.shared.organisation.services import get_organisation
from crm.shared.tests.factories import UserFactory
from customers.activities.models import Task

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)


@pytest.fixture
def joost(client):
    """Return a signed-in manager."""
    user = UserFactory(role="manager")
    client.force_login(user)
    return user


def every(instrument, score=3, **by_group):
    """Return a form with one score for all, other ones by group."""
    rows = Statement.objects.of(instrument)
    return {row.pk: by_group.get(row.group, score) for row in rows}


def test_a_colleague_fills_in_the_scan(client):
    sanne = UserFactory()
    client.force_login(sanne)
    url = reverse("readiness:fill_in", args=["readiness"])
    assert client.get(url).content.decode().count("<legend>") == 27
    answer = client.post(url, {f"s{pk}": s for pk, s in every("readiness", 4).items()})
    assert answer.status_code == 302
    assert Scan.objects.get().by == sanne
    assert ScanAnswer.objects.filter(score=4).count() == 27


def test_a_skipped_statement_is_asked_again_and_nothing_is_lost(client):
    client.force_login(UserFactory())
    given = {f"s{pk}": s for pk, s in every("readiness", 4).items()}
    given.popitem()
    answer = client.post(reverse("readiness:fill_in", args=["readiness"]), given)
    assert answer.status_code == 422
    assert answer.content.decode().count(" checked") == 26
    assert not Scan.objects.exists()


def test_an_unknown_assessment_is_not_there(client, joost):
    assert client.get(reverse("readiness:fill_in", args=["moon"])).status_code == 404


@pytest.mark.parametrize("score", [0, 6])
def test_a_score_outside_the_scale_is_refused(score):
    with pytest.raises(Refusal):
        fill_in("discipline", every("discipline", score), by=UserFactory(), now=NOW)


def test_the_last_form_of_each_colleague_counts_and_all_are_kept():
    """One colleague says 2 and later 4, another 5: people 4.5 from 4 to 5, of two people."""
    one, two = UserFactory(), UserFactory()
    fill_in("readiness", every("readiness", 2), by=one, now=NOW)
    fill_in("readiness", every("readiness", 4), by=one, now=NOW + timedelta(hours=1))
    fill_in("readiness", every("readiness", 5), by=two, now=NOW)
    assert Scan.objects.count() == 3
    year = page.load(NOW.date())["readiness"].years[0]
    assert year.people == 2
    assert {(s.mean, s.low, s.high) for s in year.scores} == {(4.5, 4, 5)}


def test_years_stand_apart_and_the_weakest_comes_first():
    who = UserFactory()
    fill_in("readiness", every("readiness", 3), by=who, now=NOW.replace(year=2025))
    fill_in("readiness", every("readiness", 4, loyalty=1, people=2), by=who, now=NOW)
    found = page.load(NOW.date())["readiness"]
    assert [year.year for year in found.years] == [2026, 2025]
    assert [row.score.group for row in found.rows][:2] == ["loyalty", "people"]
    assert found.rows[0].before.mean == 3


def test_the_page_tells_the_verdict_in_a_fixed_number_of_queries(client, joost):
    url = reverse("readiness:index")
    now = timezone.now()

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    assert "Nobody filled in" in client.get(url).content.decode()
    fill_in("discipline", every("discipline", 2, intimacy=4), by=joost, now=now)
    fill_in("readiness", every("readiness"), by=joost, now=now)
    text = client.get(url).content.decode()
    assert "Customer intimacy</b>: 4.0" in text and "leads by 2.0" in text
    first = queries()
    for _number in range(3):
        fill_in("readiness", every("readiness"), by=UserFactory(), now=now)
    assert queries() == first <= 12


def test_sales_staff_do_not_read_the_results(client):
    client.force_login(UserFactory())
    assert client.get(reverse("readiness:index")).status_code == 403


def test_what_was_filled_in_cannot_be_rewritten():
    fill_in("discipline", every("discipline"), by=UserFactory(), now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        ScanAnswer.objects.update(score=5)


def test_words_are_changed_in_both_languages_and_the_second_editor_is_told(client, joost):
    statement = Statement.objects.first()
    url = reverse("readiness:statement", args=[statement.pk])
    assert client.post(url, {"text_en": "New", "text_nl": "Nieuw", "version": 1}).status_code == 302
    late = client.post(url, {"text_en": "Other", "text_nl": "Anders", "version": 1})
    text = late.content.decode()
    assert late.status_code == 409
    for words in ("New", "Nieuw", "Other", "Anders"):
        assert words in text
    assert client.post(url, {"text_en": "", "text_nl": "x", "version": 2}).status_code == 422


def test_a_weak_spot_becomes_a_task_once(client, joost):
    colleague = UserFactory()
    sent = {"group": "loyalty", "title": "Plan", "assignee": colleague.pk, "due_on": "2026-12-01"}
    for _twice in range(2):
        assert client.post(reverse("readiness:act"), sent).status_code == 302
    task = Task.objects.get()
    assert (task.account, task.assignee, task.title) == (None, colleague, "Plan")
    text = client.get(reverse("readiness:index")).content.decode()
    assert "Plan" in text and "Relation strategy to loyalty" in text
    assert client.post(reverse("readiness:act"), sent | {"title": ""}).status_code == 422


def labels(client):
    return [line.label for line in client.get(reverse("home"), {"who": "mine"}).context["doing"]]


def test_home_follows_the_chosen_discipline_and_says_so(client, joost):
    assert labels(client)[0] == "NPS"
    client.post(reverse("readiness:choose"), {"discipline": "operations"})
    assert get_organisation().discipline == "operations"
    assert labels(client)[:2] == ["Promises kept", "Complaints"]
    assert "Operational excellence" in client.get(reverse("home"), {"who": "mine"}).content.decode()
    choose_discipline("product", by=joost)
    assert labels(client)[0] == "Pipeline"
