"""A file comes in by chunks, each whole or not at all; good and bad add up; twice changes nothing."""

import csv

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from crm.shared.audit.models import AuditEntry
from crm.shared.errors import Refusal
from crm.shared.imports import registry, services, values
from crm.shared.imports.models import ImportRun, RunState
from crm.shared.imports.registry import Field, ImportKind, Outcome, RowResult
from crm.shared.imports.services import Options, run_import
from crm.shared.people.models import Team, User
from crm.shared.tests.factories import TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


def apply(rows, context):
    """Make a team per line; a team called KILL ends the process."""
    results = []
    for row in rows:
        if row.values["name"] == "KILL":
            raise KeyboardInterrupt
        _team, added = Team.objects.get_or_create(name=row.values["name"])
        results.append(RowResult(row.line, Outcome.ADDED if added else Outcome.SAME))
    return results


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    made = ImportKind(
        "t", "Test",
        [Field("name", "Name", required=True, aliases=("ploeg",)),
         Field("size", "Size", parse=values.whole(0, 9)),
         Field("state", "State", aliases=("status",), parse=values.word_of({"open": "open"}))],
        apply,
        lambda context: [RowResult(0, Outcome.SAME, "", "a note")],
    )  # fmt: skip
    registry.register(made)
    return made


@pytest.fixture
def run(tmp_path, now):
    def run(content, kind="t", **options):
        path = tmp_path / "file.csv"
        path.write_text(content)
        options.setdefault("errors", tmp_path / "errors.csv")
        return run_import(kind, path, now=now, options=Options(**options))

    return run


def reasons(report):
    with report.errors.open(encoding="utf-8-sig") as stream:
        return list(csv.reader(stream))[1:]


def test_good_and_bad_lines_add_up_and_bad_ones_are_named(run):
    report = run("Ploeg,size,x\nA,1,\nB,ten,\n,3,\nA,2,\nC,4,5,6\n")
    assert dict(report.counts) == {Outcome.ADDED: 1, Outcome.SAME: 1, Outcome.REFUSED: 3}
    assert report.used == {"Ploeg": "name", "size": "size"} and report.unused == ["x"]
    assert [(line, column) for line, column, _r in reasons(report)] == [
        ("3", "size"), ("4", "Ploeg"), ("6", ""), ("0", ""),
    ]  # fmt: skip
    stored = ImportRun.objects.get()
    assert (stored.state, stored.rows, stored.refused) == (RunState.DONE, 5, 3)
    assert AuditEntry.objects.filter(verb="import").count() == 1


def test_a_second_run_changes_nothing(run):
    run("name\nA\nB\n")
    report = run("name\nA\nB\n")
    assert dict(report.counts) == {Outcome.SAME: 2}


def test_a_dry_run_does_everything_and_stores_nothing(run):
    report = run("name\nA\nA\n", dry_run=True)
    assert dict(report.counts) == {Outcome.ADDED: 1, Outcome.SAME: 1}
    assert not Team.objects.exists()
    assert ImportRun.objects.get().state == RunState.TRIED


def test_a_killed_run_keeps_whole_chunks_and_goes_on_when_run_again(run, monkeypatch):
    monkeypatch.setattr(services, "CHUNK", 2)
    with pytest.raises(KeyboardInterrupt):
        run("name\nA\nB\nC\nKILL\nE\n")
    assert set(Team.objects.values_list("name", flat=True)) == {"A", "B"}
    assert ImportRun.objects.get().rows == 2
    assert dict(run("name\nA\nB\nC\nD\nE\n").counts) == {Outcome.SAME: 2, Outcome.ADDED: 3}


@pytest.mark.parametrize(
    ("content", "mapping", "sentence"),
    [
        ("x,y\n1,2\n", {}, "No column is known"),
        ("size\n1\n", {}, "no column for: name"),
        ("a\n1\n", {"b": "name"}, "no column “b”"),
        ("a\n1\n", {"a": "colour"}, "no field of t"),
    ],
)
def test_a_file_whose_columns_are_unclear_is_refused_as_a_whole(run, content, mapping, sentence):
    with pytest.raises(Refusal, match=sentence):
        run(content, mapping=mapping)
    assert not ImportRun.objects.exists()


def test_a_given_column_goes_before_a_guess_and_can_be_left_out(run):
    report = run("name,title\nA,B\n", mapping={"title": "name"})
    assert report.used == {"title": "name"} and Team.objects.get().name == "B"
    report = run("name,size\nA,x\n", mapping={"size": ""})
    assert report.counts[Outcome.ADDED] == 1


def test_of_two_headings_the_one_whose_cells_fit_wins(run):
    report = run("name,State,Status\nA,Maryland,open\nB,Texas,open\n")
    assert report.used == {"name": "name", "Status": "state"}


