"""Two people edit the same record: the second is told, sees both versions, and loses nothing.

Every address with a form about a record is in here by itself: its form carries a version and is tried, or
it stands in `ACTS` because it edits no text that somebody could overwrite.
"""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.learning.models import Cause
from complaints.tests.factories import make_complaint
from crm.tests.access_table import ADDRESSES
from crm.tests.world import World

pytestmark = pytest.mark.django_db
THEIRS, MINE = "Theirs 7", "Mine 8"
TYPED = {"text", "search", "tel", "url", "email", None}
ADDING = "adds a row"
MOVE = "one move, guarded by the state the record is in; nothing typed before is replaced"
OWN = "one's own, nobody else edits it"
ELSEWHERE = "nothing of it in this world; two editors are tried in its own room"
STAMP = "a whole table at once; its stamp tells the second editor, tested beside it"
ACTS = {
    "activities:create": ADDING, "complaints:create": ADDING, "contacts:create": ADDING,
    "customers:create": ADDING, "deals:create": ADDING, "orders:create": ADDING,
    "promises:create": ADDING, "plans:create": ADDING, "files:add": ADDING,
    "readiness:fill_in": ADDING, "settings:holidays": ADDING,
    "complaints:conversation": ADDING, "complaints:message": ADDING, "complaints:note": ADDING,
    "complaints:mail_add": ADDING, "complaints:case_mail": ADDING, "complaints:merge": MOVE,
    "complaints:unmerge": MOVE, "complaints:tracking": MOVE, "complaints:remedy": ELSEWHERE,
    "complaints:row": ELSEWHERE,
    "complaints:extend": MOVE, "contacts:left": MOVE, "customers:become_customer": MOVE,
    "customers:correct": MOVE, "customers:end": MOVE, "customers:win_back": MOVE,
    "deals:lose": MOVE, "deals:win": MOVE, "pipelines:stage_archive": MOVE,
    "surveys:confidential_answer": MOVE,
    "selection:score": ADDING, "selection:key_stage": ADDING, "selection:criteria": STAMP,
    "people:profile": OWN, "people:password_change": OWN,
}  # fmt: skip
# Forms that carry a version and add a row: there is nothing of a colleague to overwrite.
ADDS = {
    "actions:create", "improvements:create", "pipelines:list", "pipelines:stage_create", "plans:action_add",
    "plans:goal_add", "profiles:create_persona", "profiles:create_segment", "surveys:create",
    "selection:wallet", "tasks:create", "themes:create", "complaints:letter_add",
    "complaints:relate", "complaints:row_add",
}  # fmt: skip
# Acts on a complaint: refused when it changed since the form was opened, with what was typed kept.
STATED = {
    f"complaints:{act}": "state and version"
    for act in (
        "acknowledge", "answer", "ask", "assess", "confidential", "decide", "duplicate", "link", "priority",
        "redate", "reopen", "told_on", "withdraw",
    )
}  # fmt: skip
# What a form needs besides what it opens with, before it can be saved at all.
NEEDS: dict[str, Callable[[], dict[str, str]]] = {
    "complaints:decide": lambda: {
        "outcome": "justified", "cause": str(Cause.objects.values_list("pk", flat=True)[0]),
        "no_remedy": "on",
    },
    "complaints:duplicate": lambda: {"original": make_complaint(now=timezone.now()).number},
    "complaints:link": lambda: {"account": f"#{make_complaint(now=timezone.now()).account_id}"},
    "complaints:priority": lambda: {"value": "3"},
    "selection:wallet_year": lambda: {"spend": "1000"},
}  # fmt: skip
WORDLESS = {"complaints:assess", "complaints:duplicate", "complaints:link"}  # nothing but choices
# Which field is typed in, where it is not the first with words in it; and what, where words do not fit.
FIELD = {
    "complaints:told_on": "reply",
    "orders:edit": "description",
    "selection:wallet_year": "source",
    "settings:hours": "day6",
    "targets:grid": r"team-\d+-1",
}
VALUES = {
    "settings:hours": ("10:00-11:00", "12:00-13:00"),
    "targets:grid": ("71", "82"),
}


