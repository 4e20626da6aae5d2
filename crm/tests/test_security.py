"""What every answer carries, and what no request may do."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from crm.tests.access_table import ADDRESSES
from crm.tests.test_urls_roles import CASES, address, ask, fields_of
from crm.tests.world import ANONYMOUS

pytestmark = pytest.mark.django_db
TOKEN_PAGES = [c for c in CASES if c.startswith(("answer:", "intake:")) and c != "intake:form"]

# A mail as it was, or will be, sent has styles of its own; it stands in a sandboxed frame where nothing runs.
MAILS_IN_A_FRAME = ("mailbox:formatted", "surveys:preview_mail")


@pytest.mark.no_cover
@pytest.mark.once
def test_every_answer_carries_the_policy(world):
    wrong = []
    for case in set(CASES) - set(MAILS_IN_A_FRAME):
        answer, _written = ask(world, "manager", "GET", address(world, case))
        policy = answer.headers.get("Content-Security-Policy", "")
        if "unsafe" in policy or "default-src" not in policy:
            wrong.append(f"{case}: {policy!r}")
        if answer.headers.get("X-Content-Type-Options") != "nosniff":
            wrong.append(f"{case}: no nosniff")
        if "X-Frame-Options" not in answer.headers or "X-Request-ID" not in answer.headers:
            wrong.append(f"{case}: no X-Frame-Options or X-Request-ID")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("case", MAILS_IN_A_FRAME)
def test_a_mail_in_a_frame_runs_nothing(world, case):
    answer, _written = ask(world, "manager", "GET", address(world, case))
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox" in policy
    assert "script-src" not in policy and "allow-scripts" not in policy


def test_the_policy_forbids_frames_scripts_and_foreign_addresses():
    policy = settings.SECURE_CSP
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]


@pytest.mark.parametrize("case", TOKEN_PAGES)
def test_pages_behind_a_token_leave_no_trace(world, case):
    if "GET" not in ADDRESSES[case].methods:
        return
    answer, _written = ask(world, ANONYMOUS, "GET", address(world, case))
    assert answer.status_code in {200, *ADDRESSES[case].statuses}
    if answer.status_code == 404:  # says nothing, so leaves nothing
        return
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "same-origin"


def test_a_token_that_is_none_is_one_neutral_404(world):
    wrong = []
    for case in TOKEN_PAGES:
        real = address(world, case)
        prefix, rest = real[:3], real[3:].split("/", 1)[1]
        for token in ("x", "a" * 27, "ÀÈ" * 10, "a" * 500, "%00", "../../etc"):
            for method in ADDRESSES[case].methods:
                answer = getattr(Client(), method.lower())(f"{prefix}{token}/{rest}")
                if answer.status_code != 404 or "Waterland" in answer.content.decode():
                    wrong.append(f"{method} {case} with {token[:30]!r}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_a_token_opens_its_own_purpose_only(world):
    tokens = {
        "answer:show": world.answer_token,
        "answer:unsubscribe": world.unsubscribe_token,
        "intake:track": world.tracking_token,
    }
    for name in tokens:
        for other, token in tokens.items():
            status = Client().get(reverse(name, args=[token])).status_code
            assert status == (200 if name == other else 404), f"{other}'s token at {name}"
    for token in tokens.values():
        client = Client()
        client.get(reverse("answer:show", args=[token]))
        assert client.get(reverse("customers:list")).status_code == 302, "never a log-in"


@pytest.mark.no_cover
@pytest.mark.once
def test_forms_without_the_protection_token_are_refused(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.users["manager"])
    for case in CASES:
        exempt = case == "answer:unsubscribe"  # RFC 8058: mail programs post without cookies
        if "POST" in ADDRESSES[case].methods and not exempt:
            answer = client.post(address(world, case), {"a": "b"})
            assert answer.status_code == 403, case


def test_cookies_are_closed_to_scripts_and_other_sites(world):
    user = world.users["owner"]
    user.set_password("een lang wachtwoord")
    user.save()
    data = {"username": user.username, "password": "een lang wachtwoord"}
    cookies = Client().post(reverse("people:login"), data).cookies
    assert set(cookies) == {"sessionid", "csrftoken"}
    for cookie in cookies.values():
        assert (cookie["samesite"], cookie["httponly"]) == ("Lax", True), cookie.key


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "query",
    [
        "page=999999999&q=%00&sort=password&after=%00&owner=999999999999999999999&stage=nothing",
        "sort=owner__password&after=x&owner__password=a&team=٣&owner=1e309&per_page=1000000",
        "q=%F0%9F%A4%94%E2%80%AE%ED%A0%80&format=exe",
        "q=" + "a" * 6000,
    ],
)
def test_strange_queries_get_a_bounded_page(world, query):
    wrong = []
    for case in CASES:
        lists = case.endswith((":list", ":table", ":palette", ":nps", ":index")) or case == "home"
        if not lists or ADDRESSES[case].public:
            continue
        answer, written = ask(world, "manager", "GET", f"{address(world, case)}?{query}")
        if answer.status_code not in (200, 302, 400, 422) or written:
            wrong.append(f"{case}?{query[:40]}: {answer.status_code} {written}")
    assert not wrong, "\n".join(wrong)


NAUGHTY = ["\x00 1e309 \u202e\u2028", "2026-02-31", "<" * 5000 + "😀" * 300]


@pytest.mark.no_cover
def test_naughty_words_never_break_a_page(world):
    """Each POST address gets each text in every field of its page; no answer is a 5xx."""
    wrong = []
    for case in CASES:
        if "POST" not in ADDRESSES[case].methods or case.startswith("people:log"):
            continue
        fields, url = fields_of(world, case), address(world, case)
        visitor = ANONYMOUS if ADDRESSES[case].public else "manager"
        for text in NAUGHTY:
            answer, _written = ask(world, visitor, "POST", url, dict.fromkeys(fields, text))
            if answer.status_code >= 500:
                wrong.append(f"{case} with {text[:10]!r}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
