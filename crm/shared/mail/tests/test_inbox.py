"""Mail that comes in is stored once, read safely, and a bounce finds the mail it is about."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.shared.mail import purposes, services, verp
from crm.shared.mail.inbox import registry
from crm.shared.mail.inbox.models import InboundMail
from crm.shared.mail.inbox.parse import parse
from crm.shared.mail.inbox.services import handle_new, read_mailbox, receive
from crm.shared.mail.inbox.sources import open_source

NOW = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
DSN = """From: MAILER-DAEMON@mx.test
To: {to}
Subject: Undelivered
Message-ID: <{key}@mx.test>
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.test

Final-Recipient: rfc822; karin@klant.test
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 unknown
--b--
"""


def dsn(mail, action="failed", status="5.1.1", key="1"):
    to = verp.return_path(mail)
    return DSN.format(to=to, action=action, status=status, key=key).encode()


@pytest.fixture
def bounced(settings):
    settings.BOUNCE_ADDRESS = "bounces@kring.test"
    seen = []
    build = lambda mail, now: None  # noqa: E731
    purposes.register(
        purposes.Purpose("test.b", build, on_bounced=lambda mail, b, at: seen.append((mail.pk, b)))
    )
    yield seen
    purposes._purposes.pop("test.b")


def queued():
    return services.queue("test.b", object_id=1, to="karin@klant.test", language="nl", now=NOW)


@pytest.mark.django_db
def test_a_bounce_comes_back_to_the_mail_it_is_about(bounced):
    mail = queued()
    assert receive(dsn(mail), NOW) and not receive(dsn(mail), NOW), "the same mail is stored once"
    assert handle_new(NOW) == 1 and handle_new(NOW) == 0
    ((pk, bounce),) = bounced
    assert (pk, bounce.hard, bounce.status) == (mail.pk, True, "5.1.1")
    row = InboundMail.objects.get()
    assert (row.state, row.handler) == ("handled", "bounces")
    assert bytes(row.raw) == dsn(mail), "the raw mail is kept"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("action", "status", "hard"), [("failed", "4.4.1", False), ("failed", "5.2.2", False)]
)
def test_a_passing_trouble_is_soft(bounced, action, status, hard):
    """5.2.2 is a full mailbox: it may be emptied."""
    receive(dsn(queued(), action, status), NOW)
    handle_new(NOW)
    assert [b.hard for _pk, b in bounced] == [hard]


@pytest.mark.django_db
def test_a_notice_of_delay_is_no_bounce(bounced):
    receive(dsn(queued(), "delayed", "4.4.1"), NOW)
    handle_new(NOW)
    assert bounced == [] and InboundMail.objects.get().state == "handled"


@pytest.mark.django_db
def test_a_made_up_return_path_reports_nothing(bounced):
    mail = queued()
    raw = dsn(mail).decode().replace(verp.return_path(mail), f"bounces+{mail.pk}-{'0' * 16}@k.test")
    receive(raw.encode(), NOW)
    handle_new(NOW)
    assert bounced == [] and InboundMail.objects.get().handler != "bounces"


@pytest.mark.django_db
def test_a_folder_is_read_and_emptied(bounced, settings, tmp_path):
    (tmp_path / "a.eml").write_bytes(dsn(queued()))
    (tmp_path / "b.eml").write_bytes(b"\xff\xfe nonsense")
    settings.MAILBOX_URL = f"file://{tmp_path}"
    assert read_mailbox(NOW) == 2
    assert len(bounced) == 1 and not list(tmp_path.glob("*.eml"))
    assert read_mailbox(NOW) == 0


@pytest.mark.django_db
def test_a_poisoned_mail_is_tried_three_times_and_stops_no_other(bounced):
    def fail(mail, now):
        if mail.subject == "poison":
            raise RuntimeError
        return False

    registry.register(registry.Handler("test.poison", fail, order=1))
    try:
        receive(b"Subject: poison\n\nx", NOW)
        receive(dsn(queued()), NOW)
        for _round in range(4):
            handle_new(NOW)
    finally:
        registry._handlers.pop("test.poison")
    assert len(bounced) == 1
    assert list(InboundMail.objects.order_by("pk").values_list("state", "attempts")) == [
        ("failed", 3),
        ("handled", 0),
    ]


def test_an_address_that_is_no_mailbox_is_refused():
    with pytest.raises(ValueError, match="MAILBOX_URL"):
        open_source("http://example.nl")


@given(st.binary(max_size=2000))
def test_whatever_comes_in_can_be_read(raw):
    mail = parse(raw)
    assert mail.message_id and "\x00" not in mail.subject + mail.text


def test_a_mail_without_an_id_is_known_by_its_content():
    assert parse(b"Subject: a\n\nb").message_id == parse(b"Subject: a\n\nb").message_id
