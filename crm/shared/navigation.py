"""The frame's menus as data: where they lead, their icon, key and count. Names only, no app is imported."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crm.shared.access import has_role


@dataclass(frozen=True)
class Link:
    """One menu entry; `sections` are the URL namespaces (or names) in which it is the current one;
    `roles` who sees it at all (empty: everybody).
    """

    name: str
    label: str | Promise
    icon: str
    keys: str = ""
    count: str = ""
    sections: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A menu entry as one request sees it."""

    link: Link
    url: str
    current: bool
    count: int | None


DAY = (
    Link("home", _("My day"), "sun", "gh", "my_day", ("home", "tasks")),
    Link(
        "customers:list", _("Accounts"), "people", "gc",
        sections=(
            "customers",
            "contacts",
            "orders",
            "activities",
            "winback",
            "dmu",
            "empathy",
        ),
    ),
    Link("calendar:month", _("Calendar"), "calendar-event", "ga", sections=("calendar", "visits")),
    Link("deals:list", _("Pipeline"), "kanban", "gp", sections=("deals", "forecast")),
    Link("promises:list", _("Promises"), "hand-index-thumb", count="promises", sections=("promises", "insight:broken")),
)  # fmt: skip
LISTEN = (
    Link("complaints:list", _("Complaints"), "chat-left-text", "gk", "complaints", ("complaints",)),
    Link(
        "surveys:nps",
        _("NPS"),
        "speedometer2",
        "gn",
        "followups",
        (
            "surveys:nps",
            "surveys:response",
            "surveys:business",
            "surveys:trust",
            "surveys:not_asked",
            "answers",
            "followups",
            "themes",
            "improvements",
        ),
    ),
    Link("surveys:list", _("Surveys"), "send", sections=("surveys", "openlinks")),
)
UNDERSTAND = (Link("insight:index", _("Insight"), "water", "gi", sections=("insight",)),)
GROUPS = (("", DAY), (_("Listen"), LISTEN), (_("Understand"), UNDERSTAND))

OWN = (
    Link(
        "settings:index",
        _("Settings"),
        "gear",
        sections=("settings", "profiles", "readiness", "pipelines", "targets"),
        roles=("manager",),
    ),
)

NEW = (
    Link("customers:create", _("Account"), "building", "na", roles=("sales", "manager")),
    Link("contacts:create", _("Contact"), "person-plus", "nc", roles=("sales", "manager")),
    Link("deals:create", _("Deal"), "kanban", "nd"),
    Link("promises:create", _("Promise"), "hand-index-thumb", "np"),
    Link("tasks:create", _("Task"), "check2-square", "nt"),
    Link("complaints:create", _("Complaint"), "chat-left-text", "nk"),
)


EXACT = {
    name for _title, group in GROUPS for link in group for name in link.sections if ":" in name
}


def address(name: str) -> str:
    """Return the address of a URL name, or nothing when that page is not there."""
    return _address(name, get_urlconf())


@lru_cache(maxsize=256)
def _address(name: str, urlconf: str | None) -> str:
    try:
        return reverse(name, urlconf)
    except NoReverseMatch:
        return ""


def _where(request: HttpRequest | None) -> tuple[str, str]:
    match = getattr(request, "resolver_match", None)
    if match is None:
        return "", ""
    return match.namespace or match.url_name or "", match.view_name or ""


def shown(
    links: tuple[Link, ...], request: HttpRequest | None, counts: Mapping[str, int] | None = None
) -> list[Shown]:
    """Return the entries that exist, with the current one marked and open work counted."""
    section, view = _where(request)
    entries = []
    for link in links:
        url = address(link.name)
        if not url or (link.roles and not has_role(getattr(request, "user", None), *link.roles)):
            continue
        current = view in link.sections or (section in link.sections and view not in EXACT)
        entries.append(
            Shown(link, url, current, (counts or {}).get(link.count) if link.count else None)
        )
    return entries
