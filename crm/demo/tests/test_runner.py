"""The demo's command: refuses in a sentence before any work, starts and stops cleanly."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from crm.demo import runner

MANAGE = str(settings.BASE_DIR / "manage.py")
MARKED = (
    "from crm.shared.audit.services import record; from crm.demo.load import MARK; "
    "record(MARK, 'demo', by=None)"
)


@pytest.fixture
def taken_port():
    """Listen on a port as another program does."""
    with socket.socket() as other:
        other.bind((runner.HOST, 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind((runner.HOST, 0))
        return probe.getsockname()[1]


@pytest.fixture
def demo_mode(settings):
    settings.MODE = "demo"


def environment(folder) -> dict[str, str]:
    """Return an environment with its own SQLite file, as on a fresh machine in English."""
    kept = {
        k: v
        for k, v in os.environ.items()
        if k not in ("DATABASE_URL", "KRING_MODE", "DJANGO_SETTINGS_MODULE", "LC_ALL")
    }
    return kept | {"DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}", "LANG": "C.UTF-8"}


def test_a_taken_port_is_seen(taken_port, free_port):
    assert not runner.port_is_free(taken_port)
    assert runner.port_is_free(free_port)


def test_a_taken_port_is_refused_in_a_sentence_with_exit_code_1(taken_port, tmp_path):
    done = subprocess.run(
        [sys.executable, MANAGE, "demo", "--port", str(taken_port)],
        env=environment(tmp_path), capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert f"Port {taken_port} is in use" in done.stderr
    assert f"--port {taken_port + 1}" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "demo.sqlite3").exists(), "refused before any work"


def test_the_sentence_is_dutch_on_a_dutch_machine(taken_port, tmp_path):
    done = subprocess.run(
        [sys.executable, MANAGE, "demo", "--port", str(taken_port)],
        env=environment(tmp_path) | {"LANG": "nl_NL.UTF-8"},
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert f"Poort {taken_port} is in gebruik" in done.stderr


@pytest.mark.parametrize("port", [0, 65536, -1])
def test_an_impossible_port_is_refused(port, demo_mode):
    with pytest.raises(CommandError, match="1 to 65535"):
        call_command("demo", port=port)


def test_outside_demo_mode_it_does_nothing(free_port):
    with pytest.raises(CommandError, match="KRING_MODE=demo"):
        call_command("demo", port=free_port)


@pytest.mark.django_db
def test_data_of_somebody_else_is_left_alone(free_port, demo_mode, django_user_model):
    django_user_model.objects.create(username="somebody")
    with pytest.raises(CommandError, match="leaves it alone"):
        call_command("demo", port=free_port, reset=True)
    assert django_user_model.objects.count() == 1


def test_a_child_that_ends_is_named(tmp_path):
    children = runner.Children(tmp_path, dict(os.environ))
    children.start("web", [sys.executable, "-c", "pass"])
    children.running["web"].wait(10)
    with pytest.raises(runner.ChildEnded, match="web"):
        children.check()
    children.stop()


def test_children_stop_when_asked(tmp_path):
    children = runner.Children(tmp_path, dict(os.environ))
    children.start("worker", [sys.executable, "-c", "import time; time.sleep(60)"])
    children.check()
    children.stop()
    assert children.running["worker"].poll() is not None


def test_a_child_that_does_not_listen_is_made_to_stop(tmp_path, monkeypatch):
    monkeypatch.setattr(runner, "STOP_SECONDS", 0.5)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
    children = runner.Children(tmp_path, dict(os.environ))
    children.start("worker", [sys.executable, "-c", deaf])
    time.sleep(0.5)
    children.stop()
    assert children.running["worker"].returncode is not None


def test_django_serves_where_gunicorn_cannot(monkeypatch, tmp_path):
    monkeypatch.setattr(runner.os, "name", "nt")
    assert "runserver" in runner.web_command(tmp_path / "manage.py", 8000)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """Return a database that says it holds the demo: loading it is tested in `test_load`."""
    folder = tmp_path_factory.mktemp("loaded")
    for words in (["migrate"], ["shell", "-c", MARKED]):
        subprocess.run(
            [sys.executable, MANAGE, *words],
            env=environment(folder) | {"KRING_MODE": "demo"}, check=True, capture_output=True,
        )  # fmt: skip
    return folder / "demo.sqlite3"


@pytest.mark.slow
@pytest.mark.once  # on a SQLite file of its own
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_runs_sends_its_mail_and_stops_without_an_orphan(loaded, tmp_path, free_port, how):
    shutil.copy(loaded, tmp_path)
    env = environment(tmp_path)
    log = tmp_path / "log"
    with log.open("w") as out:
        demo = subprocess.Popen(
            [sys.executable, MANAGE, "demo", "--port", str(free_port)],
            env=env, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            wait_for(log, "Stop with Ctrl+C", demo)
            address = f"http://127.0.0.1:{free_port}/accounts/login/"
            with urllib.request.urlopen(address, timeout=20) as page:
                assert page.status == 200
            children = children_of(demo.pid)
            assert len(children) >= 2 or not Path("/proc").exists()
            demo.send_signal(how)
            assert demo.wait(20) == 0
        finally:
            demo.kill()
    text = log.read_text()
    assert "Traceback" not in text
    assert f"http://localhost:{free_port}/" in text
    assert "sanne" in text and "beheer" in text
    assert re.search(r"what you changed is kept", text)
    assert not [pid for pid in children if is_alive(pid)]
    assert runner.port_is_free(free_port)


def wait_for(log, words: str, demo) -> None:
    until = time.monotonic() + 60
    while words not in log.read_text():
        assert demo.poll() is None, log.read_text()
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.2)


def children_of(pid: int) -> list[int]:
    """Return a process's children and theirs, out of /proc; without it there is nothing to look at."""
    below: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            below.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    direct = below.get(pid, [])
    return direct + [deeper for child in direct for deeper in children_of(child)]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
