"""What an investigation found never leaves the house; what the customer may know does."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from complaints.cases.files import FILES
from complaints.cases.models import TRACKING
from complaints.cases.workflow import How, Move
from complaints.confidence.services import set_confidential
from complaints.decisions.models import ExternalBody
from complaints.decisions.services import External, Proposal, save_decision, settle_remedy
from complaints.investigation.rooms import ROOMS
from complaints.investigation.services import add_row
from complaints.learning.models import Cause
from complaints.letters.models import MessageTemplate
from complaints.letters.values import draft
from complaints.links.merging import merge
from complaints.messages.services import request_move, send_update
from complaints.tests.factories import investigated, make_complaint
from crm.shared.files.services import add_files
from crm.shared.localtime import local_date
from crm.shared.mail.worker import Worker
from crm.shared.tokens import token_for
from customers.tests.factories import PromiseFactory

pytestmark = pytest.mark.django_db
SECRET = "Binnenskamers"


def test_no_row_of_an_investigation_reaches_a_mail_or_the_tracking_page(client):
    now = timezone.now() - timedelta(hours=2)
    complaint = investigated(now=now)
    desk, day = complaint.handler, local_date(now)
    rows = {
        "hearing": {"side": "customer", "who": SECRET, "how": "call", "heard_at": now, "text": SECRET},
        "finding": {"text": SECRET, "source": SECRET, "weight": "for"},
        "why": {"text": SECRET, "group": "method", "is_root": True},
        "evidence": {"promise": PromiseFactory(account=complaint.account), "order": None,
                     "interaction": None, "note": SECRET},
        "party": {"kind": "expert", "name": SECRET, "role": SECRET, "question": SECRET,
                  "asked_on": day, "due_on": day, "answered_on": day, "answer": SECRET},
    }  # fmt: skip
    for room, values in rows.items():
        add_row(complaint, ROOMS[room], values=values, by=desk, now=now)
    add_files(FILES, complaint, [SimpleUploadedFile(f"{SECRET}.txt", b"x")], by=desk, now=now)
    set_confidential(complaint, value=True, reason=SECRET, by=desk, now=now)
    other = make_complaint(
        now=now, account=complaint.account, contact=complaint.contact, is_confidential=True
    )
    merge(other, complaint, reason=SECRET, by=desk, now=now)
    complaint.refresh_from_db()
    complaint = save_decision(
        complaint, outcome="partly", reasons="The label was ours.",
        cause=Cause.objects.get(key="method-label"),
        remedies=[Proposal("credit", 10, day + timedelta(days=2), "Hours")], no_remedy=False,
        by=desk, now=now,
    )  # fmt: skip
    remedy = complaint.remedies.get()
    settle_remedy(remedy, status="delivered", by=desk, now=now, evidence=SECRET)
    send_update(complaint, body="We are looking.", by=desk, now=now)
    complaint.refresh_from_db()
    for template in MessageTemplate.objects.all():
        assert SECRET not in draft(complaint, template, user=desk, today=day).body
    request_move(complaint, Move.ANSWER, body="You are right.", how=How.MAIL, by=desk, now=now)
    Worker().send_due()
    assert len(mail.outbox) >= 2
    for sent in mail.outbox:
        assert SECRET not in sent.subject + sent.body + "".join(h for h, _kind in sent.alternatives)
    page = client.get(reverse("intake:track", args=[token_for(complaint, TRACKING)]))
    assert page.status_code == 200
    assert SECRET not in page.content.decode()
    assert "We are looking." in page.content.decode()


def test_the_letter_names_the_body_outside_and_its_last_day():
    complaint = investigated()
    body = ExternalBody.objects.get(is_default=True)
    complaint = save_decision(
        complaint, outcome="unjustified", reasons="The order said magnesium.",
        cause=Cause.objects.get(key="method-label"), remedies=[], no_remedy=True,
        by=complaint.handler, now=timezone.now(),
        external=External(body.words("nl"), body.months, body),
    )  # fmt: skip
    letter = MessageTemplate.objects.get(key="answer-unjustified")
    written = draft(complaint, letter, user=complaint.handler, today=date(2026, 11, 17))
    assert "De Geschillencommissie, Postbus 90600" in written.body
    assert "17 november 2027" in written.body
