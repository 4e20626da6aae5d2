"""Who reports to whom."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.contacts.reporting import chart, line_up, makes_circle

BOSSES = {1: None, 2: 1, 3: 2, 4: 1}


@dataclass(frozen=True)
class Somebody:
    pk: int


def shape(nodes):
    return {node.person.pk: shape(node.below) for node in nodes}


@pytest.mark.parametrize(
    ("person", "boss", "circle"),
    [(1, 3, True), (1, 2, True), (2, 2, True), (3, 4, False), (4, None, False), (2, 3, True)],
)
def test_nobody_comes_to_stand_above_themselves(person, boss, circle):
    assert makes_circle(BOSSES, person, boss) is circle


def test_the_chart_hangs_people_below_whom_they_report_to():
    assert shape(chart([Somebody(n) for n in (1, 2, 3, 4)], BOSSES)) == {1: {2: {3: {}}, 4: {}}}


def test_who_left_is_stepped_over():
    """2 left: 3 reported to 2, who reported to 1."""
    assert shape(chart([Somebody(n) for n in (1, 3, 4)], BOSSES)) == {1: {3: {}, 4: {}}}


@given(st.dictionaries(st.integers(1, 8), st.none() | st.integers(1, 8)))
def test_any_table_ends_and_loses_nobody(bosses):
    people = [Somebody(pk) for pk in bosses]
    for pk in bosses:
        assert pk not in line_up(bosses, pk)

    def count(nodes):
        return sum(1 + count(node.below) for node in nodes)

    if not any(makes_circle(bosses, pk, boss) for pk, boss in bosses.items()):
        assert count(chart(people, bosses)) == len(people)


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=12))
def test_allowed_moves_never_make_a_circle(moves):
    bosses = dict.fromkeys(range(1, 7))
    for person, boss in moves:
        if not makes_circle(bosses, person, boss):
            bosses[person] = boss
    everybody = chart([Somebody(pk) for pk in bosses], bosses)
    assert shape(everybody) or not bosses
