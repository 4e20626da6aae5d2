"""The settings pages: managers change terms, hours and closed days; others are refused."""

from datetime import date

import pytest
from django.forms.models import model_to_dict
from django.urls import reverse

from crm.shared.audit.models import AuditEntry
from crm.shared.organisation.models import Holiday, OpeningWindow, Organisation
from crm.shared.organisation.sections import SECTIONS
from crm.shared.organisation.services import get_organisation
from crm.shared.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PAGES = ["settings:index", "settings:organisation", "settings:hours", "settings:holidays"]


@pytest.fixture
def manager(client):
    user = UserFactory(role="manager")
    client.force_login(user)
    return user


def typed(**changes):
    """Return the settings form as a browser would send it."""
    row = get_organisation()
    return {**model_to_dict(row), "version": row.version, "phone": "", "email": "", **changes}


@pytest.mark.parametrize("page", PAGES)
def test_a_manager_sees_every_page(client, manager, page):
    answer = client.get(reverse(page))
    assert answer.status_code == 200
    assert answer.content.count(b"<h1") == 1


@pytest.mark.parametrize("role", ["sales", "complaint_handler"])
@pytest.mark.parametrize("page", PAGES)
def test_others_are_refused(client, page, role):
    client.force_login(UserFactory(role=role))
    assert client.get(reverse(page)).status_code == 403
    assert client.post(reverse(page)).status_code in (403, 405)


def test_every_setting_is_on_the_page():
    shown = {name for section in SECTIONS for name in section.fields}
    assert shown == {f.name for f in Organisation._meta.fields if f.editable} - {"id"}


def test_a_term_is_saved_with_an_audit_row_and_used_at_once(client, manager):
    answer = client.post(reverse("settings:organisation"), typed(decision_days_high=2))
    assert answer.status_code == 302
    assert get_organisation().decision_days_high == 2
    entry = AuditEntry.objects.get(kind="shared.organisation")
    assert entry.changed == ["decision_days_high"]
    assert entry.actor == manager


def test_saving_without_a_change_leaves_no_row(client, manager):
    client.post(reverse("settings:organisation"), typed())
    assert not AuditEntry.objects.filter(kind="shared.organisation").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("silent_share", "100"),
        ("hours_per_day", "25"),
        ("remedy_limit", "-1"),
        ("currency", "E1R"),
        ("visibility", "nobody"),
        ("acknowledge_days", "-1"),
        ("name", ""),
    ],
)
def test_nonsense_keeps_what_was_typed(client, manager, field, value):
    answer = client.post(reverse("settings:organisation"), typed(**{field: value}))
    assert answer.status_code == 422
    assert answer.context["form"][field].errors
    assert answer.context["form"][field].value() == value
    assert not Organisation.objects.filter(**{field: value}).exists()


def test_the_second_of_two_editors_sees_both_versions(client, manager):
    old = typed(quiet_deal_days=21)
    client.post(reverse("settings:organisation"), typed(acknowledge_days=2))
    answer = client.post(reverse("settings:organisation"), old)
    assert answer.status_code == 409
    assert {row[1:] for row in answer.context["theirs"]} == {(2, 1), (14, 21)}
    assert get_organisation().quiet_deal_days == 14
    assert get_organisation().acknowledge_days == 2


def test_hours_of_the_week_are_replaced(client, manager):
    url = reverse("settings:hours")
    version = client.get(url).context["form"]["version"].value()
    answer = client.post(url, {"day0": "9-12:30, 13:30-17:00", "day6": "10-14", "version": version})
    assert answer.status_code == 302
    assert [(w.weekday, str(w)) for w in OpeningWindow.objects.all()] == [
        (0, "Monday 09:00–12:30"),
        (0, "Monday 13:30–17:00"),
        (6, "Sunday 10:00–14:00"),
    ]
    assert AuditEntry.objects.filter(kind="shared.openingwindow").count() == 1


@pytest.mark.parametrize("hours", [{}, {"day1": "17-9"}])
def test_no_hours_or_wrong_hours_change_nothing(client, manager, hours):
    before = OpeningWindow.objects.count()
    answer = client.post(reverse("settings:hours"), hours)
    assert answer.status_code == 422
    assert OpeningWindow.objects.count() == before > 0


def test_dutch_holidays_are_added_once(client, manager):
    Holiday.objects.all().delete()
    url = reverse("settings:add_dutch")
    assert client.post(url, {"year": 2027}).status_code == 302
    added = Holiday.objects.count()
    client.post(url, {"year": 2027})
    assert Holiday.objects.count() == added == len(Holiday.objects.in_year(2027))
    assert AuditEntry.objects.filter(kind="shared.holiday").count() == 1


@pytest.mark.parametrize("year", ["", "x", "2013", "0", "99999999999"])
def test_a_strange_year_is_refused_with_a_sentence(client, manager, year):
    before = Holiday.objects.count()
    answer = client.post(reverse("settings:add_dutch"), {"year": year}, follow=True)
    assert "2014" in answer.content.decode()
    assert Holiday.objects.count() == before
    assert client.get(reverse("settings:holidays"), {"year": year}).status_code == 200


def test_a_day_of_our_own_is_added_and_removed(client, manager):
    url = reverse("settings:holidays")
    answer = client.post(url, {"date": "2027-08-03", "name": "Company outing"})
    assert answer["Location"].endswith("?year=2027")
    holiday = Holiday.objects.get(date=date(2027, 8, 3))
    assert client.post(url, {"date": "2027-08-03", "name": "Again"}).status_code == 422
    client.post(reverse("settings:remove_holiday", args=[holiday.pk]))
    assert not Holiday.objects.filter(pk=holiday.pk).exists()
    verbs = AuditEntry.objects.filter(object_id=holiday.pk, kind="shared.holiday")
    assert set(verbs.values_list("verb", flat=True)) == {"create", "delete"}
