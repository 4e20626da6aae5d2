"""Check the pages beside the score: response, customers, trust, the events and the exports."""

import csv
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from crm.shared.tests.factories import UserFactory
from customers.tests.factories import AccountFactory, ContactFactory, CustomerFactory
from surveys.answers.models import AnswerChange
from surveys.campaigns.models import SkipEntry, WordingVersion
from surveys.nps import business, figures, response, trust
from surveys.nps.export import TABLES
from surveys.nps.figures import Period, Selection
from surveys.nps.models import Dimension, TrendMark
from surveys.tests.factories import AnswerFactory, InvitationFactory, SurveyFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
YEAR = Selection("relationship", Period.ending(NOW.date(), 12))


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def manager(client):
    user = UserFactory(role="manager", language="en", first_name="Joost", last_name="")
    client.force_login(user)
    return user


def page_of(client, name, *args, **query):
    found = client.get(reverse(f"surveys:{name}", args=args), query)
    assert found.status_code == 200
    return unescape(found.content.decode())


@pytest.fixture
def spring():
    """A closed survey: 8 sent, 1 of them bounced, 3 answered (1 after the reminder), 2 held back."""
    survey = SurveyFactory(
        name="Spring", state="closed", launched_at=NOW - timedelta(days=90),
        closes_on=date(2026, 9, 20),
    )  # fmt: skip
    sent = NOW - timedelta(days=90)
    for score, reminded in ((9, False), (3, False), (2, True), *((None, True),) * 4):
        at = sent + timedelta(days=9 if reminded else 2)
        invitation = InvitationFactory(
            survey=survey, sent_at=sent, answered=score is not None,
            answered_at=at if score is not None else None,
            reminded_at=sent + timedelta(days=7) if reminded else None,
        )  # fmt: skip
        if score is not None:
            AnswerFactory(
                survey=survey, contact=invitation.contact, invitation=invitation, score=score,
                confirmed_at=at, comment="Too late" if score == 2 else "",
            )  # fmt: skip
    InvitationFactory(survey=survey, sent_at=sent, state="bounced")
    for reason in ("open_complaint", "resting"):
        contact = ContactFactory()
        SkipEntry.objects.create(
            survey=survey, contact=contact, account=contact.account, reason=reason, noted_at=sent
        )
    return survey


def test_the_funnel_counts_from_meant_to_commented(manager, spring):
    """8 asked and 2 held back = 10 meant; 8 taken, 7 not bounced, 3 answered, 1 wrote."""
    composed = response.compose(YEAR, manager, NOW)
    counts = [(str(row.name), row.count) for row in composed["funnel"]["rows"]]
    assert counts == [
        ("Meant for", 10), ("A complaint is open", 1), ("Asked too recently", 1), ("Asked", 8),
        ("Taken by the mail server", 8), ("Not bounced", 7), ("Answered", 3), ("Wrote a comment", 1),
    ]  # fmt: skip


def test_the_response_counts_mature_surveys_only(manager, spring):
    """Of 7 that arrived 3 answered: 42.9 %; a survey that runs has no rate and no part in it."""
    running = SurveyFactory(launched_at=NOW, closes_on=NOW.date())
    InvitationFactory(survey=running, answered=True, answered_at=NOW)
    composed = response.compose(YEAR, manager, NOW)
    assert [cohort.rate is None for cohort in composed["cohorts"]] == [True, False]
    assert (composed["delivered"], composed["answered"]) == (7, 3)
    assert round(float(composed["rate"]), 1) == 42.9


def test_first_mail_and_reminder_are_set_side_by_side(manager, spring):
    """9 and 3 came on the first mail, the 2 after the reminder that 5 got."""
    first, later = response.compose(YEAR, manager, NOW)["waves"]
    assert (first["score"].counts.n, first["got"]) == (2, 7)
    assert (later["score"].counts.detractors, later["got"]) == (1, 5)


def test_the_silent_bound_the_score(manager, spring):
    """1/0/2 of 3 and 4 silent: (1 − 2 − 4) ÷ 7 = −71, (1 − 2 + 4) ÷ 7 = +43."""
    silent = response.compose(YEAR, manager, NOW)["silent"]
    assert (silent["number"], silent["low"], silent["high"]) == (4, -71, 43)


def test_the_response_page_opens_who_was_held_back(client, manager, spring):
    page = page_of(client, "response")
    assert page.count("<h1") == 1
    assert "People not asked" in page_of(client, "not_asked", reason="resting")
    rows = client.get(reverse("surveys:not_asked"), {"reason": "resting"}).context["page"]
    assert rows.count == 1


def test_sales_see_the_response_of_their_own_accounts(spring):
    assert response.compose(YEAR, UserFactory(), NOW)["delivered"] == 0


