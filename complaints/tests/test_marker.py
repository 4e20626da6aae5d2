"""No note reaches a customer: a marker in every internal text, and a search in everything outbound.

The columns are found by themselves: a new text column of complaints is internal until it stands in
`PUBLIC` with a reason. Whoever adds one that customers may read adds it here.
"""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone

from complaints.cases.models import TRACKING, Complaint
from complaints.cases.workflow import How, Move
from complaints.letters.models import MessageTemplate
from complaints.letters.values import draft, values_of
from complaints.messages.models import Message
from complaints.messages.services import customer_replied, request_move, send_update
from complaints.messages.spoken import add_note
from complaints.tests.factories import closed, investigated, make_complaint, manager, move
from crm.shared.appendonly import rewriting
from crm.shared.mail.worker import Worker
from crm.shared.tokens import token_for

pytestmark = pytest.mark.django_db
MARKER = "ZQ7 ONLY FOR COLLEAGUES"

# What customers may read, or wrote themselves; everything else of complaints is internal.
PUBLIC = {
    "complaint": {
        "number", "subject", "text", "wish", "reference", "complainant_name", "complainant_email",
        "complainant_phone", "complainant_address", "on_behalf_of", "token_nonce", "token_hash",
    },
    "message": {"subject", "body"},
    "decision": {"reasons"},  # the answer gives them
    "remedy": {"description"},  # the answer promises it
    "messagetemplate": {"key", "subject_nl", "body_nl", "subject_en", "body_en"},
    "category": {"key"},
    "cause": {"key"},
}  # fmt: skip
TEXT = (models.CharField, models.TextField)


def internal_columns():
    """Yield (model, column names) of every free text of complaints that no customer may read."""
    for model in apps.get_app_config("complaints").get_models():
        public = PUBLIC.get(model._meta.model_name, set())
        found = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, TEXT)
            and not field.choices
            and not field.primary_key
            and not field.is_relation
            and field.name not in public
        ]
        if found:
            yield model, found


def plant():
    """Write the marker into every internal text of every row; return which columns took it."""
    planted = set()
    with rewriting("a marker for a test"):
        for model, names in internal_columns():
            for name in names:
                room = model._meta.get_field(name).max_length or 9_999
                if room < len(MARKER) + 6:
                    continue  # codes and languages: too short for free text
                for row in model._default_manager.all():
                    marked = f"{MARKER} {row.pk}"
                    try:
                        with transaction.atomic():
                            model._default_manager.filter(pk=row.pk).update(**{name: marked})
                    except IntegrityError:
                        continue  # a constraint keeps the column to what it is for
                    planted.add(f"{model._meta.model_name}.{name}")
    return planted


def pages(client, complaint):
    """Return every page behind the customer's link, in both languages."""
    token = token_for(complaint, TRACKING)
    for name in ("track", "thanks", "withdraw", "reopen"):
        for language in ("nl", "en"):
            answer = client.get(reverse(f"intake:{name}", args=[token]), {"lang": language})
            assert answer.status_code == 200
            yield answer.content.decode()


def test_no_internal_text_reaches_a_customer(client):
    now, boss = timezone.now() - timedelta(minutes=10), manager()
    asked, told, done = investigated(now=now), investigated(now=now), closed(now=now)
    for complaint in (asked, told, done):
        add_note(complaint, body="For colleagues", by=boss, now=now)
    move(make_complaint(now=now), Move.WITHDRAW, by=boss, reason="They called", now=now)
    send_update(told, body="We are on it.", by=boss, now=now)
    request_move(
        asked, Move.ASK, body="Which one?", how=How.MAIL, by=boss, now=now,
        resume_on=timezone.localdate() + timedelta(days=2),
    )  # fmt: skip
    customer_replied(done, body="Thank you!", now=now)

    planted = plant()
    assert {"note.body", "complainteventtext.text", "complaint.priority_reason"} <= planted

    assert Worker().send_due() >= 2
    theirs = [
        one for one in mail.outbox if one.to == [asked.reach_email] or one.to == [told.reach_email]
    ]
    assert len(theirs) == 2
    outbound = [str(one.message()) for one in theirs]
    outbound += [
        part
        for one in theirs
        for part in (one.subject, one.body, *(a[0] for a in one.alternatives))
    ]
    for complaint in Complaint.objects.select_related("account", "contact", "handler"):
        outbound += pages(client, complaint)
        outbound += values_of(complaint, user=boss, today=timezone.localdate()).values()
        for template in MessageTemplate.objects.all():
            written = draft(complaint, template, user=boss, today=timezone.localdate())
            outbound += [written.subject, written.body]
    client.force_login(boss)
    for message in Message.objects.filter(direction="out"):
        address = reverse("complaints:letter_of", args=[message.complaint.number, message.pk])
        outbound.append(client.get(address).content.decode())
    assert len(outbound) > 100
    assert not [text for text in outbound if MARKER in text]


def test_the_marker_is_found_where_it_may_stand(client):
    """The search sees a text that customers may read: else it would prove nothing."""
    complaint = investigated(now=timezone.now() - timedelta(minutes=10))
    Complaint.objects.update(wish=MARKER)
    assert any(MARKER in page for page in pages(client, complaint))


def test_what_is_called_public_is_there():
    """A column that was renamed or dropped leaves the list."""
    for name, columns in PUBLIC.items():
        model = apps.get_model("complaints", name)
        assert columns <= {field.name for field in model._meta.get_fields()}, name
