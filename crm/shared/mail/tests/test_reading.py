"""Reading what is in a mail: HTML as text, what is new in a reply, what no person wrote. No database."""

import time
from email import message_from_string
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.shared.mail.inbox.automatic import sounds_automatic, why_automatic
from crm.shared.mail.inbox.parse import parse
from crm.shared.mail.inbox.plain import clean, text_of_html
from crm.shared.mail.inbox.quotes import bare_subject, is_forward, new_text, number_in
from crm.shared.mail.verp import mail_of, record_of, reply_address, without_tag


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two", "One\n\nTwo"),
        ("a<br>b", "a\nb"),
        ("<script>x</script>a<style>y</style>", "a"),
        ("<table><tr><td>1<td>2</table>", "1 2"),
        ("<blockquote>said</blockquote>new", "> said\nnew"),
        ("<title>t</title><p>&euro; 1 &lt;b&gt;", "€ 1 <b>"),
        ("<svg><text>hidden</text></svg>seen", "seen"),
        ("<p>never closed <script>gone", "never closed"),
    ],
)
def test_html_is_read_as_text(html, text):
    assert text_of_html(html) == text


@given(st.text(max_size=300))
def test_no_html_makes_the_reader_fail(text):
    assert "hidden" not in text_of_html(f"<script>hidden</script>{text}").replace(text, "")
    clean(text).encode()


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Thanks\n\nOn Mon, 1 Jan 2026 at 10:00 Kring wrote:\n> a", "Thanks"),
        ("Thanks\n\nOn Mon, 1 Jan 2026 at 10:00 Kring\n<k@k.test> wrote:\n> a", "Thanks"),
        ("Danke\nAm 1.1.2026 um 10:00 schrieb Kring:\n> a", "Danke"),
        ("Dank\n-----Oorspronkelijk bericht-----\nVan: x\nalles", "Dank"),
        ("Dank\n> a\n> b\n", "Dank"),
        ("> vraag\nantwoord\n> vraag\nantwoord", "> vraag\nantwoord\n> vraag\nantwoord"),
        ("Van: hier tot daar was het nat.", "Van: hier tot daar was het nat."),
        ("> alleen aangehaald", "> alleen aangehaald"),
        ("", ""),
    ],
)
def test_what_is_new_stands_before_what_is_quoted(text, new):
    assert new_text(text) == new


@given(st.text(alphabet="> :\nabOop", max_size=200))
def test_a_text_never_gets_lost(text):
    assert bool(new_text(text)) == bool(text.strip())


@pytest.mark.parametrize("mark", ["Re", "RE", "Antw", "AW", "VS", "FW", "Fwd", "TR", "SV", "Re[2]"])
def test_marks_before_a_subject_are_known(mark):
    assert bare_subject(f"{mark}: Re:  Natte pallet") == "Natte pallet"


def test_a_number_is_found_in_any_writing_and_not_inside_another():
    assert number_in("Re: klacht kl-2026-0001!") == "KL-2026-0001"
    assert number_in("XKL-2026-0001 KL-26-1 KL-2026-00010000000") == ""
    assert is_forward("FW: x") and not is_forward("Re: x") and bare_subject("Regen: nat") == "Regen: nat"  # fmt: skip


@pytest.mark.parametrize(
    "subject", ["Automatic reply: x", "Automatisch antwoord: x", "Out of Office", "Afwezig: x"]
)
def test_vacation_programs_are_recognised_by_their_words(subject):
    assert sounds_automatic(subject) and not sounds_automatic(f"Re: {subject} is very rude")


def test_a_list_of_our_own_domain_is_how_mail_reaches_us():
    listed = message_from_string("From: a@b.test\nList-Id: <klachten.kring.test>\n\nx", policy=default)  # fmt: skip
    assert why_automatic(listed) == "list"
    assert why_automatic(listed, {"klachten@kring.test"}) is None
    assert why_automatic(listed, {"klachten@other.test"}) == "list"


@given(st.binary(max_size=1500))
def test_what_is_read_can_be_stored_and_shown(raw):
    mail = parse(b"From: " + raw)
    for text in (mail.sender, mail.sender_name, mail.subject, mail.text, mail.message_id):
        text.encode()
        assert "\x00" not in text


@given(st.integers(1, 10**12))
def test_a_reply_address_names_its_record_and_nothing_else(pk):
    address = reply_address("klachten@kring.test", "complaint", pk)
    name = address.partition("@")[0]
    assert record_of(address.upper(), "complaint") == pk and without_tag(address) == "klachten@kring.test"  # fmt: skip
    assert record_of(address, "survey") is None and mail_of(address) is None
    assert len(name) <= 64, "what a mail server takes before the @ (RFC 5321 §4.5.3.1.1)"
    assert record_of(address.replace(f"+{pk}-", f"+{pk + 1}-"), "complaint") is None


@pytest.mark.parametrize(
    "raw",
    [
        b"Subject: " + b"=?utf-8?q?a?= " * 20_000,
        b"To: " + b"x <a@b.c>, " * 20_000,
        b"Content-Type: text/plain; " + b"a*0*=b; " * 20_000,
        *(
            b"Content-Type: text/html\n\n" + part * 60_000
            for part in (b"<!--", b"<a x=", b"</", b"<?")
        ),
        b"\n" + b" " * 100_000,
        b"Subject: x\n\na <" + b"b@" * 50_000,
    ],
    ids=range(9),
)
def test_no_mail_takes_long_to_read(raw):
    """A tenth of a second here; the standard readers took minutes. The bound is for busy machines."""
    started = time.process_time()
    new_text(parse(b"From: a@b.test\n" + raw).text)
    assert time.process_time() - started < 2