@pytest.fixture
def two_customers():
    """Acme (€ 300): Karin 10 and Wim 7; Bolt (€ 100, key account): Femke 3; Cato is key and silent."""
    acme = CustomerFactory(revenue_12m=300)
    bolt = CustomerFactory(revenue_12m=100, is_key_account=True)
    cato = CustomerFactory(revenue_12m=600, is_key_account=True, name="Cato")
    for account, score in ((acme, 10), (acme, 7), (bolt, 3)):
        AnswerFactory(contact=ContactFactory(account=account), score=score,
                      confirmed_at=NOW - timedelta(days=20))  # fmt: skip
    return acme, bolt, cato


def test_three_ways_to_count(manager, two_customers):
    """By person 1 − 1 of 3 = 0; by account (½ − 1) ÷ 2 = −25; by revenue (150 − 100) ÷ 400 = +12.5."""
    each, weighed = business.read(YEAR, manager)
    assert figures.read(YEAR, manager).counts.nps == 0
    assert (each.n, each.nps) == (2, -25)
    assert (weighed.n, weighed.nps) == (2, 12.5)


def test_revenue_heard_and_key_accounts_not_heard(client, manager, two_customers):
    """€ 400 of € 1,000 was heard: 40 %; of two key accounts Cato stayed silent."""
    composed = business.compose(YEAR, figures.read(YEAR, manager), manager, NOW)
    assert composed["coverage"] == 40
    assert (composed["key_accounts"], composed["silent_count"]) == (2, 1)
    assert [account.name for account in composed["silent"]] == ["Cato"]
    assert "Cato" in page_of(client, "business")


def test_the_audit_counts_per_account_manager(client, manager, spring):
    """Sanne: one answer raised three days later, one from our own domain; nobody's others."""
    owner = UserFactory(first_name="Sanne", last_name="Dekker")
    answer = AnswerFactory(contact__account__owner=owner, score=9, confirmed_at=NOW)
    AnswerChange.objects.create(
        answer=answer, at=NOW + timedelta(days=3), score_before=6, score_after=9
    )
    quick = AnswerFactory(contact__account__owner=owner, score=9, confirmed_at=NOW)
    AnswerChange.objects.create(
        answer=quick, at=NOW + timedelta(hours=3), score_before=6, score_after=9
    )
    quick.own_domain = True
    quick.save()
    AnswerFactory(contact=quick.contact, score=9, confirmed_at=NOW - timedelta(days=40))
    rows = {row["name"]: row for row in trust.audit(YEAR, manager, {owner.pk: "Sanne"})}
    assert (rows["Sanne"]["raised"], rows["Sanne"]["own"], rows["Sanne"]["answers"]) == (1, 1, 3)
    for key, number in (("raised_url", 1), ("own_url", 1), ("answers_url", 3)):
        assert client.get(rows["Sanne"][key]).context["page"].count == number


def test_people_of_a_tiny_survey_count_as_picked(manager):
    """Sanne asked one person by hand; a triggered survey asks one at a time and is no picking."""
    owner = UserFactory()
    for trigger in ("", "order"):
        survey = SurveyFactory(asked=1, launched_at=NOW - timedelta(days=9), trigger=trigger)
        InvitationFactory(survey=survey, contact__account__owner=owner)
    rows = {row["name"]: row for row in trust.audit(YEAR, manager, {owner.pk: "Sanne"})}
    assert (rows["Sanne"]["asked"], rows["Sanne"]["picked"]) == (2, 1)


def test_the_trust_page_says_what_could_have_been_seen(client, manager):
    for days, scores in ((20, {9: 20, 3: 20}), (380, {9: 20, 3: 20})):
        for score, number in scores.items():
            for _answer in range(number):
                AnswerFactory(score=score, confirmed_at=NOW - timedelta(days=days), contact=None,
                              account=AccountFactory(account_class="A"))  # fmt: skip
    for mix in ("class", "sector", "tenure", "region", "owner", "x"):
        assert "can be chance" in page_of(client, "trust", mix=mix)


@pytest.mark.parametrize("filters", [{}, {"tenure": "1to3"}])
def test_a_split_is_the_same_from_counts_and_answers(manager, filters):
    for score in (0, 5, 7, 9, 10):
        AnswerFactory(score=score, contact__account=CustomerFactory(region="Noord"),
                      confirmed_at=NOW)  # fmt: skip
    selection = Selection("relationship", YEAR.period, filters)
    read = figures.read(selection, manager)
    for dimension in (Dimension.REGION, Dimension.LANGUAGE, Dimension.TENURE, Dimension.OWNER):
        counts = figures.split(selection, manager, dimension)
        assert {key: group.n for key, group in counts.items()} == {
            key: sum(scores) for key, scores in read.segments[dimension].items()
        }


