"""Two people who merge at once: one merge, no ring, nothing lost."""

import pytest

from complaints.cases.models import Complaint
from complaints.links.merging import merge, unmerge
from complaints.links.models import Link, Merge
from complaints.links.services import add_link
from complaints.messages.models import Note
from complaints.messages.spoken import add_note
from complaints.tests.factories import NOW, handler, make_complaint
from complaints.tests.test_races import at_once
from customers.tests.factories import AccountFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_those_who_merge_two_complaints_into_each_other_at_once_one_wins():
    account, desk = AccountFactory(), handler()
    one, two = make_complaint(account=account), make_complaint(account=account)
    for complaint in (one, two):
        add_note(complaint, body="Kept", by=desk, now=NOW)
    results = at_once(
        lambda n: merge(*((one, two) if n % 2 else (two, one)), reason="Same", by=desk, now=NOW)
    )
    assert sum(isinstance(result, Merge) for result in results) == 1
    row = Merge.objects.get()
    assert Note.objects.filter(complaint=row.target).count() == 2
    again = at_once(lambda n: unmerge(row, reason="Apart", by=desk, now=NOW))
    assert sum(isinstance(result, Complaint) for result in again) == 1
    assert {note.complaint_id for note in Note.objects.all()} == {one.pk, two.pk}


def test_of_those_who_link_in_both_directions_at_once_one_wins():
    one, two, desk = make_complaint(), make_complaint(), handler()
    at_once(
        lambda n: add_link(
            one if n % 2 else two,
            kind="follow_up",
            other=two if n % 2 else one,
            by=desk,
            now=NOW,
        )
    )
    assert Link.objects.count() == 1
