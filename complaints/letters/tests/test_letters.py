"""Letters of the house: kept in both languages, filled in, looked at, sent when they are finished."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from complaints.cases.models import TRACKING, Complaint
from complaints.cases.services import Complainant
from complaints.cases.workflow import How, Move, State
from complaints.decisions.models import Remedy
from complaints.decisions.services import settle_remedy
from complaints.errors import ComplaintError
from complaints.letters.models import LetterPurpose, MessageTemplate, TemplateVersion
from complaints.letters.services import add_template, change_template
from complaints.letters.values import draft, usual
from complaints.letters.variables import unknown, used
from complaints.messages.models import Message, Status, Via
from complaints.messages.services import request_move, send_update
from complaints.tests.factories import (
    NOW,
    decided,
    handler,
    investigated,
    make_complaint,
    make_letter,
    manager,
)
from crm.shared.localtime import local_date
from crm.shared.mail.models import OutboxMail
from crm.shared.mail.worker import Worker
from crm.shared.organisation.models import Organisation
from crm.shared.tests.factories import UserFactory
from crm.shared.tokens import token_for
from customers.accounts.models import Account
from customers.errors import EditConflict

pytestmark = pytest.mark.django_db
TEXTS = ("subject_nl", "body_nl", "subject_en", "body_en")


def fields(**change):
    """Return the fields of a letter."""
    return {
        "purpose": "update",
        "name_en": "Delay",
        "name_nl": "Vertraging",
        "subject_nl": "Over {number}",
        "body_nl": "{greeting} Het duurt langer.",
        "subject_en": "About {number}",
        "body_en": "{greeting} It takes longer.",
        "is_active": True,
        **change,
    }


def as_form(template, **change):
    """Return the fields of the page of a letter."""
    values = {name: getattr(template, name) for name in fields()}
    return {**values, "is_active": "on", "version": template.version, **change}


# -- what the house supplies ------------------------------------------------------------------------


def test_every_purpose_has_a_letter_in_both_languages_with_known_variables_only():
    letters = list(MessageTemplate.objects.all())
    assert {one.purpose for one in letters} >= set(LetterPurpose.values)
    for one in letters:
        for name in TEXTS:
            assert unknown(getattr(one, name)) == []
        assert set(used(one.body_nl)) == set(used(one.body_en)), one.key
        assert " je " not in f" {one.body_nl.lower()} ", one.key


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_answer_begins_with_the_letter_of_its_decision(language):
    complaint = decided()
    Complaint.objects.filter(pk=complaint.pk).update(language=language)
    complaint.refresh_from_db()
    letters = list(MessageTemplate.objects.to_choose([LetterPurpose.ANSWER]))
    chosen = usual(letters, LetterPurpose.ANSWER, complaint)
    assert chosen.key == f"answer-{complaint.cycles.get().decision.outcome}"
    with translation.override("en"):
        written = draft(complaint, chosen, user=complaint.handler, today=local_date(NOW))
    assert complaint.cycles.get().decision.reasons in written.body
    assert complaint.number in written.subject
    assert ("u heeft gelijk" in written.body.lower()) == (language == "nl")


def test_costs_of_remedies_and_what_the_customer_refused_stay_in_the_house():
    complaint = decided()
    Remedy.objects.create(
        complaint=complaint,
        cycle=1,
        kind="refund",
        cost=4321,
        due_on=NOW.date(),
        description="Uren",
    )
    template = make_letter(purpose="answer", body_nl="{remedies}")
    written = draft(complaint, template, user=complaint.handler, today=local_date(NOW)).body
    assert "Uren" in written
    assert "4321" not in written.replace(".", "")
    settle_remedy(Remedy.objects.get(), status="refused", by=complaint.handler, now=NOW)
    again = draft(complaint, template, user=complaint.handler, today=local_date(NOW)).body
    assert "Uren" not in again, "what the customer refused is no promise"


# -- keeping them ---------------------------------------------------------------------------------------


def test_an_unknown_variable_is_refused_while_saving():
    with pytest.raises(ComplaintError) as refused:
        add_template(by=manager(), now=NOW, **fields(body_en="Hello {surname}"))
    assert "{surname}" in str(refused.value)
    assert refused.value.field == "body_en"


def test_a_change_keeps_how_it_read_before():
    template, by = make_letter(), manager()
    change_template(template, version=1, by=by, now=NOW, **fields())
    old = TemplateVersion.objects.get()
    assert (old.number, old.body_nl, old.replaced_by) == (1, template.versions.get().body_nl, by)
    assert "Over {number}." in old.body_nl
    assert MessageTemplate.objects.get(pk=template.pk).version == 2


def test_a_second_editor_is_refused_and_sees_both(client):
    template = make_letter()
    change_template(template, version=1, by=manager(), now=NOW, **fields())
    with pytest.raises(EditConflict):
        change_template(template, version=1, by=manager(), now=NOW, **fields(name_en="Mine"))
    client.force_login(manager())
    address = reverse("complaints:letter_change", args=[template.pk])
    answer = client.post(address, as_form(template, version=1, name_en="Mine"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mine" in page
    assert "Delay" in page


def test_handlers_read_letters_and_only_managers_change_them(client):
    template, one = make_letter(), handler()
    with pytest.raises(PermissionDenied):
        change_template(template, version=1, by=one, now=NOW, **fields())
    client.force_login(one)
    assert client.get(reverse("complaints:letters")).status_code == 200
    assert client.get(reverse("complaints:letter_change", args=[template.pk])).status_code == 403
    client.force_login(UserFactory(role="sales"))
    assert client.get(reverse("complaints:letters")).status_code == 403


def test_the_page_of_a_letter_shows_it_as_read_and_saves(client):
    template = make_letter()
    client.force_login(manager())
    address = reverse("complaints:letter_change", args=[template.pk])
    page = client.get(address).content.decode()
    assert "KL-2026-0001" in page
    for name in ("{number}", "{external_deadline}"):
        assert name in page
    wrong = client.post(address, as_form(template, body_nl="{mallory}"))
    assert (wrong.status_code, "{mallory}" in wrong.content.decode()) == (422, True)
    saved = client.post(address, as_form(template, body_nl="{greeting} Nieuw."))
    assert saved.status_code == 302
    assert "{greeting} Over" not in MessageTemplate.objects.get(pk=template.pk).body_nl
    new = client.post(reverse("complaints:letter_add"), fields(is_active="on"))
    assert new.status_code == 302
    assert MessageTemplate.objects.filter(name_en="Delay").count() == 1


def test_the_list_of_letters_takes_the_same_queries_however_many(
    client, django_assert_max_num_queries
):
    for _n in range(12):
        make_letter()
    client.force_login(manager())
    with django_assert_max_num_queries(8):
        client.get(reverse("complaints:letters"))


# -- writing with them ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", ["Until {external_deadline}.", "We did:\n- \nBye", "- "])
def test_an_unfinished_letter_is_not_sent_and_says_what_is_missing(body):
    complaint = investigated()
    with pytest.raises(ComplaintError) as refused:
        send_update(complaint, body=body, by=complaint.handler, now=NOW)
    assert refused.value.field == "body"
    assert ("{external_deadline}" in str(refused.value)) == ("{" in body)
    assert not Message.objects.filter(status=Status.QUEUED).exists()


def test_a_move_is_blocked_too():
    complaint = make_complaint()
    with pytest.raises(ComplaintError):
        request_move(
            complaint, Move.ACKNOWLEDGE, body="{extended_to}", how=How.LETTER, by=handler(), now=NOW
        )
    assert Complaint.objects.get().state == State.RECEIVED


def test_braces_of_the_customer_are_just_text():
    complaint = investigated()
    send_update(complaint, body="Your code {abc} works.", by=complaint.handler, now=NOW)
    assert Message.objects.filter(status=Status.QUEUED).exists()


def test_the_form_proposes_the_usual_letter_and_takes_another(client):
    complaint = investigated()
    client.force_login(complaint.handler)
    other = make_letter(body_nl="{greeting}\n\nAnders: {extended_to}")
    address = reverse("complaints:message", args=[complaint.number])
    page = client.get(address).content.decode()
    assert complaint.number in page
    changed = client.get(address, {"letter": other.pk}).content.decode()
    assert "Anders: {extended_to}" in changed
    assert "k-alert warning" in changed


def test_the_preview_is_what_is_sent_and_changes_nothing(client):
    complaint = make_complaint()
    one = handler()
    client.force_login(one)
    address = reverse("complaints:acknowledge", args=[complaint.number])
    typed = {
        "version": complaint.version,
        "how": "mail",
        "subject": "We heard you",
        "body": "Fourteen <b>anodes</b>: {tracking_link}",
    }
    seen = client.post(address, {**typed, "preview": "1"})
    page = seen.content.decode()
    assert seen.status_code == 200
    assert f"We heard you ({complaint.number})" in page
    assert not Message.objects.exists()
    assert client.post(address, typed).status_code == 302
    OutboxMail.objects.update(not_before=NOW, next_try_at=NOW)
    Worker().send_due()
    sent = mail.outbox[0]
    assert sent.subject == f"We heard you ({complaint.number})"
    html = sent.alternatives[0][0]
    inside = html[html.index("<body>") + 6 : html.index("</body>")].strip()
    assert inside in page
    assert "{tracking_link}" not in sent.body
    assert token_for(complaint, TRACKING) in sent.body


def test_a_link_that_was_revoked_is_in_no_letter():
    complaint = investigated()
    Complaint.objects.filter(pk=complaint.pk).update(token_revoked_at=NOW)
    with pytest.raises(ComplaintError):
        send_update(complaint, body="{tracking_link}", by=complaint.handler, now=NOW)
    send_update(complaint, body="Hello.", by=complaint.handler, now=NOW)
    Worker().send_due()
    assert "/k/" not in mail.outbox[-1].body


def test_a_letter_on_paper_has_the_address_in_its_window_and_is_recorded_with_its_day(client):
    complaint = make_complaint(
        contact=None,
        account=None,
        complainant=Complainant(name="Karin Vos", address="Kade 1, 1500 AB Zaandam"),
    )
    client.force_login(handler())
    address = reverse("complaints:letter_print", args=[complaint.number])
    page = client.post(address, {"body": "Geachte mevrouw Vos,\n\nDank."}).content.decode()
    for line in ("Karin Vos", "Kade 1", "1500 AB Zaandam", complaint.number, "Geachte"):
        assert line in page
    assert not Message.objects.exists()
    assert client.post(address, {"body": "Until {external_deadline}"}).status_code == 422
    recorded = client.post(
        reverse("complaints:acknowledge", args=[complaint.number]),
        {"version": complaint.version, "how": "letter", "body": "Dank.", "at": ""},
    )
    assert recorded.status_code == 302
    message = Message.objects.get()
    assert (message.via, message.status) == (Via.LETTER, Status.RECORDED)
    again = client.get(reverse("complaints:letter_of", args=[complaint.number, message.pk]))
    assert "Karin Vos" in again.content.decode()


def test_a_business_gets_its_letter_at_the_address_of_the_account(client):
    complaint = investigated()
    Account.objects.filter(pk=complaint.account_id).update(
        street="Dijk 9", postcode="1506 GZ", city="Zaandam"
    )
    Organisation.objects.update(email="klachten@ons.test")
    client.force_login(complaint.handler)
    address = reverse("complaints:letter_print", args=[complaint.number])
    page = client.post(address, {"body": "Hello."}).content.decode()
    for line in (complaint.account.name, "Dijk 9", "1506 GZ  Zaandam", complaint.contact.name):
        assert line in page


def test_an_anonymous_complaint_is_acknowledged_and_answered_without_address(client):
    complaint = make_complaint(
        contact=None, account=None, complainant=Complainant(is_anonymous=True)
    )
    one = handler()
    client.force_login(one)
    address = reverse("complaints:acknowledge", args=[complaint.number])
    page = client.get(address).content.decode()
    assert 'value="no_address"' in page
    assert 'value="mail"' not in page
    typed = {"version": complaint.version, "how": "no_address", "body": "We are looking into it."}
    assert client.post(address, typed).status_code == 302
    message = Message.objects.get()
    assert (message.via, message.status) == (Via.NO_ADDRESS, Status.RECORDED)
    complaint.refresh_from_db()
    assert complaint.state == State.ACKNOWLEDGED
    client.logout()
    track = reverse("intake:track", args=[token_for(complaint, TRACKING)])
    assert "We are looking into it." in client.get(track).content.decode()


def test_a_letter_names_on_whose_behalf_it_is():
    complaint = make_complaint(
        contact=None,
        account=None,
        complainant=Complainant(name="Karin Vos", email="k@vos.test", on_behalf_of="Jan Vos"),
    )
    template = make_letter(body_nl="Namens {on_behalf_of}, aan {complainant}")
    assert (
        draft(complaint, template, user=handler(), today=local_date(NOW)).body
        == "Namens Jan Vos, aan Karin Vos"
    )