def test_90_days_at_a_time_hold_the_last_answer_of_each(client, manager):
    """Karin 2 on 10 September, 9 on 10 November; Piet 5 on 19 August and Ans 7 on 20 August.

    The 90 days to 17 November begin on 20 August: Karin's 9 and Ans' 7. Those to 31 October begin on
    3 August: Karin's 2, Piet's 5 and Ans' 7.
    """
    karin = ContactFactory()
    for person, month, day, score in (
        (karin, 9, 10, 2),
        (karin, 11, 10, 9),
        (ContactFactory(), 8, 19, 5),
        (ContactFactory(), 8, 20, 7),
    ):
        AnswerFactory(contact=person, score=score,
                      confirmed_at=datetime(2026, month, day, 12, tzinfo=UTC))  # fmt: skip
    rolling = Selection("relationship", YEAR.period, rolling_to=date(2026, 11, 17))
    months = figures.read(rolling, manager).months
    last = YEAR.period.last
    assert months[last] == (0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0)
    assert months[last - 1] == (0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0)
    by_answer = figures.read(replace(rolling, filters={"language": "nl"}), manager)
    assert by_answer.months == months
    html = page_of(client, "nps", trend="rolling")
    assert "since=2026-08-20&until=2026-11-17" in html


def test_a_manager_marks_what_happened_and_takes_it_away(client, manager):
    client.post(reverse("surveys:mark_add"), {"on": "2026-06-01", "text": "New drivers"})
    mark = TrendMark.objects.get()
    assert "New drivers" in page_of(client, "nps")
    client.post(reverse("surveys:mark_add"), {"on": "2026-06-01", "text": "New drivers"})
    assert TrendMark.objects.count() == 1
    client.post(reverse("surveys:mark_remove", args=[mark.pk]))
    assert not TrendMark.objects.exists()


def test_an_event_without_words_keeps_its_day_on_the_page(client, manager):
    found = client.post(reverse("surveys:mark_add"), {"on": "2026-06-01", "text": ""})
    assert found.status_code == 422
    assert 'value="2026-06-01"' in found.content.decode()


def test_a_new_wording_stands_on_the_trend(client, manager):
    first = WordingVersion.objects.get(number=1)
    first.pk, first.number, first.valid_from = None, 2, date(2026, 3, 1)
    first.save()
    assert "Wording 2" in page_of(client, "nps")


@pytest.mark.parametrize("table", TABLES)
def test_every_table_of_the_dashboard_comes_as_csv(client, manager, table):
    """The same lines on an empty database and a filled one have the same number of columns."""
    widths = set()
    for _round in range(2):
        found = client.get(reverse("surveys:nps_export", args=[table]), {"period": "6"})
        lines = found.content.decode("utf-8-sig").splitlines()
        widths |= {len(row) for row in csv.reader(lines)}
        survey = SurveyFactory(launched_at=NOW, closes_on=NOW.date() - timedelta(days=1))
        for score in (0, 5, 9, 9, 10):
            invitation = InvitationFactory(survey=survey, sent_at=NOW, answered=True)
            AnswerFactory(score=score, invitation=invitation, contact=invitation.contact,
                          survey=survey, confirmed_at=NOW)  # fmt: skip
        CustomerFactory(is_key_account=True)
    assert len(widths) == 1, widths
    assert len(lines) > 1


def test_the_funnel_on_paper_is_the_funnel_on_the_page(client, manager):
    survey = SurveyFactory(launched_at=NOW)
    for _number in range(3):
        InvitationFactory(survey=survey, sent_at=NOW)
    composed = response.compose(YEAR, manager, NOW)
    found = client.get(reverse("surveys:nps_export", args=["funnel"]))
    lines = found.content.decode("utf-8-sig").splitlines()[1:]
    assert [line.rsplit(",", 1)[1] for line in lines] == [
        str(layer.count) for layer in composed["funnel"]["rows"]
    ]


@pytest.mark.parametrize("table", ["trend", "distribution", "segments"])
def test_tables_come_as_csv_and_keep_the_zero(client, manager, table):
    for _answer in range(5):
        AnswerFactory(score=0, contact__account__owner=manager, confirmed_at=NOW)
    found = client.get(reverse("surveys:nps_export", args=[table]))
    text = found.content.decode("utf-8-sig")
    assert found["Content-Type"].startswith("text/csv")
    assert ",5" in text
    assert client.get(reverse("surveys:nps_export", args=["moon"])).status_code == 404


def test_tenure_region_and_own_domain_are_kept_as_they_were():
    account = CustomerFactory(customer_since=date(2024, 11, 1), region="Noord")
    answer = AnswerFactory(contact=ContactFactory(account=account), confirmed_at=NOW)
    assert (answer.tenure, answer.region, answer.own_domain) == ("1to3", "Noord", False)