def test_a_file_that_breaks_half_way_says_where_and_counts_what_is_in(run, monkeypatch):
    before = csv.field_size_limit(50)
    monkeypatch.setattr(services, "CHUNK", 1)
    monkeypatch.setattr(services, "SAMPLE", 1)
    try:
        with pytest.raises(Refusal, match="Line 4"):
            run('name\nA\nB\n"' + "x" * 100)
    finally:
        csv.field_size_limit(before)
    stored = ImportRun.objects.get()
    assert (stored.state, stored.rows) == (RunState.FAILED, 2) and "Line 4" in stored.message


def test_the_database_refuses_counts_that_do_not_add_up(now):
    with pytest.raises(IntegrityError):
        ImportRun.objects.create(kind="t", file_name="f", started_at=now, rows=3, added=1)


def test_the_command_says_what_came_of_the_file(tmp_path, capsys):
    path = tmp_path / "in.csv"
    path.write_text("team;omvang\nA;1\n;2\n")
    UserFactory(username="sanne")
    call_command(
        "import_csv", "teams", str(path), "--by", "sanne", "--map", "team=name", "--numbers", "nl"
    )
    out = capsys.readouterr().out
    assert "Columns: team = name" in out and "Not used: omvang" in out
    assert "2 lines: 1 added, 0 changed, 0 known already, 1 refused" in out
    assert (tmp_path / "in.errors.csv").exists()
    call_command("import_csv", "teams", str(path), "--dry-run")
    assert "Tried, nothing stored" in capsys.readouterr().out
    for arguments in (["--by", "nobody"], ["--map", "nothing"]):
        with pytest.raises(CommandError):
            call_command("import_csv", "teams", str(path), *arguments)
    with pytest.raises(CommandError, match="no file"):
        call_command("import_csv", "teams", str(tmp_path / "none.csv"))


# --- colleagues and teams ---


def test_sales_agents_become_inactive_colleagues_in_their_managers_team(run):
    content = "sales_agent,manager,regional_office\nAnna Snelling,Dustin Brinkmann,Central\nMoses Frase,Dustin Brinkmann,Central\n"  # noqa: E501
    assert dict(run(content, "users").counts) == {Outcome.ADDED: 2}
    anna = User.objects.get(username="anna.snelling")
    assert not anna.is_active and not anna.has_usable_password()
    assert anna.team.name == "Central – Dustin Brinkmann"
    assert (
        anna.team.manager.display_name == "Dustin Brinkmann" and anna.team.manager.team == anna.team
    )
    assert list(anna.groups.values_list("name", flat=True)) == ["sales"]
    assert list(anna.team.manager.groups.values_list("name", flat=True)) == ["manager"]
    assert dict(run(content, "users").counts) == {Outcome.SAME: 2}
    assert dict(run(content, "teams").counts) == {Outcome.SAME: 2}


def test_colleagues_are_known_by_address_login_or_name_and_get_a_team_when_they_have_none(run):
    user = UserFactory(first_name="Jan", last_name="Vos", email="jan@kring.test", username="jv")
    content = "naam,e-mail,inlognaam,ploeg,rol,taal\nJan Vos,,,Noord,,\n,jan@kring.test,,,,\nX,,jv,,,\nPiet Kok,piet@kring.test,,Noord,klachtbehandelaar,en\n,,,,,\n"  # noqa: E501
    report = run(content, "users")
    assert dict(report.counts) == {Outcome.CHANGED: 1, Outcome.SAME: 2, Outcome.ADDED: 1}
    user.refresh_from_db()
    assert user.team.name == "Noord" and user.is_active
    piet = User.objects.get(email="piet@kring.test")
    assert piet.language == "en" and piet.groups.get().name == "complaint_handler"


def test_a_name_two_colleagues_have_is_refused_and_log_in_names_are_made_unique(run):
    for number in range(2):
        UserFactory(first_name="Jan", last_name="Vos", username=f"jan.vos{number or ''}")
    report = run("name,manager\nJan Vos,\nPiet,Jan Vos\n,\n", "users")
    assert report.counts == {Outcome.REFUSED: 2}
    report = run("name,manager\nNoord,Jan Vos\n,\n", "teams")
    assert report.counts == {Outcome.REFUSED: 1}
    run("name,username\nAnna Snelling,jan.vos9\nJán Vös,\n", "users")
    assert run("name\n?!\n", "users").counts == {Outcome.ADDED: 1}
    assert User.objects.filter(username="colleague").exists()


def test_a_line_without_a_name_is_refused(run):
    assert run("name,email\n,a@kring.test\n", "users").counts == {Outcome.REFUSED: 1}
    assert run("name,region\n,x\n", "teams").counts == {Outcome.ADDED: 1}


def test_a_team_that_has_a_manager_keeps_it(run):
    team = TeamFactory(name="Noord", manager=UserFactory())
    run("name,manager\nNoord,Somebody Else\n", "teams")
    team.refresh_from_db()
    assert team.manager.display_name != "Somebody Else"
