"""Mails as they come, and what must become of each: one table, written by hand.

`place` empty means that another reader took it (a bounce of a mail of ours). `lands` names the complaint of
the world it goes to; "new" a new one. `has` and `lacks` are looked for in what the customer is quoted with.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import format_datetime
from functools import cached_property

from complaints.cases.models import Complaint
from complaints.cases.workflow import How, Move
from complaints.inbound.routes import Place, Why
from complaints.links.merging import merge
from complaints.messages.mails import REPLY_KIND
from complaints.messages.services import request_move, send_update
from complaints.tests.factories import NOW, closed, handler, investigated, make_complaint, manager
from crm.shared.localtime import local_date
from crm.shared.mail import verp
from crm.shared.mail.inbox.models import InboundMail
from crm.shared.mail.inbox.services import handle_one, store
from crm.shared.mail.inbox.sources import LARGEST
from crm.shared.mail.models import OutboxMail
from crm.shared.tests.factories import UserFactory
from customers.tests.factories import ContactFactory

OURS, NOBODY = "klachten@kring.test", "piet@elders.test"
KARIN, WIM = "karin@waterland.test", "wim@terpstra.test"
PDF = b"%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n"


class World:
    """Holds the people and complaints a mail may be about; each is made when a mail asks for it."""

    @cached_property
    def karin(self):
        return ContactFactory(email=KARIN, first_name="Karin", last_name="Vos", language="nl")

    @cached_property
    def wim(self):
        return ContactFactory(email=WIM, language="nl")

    def _of_karin(self, make, **kwargs) -> Complaint:
        return make(account=self.karin.account, contact=self.karin, **kwargs)

    @cached_property
    def open(self) -> Complaint:
        return self._of_karin(investigated)

    @cached_property
    def waiting(self) -> Complaint:
        complaint = self._of_karin(investigated, now=NOW - timedelta(days=2))
        request_move(
            complaint, Move.ASK, body="Which one?", how=How.CALL, by=complaint.handler,
            now=NOW - timedelta(days=1), resume_on=local_date(NOW) + timedelta(days=3),
        )  # fmt: skip
        return complaint

    @cached_property
    def closed(self) -> Complaint:
        return self._of_karin(closed, now=NOW - timedelta(days=10))

    @cached_property
    def long_closed(self) -> Complaint:
        return self._of_karin(closed, now=NOW - timedelta(days=31))

    @cached_property
    def merged(self) -> Complaint:
        source = self._of_karin(make_complaint)
        merge(source, self.open, reason="The same", by=handler(), now=NOW)
        return source

    def to(self, complaint: Complaint) -> str:
        """Return the address to which replies about a complaint go."""
        return verp.reply_address(OURS, REPLY_KIND, complaint.pk)

    def sent(self, complaint: Complaint) -> OutboxMail:
        """Return a mail we sent about a complaint."""
        message = send_update(complaint, body="We look.", by=handler(), now=NOW)
        message.came = message
        return OutboxMail.objects.get(pk=message.mail_id)

    def earlier(self, complaint: Complaint) -> str:
        """Take in a mail of Karin about a complaint; return its Message-ID."""
        raw = mail(to=self.to(complaint), message_id="<earlier@waterland.test>")
        row, _new = store(raw, NOW)
        handle_one(row.pk, NOW)
        return row.message_id


_count = iter(range(10**6))


def mail(
    text="De pallet is nat.",
    *,
    sender=f"Karin Vos <{KARIN}>",
    to=OURS,
    subject="Natte pallet",
    kind='text/plain; charset="utf-8"',
    encoding="8bit",
    message_id="",
    date=None,
    extra=(),
) -> bytes:
    """Return a mail of one part; `extra` are further headers as they stand."""
    body = text if isinstance(text, bytes) else text.encode()
    lines = [
        f"From: {sender}" if sender else "",
        f"To: {to}",
        f"Subject: {subject}",
        f"Date: {date or format_datetime(NOW - timedelta(minutes=30))}",
        ""
        if message_id is None
        else f"Message-ID: {message_id or f'<{next(_count)}@waterland.test>'}",
        "MIME-Version: 1.0",
        f"Content-Type: {kind}",
        f"Content-Transfer-Encoding: {encoding}",
        *extra,
    ]
    return "\n".join(line for line in lines if line).encode() + b"\n\n" + body


def attached(data: bytes, name: str, kind="application/octet-stream", more="") -> bytes:
    """Return a part with a file."""
    head = (
        f'Content-Type: {kind}; name="{name}"\nContent-Disposition: attachment; filename="{name}"\n'
    )
    head += f"{more}Content-Transfer-Encoding: base64\n\n"
    return head.encode() + base64.encodebytes(data)


def several(*parts: bytes, kind="mixed", **kwargs) -> bytes:
    """Return a mail of several parts."""
    body = b"".join(b"--b\n" + part + b"\n" for part in parts) + b"--b--\n"
    return mail(body, kind=f'multipart/{kind}; boundary="b"', **kwargs)


def plain(text="Zie bijlage.") -> bytes:
    """Return a part with text."""
    return b'Content-Type: text/plain; charset="utf-8"\n\n' + text.encode() + b"\n"


def report(row: OutboxMail, action="failed", status="5.1.1", to=None, original="") -> bytes:
    """Return what a mail server says about a mail of ours."""
    return several(
        plain("Sorry."),
        b"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.test\n\n"
        + f"Final-Recipient: rfc822; {KARIN}\nAction: {action}\nStatus: {status}\n".encode(),
        f"Content-Type: text/rfc822-headers\n\nMessage-ID: {original}\n".encode(),
        kind="report; report-type=delivery-status",
        sender="Mail Delivery System <mailer-daemon@mx.test>",
        to=to or verp.return_path(row) or OURS,
        subject="Undelivered Mail Returned to Sender",
    )


def calendar(method: str) -> bytes:
    """Return an invitation, or an answer to one."""
    return several(
        plain("Karin heeft geaccepteerd."),
        f"Content-Type: text/calendar; method={method}\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n".encode(),
        kind="alternative",
    )


def nested(levels: int) -> bytes:
    """Return a mail of parts in parts in parts."""
    body = "Diep.\n"
    head = "Content-Type: text/plain\n\n"
    for level in range(levels):
        body = f"--b{level}\n{head}{body}\n--b{level}--\n"
        head = f'Content-Type: multipart/mixed; boundary="b{level}"\n\n'
    return mail(body, kind=f'multipart/mixed; boundary="b{levels - 1}"')


@dataclass(frozen=True)
class Row:
    """One mail of the table."""

    name: str
    raw: Callable[[World], bytes]
    place: str
    why: str = ""
    lands: str = ""
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    parts: dict[str, str] = field(default_factory=dict)
    then: Callable[[World], object] = lambda w: True
    state: str = ""  # of the complaint it lands at, afterwards


QUOTED = (
    "De uren van vier monteurs graag ook.\n\nGroet, Karin\n\n"
    "Op di 17 nov. 2026 om 09:12 schreef Fatima <klachten@kring.test>:\n> Wij zoeken het uit.\n> Fatima\n"
)
OUTLOOK = (
    "Akkoord.\n\nVan: Fatima <klachten@kring.test>\nVerzonden: dinsdag 17 november 2026 09:12\n"
    "Aan: Karin Vos\nOnderwerp: Uw klacht\n\nWij zoeken het uit."
)
BETWEEN = "> Welke maat?\nNummer 12.\n> Welke kleur?\nRood.\n"
HTML = (
    "<html><head><style>p{}</style></head><body><p>De <b>pallet</b> is nat.</p><script>alert(1)</script>"
    "<img src='https://spy.test/x.gif'><ul><li>rij 1<li>rij 2</ul></body></html>"
)
COULD_BE = "Content-Type: text/plain\n\n"

CORPUS = [
    # -- threads -----------------------------------------------------------------------------------
    Row("reply to our address", lambda w: mail(QUOTED, to=w.to(w.open), subject="Re: Uw klacht"),
        Place.ATTACHED, lands="open", has=("De uren van vier",), lacks=("schreef", "Wij zoeken")),
    Row("somebody else at the customer replies", lambda w: mail(to=w.to(w.open), sender="chef@elders.test"),
        Place.ATTACHED, lands="open"),
    Row("address and another number: the address wins",
        lambda w: mail(to=w.to(w.open), subject=f"Re: {w.closed.number}"), Place.ATTACHED, lands="open"),
    Row("an address that was made up", lambda w: mail(to="klachten+1-" + "0" * 32 + "@kring.test", sender=NOBODY),
        Place.WAITING, Why.STRANGER),
    Row("answers a mail of ours", lambda w: mail(QUOTED, extra=[f"In-Reply-To: {w.sent(w.open).message_id}"]),
        Place.ATTACHED, lands="open", lacks=("Wij zoeken",)),
    Row("answers deep in a thread",
        lambda w: mail(extra=[f"References: <x@y.test> {w.sent(w.open).message_id}\n <z@y.test>"]),
        Place.ATTACHED, lands="open"),
    Row("follows an earlier mail of the customer",
        lambda w: mail(extra=[f"References: {w.earlier(w.open)}"]), Place.ATTACHED, lands="open"),
    Row("a stranger follows a mail of the customer",
        lambda w: mail(sender=NOBODY, extra=[f"References: {w.earlier(w.open)}"]),
        Place.WAITING, Why.NOT_A_PARTY),
    Row("number in the subject", lambda w: mail(subject=f"Klacht {w.open.number}"), Place.ATTACHED, lands="open"),
    Row("marks of replies before the number",
        lambda w: mail(subject=f"AW: Antw: RE: VS: {w.open.number.lower()}"), Place.ATTACHED, lands="open"),
    Row("a number that somebody made up", lambda w: mail(sender=NOBODY, subject=f"Re: {w.open.number}"),
        Place.WAITING, Why.NOT_A_PARTY),
    Row("another customer names the number",
        lambda w: mail(sender=w.wim.email, subject=f"Re: {w.open.number}"), Place.WAITING, Why.NOT_A_PARTY),
    Row("a number no complaint has", lambda w: mail(sender=w.karin.email, subject="KL-1999-0001"), Place.OPENED,
        lands="new"),
    Row("a reply we waited for", lambda w: mail(to=w.to(w.waiting)), Place.ATTACHED, lands="waiting",
        state="investigating"),
    Row("thank you after the end", lambda w: mail("Dank u wel!", to=w.to(w.closed)), Place.ATTACHED,
        lands="closed", state="closed", then=lambda w: w.closed.reply_choices.get().choice == ""),
    Row("long after the end", lambda w: mail(to=w.to(w.long_closed)), Place.WAITING, Why.ENDED,
        then=lambda w: w.long_closed.messages.filter(direction="in").count() == 0),
    Row("a merged complaint goes on in another", lambda w: mail(to=w.to(w.merged)), Place.ATTACHED, lands="open"),
    Row("an answer between the quoted lines", lambda w: mail(BETWEEN, to=w.to(w.open)), Place.ATTACHED,
        lands="open", has=("Nummer 12.", "> Welke maat?")),
    Row("Outlook's way of quoting", lambda w: mail(OUTLOOK, to=w.to(w.open)), Place.ATTACHED, lands="open",
        has=("Akkoord.",), lacks=("Verzonden",)),
    # -- new mail ----------------------------------------------------------------------------------
    Row("a customer we know", lambda w: mail(sender=w.karin.email), Place.OPENED, lands="new",
        has=("De pallet is nat.",), then=lambda w: OutboxMail.objects.get().to == KARIN),
    Row("a customer we know, to the general address", lambda w: mail(sender=w.karin.email, to="info@kring.test"),
        Place.WAITING, Why.OTHER_ADDRESS),
    Row("a stranger", lambda w: mail(sender=f"Piet <{NOBODY}>"), Place.WAITING, Why.STRANGER),
    Row("an address of two customers",
        lambda w: mail(sender=[ContactFactory(email=KARIN), w.karin][1].email), Place.WAITING, Why.SEVERAL),
    Row("somebody who left the customer",
        lambda w: mail(sender=ContactFactory(email=WIM, left_on=local_date(NOW)).email),
        Place.WAITING, Why.STRANGER),
    Row("a colleague passes one on",
        lambda w: mail(sender=UserFactory(email="sanne@meerwijk.test").email, subject="FW: Natte pallet"),
        Place.WAITING, Why.COLLEAGUE),
    Row("a sender the mail server doubts",
        lambda w: mail(sender=w.karin.email, extra=["Authentication-Results: mx.kring.test; spf=pass; dmarc=fail"]),
        Place.WAITING, Why.SPOOFED),
    Row("a doubted sender with the right number",
        lambda w: mail(subject=w.open.number, extra=["Authentication-Results: mx; dmarc=fail (p=reject)"]),
        Place.WAITING, Why.SPOOFED),
    Row("a display name that pretends", lambda w: mail(sender=f'"{w.karin.email}" <{NOBODY}>'), Place.WAITING,
        Why.STRANGER),
    Row("through a shared mailbox that is a list of ours",
        lambda w: mail(sender=w.karin.email, extra=["List-Id: <klachten.kring.test>", "Precedence: list"]),
        Place.OPENED, lands="new"),
    Row("an invitation", lambda w: calendar("REQUEST") if w.karin else b"", Place.OPENED, lands="new",
        parts={"1.ics": "kind"}),
    # -- not from people ---------------------------------------------------------------------------
    Row("our own address", lambda w: mail(sender=OURS), Place.SET_ASIDE, Why.OWN),
    Row("a mail of ours that came round",
        lambda w: mail(sender=NOBODY, message_id=w.sent(w.open).message_id), Place.SET_ASIDE, Why.OWN),
    Row("out of office in English",
        lambda w: mail("Away.", to=w.to(w.waiting), subject="Automatic reply: Complaint",
                       extra=["Auto-Submitted: auto-replied"]),
        Place.SET_ASIDE, Why.AUTO_REPLY, then=lambda w: Complaint.objects.get(pk=w.waiting.pk).state == "waiting"),
    Row("out of office in Dutch",
        lambda w: mail("Ik ben er niet.", subject="Automatisch antwoord: Klacht", extra=["X-Autoreply: yes"]),
        Place.SET_ASIDE, Why.AUTO_REPLY),
    Row("out of office in German, by its subject only",
        lambda w: mail("Nicht da.", to=w.to(w.waiting), subject="Abwesenheitsnotiz: Beschwerde"), Place.WAITING,
        Why.SOUNDS_AUTOMATIC, then=lambda w: Complaint.objects.get(pk=w.waiting.pk).state == "waiting"),
    Row("a robot that says so the old way", lambda w: mail(extra=["Precedence: auto_reply"]), Place.SET_ASIDE,
        Why.AUTO_REPLY),
    Row("a person whose program says no", lambda w: mail(sender=w.karin.email, extra=["Auto-Submitted: no"]),
        Place.OPENED, lands="new"),
    Row("a mailing list", lambda w: mail(sender=w.karin.email, extra=["List-Id: Nieuws <nieuws.elders.test>"]),
        Place.SET_ASIDE, Why.LIST),
    Row("sent in bulk", lambda w: mail(extra=["Precedence: bulk"]), Place.SET_ASIDE, Why.BULK),
    Row("an empty return path", lambda w: mail(extra=["Return-Path: <>"]), Place.SET_ASIDE, Why.BOUNCE),
    Row("a bounce as they once were", lambda w: mail(sender="MAILER-DAEMON@mx.test"), Place.SET_ASIDE, Why.BOUNCE),
    Row("an answer to an invitation", lambda w: calendar("REPLY"), Place.SET_ASIDE, Why.CALENDAR),
    Row("a hard bounce of ours", lambda w: report(w.sent(w.open)), "",
        then=lambda w: w.open.messages.get(direction="out", via="mail").came_back_at == NOW),
    Row("a soft bounce of ours", lambda w: report(w.sent(w.open), status="4.4.1"), "",
        then=lambda w: w.open.messages.get(direction="out", via="mail").came_back_at == NOW),
    Row("a notice of delay", lambda w: report(w.sent(w.open), action="delayed", status="4.4.1"), "",
        then=lambda w: w.open.messages.get(direction="out", via="mail").came_back_at is None),
    Row("a bounce known by the mail inside it",
        lambda w: report((sent := w.sent(w.open)), to=OURS, original=sent.message_id), "",
        then=lambda w: w.open.messages.get(direction="out", via="mail").came_back_at == NOW),
    Row("a bounce of a mail we never sent", lambda w: report(w.sent(w.open), to=OURS, original="<x@y.test>"),
        Place.SET_ASIDE, Why.BOUNCE),
    # -- how it is written -------------------------------------------------------------------------
    Row("HTML only", lambda w: mail(HTML, sender=w.karin.email, kind='text/html; charset="utf-8"'), Place.OPENED,
        lands="new", has=("De pallet is nat.", "- rij 1\n- rij 2"), lacks=("alert", "spy.test", "<", "p{}")),
    Row("Latin-1", lambda w: mail("Café gesloten".encode("latin-1"), sender=w.karin.email,
                                  kind="text/plain; charset=iso-8859-1"),
        Place.OPENED, lands="new", has=("Café gesloten",)),
    Row("Windows-1252", lambda w: mail("“Kapot” voor € 12".encode("cp1252"), sender=w.karin.email,
                                       kind="text/plain; charset=windows-1252"),
        Place.OPENED, lands="new", has=("“Kapot” voor € 12",)),
    Row("a character set nobody knows", lambda w: mail("Kapot één", sender=w.karin.email,
                                                       kind="text/plain; charset=x-klingon"),
        Place.OPENED, lands="new", has=("Kapot één",)),
    Row("says UTF-8 and is not", lambda w: mail("€ één".encode("cp1252"), sender=w.karin.email), Place.OPENED,
        lands="new", has=("€ één",)),
    Row("quoted-printable with soft breaks",
        lambda w: mail("Een heel lange re=\ngel met =E2=82=AC 12", sender=w.karin.email, encoding="quoted-printable"),
        Place.OPENED, lands="new", has=("Een heel lange regel met € 12",)),
    Row("base64", lambda w: mail(base64.encodebytes("Één pallet".encode()), sender=w.karin.email, encoding="base64"),
        Place.OPENED, lands="new", has=("Één pallet",)),
    Row("lines that flow", lambda w: mail("De pallet \nis nat.", sender=w.karin.email,
                                          kind="text/plain; charset=utf-8; format=flowed"),
        Place.OPENED, lands="new", has=("De pallet is nat.",)),
    Row("a subject in coded words",
        lambda w: mail(sender=w.karin.email, subject="=?utf-8?B?UmU6IEvDs3VkZSBsZXZlcmluZw==?="), Place.OPENED,
        lands="new", then=lambda w: Complaint.objects.latest("pk").subject == "Kóude levering"),
    Row("a name in coded words", lambda w: mail(sender=f"=?iso-8859-1?Q?Ren=E9e?= <{w.karin.email}>"), Place.OPENED,
        lands="new", then=lambda w: Complaint.objects.latest("pk").complainant_name == "Renée"),
    Row("NUL bytes", lambda w: mail(b"Nat\x00te pal\x00let", sender=w.karin.email, subject="Nat\x00te"), Place.OPENED,
        lands="new", has=("Natte pallet",)),
    Row("no Message-ID", lambda w: mail(sender=w.karin.email, message_id=None), Place.OPENED, lands="new"),
    Row("a date to come", lambda w: mail(sender=w.karin.email, date="Fri, 1 Jan 2100 10:00:00 +0100"),
        Place.OPENED, lands="new", then=lambda w: Complaint.objects.latest("pk").received_at == NOW),
    Row("a date of long ago", lambda w: mail(sender=w.karin.email, date="Fri, 1 Jan 1999 10:00:00 +0100"),
        Place.OPENED, lands="new", then=lambda w: Complaint.objects.latest("pk").received_at == NOW),
    Row("a date that is none", lambda w: mail(sender=w.karin.email, date="gisteren"), Place.OPENED, lands="new"),
    Row("nothing in it", lambda w: mail("  \n", sender=w.karin.email), Place.WAITING, Why.EMPTY),
    Row("no sender", lambda w: mail(sender=""), Place.WAITING, Why.STRANGER),
    Row("nonsense", lambda w: b"\xff\xfe\x00 nonsense \x80" * 50, Place.WAITING, Why.STRANGER),
    Row("parts within parts without end", lambda w: nested(200), Place.WAITING, Why.EMPTY),
    Row("a kind that breaks the reader of headers",
        lambda w: mail(sender=w.karin.email, kind="text/plain; a*0*="), Place.OPENED, lands="new",
        has=("De pallet is nat.",)),
    Row("encrypted", lambda w: mail(base64.encodebytes(b"x" * 99), sender=w.karin.email, encoding="base64",
                                    kind='application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"'),
        Place.WAITING, Why.ENCRYPTED),
    Row("signed", lambda w: several(plain("Getekend."), attached(b"sig", "smime.p7s", "application/pkcs7-signature"),
                                    kind="signed", sender=w.karin.email),
        Place.OPENED, lands="new", has=("Getekend.",), parts={}),
    # -- what hangs on it --------------------------------------------------------------------------
    Row("only a file", lambda w: several(attached(PDF, "bon.pdf", "application/pdf"), sender=w.karin.email),
        Place.OPENED, lands="new", has=("1 ",), parts={"bon.pdf": "kept"}),
    Row("files of all kinds",
        lambda w: several(
            plain(), attached(PDF, "bon.pdf"), attached(b"<svg/>", "logo.svg", "image/svg+xml"),
            attached(b"<script>", "pagina.html", "text/html"), attached(b"MZ", "factuur.pdf.exe"),
            attached(b"MZ", "vals.pdf"), attached(b"PK", "foto's.zip"), attached(b"x", "winmail.dat"),
            attached(b"a" * 9, "macro.xlsm"), to=w.to(w.open)),
        Place.ATTACHED, lands="open", has=("Zie bijlage.",),
        parts={"bon.pdf": "kept", "logo.svg": "active", "pagina.html": "active", "factuur.pdf.exe": "program",
               "vals.pdf": "unlike", "foto's.zip": "kind", "winmail.dat": "kind", "macro.xlsm": "program"}),
    Row("a name of 300 characters", lambda w: several(plain(), attached(PDF, "n" * 300 + ".pdf"), to=w.to(w.open)),
        Place.ATTACHED, lands="open", parts={"n" * 116 + ".pdf": "kept"}),
    Row("a name that reads backwards",
        lambda w: several(plain(), attached(b"MZ", "foto\u202efdp.exe"), to=w.to(w.open)), Place.ATTACHED,
        lands="open", parts={"fotofdp.exe": "program"}),
    Row("a logo in the signature",
        lambda w: several(plain(), attached(b"GIF8", "image001.gif", "image/gif", "Content-ID: <a@b>\n"),
                          to=w.to(w.open)),
        Place.ATTACHED, lands="open", parts={"image001.gif": "inline"}),
    Row("forwarded, with the mail in it",
        lambda w: several(plain(OUTLOOK), b"Content-Type: message/rfc822\n\n" + mail("Diep erin.", sender=WIM),
                          sender=w.karin.email, subject="Fwd: Doorst: Klacht"),
        Place.OPENED, lands="new", has=("Verzonden",), lacks=("Diep erin",), parts={"1.eml": "kept"}),
]  # fmt: skip
TOO_LARGE = LARGEST + 1


def take(raw: bytes, **kwargs) -> InboundMail:
    """Store and handle a mail, as the mailbox reader does."""
    row, _new = store(raw, NOW, **kwargs)
    handle_one(row.pk, NOW)
    return InboundMail.objects.get(pk=row.pk)


__all__ = ["CORPUS", "NOW", "TOO_LARGE", "World", "mail", "manager", "take"]
