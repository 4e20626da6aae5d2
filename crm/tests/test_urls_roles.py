"""Every address × method × visitor is a cell with a decision, and reading changes nothing anywhere."""

import re
from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from crm.shared.organisation.models import Organisation
from crm.tests.access_table import ADDRESSES
from crm.tests.world import ANONYMOUS, VISITORS, World

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
OWN_TABLES = {"django_session", "shared_throttle"}  # the visitor's session, counters of attempts
MARKERS = ("Waterland Techniek", "karin@waterland.test")


def patterns(found: list, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield name and pattern of every address except the Django admin's."""
    for pattern in found:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from patterns(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}", pattern


ALL = dict(patterns(get_resolver().url_patterns))
CASES = sorted(case for case in ADDRESSES if case.split("?")[0] in ALL)


def address(world: World, case: str) -> str:
    """Return the address of a case in a world."""
    decision = ADDRESSES[case]
    return reverse(case.split("?")[0], args=decision.args(world)) + decision.query(world)


def test_every_address_has_a_decision():
    undecided = sorted(set(ALL) - set(ADDRESSES))
    assert not undecided, f"Decide in crm/tests/access_table/ who may open: {undecided}"


def test_no_decision_is_left_of_an_address_that_is_gone():
    gone = sorted(set(ADDRESSES) - set(CASES))
    assert not gone, f"No such address any more: {gone}"


def fields_of(world: World, case: str) -> list[str]:
    """Return the names of the fields of a page's forms; likely ones for an address that only takes."""
    names = {"name", "text", "note", "body", "reason", "title", "date", "amount", "q", "themes"}
    if "GET" in ADDRESSES[case].methods:
        visitor = ANONYMOUS if ADDRESSES[case].public else "manager"
        answer, _written = ask(world, visitor, "GET", address(world, case))
        field = re.compile(r"<(?:input|select|textarea)[^>]*\sname=\"([^\"]+)\"")
        names |= set(field.findall(answer.content.decode()))
    return sorted(names - {"csrfmiddlewaretoken", "next"})


def ask(
    world: World, visitor: str, method: str, url: str, data: dict[str, str] | None = None
) -> tuple[object, set[str]]:
    """Ask for a page and take the effect back; returns the answer and the tables written to."""
    client = world.clients[visitor]
    client.raise_request_exception = False
    cookies = client.cookies.copy()
    data = data or ({"nothing": "useful"} if method == "POST" else {})
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        answer = getattr(client, method.lower())(url, data) if data else client.generic(method, url)
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    client.cookies = cookies
    written = {m[1] for q in queries.captured_queries if (m := table_of(q["sql"]))}
    taken = (
        {"shared_auditentry"} if answer.get("Content-Type", "").startswith("text/csv") else set()
    )
    return answer, written - OWN_TABLES - taken  # who takes a file stands in the audit trail


def table_of(sql: str) -> re.Match | None:
    """Return the match of a writing statement with its table."""
    return re.match(r"\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", sql, re.I)


def to_login(answer: object) -> bool:
    """Say whether an answer sends to the log-in page."""
    return answer.status_code == 302 and answer["Location"].startswith(f"{LOGIN}?next=")


def expected(decision, visitor: str, method: str) -> tuple[set[int], str]:
    """Return the right statuses of a cell, and why."""
    if method not in decision.methods:
        return {405}, "this method is not offered"
    if visitor in decision.allowed or decision.public:
        return {200, 204, 302, 409, 422} | decision.statuses, "may"
    if visitor in decision.hidden:
        return {404}, "must not know the record exists"
    return {403, 404} if decision.hidden else {403}, "sees it and may not"


def faults_of_cell(case: str, visitor: str, method: str, answer, written: set[str]) -> list[str]:
    """Return what is wrong with one cell of the table."""
    decision = ADDRESSES[case]
    cell = f"{method} {case} by {visitor}: {answer.status_code}"
    if visitor == ANONYMOUS and not decision.public:
        return [] if to_login(answer) else [f"{cell}, not sent to log in"]
    faults = []
    right, why = expected(decision, visitor, method)
    if answer.status_code not in right:
        faults.append(f"{cell}, expected {sorted(right)}: {why}")
    if written and (method == "GET" or answer.status_code in (403, 404, 405, 422)):
        faults.append(f"{cell} wrote to {sorted(written)}")
    if visitor in ("stranger", "roleless") and not decision.public and not answer.streaming:
        shown = [m for m in MARKERS if m in answer.content.decode(errors="replace")]
        faults += [f"{cell} shows {shown} of an account that is not theirs"] if shown else []
    return faults


@pytest.mark.parametrize("case", CASES)
def test_each_visitor_gets_what_was_decided(world, case):
    url, faults = address(world, case), []
    everybody = (ANONYMOUS, *VISITORS)
    asked = [("GET", v) for v in everybody] + [("POST", v) for v in everybody]
    asked += [("PUT", "manager"), ("DELETE", "manager"), ("PATCH", "stranger")]
    for method, visitor in asked:
        answer, written = ask(world, visitor, method, url)
        faults += faults_of_cell(case, visitor, method, answer, written)
        reader = visitor == (ANONYMOUS if ADDRESSES[case].public else "manager")
        if method == "GET" and reader and answer.status_code == 200:
            faults += faults_of_page(case, answer)
    assert not faults, "\n".join(faults)


# Answers that are a piece of a page, or not a page of Kring at all.
PIECES = {
    "search:palette", "activities:preview", "customers:options", "mailbox:formatted",
    "surveys:preview_mail", "complaints:known",
}  # fmt: skip


def faults_of_page(case: str, answer) -> list[str]:
    """Return what every page of Kring must have and this one has not."""
    if "text/html" not in answer["Content-Type"] or answer.streaming:
        return []
    text = answer.content.decode()
    if "<html" not in text or case in PIECES:
        return [] if case in PIECES else [f"{case} is no whole page"]
    faults = []
    if len(re.findall(r"<h1\b", text)) != 1:
        faults.append(f"{case} has {len(re.findall(r'<h1', text))} <h1>")
    if not re.search(r"<html[^>]* lang=\"(en|nl)\"", text):
        faults.append(f"{case} does not name its language")
    if not re.search(r"<title>\s*[^\s·]", text):
        faults.append(f"{case} has no title")
    if "{#" in text or "{%" in text:
        faults.append(f"{case} shows a piece of template language")
    if re.search(r"<[^>]*\sstyle=\"", text):
        faults.append(f"{case} has an inline style")
    ids = re.findall(r"<[^>]*\sid=\"([^\"]+)\"", text)
    if len(ids) != len(set(ids)):
        faults.append(f"{case} has an id twice: {sorted({i for i in ids if ids.count(i) > 1})}")
    for asset in re.findall(r"<(?:script|link|img|source)\b[^>]*\s(?:src|href)=\"([^\"]*)\"", text):
        if asset.startswith(("http:", "https:", "//")):
            faults.append(f"{case} fetches {asset} from elsewhere")
    return faults


@pytest.mark.no_cover
@pytest.mark.once
@pytest.mark.parametrize("method", ["HEAD", "OPTIONS"])
def test_head_and_options_change_nothing(world, method):
    wrong = []
    for name in CASES:
        url = address(world, name)
        for visitor in (ANONYMOUS, "manager"):
            answer, written = ask(world, visitor, method, url)
            if written or answer.status_code >= 500:
                wrong.append(f"{method} {name} by {visitor}: {answer.status_code} {written}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.no_cover
@pytest.mark.once
def test_the_admin_opens_for_administrators_only(world):
    wrong = []
    for model in admin.site._registry:
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for visitor in (ANONYMOUS, *VISITORS):
            answer, written = ask(world, visitor, "GET", url)
            right = {200} if visitor == "administrator" else {302}
            if answer.status_code not in right or written:
                wrong.append(f"{url} by {visitor}: {answer.status_code} {written}")
    assert not wrong, "\n".join(wrong)


def test_every_record_opens_in_the_admin(world):
    wrong = []
    for model in admin.site._registry:
        record = model._default_manager.first()
        names = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        urls = [reverse(f"{names}_changelist") + "?q=a"]
        if record is not None:
            urls.append(reverse(f"{names}_change", args=[record.pk]))
        urls.append(reverse(f"{names}_add"))
        for url in urls:
            answer, _written = ask(world, "administrator", "GET", url)
            if answer.status_code not in (200, 302, 403) or (
                answer.status_code == 403 and not url.endswith("/add/")
            ):
                wrong.append(f"{url}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_a_role_taken_away_acts_at_the_next_request(world):
    manager = world.users["manager"]
    assert ask(world, "manager", "GET", reverse("settings:index"))[0].status_code == 200
    manager.groups.clear()
    assert ask(world, "manager", "GET", reverse("settings:index"))[0].status_code == 403
    url = reverse("contacts:detail", args=[world.contact.pk])
    assert ask(world, "manager", "GET", url)[0].status_code == 404
    manager.is_active = False
    manager.save()
    assert to_login(ask(world, "manager", "GET", reverse("settings:index"))[0])


@pytest.mark.parametrize(
    ("setting", "visitor", "status"),
    [
        ("own", "teammate", 404), ("team", "teammate", 200), ("everyone", "teammate", 200),
        ("own", "stranger", 404), ("team", "stranger", 404), ("everyone", "stranger", 200),
        ("own", "handler", 200), ("own", "owner", 200), ("everyone", "roleless", 404),
    ],
)  # fmt: skip
def test_the_visibility_setting_opens_and_closes_accounts(world, setting, visitor, status):
    Organisation.objects.update_or_create(pk=1, defaults={"visibility": setting})
    for name in ("contacts:detail", "promises:detail", "complaints:detail", "answers:detail"):
        url = address(world, name)
        assert ask(world, visitor, "GET", url)[0].status_code == status, name


def test_the_deputy_of_an_absent_owner_may_act(world):
    owner, stranger = world.users["owner"], world.users["stranger"]
    url = reverse("contacts:edit", args=[world.contact.pk])
    assert ask(world, "stranger", "GET", url)[0].status_code == 404
    owner.deputy = stranger
    owner.save()
    assert ask(world, "stranger", "GET", url)[0].status_code == 404, "not absent yet"
    owner.absent_from = owner.absent_until = world.today
    owner.save()
    assert ask(world, "stranger", "GET", url)[0].status_code == 200
