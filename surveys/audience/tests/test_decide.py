"""Check that the database decides as the rule does, and that conditions select as they say."""

from datetime import date, timedelta
from itertools import product

import pytest

from crm.shared.organisation.models import Organisation
from customers.contacts.models import ContactRole
from customers.tests.factories import AccountFactory, ContactFactory
from surveys.audience.conditions import described
from surveys.audience.decide import ASKED, decided, meant, tally, terms_of
from surveys.audience.fatigue import Candidate, Reason, eligibility
from surveys.campaigns.models import Survey
from surveys.tests.factories import InvitationFactory, SurveyFactory

pytestmark = pytest.mark.django_db


def draft(**values):
    return SurveyFactory(state="draft", launched_at=None, closes_on=None, **values)


def test_the_database_decides_as_the_rule_does(now):
    """Every combination of seven facts: 128 people, each in an account of their own."""
    survey, expected = draft(), {}
    long_ago, lately = now - timedelta(days=91), now - timedelta(days=30)
    for left, objected, email, bounced, busy, resting, waiting in product([False, True], repeat=7):
        person = ContactFactory(
            account=AccountFactory(open_complaints=int(busy)),
            email="" if email else f"p{len(expected)}@klant.test",
            left_on=date(2026, 1, 1) if left else None,
            consent_survey="objected" if objected else "none",
            bounced_at=now if bounced else None,
            last_invited_at=lately if resting else long_ago,
        )
        if waiting:
            InvitationFactory(contact=person, state="waiting", sent_at=None)
        candidate = Candidate(
            has_address=not email, left=left, objected=objected, bounced=bounced,
            open_complaint=busy, waiting_elsewhere=waiting,
            last_invited_at=person.last_invited_at,
        )  # fmt: skip
        expected[person.pk] = eligibility(candidate, now=now, rest_days=90, account_cap=0)
    terms = terms_of(survey, now=now)
    for person in decided(survey, terms):
        rule = expected[person.pk]
        assert person.reason == (rule.reason or ASKED)
        assert terms.eligible_from(person) == rule.eligible_from


def test_a_sample_is_drawn_again_the_same(now):
    people = [ContactFactory(email=f"p{n}@klant.test") for n in range(40)]
    survey = draft(sample_percent=50, sample_seed=4)
    terms = terms_of(survey, now=now)
    drawn = {p.pk for p in decided(survey, terms) if p.reason == ASKED}
    assert {p.pk for p in decided(survey, terms) if p.reason == ASKED} == drawn
    assert 5 < len(drawn) < 35
    assert tally(decided(survey, terms))[Reason.SAMPLED_OUT] == len(people) - len(drawn)


def test_conditions_select_all_any_and_none(now):
    def person(account_class, level, role=""):
        contact = ContactFactory(account__account_class=account_class, level=level)
        if role:
            ContactRole.objects.create(contact=contact, role=role)
        return contact

    board, buyer = person("A", "board", "decider"), person("A", "operations", "buyer")
    person("A", "operations")
    person("B", "board", "decider")
    audience = {"all": ["class:A"], "any": ["dmu:decider", "dmu:buyer"]}
    survey = draft(audience=audience)
    assert set(meant(survey, now.date())) == {board, buyer}
    survey.audience = audience | {"none": ["level:board"]}
    assert set(meant(survey, now.date())) == {buyer}
    survey.audience = {"all": ["team:999999", "nonsense", "owner:x"]}
    assert not meant(survey, now.date()).exists()
    assert [len(names) for _heading, names in described(audience)] == [1, 2]


def test_tenure_counts_from_the_day_somebody_became_a_customer(now):
    new = ContactFactory(account__stage="customer", account__customer_since=date(2026, 6, 1))
    old = ContactFactory(account__stage="customer", account__customer_since=date(2020, 6, 1))
    survey = draft(audience={"all": ["tenure:under1"]})
    assert list(meant(survey, now.date())) == [new]
    survey.audience = {"all": ["tenure:over3"]}
    assert list(meant(survey, now.date())) == [old]


def test_whoever_is_rested_before_the_last_day_of_a_spread_is_asked_then(now):
    """Asked 80 days ago, rested in 10 days; the mails go out over 20 working days."""
    person = ContactFactory(email="a@klant.test", last_invited_at=now - timedelta(days=80))
    at_once, spread = draft(), draft(spread_days=20)
    assert tally(decided(at_once, terms_of(at_once, now=now))) == {Reason.RESTING: 1}
    terms = terms_of(spread, now=now)
    found = decided(spread, terms).get(pk=person.pk)
    assert found.reason == ASKED
    assert terms.planned_on(found) > (now + timedelta(days=10)).date()


def test_the_own_cap_of_a_survey_goes_before_that_of_the_settings(now):
    Organisation.objects.update_or_create(pk=1, defaults={"nps_account_cap": 1})
    account = AccountFactory()
    for number in range(3):
        ContactFactory(account=account, email=f"c{number}@klant.test")
    counts = [
        tally(decided(survey, terms_of(survey, now=now))).get(ASKED)
        for survey in (draft(), draft(account_cap=2), draft(account_cap=0))
    ]
    assert counts == [1, 2, 3]


def test_deciding_about_more_people_asks_the_database_no_more(now, django_assert_num_queries):
    survey = Survey.objects.get(pk=draft().pk)
    terms = terms_of(survey, now=now)
    for number in range(30):
        ContactFactory(email=f"q{number}@klant.test")
    with django_assert_num_queries(1):
        assert tally(decided(survey, terms)) == {ASKED: 30}
