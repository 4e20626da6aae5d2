"""Promises about every template and every static file, whoever wrote it."""

import gzip
import hashlib
import re

import pytest
from django import forms
from django.conf import settings
from django.db.models.fields import BLANK_CHOICE_DASH
from django.template.loader import get_template

pytestmark = pytest.mark.once
ROOT = settings.BASE_DIR
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
IDS = [str(path.relative_to(ROOT / "templates")) for path in TEMPLATES]
MAIL = "/mail/"


@pytest.mark.parametrize("path", TEMPLATES, ids=IDS)
def test_a_template_compiles_and_obeys_the_policy(path):
    """No inline style or script, no handler attribute, no address outside the site, no stray comment."""
    get_template(str(path.relative_to(ROOT / "templates")))
    text = path.read_text()
    if MAIL in str(path):
        return
    assert not re.search(r"\sstyle\s*=", text), "inline style: use a class or an SVG attribute"
    assert not re.search(r"<style|<script(?![^>]*\ssrc=)", text), "inline style or script"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), (
        "handler attribute: use a module in static/js"
    )
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text), "an address outside the site"
    assert not re.search(r"hx-on|javascript:", text)
    for line in text.splitlines():
        assert line.count("{#") == line.count("#}"), "{# #} is for one line; use {% comment %}"


@pytest.mark.parametrize("path", TEMPLATES, ids=IDS)
def test_what_htmx_asks_has_an_address_without_it(path):
    """Every hx-get has an href (or is a GET form or field), every hx-post a form with an action."""
    for tag in re.findall(
        r"<(\w+)((?:[^<>]|{%[^%]*%}|{{[^}]*}})*?\shx-(?:get|post)=(?:[^<>])*)>", path.read_text()
    ):
        name, attributes = tag
        if name == "a":
            assert "href=" in attributes
        elif name == "form":
            assert "hx-get=" in attributes or "action=" in attributes
        else:
            assert name in ("input", "select", "button", "div", "textarea"), f"hx- on <{name}>"


def _weight(name: str) -> int:
    content = (ROOT / "static" / name).read_bytes()
    return len(content) if name.endswith("woff2") else len(gzip.compress(content, 9))


def test_a_first_visit_is_light():
    """Everything the frame asks for: 9 files besides the page, under 125 KB, so 150 KB holds with any page."""
    base = (ROOT / "templates" / "base.html").read_text()
    files = set(re.findall(r"{% static \"([^\"]+)\" %}", base)) | {
        "icons.svg",
        "fonts/inter-latin-ext.woff2",
    }
    assert len(files) + 1 <= 10
    total = sum(_weight(name) for name in files)
    assert total <= 125 * 1024, {name: _weight(name) for name in files}


def test_vendored_files_are_what_versions_says():
    listing = (ROOT / "static" / "vendor" / "VERSIONS.txt").read_text()
    recorded = dict(re.findall(r"^  @@ (\S+) ([0-9a-f]{64})$", listing, re.M))
    for name, digest in recorded.items():
        assert hashlib.sha256((ROOT / "static" / name).read_bytes()).hexdigest() == digest, name
    vendored = {
        f"vendor/{p.name}"
        for p in (ROOT / "static" / "vendor").iterdir()
        if p.suffix in (".js", ".css")
    }
    assert vendored <= recorded.keys()


def test_static_files_name_no_other_file_that_is_missing():
    """The manifest storage refuses a sheet or script that points at a file which is not there."""
    for path in (ROOT / "static").rglob("*"):
        if path.suffix not in (".css", ".js"):
            continue
        text = path.read_text()
        assert "sourceMappingURL" not in text, path
        for target in re.findall(r"url\(\"?(?!data:)([^\"#)]+)\"?\)", text):
            assert (path.parent / target).resolve().exists(), target


def test_every_class_of_the_components_is_styled():
    """A k- class in a template has a rule in kring.css: nothing is drawn by hope."""
    css = (ROOT / "static" / "css" / "kring.css").read_text()
    styled = set(re.findall(r"\.(k-[\w-]+)", css))
    used = set()
    for path in TEMPLATES:
        if MAIL not in str(path):
            for classes in re.findall(r'class="([^"]*)"', path.read_text()):
                used |= set(re.findall(r"(?<![\w-])(k-[a-z][\w-]*)(?![\w-]*{)", classes))
    assert used - styled == set()


def test_keys_in_addresses_and_forms_are_written_plainly():
    """A bare key reads 1,213 from the thousandth record on: no list and no form takes that."""
    bare = re.compile(r'(?:value="|=)\{\{ *[\w.]*(?:pk|_id|\.id|version) *\}\}')
    wrong = [
        f"{path.name}: {found}" for path in TEMPLATES for found in bare.findall(path.read_text())
    ]
    assert wrong == []


def test_an_empty_choice_is_a_dash():
    class Form(forms.Form):
        cause = forms.ChoiceField(choices=BLANK_CHOICE_DASH)

    assert '<option value="" selected>–</option>' in str(Form()["cause"])
