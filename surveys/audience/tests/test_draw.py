"""Check that samples and days are drawn evenly, and the same again for the same seed."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.contacts.models import Contact
from customers.tests.factories import ContactFactory
from surveys.audience.draw import PRIME, day_of, draw, draw_in_database, drawn_below

DAYS = [date(2026, 1, 5) + timedelta(days=n) for n in range(60)]


@given(st.integers(1, 10**12), st.integers(1, 10**6))
def test_a_draw_is_the_same_again_and_within_bounds(person, seed):
    assert draw(person, seed) == draw(person, seed)
    assert 0 <= draw(person, seed) < PRIME


def test_every_draw_comes_up_once_among_so_many_people():
    """Cubing is one-to-one modulo 65537, so 65,537 people in a row have 65,537 different draws."""
    assert len({draw(person, 7) for person in range(PRIME)}) == PRIME


@pytest.mark.parametrize("percent", [1, 10, 50, 99, 100])
def test_a_sample_holds_its_share(percent):
    drawn = sum(draw(person, 3) < drawn_below(percent) for person in range(1, 10_001))
    assert abs(drawn - 100 * percent) <= 150


def test_people_are_spread_over_all_days():
    """6,000 people over 60 days: about 100 a day, each day between 60 and 140."""
    days = Counter(day_of(person, 5, DAYS) for person in range(1, 6001))
    assert len(days) == 60
    assert 60 <= min(days.values()) <= max(days.values()) <= 140


@pytest.mark.django_db
def test_the_database_draws_the_same():
    people = [ContactFactory() for _ in range(20)]
    for seed in (1, 9999, 123456789):
        rows = Contact.objects.annotate(draw=draw_in_database("pk", seed))
        assert dict(rows.values_list("pk", "draw")) == {p.pk: draw(p.pk, seed) for p in people}
