"""Who approves what remedies cost: per complaint and per customer in 12 months."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from complaints.cases.models import Complaint
from complaints.cases.services import Complainant
from complaints.cases.workflow import Move
from complaints.decisions.external import add_months, external_of
from complaints.decisions.limits import Level, Limits, explain, needed
from complaints.decisions.models import Decision, Remedy
from complaints.decisions.services import (
    Proposal,
    approve_remedies,
    save_decision,
    settle_remedy,
)
from complaints.decisions.spending import spent_before
from complaints.errors import ComplaintError
from complaints.learning.models import Cause
from complaints.tests.factories import NOW, answered, decided, handler, manager, move
from crm.shared.organisation.services import get_organisation
from crm.shared.tests.factories import UserFactory
from customers.tests.factories import AccountFactory

D = Decimal
LIMITS = Limits(D(100), D(250), D(1000), D(2000))
DUE = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("cost", "before", "level", "by_year"),
    [
        (100, 0, Level.NOBODY, False),  # the limit itself is allowed
        (101, 0, Level.MANAGER, False),
        (90, 160, Level.NOBODY, False),  # 250 in all
        (90, 180, Level.MANAGER, True),  # the third of 90: 270
        (1001, 0, Level.ADMINISTRATOR, False),
        (90, 1950, Level.ADMINISTRATOR, True),  # 2,040 in all
        (0, 99_999, Level.NOBODY, False),  # an apology needs nobody
    ],
)
def test_the_heaviest_limit_that_is_passed_says_who_approves(cost, before, level, by_year):
    need = needed(D(cost), D(before), LIMITS)
    assert (need.level, need.by_year) == (level, by_year)


@given(
    st.lists(st.integers(1, 3000), min_size=1, max_size=8), st.integers(0, 3000), st.integers(1, 9)
)
def test_splitting_never_needs_less_in_the_end_and_more_cost_never_less(parts, before, more):
    """The last of many parts has the others behind it: the sum per customer is that of one remedy."""
    total = D(sum(parts))
    last = needed(D(parts[-1]), D(before) + total - parts[-1], LIMITS)
    whole = needed(
        total, D(before), Limits(D(10**9), LIMITS.handler_year, None, LIMITS.manager_year)
    )
    assert last.level >= whole.level
    assert needed(total + more, D(before), LIMITS).level >= needed(total, D(before), LIMITS).level


def test_the_sentence_names_the_sum():
    assert explain(needed(D(90), D(180), LIMITS)).replace("\xa0", " ") == (
        "€ 180 promised to this customer in 12 months + € 90 now = € 270, more than € 250: "
        "a manager approves them."
    )
    assert "more than €\xa0100 on one complaint" in explain(needed(D("100.50"), D(0), LIMITS))
    assert explain(needed(D(1), D(0), LIMITS)) == ""


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2026, 11, 17), 12, date(2027, 11, 17)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_a_term_in_months_ends_on_the_same_day_or_the_last_of_the_month(day, months, last):
    assert add_months(day, months) == last


@pytest.fixture
def small(db):
    """Set limits of 100 a complaint and 250 a customer in 12 months."""
    organisation = get_organisation()
    organisation.remedy_limit, organisation.remedy_limit_year = D(100), D(250)
    organisation.remedy_limit_manager, organisation.remedy_limit_manager_year = D(1000), D(2000)
    organisation.save()


def credit(cost):
    """Return a credit of some cost."""
    return [Proposal("credit", D(cost), DUE)]


def test_the_third_remedy_of_ninety_in_a_year_needs_a_manager(client, small):
    account, desk = AccountFactory(), handler()
    for _ in range(2):
        answered(account=account, by=desk, remedies=credit(90))
    with pytest.raises(ComplaintError, match="180 promised to this customer"):
        answered(account=account, by=desk, remedies=credit(90))
    client.force_login(desk)
    page = client.get(Complaint.objects.latest("pk").get_absolute_url()).content.decode()
    assert "€\xa0270" in page
    # A year later only the new ones count.
    Remedy.objects.update(promised_on=date(2025, 11, 17))
    answered(account=account, by=desk, remedies=credit(90))


def test_what_was_promised_in_a_withdrawn_complaint_counts_only_when_it_was_given(small):
    """90 given and 90 no longer owed: 90 + 90 stays under 250; had both counted, 270 would not."""
    account, desk = AccountFactory(), handler()
    given, dropped = (
        decided(account=account, by=desk, remedies=credit(90)) for _number in range(2)
    )
    settle_remedy(given.remedies.get(), status="delivered", by=desk, now=NOW)
    for complaint in (given, dropped):
        fresh = Complaint.objects.get(pk=complaint.pk)
        move(fresh, Move.WITHDRAW, by=desk, reason="Solved by themselves")
    third = decided(account=account, by=desk, remedies=credit(90))
    assert spent_before(third, NOW.date()) == 90


def test_without_an_account_the_address_is_the_customer(small):
    desk, same = handler(), Complainant(email="Jan@dam.test")
    for _ in range(2):
        answered(complainant=same, by=desk, remedies=credit(100))
    with pytest.raises(ComplaintError, match="200 promised"):
        answered(complainant=Complainant(email="jan@dam.test"), by=desk, remedies=credit(60))
    answered(complainant=Complainant(email="other@dam.test"), by=desk, remedies=credit(60))


def test_above_the_managers_limit_an_administrator_approves(small):
    complaint = decided(by=handler(), remedies=credit(1500))
    with pytest.raises(ComplaintError, match="administrator approves"):
        approve_remedies(complaint, by=manager(), now=NOW)
    approve_remedies(complaint, by=UserFactory(role="administrator"), now=NOW)
    assert Decision.objects.get().approved_as == Level.ADMINISTRATOR


@pytest.mark.django_db
def test_nobody_approves_a_version_they_have_not_seen(client):
    complaint, boss = decided(by=handler(), remedies=credit(900)), manager()
    address = reverse("complaints:approve", args=[complaint.number])
    client.force_login(boss)
    assert f"{address}?decision=1" in client.get(complaint.get_absolute_url()).content.decode()
    save_decision(
        complaint, outcome="justified", reasons="More.", cause=complaint.cause,
        remedies=credit(4000), no_remedy=False, by=complaint.handler, now=NOW,
    )  # fmt: skip
    client.post(f"{address}?decision=1")
    assert Decision.objects.get().approved_by is None
    client.post(f"{address}?decision=2")
    assert Decision.objects.get().approved_by == boss


@pytest.mark.django_db
def test_every_change_is_kept_as_a_version_and_a_remedy_that_stays_keeps_its_row():
    complaint = decided(by=handler(), remedies=credit(40) + [Proposal("repair", D(10), DUE)])
    kept = Remedy.objects.get(kind="credit").pk
    save_decision(
        complaint,
        outcome="partly",
        reasons="The label was ours, the order was not.",
        cause=Cause.objects.get(key="method-label"),
        remedies=credit(40),
        no_remedy=False,
        by=complaint.handler,
        now=NOW + timedelta(hours=1),
    )
    assert Remedy.objects.get().pk == kept
    versions = Decision.objects.get().versions.all()
    assert [(v.number, v.outcome, v.cost) for v in versions] == [
        (1, "justified", D(50)), (2, "partly", D(40)),
    ]  # fmt: skip


def test_the_deadline_outside_runs_from_the_answer():
    decision = Decision(external_text="De Geschillencommissie", external_months=12)
    assert external_of(decision, date(2026, 11, 17))[1] == date(2027, 11, 17)
    assert external_of(None, date(2026, 11, 17)) == ("", None)
    assert external_of(Decision(), date(2026, 11, 17)) == ("", None)
