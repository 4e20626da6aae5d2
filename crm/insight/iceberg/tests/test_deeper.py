"""The iceberg's assumption as a setting, its history by quarter, and what confidential answers may tell."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from complaints.tests.factories import make_complaint
from crm.insight.iceberg.history import Quarter, quarters
from crm.insight.iceberg.history_views import picture_of, table_of
from crm.insight.iceberg.layers import LAYERS, textbook
from crm.insight.iceberg.read import sealed_count
from crm.insight.period import Slice
from crm.shared.audit.models import AuditEntry
from crm.shared.charts import waterline
from crm.shared.charts.waterline import Block, Column
from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation
from crm.shared.tests.factories import UserFactory
from customers.figures.slices import period_of, quarter_days
from customers.tests.factories import CustomerFactory, InteractionFactory

pytestmark = pytest.mark.django_db
KEEP = reverse("insight:assume")
HISTORY = reverse("insight:iceberg_history")


@pytest.fixture
def boss(client):
    """Return a signed-in manager."""
    user = UserFactory(role="manager")
    client.force_login(user)
    return user


def test_a_smaller_capture_means_more_dissatisfied_customers():
    """40 recorded, half silent, 80 % of what is said recorded: 40 ÷ (0.8 × 0.5) = 100."""
    assert textbook(40, 50, Fraction(80, 100)) == 100


def test_a_manager_keeps_what_was_tried_out_and_the_audit_tells(client, boss):
    tried = {"silent": 25, "capture": 80, "version": get_organisation().version}
    client.post(f"{KEEP}?period=year", tried)
    organisation = get_organisation()
    assert (organisation.silent_share, organisation.capture_share) == (25, 80)
    row = AuditEntry.objects.latest("pk")
    assert row.actor == boss and "capture_share" in str(vars(row))


def test_the_second_editor_is_refused_and_sees_both(client, boss):
    make_complaint(account=CustomerFactory(), now=timezone.now(), by=boss)
    version = get_organisation().version
    client.post(KEEP, {"silent": 25, "capture": 80, "version": version})
    answer = client.post(KEEP, {"silent": 40, "capture": 90, "version": version}, follow=True)
    assert "Somebody else changed the settings" in answer.content.decode()
    assert (answer.context["assumed"].silent, answer.context["kept"].silent) == (40, 25)


@pytest.mark.parametrize("bad", [{"silent": 100}, {"capture": 0}, {"silent": "x"}, {"version": ""}])
def test_nonsense_is_not_kept(client, boss, bad):
    client.post(KEEP, {"silent": 25, "capture": 80, "version": get_organisation().version} | bad)
    assert get_organisation().silent_share == 50


def test_others_may_try_but_not_keep(client):
    client.force_login(UserFactory())
    make_complaint(account=CustomerFactory(), now=timezone.now(), by=UserFactory(role="manager"))
    tried = {"silent": 25, "capture": 80, "version": get_organisation().version}
    assert client.post(KEEP, tried).status_code == 403
    assert get_organisation().silent_share == 50
    page = client.get(reverse("insight:index"), {"silent": "25", "capture": "999"})
    assert "Keep as our setting" not in page.content.decode()


def test_quarters_begin_and_end_where_they_should():
    assert quarter_days(2024, 1) == (date(2024, 1, 1), date(2024, 3, 31))
    assert quarter_days(2026, 4) == (date(2026, 10, 1), date(2026, 12, 31))
    today = date(2026, 11, 20)
    assert period_of("2026Q4", today) == ("2026Q4", date(2026, 10, 1), today)
    assert period_of("2026Q5", today)[0] == period_of("٢٠٢٦Q1", today)[0] == "12m"
    found = quarters(Slice("12m", today, today, owner=7), today)
    assert [part.key for part in found][::7] == ["2025Q1", "2026Q4"] and found[0].owner == 7


@pytest.fixture
def past(boss):
    """Return the day a year ago on which two customers grumbled and one complained, and today one complained."""
    now = timezone.now()
    then = now - timedelta(days=365)
    for _n in range(2):
        InteractionFactory(account=CustomerFactory(), happened_at=then, dissatisfied=True)
    for at in (then, now):
        make_complaint(account=CustomerFactory(), now=at, received_at=at, by=boss)
    return local_date(then)


def test_each_quarters_count_is_the_length_of_its_list(client, boss, past):
    page = client.get(HISTORY)
    rows = page.context["table"].rows
    key = f"Q{(past.month - 1) // 3 + 1} {past.year}"
    row = next(row for row in rows if row[0].value == key)
    assert [cell.value for cell in row[1:]][:3] == [1, 2, 0] and row[6].value == 3
    assert len(rows) == 8 and rows[-1][1].value == 1
    doors = [(cell.url, cell.value) for row in rows for cell in row if cell.url]
    assert len(doors) == 3
    for url, value in doors:
        assert client.get(url).context["page"].count == value
        assert url.replace("&", "&amp;") in page.content.decode()


def test_the_history_is_a_file_and_costs_a_fixed_number_of_queries(client, boss, past):
    lines = (
        client.get(reverse("insight:iceberg_history_csv")).content.decode("utf-8-sig").splitlines()
    )
    assert len(lines) == 9 and lines[-1].split(",")[1] == "1"
    with CaptureQueriesContext(connection) as few:
        client.get(HISTORY)
    make_complaint(account=CustomerFactory(), now=timezone.now(), by=boss)
    with CaptureQueriesContext(connection) as many:
        client.get(HISTORY)
    assert len(many) == len(few) <= 12


def test_an_empty_history_has_words(client, boss):
    page = client.get(HISTORY)
    assert "Nobody was unhappy in these quarters." in page.content.decode()
    assert {cell.value for row in page.context["table"].rows for cell in row[1:7]} == {0}


@pytest.mark.parametrize(
    ("low", "answers", "told"),
    [(3, 40, 3), (40, 40, 40), (3, 4, None), (36, 40, None), (0, 40, None), (35, 40, 35)],
)
def test_confidential_answers_are_counted_only_where_nobody_can_be_found(boss, low, answers, told):
    """3 of 40 are told without a list; 36 of 40 leave 4, who could be found; of 4 answers nothing is told."""
    whole = Slice("12m", date(2026, 1, 1), date(2026, 12, 31))
    assert sealed_count(low, answers, whole, boss) == told
    mine = Slice("12m", whole.since, whole.until, owner=boss.pk)
    assert sealed_count(low, answers, mine, boss) is None
    assert sealed_count(low, answers, whole, UserFactory()) is None


def test_columns_part_at_the_water_to_one_scale():
    """10 above, 20 + 10 below: the blocks are 1 : 2 : 1."""
    drawn = waterline(
        [Column("Q1", Block("l1", 10, "a", "/a/"), [Block("l2", 20, "b", "/b/"), Block("l3", 10, "c")])],
        label="x", seen="heard", unseen="not heard",
    )  # fmt: skip
    tall = [float(part.split('height="')[1].split('"')[0]) for part in drawn.split("<rect")[3:6]]
    assert round(tall[0] / (tall[1] + 1), 2) == 0.5 and round((tall[2] + 1) / tall[0], 2) == 1
    assert drawn.count('href="/b/"') == 2


def test_the_picture_names_quarters_as_the_table_does():
    quarter = Quarter(
        Slice("2026Q3", date(2026, 7, 1), date(2026, 9, 30)), dict.fromkeys(LAYERS, 1)
    )
    with translation.override("nl"):
        assert "K3 2026" in str(table_of([quarter]).rows[0][0].shown)
        assert "K3 ’26" in picture_of([quarter])
