"""The house stands: who imports whom, where records are read, and how long a file is."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db.models import CASCADE

pytestmark = pytest.mark.once
ROOT = settings.BASE_DIR
FLOORS = (
    "crm.shared", "crm.dashboard", "crm.insight", "crm.demo", "crm.benchmark", "crm",
    "customers", "complaints", "surveys",
)  # fmt: skip
MAY_IMPORT = {
    "crm.shared": {"crm.shared"},
    "customers": {"crm.shared", "customers"},
    "complaints": {"crm.shared", "customers", "complaints"},
    "surveys": {"crm.shared", "customers", "surveys"},
    "crm.dashboard": {"crm.shared", "customers", "complaints", "surveys", "crm.dashboard"},
    "crm.insight": {
        "crm.shared", "customers", "complaints", "surveys", "crm.dashboard", "crm.insight",
    },
    "crm.demo": set(FLOORS) - {"crm.benchmark"},
    "crm.benchmark": set(FLOORS) - {"crm.demo"},
    "crm": set(FLOORS),
}  # fmt: skip
# Each app's `ready()` fills the registries, which needs the models: Django asks for this spelling.
# crm.settings needs the CSP names before any app is loaded.
IMPORTS_INSIDE_FUNCTIONS = {
    ("crm/shared/apps.py", "crm.shared"),
    ("customers/apps.py", "customers"),
    ("complaints/apps.py", "complaints"),
    ("surveys/apps.py", "surveys"),
    ("crm/apps.py", "crm"),
    ("crm/dashboard/apps.py", "crm.dashboard"),
    ("crm/insight/apps.py", "crm.insight"),
}
LONG = 420  # lines; "about 400"
# The demo's mailbox shows what was mailed on this machine; production has no such page.
OPEN_VIEWS = {"crm/shared/mail/views.py"}
LONG_FILES = {  # path: reason
    "customers/accounts/models.py": "declarations only",
}


def sources() -> list[Path]:
    """Return the product's Python files, without tests and migrations."""
    folders = ("crm", "customers", "complaints", "surveys")
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not {"tests", "migrations", "conftest.py"} & set(path.relative_to(ROOT).parts)
    ]


def name_of(path: Path) -> str:
    """Return the path as it is written in messages."""
    return path.relative_to(ROOT).as_posix()


def floor_of(module: str) -> str | None:
    """Return the floor a module lives on; None for somebody else's package."""
    return next((f for f in FLOORS if module == f or module.startswith(f + ".")), None)


def imports(tree: ast.AST) -> list[tuple[int, str]]:
    """Return line and module of every import."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append((node.lineno, node.module or ""))
            if floor_of(node.module or "") == "crm":
                found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return found


SOURCES = sources()


@cache
def trees() -> dict[Path, ast.Module]:
    """Return every source parsed: once, and not while the tests are only collected."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}


def test_imports_go_down_only():
    wrong = []
    for path, tree in trees().items():
        floor = floor_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for line, module in imports(tree):
            target = floor_of(module)
            if target == "crm" and (module == "crm" or module in FLOORS):
                continue  # `from crm import shared`: the second entry names the floor itself
            if target and target not in MAY_IMPORT[floor]:
                wrong.append(f"{name_of(path)}:{line} imports {module}")
    assert not wrong, "Against the import direction (README):\n" + "\n".join(wrong)


def test_no_import_hides_in_a_function():
    wrong = []
    for path, tree in trees().items():
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                continue
            for line, module in imports(function):
                if floor_of(module) and (name_of(path), module) not in IMPORTS_INSIDE_FUNCTIONS:
                    wrong.append(f"{name_of(path)}:{line} imports {module} inside a function")
    assert not wrong, "\n".join(wrong)


def test_foreign_keys_point_down_only():
    floors = {"shared": "crm.shared"}
    wrong = []
    for model in apps.get_models():
        floor = floors.get(model._meta.app_label, model._meta.app_label)
        if floor not in MAY_IMPORT:
            continue
        for field in model._meta.get_fields():
            target = field.related_model if field.concrete and field.is_relation else None
            if target is None or target == "self":
                continue
            other = floors.get(target._meta.app_label, target._meta.app_label)
            if other in MAY_IMPORT and other not in MAY_IMPORT[floor]:
                wrong.append(f"{model.__name__}.{field.name} points at {target.__name__}")
    assert not wrong, "\n".join(wrong)


def test_an_account_is_never_deleted_along():
    account = apps.get_model("customers", "Account")
    wrong = [
        f"{relation.related_model.__name__}.{relation.field.name}"
        for relation in account._meta.related_objects
        if relation.on_delete is CASCADE and not relation.many_to_many
        and not (relation.field.model._meta.auto_created)
    ]  # fmt: skip
    assert not wrong, f"PROTECT is missing on {wrong}"


