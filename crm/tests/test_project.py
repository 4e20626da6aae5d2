"""The project is whole: migrations, translations, settings that refuse, commands of the README."""

import gettext
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands

pytestmark = pytest.mark.once
ROOT = settings.BASE_DIR
LOCALE = ROOT / "crm" / "locale" / "nl" / "LC_MESSAGES"
STRONG = "Vq7-wLr2_kP9xTz4mBn8sHd3fGj6yCe1aQo5uXi0vRl-" * 2
PRODUCTION = {
    "KRING_MODE": "production",
    "SECRET_KEY": STRONG,
    "TOKEN_KEY": STRONG[::-1],
    "ALLOWED_HOSTS": "crm.example.nl",
    "SITE_URL": "https://crm.example.nl",
    "EMAIL_URL": "smtp://localhost:25",
    "DJANGO_SETTINGS_MODULE": "crm.settings",
}


def run(*arguments: str, **changes: str | None) -> subprocess.CompletedProcess:
    """Run manage.py in production mode with changes to the environment."""
    environment = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG")}
    environment |= {k: v for k, v in {**PRODUCTION, **changes}.items() if v is not None}
    return subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_deployment_check_is_silent(tmp_path):
    done = run(
        "check", "--deploy", "--fail-level", "WARNING",
        DATABASE_URL=f"sqlite:///{tmp_path / 'k.sqlite3'}",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", "short"),
        ("TOKEN_KEY", None),
        ("TOKEN_KEY", "local-only-" + STRONG),
        ("ALLOWED_HOSTS", None),
        ("ALLOWED_HOSTS", "*"),
        ("SITE_URL", None),
        ("SITE_URL", "crm.example.nl"),
        ("KRING_MODE", "prod"),
        ("DATABASE_URL", "mysql://kring@localhost/kring"),
    ],
)
def test_production_does_not_start_without(variable, value):
    done = run("check", **{variable: value})
    assert done.returncode != 0
    assert variable in done.stderr.splitlines()[-1], done.stderr


def test_an_empty_database_address_is_that_of_the_sqlite_file():
    done = run("check", KRING_MODE="development", DATABASE_URL="")
    assert done.returncode == 0, done.stderr


def entries() -> list[dict]:
    """Return the entries of the Dutch catalogue."""
    found = []
    for block in (LOCALE / "django.po").read_text(encoding="utf-8").split("\n\n"):
        entry: dict = {"flags": "", "lines": block}
        key = ""
        for line in block.splitlines():
            if line.startswith("#,"):
                entry["flags"] = line
            elif match := re.match(
                r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) (\".*\")$", line
            ):
                key = match[1]
                entry[key] = eval_string(match[2])
            elif line.startswith('"') and key:
                entry[key] += eval_string(line)
        if entry.get("msgid"):
            found.append(entry)
    return found


def eval_string(text: str) -> str:
    """Return the text of a quoted line of a catalogue."""
    plain = {"n": "\n", "t": "\t", "r": "\r"}
    return re.sub(r"\\(.)", lambda m: plain.get(m[1], m[1]), text[1:-1])


def test_every_text_has_its_dutch():
    untranslated = [
        entry["msgid"]
        for entry in entries()
        if not all(value for key, value in entry.items() if key.startswith("msgstr"))
    ]
    fuzzy = [entry["msgid"] for entry in entries() if "fuzzy" in entry["flags"]]
    assert not untranslated, f"{len(untranslated)} without Dutch: {untranslated[:20]}"
    assert not fuzzy, fuzzy
    assert "\n#~" not in (LOCALE / "django.po").read_text(encoding="utf-8")


def test_placeholders_survive_translation():
    field = re.compile(r"%\((\w+)\)[a-z]")
    wrong = []
    for entry in entries():
        asked = set(field.findall(entry["msgid"])) | set(
            field.findall(entry.get("msgid_plural", ""))
        )
        for key, value in entry.items():
            if key.startswith("msgstr") and not set(field.findall(value)) <= asked:
                wrong.append(entry["msgid"])
            if key in ("msgstr", "msgstr[1]") and set(field.findall(value)) != asked:
                wrong.append(entry["msgid"])
    assert not wrong, wrong


def test_the_compiled_catalogue_is_of_these_texts():
    with (LOCALE / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    for entry in entries():
        key = entry["msgid"]
        if "msgctxt" in entry:
            key = f"{entry['msgctxt']}\x04{key}"
        if "msgid_plural" in entry:
            assert compiled[(key, 1)] == entry["msgstr[1]"], key
        else:
            assert compiled[key] == entry["msgstr"], key


def texts_in_python_and_templates() -> set[str]:
    """Return the plain texts that the sources mark for translation; a check on makemessages."""
    marks = re.compile(
        r"(?<![\w.])(?:_|gettext|gettext_lazy|gettext_noop)\(\s*((?:\"[^\"\n]*\"\s*)+)\)"
    )
    tags = re.compile(r"{%\s*translate\s+\"([^\"]*)\"\s*(?:as \w+\s*)?%}")
    found = set()
    for folder in ("crm", "customers", "complaints", "surveys"):
        for path in (ROOT / folder).rglob("*.py"):
            if "tests" in path.parts or "migrations" in path.parts:
                continue
            for match in marks.finditer(path.read_text(encoding="utf-8")):
                parts = re.findall(r"\"([^\"\n]*)\"", match[1])
                found.add("".join(parts).encode().decode("unicode_escape").encode("latin-1").decode()
                          if "\\" in match[1] else "".join(parts))  # fmt: skip
    for path in (ROOT / "templates").rglob("*.html"):
        # Django writes a percent sign of a template twice in the catalogue
        texts = tags.findall(path.read_text(encoding="utf-8"))
        found |= {text.replace("%", "%%") for text in texts}
    return found - {""}


def test_no_marked_text_is_left_out_of_the_catalogue():
    known = {e["msgid"] for e in entries()} | {
        e["msgid_plural"] for e in entries() if "msgid_plural" in e
    }
    missing = sorted(texts_in_python_and_templates() - known)
    assert not missing, f"{len(missing)} texts are not in the catalogue: {missing[:30]}"


def readme_commands() -> set[str]:
    """Return the management commands that README names."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return set(re.findall(r"manage\.py ([a-z][a-z_]+)", text))


def test_the_commands_of_the_readme_exist():
    named = readme_commands()
    assert {"demo", "housekeeping", "import_csv"} <= named
    assert named <= set(get_commands()), named - set(get_commands())


def test_the_readme_gives_the_two_commands():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert (
        "python3 -m venv .venv && .venv/bin/pip install -r requirements.txt "
        "&& .venv/bin/python manage.py demo" in text
    )
    assert ".venv/bin/python -m pytest" in text


def test_the_example_environment_names_every_variable():
    text = (ROOT / "crm" / "settings.py").read_text(encoding="utf-8")
    named = set(re.findall(r"env(?:\.\w+)?\(\s*\"([A-Z_]+)\"", text))
    named |= set(re.findall(r"secret\(\"([A-Z_]+)\"\)", text))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    missing = {name for name in named if not re.search(rf"^#?\s?{name}=", example, re.M)}
    assert not missing, f".env.example does not name {sorted(missing)}"


def test_only_allowed_folders_stand_at_the_top():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    top = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert top <= {
        "manage.py", "crm", "customers", "complaints", "surveys", "templates", "static",
        "requirements.txt", "pytest.ini", "README.md", ".ci", ".gitignore", ".gitattributes",
        ".env.example", "conftest.py", "CHANGELOG.md", "pyproject.toml", "LICENSE", "docs",
    }  # fmt: skip
