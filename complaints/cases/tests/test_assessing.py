"""Assessing one complaint or many: flags, what is ours to handle, and one refusal that stops no other."""

import pytest

from complaints.cases.assessing import assess_many, assign
from complaints.cases.models import Complaint
from complaints.cases.services import assess
from complaints.cases.severity import Impact, Severity, suggested_severity
from complaints.cases.verify import breaks
from complaints.cases.workflow import State
from complaints.errors import ComplaintConflict, ComplaintError
from complaints.learning.models import Category
from complaints.tests.factories import (
    NOW,
    acknowledged,
    answered,
    handler,
    investigated,
    make_complaint,
)


@pytest.mark.parametrize(
    ("impact", "expected"),
    [
        ([], None),
        ([Impact.LEGAL], Severity.HIGH),
        ([Impact.PRIVACY], Severity.CRITICAL),
        ([Impact.LEGAL, Impact.SAFETY], Severity.CRITICAL),
    ],
)
def test_what_a_complaint_touches_asks_for_a_severity(impact, expected):
    assert suggested_severity(impact) == expected


@pytest.fixture
def category(db):
    """Return a category."""
    return Category.objects.get(key="delivery-wrong")


def test_an_assessment_says_what_it_touches_and_whether_it_is_ours(category):
    complaint, one = acknowledged(), handler()
    assess(
        complaint,
        category=category,
        severity=4,
        handler=one,
        by=one,
        now=NOW,
        impact=["safety", "legal"],
        admissible=False,
        inadmissible_reason="The supplier sold it.",
    )
    complaint.refresh_from_db()
    assert complaint.impact == ["safety", "legal"]
    assert (complaint.is_admissible, complaint.inadmissible_reason) == (
        False,
        "The supplier sold it.",
    )
    event = complaint.events.get(kind="assessed")
    assert event.words == "The supplier sold it."
    assert event.data["impact"] == ["safety", "legal"]
    assess(complaint, category=category, severity=3, handler=one, by=one, now=NOW, admissible=True)
    complaint.refresh_from_db()
    assert (complaint.is_admissible, complaint.inadmissible_reason) == (True, "")
    assert complaint.impact == ["safety", "legal"]  # left alone where nothing was said
    assert list(breaks()) == []


def test_what_is_not_ours_needs_a_reason(category):
    complaint, one = make_complaint(), handler()
    with pytest.raises(ComplaintError, match="why"):
        assess(
            complaint,
            category=category,
            severity=2,
            handler=one,
            by=one,
            now=NOW,
            admissible=False,
            inadmissible_reason=" ",
        )


def test_many_are_assessed_each_by_itself_and_one_refusal_stops_no_other(category):
    boss = handler()
    accused = handler()
    fresh, heard, over = make_complaint(), acknowledged(), answered()
    about = make_complaint(complained_about=accused)
    done = assess_many(
        Complaint.objects.order_by("pk"),
        category=category,
        severity=3,
        handler=accused,
        by=boss,
        now=NOW,
    )
    assert {one.complaint.pk: bool(one.refusal) for one in done} == {
        fresh.pk: False,
        heard.pk: False,
        over.pk: True,
        about.pk: True,
    }
    states = dict(Complaint.objects.values_list("pk", "state"))
    assert states[fresh.pk] == State.RECEIVED
    assert states[heard.pk] == State.INVESTIGATING
    assert Complaint.objects.filter(severity=3, handler=accused).count() == 2
    assert list(breaks()) == []


def test_many_keep_what_is_left_out_and_say_what_is_missing(category):
    boss, other = handler(), handler()
    assessed, fresh = investigated(severity=4), make_complaint()
    done = assess_many(Complaint.objects.order_by("pk"), severity=1, by=boss, now=NOW)
    assert [one.refusal for one in done] == ["", "Choose a category first."]
    done = assess_many(Complaint.objects.order_by("pk"), handler=other, by=boss, now=NOW)
    assert [one.refusal for one in done] == ["", ""]
    assert set(Complaint.objects.values_list("pk", "severity", "handler")) == {
        (assessed.pk, 1, other.pk),
        (fresh.pk, None, other.pk),
    }


def test_who_changes_the_handler_of_a_complaint_read_long_ago_is_refused(category):
    complaint, one, two = make_complaint(), handler(), handler()
    assign(complaint, handler=one, by=one, now=NOW)
    with pytest.raises(ComplaintConflict):
        assign(complaint, handler=two, by=two, now=NOW, version=complaint.version)
    assert Complaint.objects.get(pk=complaint.pk).handler == one