VIEWS = [
    path
    for path in SOURCES
    if (path.stem.endswith("views") or path.parent.name == "views")
    and name_of(path) not in OPEN_VIEWS
]
SCOPED = {"visible_to", "editable_by", "is_editable_by"}
LOADERS = re.compile(r"^load_(visible|editable)$")  # take a queryset and the user


def called(node: ast.AST) -> str:
    """Return the name of the function that a node calls."""
    function = node.func if isinstance(node, ast.Call) else None
    return getattr(function, "id", getattr(function, "attr", ""))


def open_reads(tree: ast.AST) -> list[tuple[int, str]]:
    """Return the `Model.objects` that are neither scoped to a user nor given to a loader."""
    loaded = {
        name.id
        for call in ast.walk(tree)
        if LOADERS.match(called(call)) or called(call) == "get_object_or_404"
        for argument in call.args[:1]
        for name in ast.walk(argument)
        if isinstance(name, ast.Name) and LOADERS.match(called(call))
    }
    fine: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in SCOPED:
            fine.add(id(node.value))
        goes_to_loader = LOADERS.match(called(node)) or (
            isinstance(node, ast.Assign)
            and any(isinstance(t, ast.Name) and t.id in loaded for t in node.targets)
        )
        if goes_to_loader:
            fine |= {id(inner) for inner in ast.walk(node)}
    found = [
        (node.lineno, ast.unparse(node))
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "objects" and id(node) not in fine
    ]
    found += [
        (node.lineno, ast.unparse(node))
        for node in ast.walk(tree)
        if called(node) in ("get_object_or_404", "get_list_or_404")
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id[:1].isupper()
    ]
    return found


def test_there_are_views_to_look_at():
    assert len(VIEWS) >= 3


@pytest.mark.parametrize("path", VIEWS, ids=name_of)
def test_views_read_only_what_the_user_may_see(path):
    wrong = [f"{name_of(path)}:{line} {what}" for line, what in open_reads(trees()[path])]
    assert not wrong, "Load through visible_to(user) or editable_by(user):\n" + "\n".join(wrong)


def test_the_search_for_open_reads_finds_them():
    text = """
def view(request, pk):
    a = get_object_or_404(Account, pk=pk)
    b = Account.objects.filter(pk=pk)
    c = get_object_or_404(Account.objects.visible_to(request.user), pk=pk)
    rows = Account.objects.select_related("owner")
    d = load_editable(rows, request.user, pk)
"""
    assert [line for line, _what in open_reads(ast.parse(text))] == [4, 3]


def test_no_file_is_longer_than_a_screenful_of_thought():
    long = {
        name_of(path): lines
        for path in SOURCES
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONG
    }
    assert set(long) <= set(LONG_FILES), long


def test_rules_do_not_read_the_clock():
    """Services, rules and querysets take `now` or `today`; views, workers and log-in read it."""
    clock = re.compile(r"timezone\.now\(\)|datetime\.now\(|date\.today\(|localdate\(\)")
    reads = {
        "access", "admin", "backends", "context", "formats", "forms", "lists", "loop",
        "middleware", "pages", "token_pages", "worker",
    }  # fmt: skip
    edges = {"commands", "templatetags"}
    wrong = [
        name_of(path)
        for path in SOURCES
        if clock.search(path.read_text(encoding="utf-8"))
        and not (path.stem in reads or path.stem.endswith("views") or path.parent.name in edges)
    ]
    assert not wrong, f"Take `now` as an argument: {wrong}"


def test_every_model_is_in_the_admin():
    without = {"shared.RewriteSwitch", "shared.Throttle"}  # plumbing: no record anybody looks at
    missing = [
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in ("shared", "customers", "complaints", "surveys")
        and model not in admin.site._registry
        and model._meta.label not in without
    ]
    assert not missing, f"Register in admin.py: {missing}"


TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def test_what_htmx_fetches_works_without_it():
    """Every hx-get stands beside an href or action, every hx-post beside an action."""
    tags = re.compile(r"<(?:[^<>{}]|\{\{.*?\}\}|\{%.*?%\})+>", re.S)
    wrong = []
    for path in TEMPLATES:
        for tag in tags.findall(path.read_text(encoding="utf-8")):
            if tag.startswith(("<body", "<input", "<select")):
                continue
            fetches = re.search(r"\bhx-(get|post|put|delete|patch)=", tag)
            if fetches and not re.search(r"\b(?:href|action|formaction|method)=", tag):
                wrong.append(f"{name_of(path)}: {tag[:120]}")
    assert not wrong, "\n".join(wrong)
