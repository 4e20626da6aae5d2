"""The mailbox reader against a real IMAP server: nothing is lost, nothing is read twice, all trouble is named."""

import base64
from datetime import UTC, datetime, timedelta
from imaplib import IMAP4
from urllib.parse import urlsplit

import pytest

from crm.shared.mail.inbox.models import InboundMail
from crm.shared.mail.inbox.services import read_mailbox, take_in
from crm.shared.mail.inbox.sources import (
    BEGINNING,
    LARGEST,
    WHY,
    Imap,
    MailboxAway,
    open_source,
    quoted,
)
from crm.shared.organisation.models import Organisation

pytestmark = [pytest.mark.imap, pytest.mark.django_db]
NOW = datetime(2099, 11, 17, 12, 0, tzinfo=UTC)  # after every arrival the server stamps


def mail(number, text="Hello"):
    return (
        f"From: karin@klant.test\r\nSubject: Mail {number}\r\n"
        f"Message-ID: <{number}@klant.test>\r\n\r\n{text}\r\n"
    ).encode()


def large(megabytes):
    """Return a mail with an attachment of so many MB as it stands in the mail."""
    line = base64.b64encode(b"x" * 57) + b"\r\n"
    head = (
        b"From: karin@klant.test\r\nSubject: Large\r\nMessage-ID: <large@klant.test>\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\nSee the film.\r\n"
        b'--b\r\nContent-Type: video/mp4; name="film.mp4"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head + line * (megabytes * 1024 * 1024 // len(line)) + b"--b--\r\n"


def test_new_mail_is_read_once_and_marked_as_seen(mailbox, settings):
    settings.MAILBOX_URL = mailbox.url()
    mailbox.deliver(mail(1), mail(2))
    assert read_mailbox(NOW) == 2
    assert mailbox.flags() == [True, True]
    assert [row.subject for row in InboundMail.objects.order_by("pk")] == ["Mail 1", "Mail 2"]
    assert read_mailbox(NOW) == 0
    mailbox.deliver(mail(3))
    assert read_mailbox(NOW) == 1 and InboundMail.objects.count() == 3
    row = InboundMail.objects.get(subject="Mail 3")
    assert row.is_whole and row.size == len(mail(3)) and bytes(row.raw) == mail(3)
    assert row.received_at < NOW - timedelta(days=365), "when it arrived there, not when we looked"
    assert Organisation.objects.get().mailbox_error == ""


def test_killed_between_storing_and_marking_a_mail_is_stored_once(mailbox):
    class Killed(BaseException):
        """Ends the process there."""

    mailbox.deliver(mail(1), mail(2))
    source = open_source(mailbox.url())

    def killed(key):
        raise Killed

    source.seen = killed
    with pytest.raises(Killed):
        take_in(source, NOW)
    assert InboundMail.objects.count() == 1 and mailbox.flags() == [False, False]
    assert take_in(open_source(mailbox.url()), NOW) == 1, "the second mail; the first is known"
    assert InboundMail.objects.count() == 2 and mailbox.flags() == [True, True]


def test_a_server_that_breaks_off_in_the_middle_loses_nothing(mailbox, settings):
    mailbox.deliver(mail(1), mail(2), mail(3))
    source = open_source(mailbox.url())
    mark = source.seen

    def mark_and_break(key):
        mark(key)
        mailbox.hang_up_on_everybody()

    source.seen = mark_and_break
    with pytest.raises(MailboxAway):
        take_in(source, NOW)
    assert InboundMail.objects.count() == 1
    settings.MAILBOX_URL = mailbox.url()
    assert read_mailbox(NOW) == 3 and mailbox.flags() == [True, True, True]
    assert InboundMail.objects.count() == 3


@pytest.mark.slow
def test_a_mail_of_25_mb_is_taken_whole_and_a_larger_one_is_not_fetched(mailbox, settings):
    """LARGEST is 25 MB; of 26 MB only the first 256 KB are taken, with the real size written down."""
    settings.MAILBOX_URL = mailbox.url()
    mailbox.deliver(large(24), large(26).replace(b"<large@", b"<larger@"))
    assert read_mailbox(NOW) == 2
    whole, part = InboundMail.objects.order_by("pk")
    assert whole.is_whole and 24 * 2**20 - 100 < whole.size == len(bytes(whole.raw)) <= LARGEST
    assert not part.is_whole and part.size > LARGEST and len(bytes(part.raw)) == BEGINNING
    assert bytes(part.raw).count(b"See the film.") == 1


@pytest.mark.parametrize("folder", ["Klachten binnen", "Caf\u00e9 & co", 'Met "teken"'])
def test_a_folder_may_be_called_what_it_likes(mailbox, settings, folder):
    mailbox.deliver(mail(1), folder=quoted(folder)[1:-1])
    settings.MAILBOX_URL = mailbox.url(folder)
    assert read_mailbox(NOW) == 1


@pytest.mark.parametrize(
    ("url", "why"),
    [
        (lambda box: box.url(password="wrong"), "refused"),
        (lambda box: box.url(password="fout\u00e9"), "refused"),
        (lambda box: box.url("Nowhere"), "no folder"),
        (lambda box: box.url(scheme="imaps"), "unsafe"),
        (lambda box: box.url(scheme="imap+tls"), "unsafe"),
        (lambda box: "imap://a:b@localhost:1/INBOX", "no connection"),
    ],
)
def test_trouble_is_named_on_the_settings_page_and_ends_when_it_is_over(
    mailbox, settings, url, why
):
    settings.MAILBOX_URL = url(mailbox)
    assert read_mailbox(NOW) == 0
    stored = Organisation.objects.get()
    assert (stored.mailbox_error, stored.mailbox_at) == (why, NOW) and why in WHY
    settings.MAILBOX_URL = mailbox.url()
    read_mailbox(NOW)
    assert Organisation.objects.get().mailbox_error == ""


@pytest.mark.parametrize("scheme", ["imaps", "imap+tls"])
def test_tls_is_used_with_a_certificate_that_can_be_checked(mailbox, monkeypatch, scheme):
    monkeypatch.setenv("SSL_CERT_FILE", mailbox.certificate)
    mailbox.deliver(mail(1))
    source = open_source(mailbox.url(scheme=scheme))
    assert isinstance(source, Imap) and source.box.sock.cipher()
    assert take_in(source, NOW) == 1


def test_no_password_goes_to_a_server_that_cannot_encrypt(mailbox, monkeypatch):
    """A server, or whoever stands in between, that hides STARTTLS gets no name and no password."""
    said = []
    plain = ("IMAP4REV1",)
    monkeypatch.setattr(IMAP4, "_get_capabilities", lambda box: setattr(box, "capabilities", plain))
    monkeypatch.setattr(Imap, "_log_in", lambda self, user, password: said.append(password))
    with pytest.raises(MailboxAway, match="no encryption"):
        open_source(mailbox.url(scheme="imap+tls"))
    assert said == [] and "no encryption" in WHY


def test_a_mail_that_somebody_removes_meanwhile_is_passed_over(mailbox):
    mailbox.deliver(mail(1), mail(2))
    source = open_source(mailbox.url())
    found = source.unseen()
    assert b"Mail 1" in next(found).raw
    other = mailbox.client()
    other.select("INBOX")
    other.store("2", "+FLAGS", r"(\Deleted)")
    other.expunge()
    other.logout()
    assert list(found) == []
    source.close()


def test_the_address_of_a_mailbox_keeps_its_password_to_itself(mailbox, settings, caplog):
    settings.MAILBOX_URL = mailbox.url(password="topsecret")
    read_mailbox(NOW)
    assert "topsecret" not in caplog.text and urlsplit(settings.MAILBOX_URL).password
