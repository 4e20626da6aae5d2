"""Alive without a database; ready only with a complete one; production does not start on old tables."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from crm.shared import checks
from crm.shared.health import state


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(state, "_migrated", False)


class Away:
    """A database that does not answer."""

    def cursor(self):
        raise OperationalError("away")

    def close(self):
        """Nothing is open."""


def test_the_process_is_alive_without_a_database(client):
    """No database mark: a query would fail the test."""
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-cache" in answer["Cache-Control"]


@pytest.mark.django_db
def test_ready_means_a_complete_database(client, django_assert_num_queries):
    assert client.get("/readyz").status_code == 200
    with django_assert_num_queries(1):
        assert client.get("/readyz").content == b"ok\n"


def test_not_ready_while_the_database_is_away_and_ready_when_it_is_back(client, monkeypatch):
    monkeypatch.setattr(state, "connection", Away())
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"database\n")


@pytest.mark.django_db
def test_not_ready_while_migrations_are_pending(client, monkeypatch):
    assert state.pending_migrations() == []
    monkeypatch.setattr(state, "pending_migrations", lambda: ["customers.0009_more"])
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"migrations\n")


def test_production_does_not_start_on_old_tables_and_names_the_mend(settings, monkeypatch):
    settings.LOCAL = False
    monkeypatch.setattr(state.connection, "close", lambda: None)
    monkeypatch.setattr(state, "pending_migrations", lambda: ["customers.0009_more"])
    with pytest.raises(ImproperlyConfigured, match="0009_more. Run: python manage.py migrate"):
        state.refuse_pending_migrations()
    monkeypatch.setattr(state, "pending_migrations", lambda: [])
    state.refuse_pending_migrations()
    settings.LOCAL = True
    monkeypatch.setattr(state, "pending_migrations", lambda: 1 / 0)
    state.refuse_pending_migrations()


def test_a_database_that_is_away_does_not_stop_the_start(settings, monkeypatch):
    def away():
        raise OperationalError("away")

    settings.LOCAL = False
    monkeypatch.setattr(state.connection, "close", lambda: None)
    monkeypatch.setattr(state, "pending_migrations", away)
    state.refuse_pending_migrations()


def test_checks_name_the_mend(settings, monkeypatch):
    settings.TOKEN_KEY = settings.SECRET_KEY
    settings.HTTPS, settings.SITE_URL, settings.PROXY_COUNT = True, "http://crm.example.nl", 0
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    found = [*checks.check_secrets(None), *checks.check_addresses(None)]
    assert [m.id for m in found] == ["kring.E001", "kring.E002", "kring.W003"]
    assert all(m.hint for m in found)
    settings.TOKEN_KEY, settings.SITE_URL, settings.PROXY_COUNT = "x" * 50, "https://a.nl", 1
    assert [*checks.check_secrets(None), *checks.check_addresses(None)] == []
    settings.SQLITE = True
    assert checks.check_sqlite(None) == []
    monkeypatch.setattr(checks.sqlite3, "sqlite_version_info", (3, 31))
    assert checks.check_sqlite(None)[0].id == "kring.E004"
