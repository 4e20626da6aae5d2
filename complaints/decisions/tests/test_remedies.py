"""What becomes of a remedy: delivered with proof, accepted or not, late in the work lists."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.cases.models import Complaint
from complaints.decisions.models import Remedy
from complaints.decisions.services import Proposal, record_acceptance, settle_remedy
from complaints.errors import ComplaintConflict, ComplaintError
from complaints.tests.factories import NOW, answered, handler
from crm.shared.localtime import local_date

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 17)


def promised(due=date(2026, 11, 24), now=NOW):
    """Return the remedy of an answered complaint."""
    complaint = answered(now=now, remedies=[Proposal("credit", Decimal(90), due, "Fitter hours")])
    return Remedy.objects.get(complaint=complaint)


def test_a_delivery_says_when_by_whom_and_what_shows_it():
    remedy, desk = promised(), handler()
    courier = handler()
    settle_remedy(
        remedy, status="delivered", by=desk, now=NOW, delivered_by=courier, evidence=" CN-7 "
    )
    remedy.refresh_from_db()
    assert (remedy.settled_on, remedy.settled_by, remedy.evidence) == (TODAY, courier, "CN-7")


@pytest.mark.parametrize("status", ["delivered", "refused"])
def test_a_remedy_is_not_settled_before_the_complaint(status):
    remedy = promised()
    with pytest.raises(ComplaintError, match="before the complaint was received") as refused:
        settle_remedy(remedy, status=status, by=handler(), now=NOW, on=date(2026, 11, 16))
    assert refused.value.field == "on"


def test_what_was_given_on_the_telephone_may_be_promised_in_writing_later():
    """The fitter comes on Tuesday, the decision is typed on Thursday."""
    thursday, day = NOW + timedelta(days=2), TODAY + timedelta(days=2)
    repair = Proposal("repair", Decimal(0), day, "Fitter came at once")
    complaint = answered(now=thursday, received_at=NOW, remedies=[repair])
    remedy = Remedy.objects.get(complaint=complaint)
    assert remedy.promised_on == day
    settle_remedy(remedy, status="delivered", by=handler(), now=thursday, on=TODAY)
    remedy.refresh_from_db()
    assert remedy.settled_on == TODAY


def test_what_the_customer_said_comes_after_the_delivery():
    remedy, desk = promised(), handler()
    with pytest.raises(ComplaintError, match="Record the delivery first"):
        record_acceptance(remedy, acceptance="accepted", by=desk, now=NOW)
    settle_remedy(remedy, status="delivered", by=desk, now=NOW)
    for on, sentence in ((date(2026, 11, 18), "future"), (date(2026, 11, 16), "before")):
        with pytest.raises(ComplaintError, match=sentence):
            record_acceptance(remedy, acceptance="accepted", by=desk, now=NOW, on=on)
    with pytest.raises(ComplaintError, match="Choose"):
        record_acceptance(remedy, acceptance="maybe", by=desk, now=NOW)
    record_acceptance(remedy, acceptance="no_answer", by=desk, now=NOW)
    record_acceptance(remedy, acceptance="accepted", by=desk, now=NOW)
    remedy.refresh_from_db()
    assert (remedy.acceptance, remedy.acceptance_on) == ("accepted", TODAY)


def test_the_form_settles_and_says_what_the_customer_said_in_one_go(client):
    now = timezone.now() - timedelta(hours=1)
    remedy = promised(due=local_date(now), now=now)
    complaint, desk = remedy.complaint, handler()
    client.force_login(desk)
    address = reverse("complaints:remedy", args=[complaint.number, remedy.pk])
    assert client.get(address).status_code == 200
    version = Complaint.objects.get(pk=complaint.pk).version
    today = local_date(timezone.now()).isoformat()
    typed = {"version": version, "status": "delivered", "on": today, "evidence": "CN-7"}
    wrong = client.post(address, {**typed, "acceptance": "accepted", "acceptance_on": "2999-01-01"})
    assert wrong.status_code == 422
    assert "CN-7" in wrong.content.decode()
    assert Remedy.objects.get().status == "promised"  # all or nothing
    assert client.post(address, {**typed, "acceptance": "accepted"}).status_code == 302
    assert Remedy.objects.get().acceptance == "accepted"
    page = client.get(complaint.get_absolute_url()).content.decode()
    assert "Accepted" in page
    assert "CN-7" in page
    assert client.post(address, {**typed, "acceptance": "refused"}).status_code == 409
    with pytest.raises(ComplaintConflict):
        settle_remedy(remedy, status="delivered", by=desk, now=timezone.now())


def test_a_late_remedy_stands_in_the_queue_and_on_home(client):
    then = timezone.now() - timedelta(days=6)
    remedy = promised(due=local_date(then), now=then)
    client.force_login(remedy.complaint.handler)
    for address in (
        reverse("complaints:list") + "?state=overdue",
        reverse("complaints:list") + "?state=remedies",
        reverse("home"),
    ):
        assert remedy.complaint.number in client.get(address).content.decode()
    settle_remedy(remedy, status="delivered", by=remedy.complaint.handler, now=timezone.now())
    found = client.get(reverse("complaints:list") + "?state=remedies").content.decode()
    assert remedy.complaint.number not in found


def test_the_versions_page_marks_what_changed_and_is_for_the_desk(client):
    complaint = answered()
    address = reverse("complaints:versions", args=[complaint.number])
    client.force_login(complaint.handler)
    page = client.get(address).content.decode()
    assert "Version 1" in page
    assert "with the last version" in page
