"""Runs Kring with the data of a believable company: one command, nothing to set up."""

import os
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from crm.demo import load, post, runner
from crm.demo.content.people import LOGINS, PASSWORD


class Command(BaseCommand):
    """Migrates, loads the demo once, and runs web server and worker until Ctrl+C."""

    help = (
        "Run Kring with demo data: migrate an SQLite file (or DATABASE_URL), load the data of a "
        "believable company when it is not there yet, start web server and worker."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the port and the two switches."""
        parser.add_argument("--port", type=int, default=8000, help="port of the web server (8000)")
        parser.add_argument("--reset", action="store_true", help="start again with fresh data")
        parser.add_argument("--load-only", action="store_true", help="load the data and stop")

    def handle(self, *args: Any, port: int, reset: bool, load_only: bool, **options: Any) -> None:
        """Refuse what cannot work, prepare the database, then run."""
        dutch = os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("nl")
        with translation.override("nl" if dutch else "en"):
            self.refuse(port, load_only)
            try:
                settings.SITE_URL = f"http://localhost:{port}"
                with runner.signals_as_stop():
                    self.prepare(reset)
                    post.readdress(settings.SITE_URL)
                    if not load_only:
                        self.run(port, settings.SITE_URL)
            except runner.Stopped:
                self.stdout.write(_("Stopped. Your data is kept for the next time."))

    def refuse(self, port: int, load_only: bool) -> None:
        """Say what stands in the way, before any work is done."""
        if settings.MODE != "demo":
            raise CommandError(
                _("The demo only runs with KRING_MODE=demo; it is %(mode)s now.")
                % {"mode": settings.MODE}
            )
        if not 1 <= port <= 65535:
            raise CommandError(_("A port is a number from 1 to 65535."))
        if not load_only and not runner.port_is_free(port):
            raise CommandError(
                _(
                    "Port %(port)s is in use by another program (perhaps a demo that is still "
                    "running). Stop that, or choose another port: manage.py demo --port %(other)s"
                )
                % {"port": port, "other": port + 1 if port < 65535 else 8000}
            )
        if load.holds_other_data():
            raise CommandError(
                _("This database holds data that is not the demo's. The demo leaves it alone.")
            )

    def prepare(self, reset: bool) -> None:
        """Bring the database up to date and load the data when it is not there yet."""
        started = time.monotonic()
        if reset:
            self.empty()
        self.stdout.write(_("Preparing the database …"))
        call_command("migrate", verbosity=0, interactive=False)
        if load.is_loaded():
            self.stdout.write(_("The demo data is there already; what you changed is kept."))
        else:
            self.stdout.write(_("Loading eighteen months of history …"))
            load.load(timezone.now())
        seconds = time.monotonic() - started
        self.stdout.write(_("Ready in %(seconds)d seconds.") % {"seconds": round(seconds)})

    def empty(self) -> None:
        """Throw the demo's data away: the SQLite file itself, or every row elsewhere."""
        if settings.SQLITE:
            connections.close_all()
            name = str(settings.DATABASES["default"]["NAME"])
            for ending in ("", "-wal", "-shm"):
                Path(name + ending).unlink(missing_ok=True)
        elif connection.introspection.table_names():
            call_command("migrate", verbosity=0, interactive=False)
            call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=False)

    def run(self, port: int, address: str) -> None:
        """Start web server and worker, print the banner, and stay until somebody stops it."""
        connections.close_all()
        environment = os.environ | {  # whatever a .env file says about a real installation
            "KRING_MODE": "demo",
            "SITE_URL": address,
            "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
            "HTTPS": "false",
            "PYTHONUNBUFFERED": "1",
            "LOG_LEVEL": os.environ.get("LOG_LEVEL", "ERROR"),
        }
        manage = settings.BASE_DIR / "manage.py"
        children = runner.Children(settings.BASE_DIR, environment)
        try:
            children.start("web", runner.web_command(manage, port))
            children.start("worker", runner.worker_command(manage))
            runner.wait_until_healthy(children, port)
            self.stdout.write(self.banner(address))
            self.stdout.flush()
            runner.watch(children)
        except runner.ChildEnded as ended:
            name = {"web": _("web server"), "worker": _("background worker")}[str(ended)]
            raise CommandError(
                _("The %(name)s stopped by itself; its last lines above say why.") % {"name": name}
            ) from None
        finally:
            children.stop()

    def banner(self, address: str) -> str:
        """Return address, log-ins, mailbox and how to stop, in a few lines."""
        width = max(len(login.username) for login in LOGINS)
        rows = [f"    {login.username:<{width}}  {login.name}, {login.role}" for login in LOGINS]
        return "\n".join(
            [
                "",
                _("Kring runs at %(address)s/") % {"address": address},
                "",
                _("  Log in with the password  %(password)s  as") % {"password": PASSWORD},
                *rows,
                "",
                _("  Mails it sends (none leaves this machine): %(address)s/mailbox/")
                % {"address": address},
                _("  Stop with Ctrl+C; fresh data with: manage.py demo --reset"),
                "",
            ]
        )
