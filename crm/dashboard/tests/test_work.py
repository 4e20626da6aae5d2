"""My day groups work by when it is due, in the organisation's time."""

from datetime import UTC, date, datetime, time

import pytest

from crm.dashboard.home.work import (
    Group,
    WorkItem,
    due_moment,
    greeting,
    group_of,
    my_day,
    week_end,
)

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)  # Tuesday 10:00 in Amsterdam


def item(on, clock=None, key="task-1"):
    return WorkItem(
        key=key,
        kind="task",
        icon="check",
        tone="",
        title="x",
        detail="",
        url="/",
        due=due_moment(on, clock),
        timed=clock is not None,
    )


@pytest.mark.parametrize(
    ("on", "clock", "group"),
    [
        (date(2026, 11, 16), None, Group.LATE),
        (date(2026, 11, 17), time(9, 59), Group.LATE),
        (date(2026, 11, 17), time(10, 0), Group.LATE),
        (date(2026, 11, 17), time(10, 1), Group.TODAY),
        (date(2026, 11, 17), None, Group.TODAY),
        (date(2026, 11, 18), None, Group.WEEK),
        (date(2026, 11, 22), time(23, 59), Group.WEEK),
        (date(2026, 11, 23), None, None),
    ],
)
def test_an_item_falls_in_the_group_of_its_due_moment(on, clock, group):
    assert group_of(item(on, clock), NOW) == group


def test_days_come_in_order_and_empty_groups_are_left_out():
    days = my_day([item(date(2026, 11, 19), key="b"), item(date(2026, 11, 10), key="a")], NOW)
    assert [(d.group, [i.key for i in d.items]) for d in days] == [
        (Group.LATE, ["a"]),
        (Group.WEEK, ["b"]),
    ]


@pytest.mark.parametrize(
    ("today", "sunday"),
    [
        (date(2026, 11, 16), date(2026, 11, 22)),
        (date(2026, 11, 19), date(2026, 11, 22)),
        (date(2026, 11, 20), date(2026, 11, 29)),
        (date(2026, 11, 22), date(2026, 11, 29)),
    ],
)
def test_a_week_that_ends_looks_over_the_weekend(today, sunday):
    assert week_end(today) == sunday


@pytest.mark.parametrize(
    ("hour", "words"), [(8, "Good morning"), (12, "Good afternoon"), (19, "Good evening")]
)
def test_the_greeting_fits_the_hour_in_amsterdam(hour, words):
    assert str(greeting(datetime(2026, 11, 17, hour - 1, 30, tzinfo=UTC))) == words