class Forms(HTMLParser):
    """Reads the forms of a page as a browser would send them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.kinds: list[dict[str, str | None]] = []
        self.by_id: dict[str, int] = {}
        self.area = self.select = ""
        self.open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a form or one of its fields."""
        got = dict(attrs)
        if tag == "form":
            self.forms.append({})
            self.kinds.append({})
            self.open = True
            if got.get("id"):
                self.by_id[str(got["id"])] = len(self.forms) - 1
        if not self.forms:
            return
        at = self.by_id.get(str(got.get("form")), len(self.forms) - 1)
        form, kinds, name = self.forms[at], self.kinds[at], got.get("name")
        if tag == "input" and name:
            kind = got.get("type")
            kinds.setdefault(name, kind)
            if kind in ("radio", "checkbox") and "checked" not in got:
                return
            if kind not in ("submit", "file"):
                form[name] = got.get("value") or ("on" if kind == "checkbox" else "")
        elif tag == "textarea" and name:
            kinds[name], self.area, form[name] = "textarea", name, ""
        elif tag == "select" and name:
            kinds[name], self.select = "select", name
        elif tag == "option" and self.select and ("selected" in got or self.select not in form):
            form[self.select] = got.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        """Leave a field or form."""
        if tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        """Take in what stands in a text field."""
        if self.area:
            self.forms[-1][self.area] += data.removeprefix("\n")

    def versioned(self) -> tuple[dict[str, str], dict[str, str | None]] | None:
        """Return the form that carries a version, with the kinds of its fields."""
        for form, kinds in zip(self.forms, self.kinds, strict=True):
            if "version" in form:
                return {k: v for k, v in form.items() if k != "csrfmiddlewaretoken"}, kinds
        return None


def cases() -> list[str]:
    """Return the addresses with a form about one record."""
    found = []
    for case, decision in ADDRESSES.items():
        public = decision.public or "token" in case
        if {"GET", "POST"} <= set(decision.methods) and not public and "?" not in case:
            found.append(case)
    return sorted(found)


def address(world: World, case: str) -> str:
    """Return the address of a case in a world."""
    return reverse(case, args=ADDRESSES[case].args(world)) + ADDRESSES[case].query(world)


@pytest.fixture
def pages(world: World) -> dict[str, Forms]:
    """Return the forms of every such address, as a manager sees them."""
    return {
        case: Forms(world.clients["manager"].get(address(world, case)).content.decode())
        for case in cases()
    }


def test_every_form_about_a_record_carries_a_version_or_is_said_to_be_an_act(pages):
    known = {*ACTS, *STATED}
    bare = sorted(case for case, page in pages.items() if not page.versioned())
    assert sorted(set(bare) - known) == [], "carry a version, or say here why not"
    assert sorted(known - set(pages)) == [], "no such form any more"


def field_of(form: dict[str, str], kinds: dict[str, str | None], case: str) -> str:
    """Return a field to type in: the one named here, or the first with words in it."""
    if case in FIELD:
        return next(name for name in form if re.fullmatch(FIELD[case], name))
    return next(
        name
        for name, kind in kinds.items()
        if kind in ("text", "textarea", None) and name in form and name not in ("next", "version")
    )


EDITS = sorted(set(cases()) - set(ACTS) - set(STATED) - ADDS)


@pytest.mark.parametrize("case", EDITS)
def test_the_second_is_told_sees_both_versions_and_loses_nothing(world, case):
    url = address(world, case)
    first, second = (world.clients[name] for name in ("manager", "administrator"))
    found = Forms(second.get(url).content.decode()).versioned()
    assert found, f"{case} shows no form with a version"
    opened, kinds = found
    opened |= NEEDS.get(case, dict)()
    field = field_of(opened, kinds, case)
    theirs, mine = VALUES.get(case, (THEIRS, MINE))
    saved = first.post(url, opened | {field: theirs})
    assert saved.status_code in (204, 302), problems(saved)
    late = second.post(url, opened | {field: mine})
    text = late.content.decode()
    assert late.status_code == 409, f"{case} let the second save: {late.status_code}"
    assert theirs in text, "what the first saved is not shown"
    assert mine in text, "what the second typed is lost"
    assert f'href="{url}"' in text, "what the first saved cannot be taken over"
    kept = Forms(text).versioned()
    assert kept and kept[0][field] == mine, "the form does not hold what was typed"
    again = second.post(url, kept[0] | NEEDS.get(case, dict)())
    assert again.status_code in (204, 302), problems(again)
    now_there = Forms(first.get(url).content.decode()).versioned()
    assert now_there and now_there[0][field] == mine


def problems(answer: Any) -> str:
    """Return the errors of a form that was not saved."""
    form = (answer.context or {}).get("form")
    return f"{answer.status_code}: {getattr(form, 'errors', '')}"


@pytest.mark.parametrize("case", sorted(STATED))
def test_an_act_on_a_complaint_that_moved_meanwhile_keeps_what_was_typed(world, case):
    url = address(world, case)
    found = Forms(world.clients["manager"].get(url).content.decode()).versioned()
    assert found, f"{case} shows no form with a version"
    form, kinds = found
    typed = {} if case in WORDLESS else {field_of(form, kinds, case): MINE}
    stale = form | NEEDS.get(case, dict)() | {"version": "999"} | typed
    late = world.clients["manager"].post(url, stale)
    assert late.status_code == 409, problems(late)
    assert all(words in late.content.decode() for words in typed.values())
