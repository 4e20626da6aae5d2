"""A confidential complaint stays behind every door for who it is about; another is not worked on either."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from complaints.cases.files import FILES
from complaints.cases.models import Complaint
from complaints.confidence.services import set_confidential
from complaints.decisions.services import Proposal, approve_remedies
from complaints.errors import ComplaintConflict, ComplaintError
from complaints.investigation.rooms import ROOMS
from complaints.investigation.services import add_row
from complaints.messages.spoken import add_note
from complaints.tests.factories import decided, handler, investigated, make_complaint, manager
from crm.shared import jobs
from crm.shared.audit.models import AuditEntry
from crm.shared.files.models import StoredFile
from crm.shared.files.services import add_files
from crm.shared.mail.models import OutboxMail
from crm.shared.tests.factories import UserFactory
from crm.tests.access_table import ADDRESSES
from customers.activities.models import Task, TaskOrigin
from customers.activities.services import add_task
from customers.tests.factories import AccountFactory

pytestmark = pytest.mark.django_db
SEAL = "Geheimzegel"


def sealed(accused, **kwargs):
    """Return a confidential complaint about somebody, with a marker in everything it has."""
    now = timezone.now() - timedelta(days=30)
    complaint = investigated(
        now=now, text=f"{SEAL} text", subject=f"{SEAL} subject", complained_about=accused,
        is_confidential=True, severity=4, reference=SEAL, **kwargs,
    )  # fmt: skip
    desk = complaint.handler
    add_note(complaint, body=f"{SEAL} note", by=desk, now=now)
    add_files(FILES, complaint, [SimpleUploadedFile(f"{SEAL}.txt", b"x")], by=desk, now=now)
    add_row(
        complaint, ROOMS["finding"], by=desk, now=now,
        values={"text": f"{SEAL} fact", "source": SEAL, "weight": "for"},
    )  # fmt: skip
    day = now.date()
    add_row(
        complaint, ROOMS["party"], by=desk, now=now,
        values={"kind": "carrier", "name": SEAL, "role": "", "question": SEAL, "asked_on": day,
                "due_on": day, "answered_on": None, "answer": ""},
    )  # fmt: skip
    return complaint


def says_nothing(response, complaint):
    """Tell whether an answer names neither the complaint nor anything in it."""
    body = b"".join(response) if response.streaming else response.content
    words = body.decode(errors="replace")
    return SEAL not in words and complaint.number not in words


def own_doors(complaint):
    """Return every address of one complaint."""
    file = StoredFile.objects.get()
    pages = [file.get_absolute_url(), reverse("files:add", args=["complaint", complaint.pk])]
    for name in (one for one in ADDRESSES if one.startswith("complaints:")):
        for more in ([], [1], ["finding"], ["finding", 1]):
            try:
                pages.append(reverse(name, args=[complaint.number, *more]))
            except NoReverseMatch:
                continue
    return pages


@pytest.mark.parametrize("role", ["complaint_handler", "manager", "administrator", "sales"])
def test_the_accused_finds_the_complaint_at_none_of_its_own_addresses(client, role):
    accused = UserFactory(role=role)
    complaint = sealed(accused, account=AccountFactory(owner=accused))
    before = Complaint.objects.filter(pk=complaint.pk).values().get()
    client.force_login(accused)
    doors = own_doors(complaint)
    assert len(doors) > 30
    for door in doors:
        for call in (client.get, client.post):
            assert call(door).status_code in {403, 404, 405}, door
    assert Complaint.objects.filter(pk=complaint.pk).values().get() == before


@pytest.mark.parametrize("role", ["manager", "sales"])
def test_the_accused_meets_the_complaint_on_no_other_page(client, role):
    accused = UserFactory(role=role)
    complaint = sealed(accused, account=AccountFactory(owner=accused))
    client.force_login(accused)
    pages = [
        f"{reverse('complaints:list')}?{query}"
        for query in ("state=all", "state=overdue", "state=mine", "export=csv&state=all",
                      f"account={complaint.account_id}")
    ]  # fmt: skip
    for name, decision in ADDRESSES.items():
        if decision.public or "GET" not in decision.methods or name.startswith("complaints:"):
            continue
        for args in ([], [complaint.account_id]):
            try:
                pages.append(reverse(name.partition("?")[0], args=args))
            except NoReverseMatch:
                continue
            break
    assert len(pages) > 60
    for page in pages:
        assert says_nothing(client.get(page), complaint), page
    for word in (SEAL, complaint.number):  # the page repeats the word, so its address is looked for
        found = client.get(f"{reverse('search:palette')}?q={word}").content.decode()
        assert complaint.get_absolute_url() not in found


def test_an_accused_administrator_finds_nothing_in_the_django_admin(client):
    accused = UserFactory(role="administrator", is_staff=True)
    complaint = sealed(accused)
    other = make_complaint()
    client.force_login(accused)
    for model in ("complaint", "complaintcycle", "complaintevent", "message", "note", "remedy",
                  "decision", "finding", "thirdparty", "hearing", "why", "evidence"):  # fmt: skip
        page = client.get(reverse(f"admin:complaints_{model}_changelist"))
        assert page.status_code == 200
        assert says_nothing(page, complaint), model
    assert (
        other.number
        in client.get(reverse("admin:complaints_complaint_changelist")).content.decode()
    )


def test_no_mail_and_no_task_tells_the_accused():
    accused = manager(email="accused@kring.test")
    complaint = sealed(accused)
    for hours in (0, 8, 16):  # one of them lies within working hours
        jobs.run_all(timezone.now() + timedelta(hours=hours))
    assert not OutboxMail.objects.filter(to=accused.email, purpose__startswith="complaint").exists()
    assert not Task.objects.filter(assignee=accused).exists()
    assert not Task.objects.filter(account=complaint.account).exists()


def test_who_is_complained_about_neither_handles_nor_approves_nor_unseals():
    accused, now = manager(), timezone.now()
    complaint = decided(
        complained_about=accused, remedies=[Proposal("credit", 900, now.date() + timedelta(days=3))]
    )
    for act in (
        lambda: approve_remedies(complaint, by=accused, now=now),
        lambda: set_confidential(complaint, value=True, reason="x", by=accused, now=now),
        lambda: add_row(complaint, ROOMS["finding"], values={}, by=accused, now=now),
    ):
        with pytest.raises(ComplaintError, match="about yourself"):
            act()


def test_confidentiality_is_set_and_ended_with_a_reason_that_stays(client):
    now, desk, seller = timezone.now() - timedelta(hours=1), handler(), UserFactory()
    complaint = make_complaint(now=now, account=AccountFactory(owner=seller))
    address = reverse("complaints:confidential", args=[complaint.number])
    client.force_login(desk)
    assert client.post(address, {"version": complaint.version, "reason": " "}).status_code == 422
    add_task(
        complaint.account, title=complaint.number, due_on=now.date(), assignee=desk, now=now,
        origin=TaskOrigin.COMPLAINT, origin_ref=complaint.number,
    )  # fmt: skip
    client.post(address, {"version": complaint.version, "reason": "About the owner"})
    complaint.refresh_from_db()
    complaint.account.refresh_from_db()
    assert Task.objects.get().account is None
    assert complaint.account.next_step == ""
    assert complaint.is_confidential
    event = complaint.events.get(kind="confidential")
    assert (event.words, event.data) == ("About the owner", {"value": True})
    assert AuditEntry.objects.filter(verb="complaint.confidential").count() == 1
    client.force_login(seller)
    assert client.get(complaint.get_absolute_url()).status_code == 404
    with pytest.raises(ComplaintConflict):
        set_confidential(complaint, value=False, reason="x", by=desk, now=now, version=1)
    set_confidential(complaint, value=False, reason="Cleared", by=desk, now=now)
    assert Task.objects.get().account == complaint.account
    assert client.get(complaint.get_absolute_url()).status_code == 200
