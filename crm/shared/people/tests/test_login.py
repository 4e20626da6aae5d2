"""The log-in page lets colleagues in by name or e-mail address, and nobody else."""

import pytest
from django.urls import reverse

from crm.shared.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "een goed lang wachtwoord"


@pytest.fixture
def sanne():
    user = UserFactory(username="sanne", email="Sanne@kring.test")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.mark.parametrize("typed", ["sanne", "sanne@kring.test", "SANNE@KRING.TEST"])
def test_name_and_address_both_open(client, sanne, typed):
    answer = client.post(
        reverse("people:login"), {"username": typed, "password": PASSWORD, "next": "/accounts/x/"}
    )
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/x/"
    assert client.session["_auth_user_id"] == str(sanne.pk)


def test_login_page_shows(client):
    answer = client.get(reverse("people:login"))
    assert answer.status_code == 200
    assert answer.content.count(b"<h1") == 1
