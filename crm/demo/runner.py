"""Start the web server and the worker of the demo together, and stop them together."""

import contextlib
import importlib.util
import os
import signal
import socket
import subprocess  # noqa: S404
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

HOST = "127.0.0.1"
START_SECONDS = 30
STOP_SECONDS = 10


class Stopped(Exception):
    """Says that somebody asked the demo to stop."""


class ChildEnded(Exception):
    """Says that the web server or the worker ended by itself."""


def port_is_free(port: int) -> bool:
    """Say whether a web server can listen on this port of this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name == "posix":  # a port that was just left is free there
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return False
    return True


def web_command(manage: Path, port: int) -> list[str]:
    """Return how to start the web server: gunicorn, or Django's own where gunicorn cannot run."""
    if os.name == "posix" and importlib.util.find_spec("gunicorn"):
        return [
            *(sys.executable, "-m", "gunicorn", "crm.wsgi", "--bind", f"{HOST}:{port}"),
            *("--worker-class", "gthread", "--workers", "1", "--threads", "4"),
            *("--log-level", "warning", "--graceful-timeout", "3"),
        ]
    return [sys.executable, str(manage), "runserver", "--noreload", "--insecure", f"{HOST}:{port}"]


def worker_command(manage: Path) -> list[str]:
    """Return how to start the background worker, which does the housekeeping too."""
    return [sys.executable, str(manage), "worker", "--housekeeping"]


def is_healthy(port: int) -> bool:
    """Ask the web server whether it answers."""
    address = f"http://{HOST}:{port}/healthz"
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 - our own address
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


@contextlib.contextmanager
def signals_as_stop() -> Iterator[None]:
    """Turn Ctrl+C, SIGTERM and a closed terminal into Stopped inside this block."""

    def stop(number: int, frame: FrameType | None) -> None:
        for name in names:  # a second Ctrl+C must not break off the stopping
            signal.signal(name, signal.SIG_IGN)
        raise Stopped

    names = [
        getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
    ]
    before = {name: signal.signal(name, stop) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


@dataclass
class Children:
    """Holds the demo's processes; each in its own session, so that Ctrl+C reaches only us."""

    folder: Path
    environment: dict[str, str]
    running: dict[str, subprocess.Popen] = field(default_factory=dict)

    def start(self, name: str, command: list[str]) -> None:
        """Start one process with nothing to read from."""
        self.running[name] = subprocess.Popen(  # noqa: S603 - a command of our own
            command,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # the banner says what there is to say; errors are shown
            start_new_session=os.name == "posix",
        )

    def check(self) -> None:
        """Raise ChildEnded with the name of a process that is gone."""
        for name, child in self.running.items():
            if child.poll() is not None:
                raise ChildEnded(name)

    def stop(self) -> None:
        """Ask every process to stop; after STOP_SECONDS make it."""
        for child in self.running.values():
            if child.poll() is None:
                child.terminate()
        until = time.monotonic() + STOP_SECONDS
        for child in self.running.values():
            try:
                child.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                self._kill(child)

    def _kill(self, child: subprocess.Popen) -> None:
        """End a process that did not listen, with everything it started."""
        if os.name == "posix":
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
        child.wait()


def wait_until_healthy(children: Children, port: int) -> None:
    """Wait until the web server answers; raise ChildEnded when it cannot."""
    until = time.monotonic() + START_SECONDS
    while not is_healthy(port):
        children.check()
        if time.monotonic() > until:
            raise ChildEnded("web")
        time.sleep(0.2)


def watch(children: Children) -> None:
    """Wait as long as every process lives."""
    while True:
        children.check()
        time.sleep(0.5)
