"""The assess page: the rubric beside the choice, what looks alike, the call after a second failure."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from complaints.cases.alike import duplicates, likeness, same_cause, words_of
from complaints.cases.models import Complaint
from complaints.cases.repeat import plan_call
from complaints.errors import ComplaintError
from complaints.learning.models import Category
from complaints.rubric.models import RubricLevel
from complaints.tests.factories import NOW, acknowledged, closed, handler, make_complaint, manager
from crm.shared.organisation.models import Organisation
from crm.shared.tests.factories import TeamFactory
from customers.activities.models import Task
from customers.tests.factories import AccountFactory

ANODES = "Fourteen boilers arrived with the wrong anodes."


def test_words_of_three_letters_and_case_and_points_do_not_count():
    """4 telling words each, 2 in common: 2 × 2 ÷ 8 = 0.5."""
    one = words_of("The boiler: wrong ANODES arrived!")
    assert one == {"boiler", "wrong", "anodes", "arrived"}
    assert likeness(one, words_of("boiler wrong pallet label")) == 0.5
    assert likeness(one, words_of("")) == 0.0


@pytest.mark.django_db
def test_the_same_customer_with_the_same_story_is_perhaps_the_same_complaint(now):
    one = make_complaint(now=now, text=ANODES)
    again = make_complaint(now=now, account=one.account, text=f"Again: {ANODES}")
    other_story = make_complaint(now=now, account=one.account, text="The invoice is too high.")
    elsewhere = make_complaint(now=now, text=ANODES)
    user = manager()
    assert [found.complaint for found in duplicates(again, user)] == [one]
    assert [found.complaint for found in same_cause(again, user, now)] == [elsewhere]
    assert duplicates(other_story, user) == []
    Organisation.objects.update_or_create(pk=1, defaults={"duplicate_days": 30})
    Complaint.objects.filter(pk=one.pk).update(received_at=now - timedelta(days=31))
    assert duplicates(again, user) == []


@pytest.mark.django_db
def test_what_a_reader_may_not_see_is_not_suggested(now):
    accused = handler()
    one = make_complaint(now=now, text=ANODES)
    make_complaint(
        now=now, account=one.account, text=ANODES, is_confidential=True, complained_about=accused
    )
    make_complaint(now=now, text=ANODES, is_confidential=True, complained_about=accused)
    assert duplicates(one, accused) == same_cause(one, accused, now) == []
    assert len(duplicates(one, manager())) == 1


@pytest.mark.django_db
def test_the_page_shows_rubric_marks_and_what_is_alike(client, now, django_assert_max_num_queries):
    one = make_complaint(now=now, text=ANODES)
    complaint, boss = acknowledged(now=now, account=one.account, text=ANODES), manager()
    client.force_login(boss)
    address = reverse("complaints:assess", args=[complaint.number])
    client.get(address)
    with django_assert_max_num_queries(12):
        page = client.get(address).content.decode()
    assert "k-examples" in page
    assert one.number in page
    complaint.refresh_from_db()
    data = {
        "version": complaint.version,
        "category": Category.objects.get(key="other").pk,
        "severity": "2",
        "handler": boss.pk,
        "admissible": "no",
        "inadmissible_reason": "Sold by somebody else",
        "impact": ["safety"],
    }
    refused = client.post(address, data)
    assert refused.status_code == 422
    assert "at least" in refused.content.decode()
    assert client.post(address, {**data, "severity": "4"}).status_code == 302
    page = client.get(complaint.get_absolute_url()).content.decode()
    assert "k-impact" in page
    assert "Sold by somebody else" in page
    assert "k-impact" in client.get(reverse("complaints:list")).content.decode()


@pytest.mark.django_db
def test_what_is_not_ours_and_has_no_reason_keeps_what_was_typed(client, now):
    complaint, boss = make_complaint(now=now), manager()
    client.force_login(boss)
    data = {
        "version": complaint.version,
        "category": Category.objects.get(key="other").pk,
        "severity": "2",
        "handler": boss.pk,
        "admissible": "no",
    }
    response = client.post(reverse("complaints:assess", args=[complaint.number]), data)
    assert response.status_code == 422
    assert "told so" in response.content.decode()


@pytest.mark.django_db
def test_a_second_failure_is_called_about_by_the_manager_of_the_team():
    boss, account = manager(), AccountFactory()
    one = handler(team=TeamFactory(manager=boss))
    closed(account=account)
    complaint = make_complaint(account=account, handler=one)
    task = plan_call(complaint, by=one, now=NOW)
    assert (task.assignee, task.due_on, task.kind) == (boss, date(2026, 11, 17), "call")
    assert task.origin_ref == complaint.number
    with pytest.raises(ComplaintError, match="already"):
        plan_call(complaint, by=boss, now=NOW)
    assert Task.objects.filter(kind="call").count() == 1
    event = complaint.events.get(kind="call_planned")
    assert (event.words, event.data["caller"]) == (boss.display_name, boss.pk)


@pytest.mark.django_db
def test_the_call_about_a_confidential_complaint_stands_on_no_account():
    boss = manager()
    task = plan_call(make_complaint(is_confidential=True), by=boss, now=NOW)
    assert (task.account, task.contact, task.assignee) == (None, None, boss)


@pytest.mark.django_db
def test_one_click_plans_the_call_and_the_page_says_who_calls(client, now):
    boss, account = manager(), AccountFactory()
    closed(account=account, now=now)
    complaint = make_complaint(account=account, now=now)
    client.force_login(boss)
    address = reverse("complaints:plan_call", args=[complaint.number])
    assert address in client.get(complaint.get_absolute_url()).content.decode()
    client.post(address)
    client.post(address)
    page = client.get(complaint.get_absolute_url()).content.decode()
    assert address not in page
    assert f"{boss.display_name} calls" in page
    assert Task.objects.get(kind="call").assignee == boss


@pytest.mark.django_db
def test_managers_change_the_rubric_and_a_second_editor_is_told(client):
    client.force_login(manager())
    level = RubricLevel.objects.get(severity=4)
    address = reverse("complaints:rubric_change", args=[level.pk])
    data = {
        "version": level.version,
        "meaning_en": "People are in danger.",
        "meaning_nl": "Mensen lopen gevaar.",
        "examples_en": "Gas\nWater",
        "examples_nl": "Gas",
    }
    assert client.post(address, data).status_code == 302
    page = client.get(reverse("complaints:rubric")).content.decode()
    assert "People are in danger." in page
    late = client.post(address, {**data, "meaning_en": "Mine"})
    assert late.status_code == 409
    assert RubricLevel.objects.get(severity=4).examples == ["Gas", "Water"]
    client.force_login(handler())
    assert client.get(address).status_code == 403
    assert client.get(reverse("complaints:rubric")).status_code == 200
