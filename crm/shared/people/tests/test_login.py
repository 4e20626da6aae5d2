"""The log-in page lets colleagues in by name or e-mail address, and nobody else."""

from datetime import timedelta

import pytest
from django.test import Client

from crm.shared.people.addresses import client_address
from crm.shared.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "een goed lang wachtwoord"
LOGIN, PROFILE = "/accounts/login/", "/accounts/profile/"


@pytest.fixture
def travel():
    """Return a way to move the clock that axes and sessions read themselves."""
    machine = pytest.importorskip("time_machine", reason="time-machine is not installed")
    return lambda to: machine.travel(to, tick=False)


@pytest.fixture
def sanne():
    user = UserFactory(username="sanne", email="Sanne@kring.test")
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(client, name="sanne", password=PASSWORD, **extra):
    data = {"username": name, "password": password, "next": PROFILE, **extra.pop("data", {})}
    return client.post(LOGIN, data, **extra)


@pytest.mark.parametrize("typed", ["sanne", "sanne@kring.test", "SANNE@KRING.TEST"])
def test_name_and_address_both_open(client, sanne, typed):
    answer = log_in(client, typed)
    assert answer.status_code == 302
    assert answer["Location"] == PROFILE
    assert client.session["_auth_user_id"] == str(sanne.pk)


@pytest.mark.parametrize(
    ("name", "password"),
    [("sanne", "wrong"), ("nobody", PASSWORD), ("", ""), ("sanne\x00", PASSWORD), ("@", "x")],
)
def test_a_wrong_pair_keeps_the_name_and_says_nothing_more(client, sanne, name, password):
    answer = log_in(client, name, password)
    assert answer.status_code == 422
    assert "_auth_user_id" not in client.session


def test_an_address_of_two_colleagues_opens_nothing(client, sanne):
    UserFactory(email="sanne@kring.test")
    assert log_in(client, "sanne@kring.test").status_code == 422


def test_an_inactive_colleague_stays_outside_at_once(client, sanne):
    log_in(client)
    assert client.get(PROFILE).status_code == 200
    sanne.is_active = False
    sanne.save()
    assert client.get(PROFILE).status_code == 302
    assert log_in(Client()).status_code == 422


def test_a_new_session_begins_at_log_in_and_is_dead_after_log_out(client, sanne):
    client.get(LOGIN)
    client.session.save()
    before = client.session.session_key
    log_in(client)
    held = client.session.session_key
    assert held != before
    assert client.get("/accounts/logout/").status_code == 405
    assert client.post("/accounts/logout/")["Location"] == LOGIN
    thief = Client()
    thief.cookies["sessionid"] = held
    assert thief.get(PROFILE).status_code == 302


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)",
        "http:///evil.example", "\x00//evil", "https:evil.example",
    ],
)  # fmt: skip
def test_next_stays_on_this_host(client, sanne, target):
    for url, data in ((LOGIN, {}), ("/accounts/language/", {"language": "nl"})):
        answer = client.post(
            url, {"username": "sanne", "password": PASSWORD, "next": target, **data}
        )
        assert answer.status_code == 302
        assert answer["Location"] in ("/", PROFILE), target
        client.logout()


@pytest.fixture
def throttled(settings):
    settings.AXES_ENABLED = True


@pytest.mark.parametrize(("language", "word"), [("en", "ten times"), ("nl", "tien keer")])
def test_the_eleventh_attempt_is_refused_with_a_sentence(client, sanne, throttled, language, word):
    client.cookies["django_language"] = language
    for _number in range(9):
        assert log_in(client, password="wrong").status_code == 422
    assert log_in(client, password="wrong").status_code == 429
    answer = log_in(client)
    assert answer.status_code == 429, "the right password does not open a locked door"
    assert word in answer.content.decode()
    assert log_in(client, "sanne@kring.test").status_code == 429, "name and address count as one"


def test_the_lock_is_for_one_account_from_one_address_and_ends(
    client, sanne, throttled, now, travel
):
    UserFactory(username="other")
    with travel(now):
        for _number in range(10):
            log_in(client, password="wrong")
        assert log_in(client).status_code == 429
        assert log_in(client, HTTP_X_FORWARDED_FOR="10.1.1.1").status_code == 429
        assert log_in(client, "other", "wrong").status_code == 422
        assert log_in(Client(), REMOTE_ADDR="10.1.1.1").status_code == 302
    with travel(now + timedelta(minutes=16)):
        assert log_in(Client()).status_code == 302


@pytest.mark.parametrize(
    ("count", "header", "address"),
    [
        (0, "1.1.1.1", "9.9.9.9"),
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 2.2.2.2", "1.1.1.1"),
        (2, "1.1.1.1", "9.9.9.9"),
        (1, "", "9.9.9.9"),
    ],
)
def test_a_forged_header_does_not_change_the_address(rf, settings, count, header, address):
    settings.PROXY_COUNT = count
    request = rf.get("/", REMOTE_ADDR="9.9.9.9", HTTP_X_FORWARDED_FOR=header)
    assert client_address(request) == address


def test_a_session_ends_after_eight_idle_hours(client, sanne, now, travel):
    with travel(now):
        log_in(client)
    with travel(now + timedelta(hours=7, minutes=30)):
        assert client.get(PROFILE).status_code == 200
    with travel(now + timedelta(hours=15)):
        assert client.get(PROFILE).status_code == 200
    with travel(now + timedelta(hours=23, minutes=1)):
        assert client.get(PROFILE).status_code == 302


def test_a_session_ends_after_a_day_even_in_use(client, sanne, now, travel):
    with travel(now):
        log_in(client)
    for hour in (6, 12, 18, 23):
        with travel(now + timedelta(hours=hour)):
            assert client.get(PROFILE).status_code == 200
    with travel(now + timedelta(hours=24)):
        assert client.get(PROFILE).status_code == 302


def test_an_expired_login_tells_htmx_to_go_whole(client):
    answer = client.get(
        "/settings/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/customers/?q=a&b=c"},
    )
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == f"{LOGIN}?next=%2Fcustomers%2F%3Fq%3Da%26b%3Dc"


def test_a_visitor_s_language_is_kept_in_a_cookie_and_a_colleague_s_is_stored(client, sanne):
    assert b"Sign in" in client.get(LOGIN, headers={"Accept-Language": "en"}).content
    answer = client.post("/accounts/language/", {"language": "nl", "next": LOGIN})
    cookie = answer.cookies["django_language"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("nl", True, "Lax")
    client.force_login(sanne)
    client.post("/accounts/language/", {"language": "nl", "next": PROFILE})
    sanne.refresh_from_db()
    assert sanne.language == "nl"
    assert 'lang="nl"' in client.get(PROFILE).content.decode()
    assert client.post("/accounts/language/", {"language": "xx"}).status_code == 422
