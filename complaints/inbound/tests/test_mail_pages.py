"""The quarantine: reading a mail safely, choosing in one click, bringing in a file, and its budgets."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from complaints.cases.models import Complaint
from complaints.cases.workflow import How, Move
from complaints.inbound.models import ComplaintMail
from complaints.inbound.tests.corpus import (
    HTML,
    KARIN,
    NOBODY,
    NOW,
    OURS,
    PDF,
    World,
    attached,
    plain,
    several,
    take,
)
from complaints.inbound.tests.corpus import mail as make
from complaints.messages.bounces import message_came_back
from complaints.messages.services import message_accepted, request_move, send_update
from complaints.messages.spoken import record_conversation
from complaints.tests.factories import handler, investigated, make_complaint, manager, waiting_mail
from crm.shared.mail.inbox.services import handle_one, store
from crm.shared.mail.models import OutboxMail
from crm.shared.mail.worker import Worker
from crm.shared.organisation.models import Organisation
from crm.shared.tests.factories import UserFactory
from customers.activities.models import Task
from customers.tests.factories import AccountFactory, ContactFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    Organisation.objects.update_or_create(pk=1, defaults={"complaints_email": OURS})
    return World()


@pytest.fixture
def desk(client):
    client.force_login(handler())
    return client


def row_of(raw, **kwargs):
    return ComplaintMail.objects.get(inbound=take(raw, **kwargs))


def post(client, name, row, /, **data):
    return client.post(reverse(f"complaints:{name}", args=[row.pk]), data)


def test_a_mail_is_shown_as_text_and_nothing_of_it_is_drawn(desk, world):
    row = row_of(make(HTML, sender=NOBODY, kind="text/html", subject="<script>x</script>"))
    page = desk.get(row.get_absolute_url()).content.decode()
    assert "De pallet is nat." in page and page.count("<h1") == 1
    assert "spy.test" not in page and "<script>x" not in page and "alert(1)" not in page


def test_the_new_menu_stands_above_a_mail_as_above_every_page(desk, world):
    row = row_of(make("New text\n\n> quoted text", sender=NOBODY))
    page = desk.get(row.get_absolute_url()).content.decode()
    assert f'class="k-item" href="{reverse("complaints:create")}"' in page


def test_a_mail_becomes_a_complaint_of_whom_it_may_be_in_one_click(desk, world):
    second = ContactFactory(email=KARIN)
    row = row_of(make(sender=world.karin.email))
    page = desk.get(row.get_absolute_url()).content.decode()
    assert f'name="contact" value="{second.pk}"' in page
    answer = post(desk, "mail_open", row, contact=second.pk)
    complaint = Complaint.objects.get()
    assert answer.url == complaint.get_absolute_url()
    assert (complaint.contact, complaint.account, complaint.channel) == (
        second, second.account, "email",
    )  # fmt: skip
    assert complaint.received_at == NOW - timedelta(minutes=30) and complaint.recorded_by
    assert OutboxMail.objects.get().to == KARIN, "it is confirmed with its number"
    page = desk.get(complaint.get_absolute_url()).content.decode()
    assert row.get_absolute_url() in page, "the whole mail is one click away"


def test_a_strangers_mail_becomes_a_complaint_of_an_account_or_of_nobody_known(desk, world):
    account = AccountFactory()
    row = row_of(make(sender=f"Piet <{NOBODY}>"))
    data = {"account": f"#{account.pk}", "name": "Piet", "email": NOBODY}
    assert post(desk, "mail_open", row, **data).status_code == 302
    found = Complaint.objects.get()
    assert (found.account, found.complainant_email) == (account, NOBODY)
    other = row_of(make("Ook nat", sender=f"Piet <{NOBODY}>"))
    assert post(desk, "mail_open", other, name="Piet", email=NOBODY).status_code == 302
    assert Complaint.objects.latest("pk").account is None


def test_a_colleagues_own_address_is_not_proposed_as_the_customers(desk, world):
    UserFactory(email="sanne@meerwijk.test")
    row = row_of(make(sender="Sanne <sanne@meerwijk.test>"))
    page = desk.get(row.get_absolute_url()).content.decode()
    assert 'value="sanne@meerwijk.test"' not in page
    answer = post(desk, "mail_open", row)
    assert answer.status_code == 422 and "Choose an account" in answer.content.decode()
    assert not Complaint.objects.exists()


def test_a_mail_is_added_to_a_complaint_once(desk, world):
    row = row_of(make(sender=NOBODY, subject=world.open.number))
    page = desk.get(row.get_absolute_url()).content.decode()
    assert f'name="complaint" value="{world.open.number}"' in page, "the one it names is proposed"
    assert post(desk, "mail_attach", row, complaint="KL-1-1").status_code == 422
    assert post(desk, "mail_attach", row, complaint=world.open.number).status_code == 302
    again = post(desk, "mail_attach", row, complaint=world.open.number)
    assert again.status_code == 409
    message = world.open.messages.get(direction="in")
    assert message.body == "De pallet is nat."
    page = desk.get(world.open.get_absolute_url()).content.decode()
    assert f"from {NOBODY}" in page and row.get_absolute_url() in page


def test_a_discarded_mail_keeps_its_reason_and_may_still_be_chosen_for(desk, world):
    row = row_of(make(sender=NOBODY))
    assert post(desk, "mail_discard", row, reason=" ").status_code == 422
    assert post(desk, "mail_discard", row, reason="Advertising").status_code == 302
    row.refresh_from_db()
    assert (row.place, row.reason) == ("discarded", "Advertising") and row.decided_by
    assert "Advertising" in desk.get(row.get_absolute_url()).content.decode()
    page = desk.get(reverse("complaints:mail_list"), {"place": "discarded"}).content.decode()
    assert row.get_absolute_url() in page
    assert post(desk, "mail_attach", row, complaint=world.open.number).status_code == 302
    row.refresh_from_db()
    assert (row.place, row.reason) == ("attached", "")


def test_attachments_are_only_ever_downloads_and_programs_are_not_given_out(desk, world):
    parts = [plain(), attached(b"<svg onload=x>", "a.svg", "image/svg+xml"), attached(b"MZ", "a.exe"),
             attached(PDF, "a.pdf", "application/pdf")]  # fmt: skip
    row = row_of(several(*parts, sender=NOBODY))
    for number, content in ((1, b"<svg onload=x>"), (3, PDF)):
        answer = desk.get(reverse("complaints:mail_part", args=[row.pk, number]))
        assert answer.content == content and answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
    assert desk.get(reverse("complaints:mail_part", args=[row.pk, 2])).status_code == 403
    assert desk.get(reverse("complaints:mail_part", args=[row.pk, 99])).status_code == 404
    raw = desk.get(reverse("complaints:mail_raw", args=[row.pk]))
    assert raw.content == bytes(row.inbound.raw) and raw["Content-Disposition"].startswith("attachment")  # fmt: skip


def test_sales_read_the_mail_of_their_complaint_and_nothing_of_the_quarantine(client, world):
    waiting = waiting_mail()
    row = row_of(make(to=world.to(world.open)))
    client.force_login(world.karin.account.owner)
    assert client.get(row.get_absolute_url()).status_code == 200
    assert "mail_attach" not in client.get(row.get_absolute_url()).content.decode()
    assert client.get(waiting.get_absolute_url()).status_code == 404
    assert client.get(reverse("complaints:mail_list")).status_code == 403
    assert post(client, "mail_attach", row, complaint=world.open.number).status_code == 403
    client.force_login(UserFactory())
    assert client.get(row.get_absolute_url()).status_code == 404


def upload(client, url, raw, name="mail.eml"):
    return client.post(url, {"file": SimpleUploadedFile(name, raw)})


def test_a_mail_from_a_file_goes_the_way_of_the_mailbox(desk, world):
    url = reverse("complaints:mail_add")
    raw = make(to=world.to(world.open))
    answer = upload(desk, url, raw)
    row = ComplaintMail.objects.get()
    assert (row.place, row.complaint, answer.url) == (
        "attached", world.open, row.get_absolute_url(),
    )  # fmt: skip
    assert upload(desk, url, raw).status_code == 302, "the same file again only leads to it"
    assert ComplaintMail.objects.count() == 1
    for bad in (b"MZ\x90", b"just words", b""):
        assert upload(desk, url, bad).status_code == 422
    assert ComplaintMail.objects.count() == 1


def test_a_mail_from_a_file_goes_into_the_complaint_it_is_brought_to(desk, world):
    url = reverse("complaints:case_mail", args=[world.open.number])
    raw = make(sender=NOBODY)
    assert upload(desk, url, raw).url == world.open.get_absolute_url()
    assert world.open.messages.get(direction="in").body == "De pallet is nat."
    again = upload(desk, url, raw)
    assert again.status_code == 422 and world.open.number in again.content.decode()
    waits = row_of(make(sender=NOBODY))
    assert upload(desk, url, bytes(waits.inbound.raw)).status_code == 302
    assert world.open.messages.filter(direction="in").count() == 2


def test_a_file_over_25_mb_is_refused_before_it_is_read(desk, world, monkeypatch):
    monkeypatch.setattr("complaints.inbound.views.mail_add.upload_limit", 1000)
    answer = upload(desk, reverse("complaints:mail_add"), make("x" * 2000))
    assert answer.status_code == 422 and "25 MB" in answer.content.decode()
    assert not ComplaintMail.objects.exists()


def test_the_list_costs_at_most_eight_queries_and_a_mail_at_most_twelve(
    desk, world, django_assert_max_num_queries
):
    url = reverse("complaints:mail_list")
    desk.get(url)
    for round_ in (1, 2):
        for number in range(3):
            row = row_of(make(f"{round_}{number}", sender=NOBODY, subject=world.open.number))
        with django_assert_max_num_queries(8):
            page = desk.get(url)
        assert page.status_code == 200 and row.get_absolute_url() in page.content.decode()
        with django_assert_max_num_queries(12):
            assert desk.get(row.get_absolute_url()).status_code == 200
    assert (
        str(ComplaintMail.objects.waiting().count())
        in desk.get(reverse("complaints:list")).content.decode()
    )


def test_a_complaint_made_of_mail_stays_within_twelve_queries(
    desk, world, django_assert_max_num_queries
):
    row = row_of(make(sender=world.karin.email))
    for number in range(3):
        take(make(f"Nog iets {number}", to=world.to(row.complaint)))
    desk.get(row.complaint.get_absolute_url())
    with django_assert_max_num_queries(12):
        page = desk.get(row.complaint.get_absolute_url()).content.decode()
    assert page.count("The whole mail") == 4


# -- replies and bounces ---------------------------------------------------------------------------


def test_our_mails_ask_for_replies_at_an_address_of_the_complaint(world, mailoutbox):
    take(make(to=world.to(world.open), message_id="<hers@waterland.test>"))
    send_update(world.open, body="We look.", by=handler(), now=NOW)
    Worker(clock=lambda: NOW + timedelta(minutes=1)).send_due()
    (mail,) = mailoutbox
    assert mail.reply_to == [world.to(world.open)]
    assert mail.extra_headers["In-Reply-To"] == "<hers@waterland.test>"


def test_a_reply_that_lay_in_the_mailbox_counts_from_its_arrival(world):
    """Asked on Monday 10:00; the reply arrived Tuesday 06:00 and was read Tuesday 10:00."""
    arrived = NOW - timedelta(hours=4)
    waiting = world.waiting
    row, _new = store(make(to=world.to(waiting)), arrived)
    handle_one(row.pk, NOW)
    assert waiting.pauses.get().ended_at == arrived
    assert waiting.messages.get(direction="in").created_at == arrived


def test_a_mail_that_crossed_our_question_is_no_reply_to_it(world):
    row, _new = store(make(to=world.to(world.waiting)), NOW - timedelta(days=1, hours=2))
    handle_one(row.pk, NOW)
    world.waiting.refresh_from_db()
    assert world.waiting.state == "waiting" and world.waiting.messages.filter(direction="in").exists()  # fmt: skip


def test_an_acknowledgement_that_came_back_is_said_to_be_none_with_one_task(desk):
    complaint, by = make_complaint(), handler()
    request_move(complaint, Move.ACKNOWLEDGE, body="We heard you.", how=How.MAIL, by=by, now=NOW)
    message = complaint.messages.get()
    message_accepted(message, at=NOW + timedelta(minutes=1))
    later = NOW + timedelta(minutes=5)
    for _twice in range(2):
        message_came_back(message, hard=True, why="5.1.1 unknown", at=later)
    task = Task.objects.get()
    assert task.assignee == by and "came back" in task.title
    complaint.contact.refresh_from_db()
    assert complaint.contact.bounced_at == later
    page = desk.get(complaint.get_absolute_url()).content.decode()
    assert "counts as not said" in page and "came back" in page


def test_once_the_customer_was_called_the_warning_goes(desk, world):
    by = handler()
    message = send_update(world.open, body="We look.", by=by, now=NOW)
    message_accepted(message, at=NOW)
    message_came_back(message, hard=False, why="4.4.1", at=NOW + timedelta(hours=1))
    assert "counts as not said" in desk.get(world.open.get_absolute_url()).content.decode()
    at = NOW + timedelta(hours=2)
    record_conversation(world.open, body="Told her.", via="call", at=at, by=by, now=at)
    assert "counts as not said" not in desk.get(world.open.get_absolute_url()).content.decode()
    assert world.karin.bounced_at is None


def test_a_question_that_came_back_asked_nothing_and_work_goes_on():
    complaint = investigated(now=NOW - timedelta(days=1))
    request_move(
        complaint, Move.ASK, body="Which?", how=How.MAIL, by=manager(), now=NOW,
        resume_on=(NOW + timedelta(days=3)).date(),
    )  # fmt: skip
    message = complaint.messages.get(kind="question")
    message_accepted(message, at=NOW + timedelta(minutes=1))
    complaint.refresh_from_db()
    assert complaint.state == "waiting"
    message_came_back(message, hard=True, why="5.1.1", at=NOW + timedelta(minutes=9))
    complaint.refresh_from_db()
    assert complaint.state == "investigating" and complaint.pauses.get().ended_at


def test_waiting_mail_about_a_confidential_complaint_is_not_for_the_accused(client):
    """It names the complaint about them; colleagues of the desk see and place it."""
    accused, other = handler(), handler()
    complaint = make_complaint(is_confidential=True, complained_about=accused)
    mail = waiting_mail()
    ComplaintMail.objects.filter(pk=mail.pk).update(suggested=complaint)
    for user, status in ((accused, 404), (other, 200)):
        client.force_login(user)
        assert client.get(mail.get_absolute_url()).status_code == status
        page = client.get(reverse("complaints:mail_list")).content.decode()
        assert (mail.get_absolute_url() in page) == (status == 200)
