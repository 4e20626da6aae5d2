"""`manage.py benchmark`: how Kring's pages compare with a bare page, at the size that is there."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from django.utils import timezone

from crm.benchmark.load import fill
from crm.benchmark.measure import measure
from crm.shared.people.models import User
from customers.accounts.models import Account

PAGES = {
    "accounts": ("customers:list", ""),
    "accounts, filtered": ("customers:list", "?stage=customer&account_class=A"),
    "accounts by health": ("customers:list", "?sort=health"),
    "contacts": ("contacts:list", ""),
    "orders": ("orders:list", ""),
    "tasks": ("tasks:list", ""),
    "search, hit": ("search:palette", "?q=waterland"),
    "search, no hit": ("search:palette", "?q=zzqxy"),
    "search, phone": ("search:palette", "?q=030+2000017"),
    "home": ("home", ""),
    "pipeline": ("deals:list", ""),
    "complaints": ("complaints:list", ""),
    "complaint reports": ("complaint_reports:index", ""),
    "NPS": ("surveys:nps", ""),
    "insight": ("insight:index", ""),
    "cycle": ("insight:cycle", ""),
    "unhappy and silent": ("insight:unhappy", ""),
}


class Command(BaseCommand):
    """Fills a scratch database when asked, then prints a line per page."""

    help = "Measure pages against a bare page. Point DATABASE_URL at a scratch database first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fill", type=int, default=0, help="add this many accounts first")
        parser.add_argument("--rounds", type=int, default=40)
        parser.add_argument("--user", default="bench0", help="log-in name whose pages are measured")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill, measure, print."""
        if options["fill"]:
            if Account.objects.exclude(owner__username__startswith="bench").exists():
                raise CommandError("This database has accounts of its own: use a scratch database.")
            fill(options["fill"], now=timezone.now(), say=lambda line: self.stderr.write(line))
        user = User.objects.filter(username=options["user"]).first()
        if user is None:
            raise CommandError(f"Nobody is called {options['user']}; use --fill or --user.")
        account = Account.objects.visible_to(user).order_by("-revenue_12m").first()
        pages = {name: reverse(url) + query for name, (url, query) in PAGES.items()}
        if account is not None:
            pages["account page"] = account.get_absolute_url()
        with override_settings(ROOT_URLCONF="crm.benchmark.urls", ALLOWED_HOSTS=["testserver"]):
            client = Client()
            client.force_login(user)
            self.stdout.write(
                f"{'page':22}{'queries':>8}{'median ms':>11}{'p95 ms':>9}{'× bare':>8}"
            )
            for r in measure(client, pages, bare="/bare/", rounds=options["rounds"]):
                self.stdout.write(
                    f"{r.name:22}{r.queries:8}{r.median:11.1f}{r.p95:9.1f}{r.ratio:8.2f}"
                )
