"""Every mail of the corpus goes where its row says, and nothing raises."""

import pytest

from complaints.cases.models import Complaint
from complaints.inbound.models import ComplaintMail
from complaints.inbound.tests.corpus import (
    CORPUS,
    KARIN,
    NOBODY,
    NOW,
    OURS,
    TOO_LARGE,
    World,
    mail,
    take,
)
from crm.shared.mail.inbox.models import InboundMail
from crm.shared.mail.models import OutboxMail
from crm.shared.organisation.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings):
    settings.BOUNCE_ADDRESS = "bounces@kring.test"
    Organisation.objects.update_or_create(pk=1, defaults={"complaints_email": OURS})
    return World()


def test_the_corpus_is_large_enough():
    assert len(CORPUS) >= 70 and len({row.name for row in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("row", CORPUS, ids=[row.name for row in CORPUS])
def test_each_mail_goes_where_it_belongs(world, row):
    raw = row.raw(world)
    before = set(Complaint.objects.values_list("pk", flat=True))
    inbound = take(raw)
    assert (inbound.state, inbound.attempts, inbound.last_error) == ("handled", 0, "")
    assert bytes(inbound.raw) == raw, "the raw mail is kept"
    new = Complaint.objects.exclude(pk__in=before)
    assert row.then(world)
    if not row.place:
        assert inbound.handler == "bounces" and not new.exists()
        return
    found = ComplaintMail.objects.get(inbound=inbound)
    assert (found.place, found.why) == (row.place, row.why)
    if not row.lands:
        assert found.complaint is None and found.message is None and not new.exists()
        return
    complaint = new.get() if row.lands == "new" else Complaint.objects.get(
        pk=getattr(world, row.lands).pk
    )  # fmt: skip
    assert found.complaint == complaint and new.exists() == (row.lands == "new")
    text = found.message.body if found.message else complaint.text
    assert all(one in text for one in row.has) and not any(one in text for one in row.lacks)
    assert {part["name"]: part["done"] for part in found.parts} == row.parts
    if row.lands == "new":
        assert complaint.channel == "email" and complaint.received_at <= NOW
    if row.state:
        assert complaint.state == row.state


def test_by_the_settings_a_new_mail_of_a_customer_may_wait(world):
    Organisation.objects.update(complaint_from_mail=False)
    found = ComplaintMail.objects.get(inbound=take(mail(sender=world.karin.email)))
    assert (found.place, found.why, found.contact) == ("waiting", "setting", world.karin)


@pytest.mark.parametrize("message_id", ["<same@waterland.test>", None])
def test_the_same_mail_twice_is_one(world, message_id):
    raw = mail(to=world.to(world.open), message_id=message_id)
    assert take(raw).pk == take(raw).pk
    assert world.open.messages.filter(direction="in").count() == 1


@pytest.mark.parametrize(("sender", "told"), [(KARIN, 1), (NOBODY, 0)])
def test_a_mail_over_25_mb_waits_with_a_sentence_and_a_customer_we_know_is_told(
    world, sender, told
):
    assert world.karin.email == KARIN
    inbound = take(mail("Zie de film.", sender=sender), size=TOO_LARGE, whole=False)
    found = ComplaintMail.objects.get(inbound=inbound)
    assert (found.place, found.why, found.parts) == ("waiting", "too_large", [])
    assert OutboxMail.objects.filter(purpose="complaints.mail_too_large", to=sender).count() == told


def test_two_programs_that_answer_each_other_are_stopped(world):
    """Twenty mails an hour are taken; the twenty-first waits, and is confirmed to nobody."""
    InboundMail.objects.bulk_create(
        InboundMail(message_id=f"<{n}@x>", sender=KARIN, received_at=NOW, raw=b"", state="handled")
        for n in range(20)
    )
    found = ComplaintMail.objects.get(inbound=take(mail(sender=world.karin.email)))
    assert (found.place, found.why) == ("waiting", "flood") and not OutboxMail.objects.exists()
