"""The mailbox page keeps mails in the house, with their links clickable and their scripts dead."""

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse

from crm.shared.mail.models import DeliveredMail
from crm.shared.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail():
    message = EmailMultiAlternatives(
        "One question", "Open https://kring.test/s/abc/ please", "k@kring.test", ["a@kring.test"],
        headers={"Message-ID": "<1@kring.test>"},
        connection=get_connection("crm.shared.mail.backends.MailboxBackend"),
    )  # fmt: skip
    message.attach_alternative(
        '<a href="https://kring.test/s/abc/">10</a><script>x</script>', "text/html"
    )
    assert message.send() == 1
    return DeliveredMail.objects.get()


@pytest.fixture
def reader(client, settings):
    settings.MAILBOX_PAGE = True
    client.force_login(UserFactory())
    return client


def test_a_mail_is_listed_and_opens_with_its_links(reader, mail):
    assert mail.message_id == "<1@kring.test>"
    page = reader.get(reverse("mailbox:list"))
    assert page.status_code == 200 and "One question" in page.content.decode()
    page = reader.get(reverse("mailbox:detail", args=[mail.pk])).content.decode()
    assert 'href="https://kring.test/s/abc/"' in page and "<script>x" not in page


def test_the_formatted_mail_lives_in_a_sandbox_without_scripts(reader, mail):
    answer = reader.get(reverse("mailbox:formatted", args=[mail.pk]))
    policy = answer["Content-Security-Policy"]
    assert "sandbox" in policy and "allow-scripts" not in policy and "default-src 'none'" in policy
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_the_mailbox_can_be_narrowed_to_an_address(reader, mail):
    assert "One question" in reader.get(reverse("mailbox:list"), {"to": "a@"}).content.decode()
    assert "One question" not in reader.get(reverse("mailbox:list"), {"to": "b@"}).content.decode()


@pytest.mark.parametrize("name", ["mailbox:detail", "mailbox:formatted", "mailbox:list"])
def test_production_has_no_mailbox_and_strangers_log_in_first(reader, client, settings, mail, name):
    url = reverse(name, args=[] if name.endswith("list") else [mail.pk])
    settings.MAILBOX_PAGE = False
    assert reader.get(url).status_code == 404
    client.logout()
    assert client.get(url).status_code == 302
