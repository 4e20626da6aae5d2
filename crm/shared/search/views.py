"""The search page: the palette's results as a fragment, and a page that works without JavaScript."""

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from crm.shared import navigation
from crm.shared.htmx import render_page
from crm.shared.search.services import search
from crm.shared.search.text import normalise

PER_KIND = 6


@require_safe
def palette(request: HttpRequest) -> HttpResponse:
    """Show what was found: accounts, contacts, deals, complaints, and commands and pages by name."""
    typed = request.GET.get("q", "").strip()
    groups = search(request.user, typed, PER_KIND) if not typed.startswith(">") else []
    context = {
        "q": typed[:100],
        "groups": groups,
        "commands": commands(request, typed.lstrip("> ")),
        "count": sum(len(g.hits) for g in groups),
    }
    return render_page(request, "search/palette.html", "search/_results.html", context)


def commands(request: HttpRequest, typed: str) -> list[tuple[str, navigation.Shown]]:
    """Return the menu entries whose name contains every word, in English or in Dutch: (act, entry)."""
    words = normalise(typed).split()[:6]
    menu = [("new", entry) for entry in navigation.shown(navigation.NEW, request)]
    for _title, links in navigation.GROUPS:
        menu += [("go", entry) for entry in navigation.shown(links, request)]
    return [(act, e) for act, e in menu if all(w in names(act, e) for w in words)]


VERBS = {"new": "new nieuw nieuwe", "go": "go to ga naar"}


def names(act: str, entry: navigation.Shown) -> str:
    """Return what a menu entry is called in both languages."""
    labels = []
    for language in ("en", "nl"):
        with translation.override(language):
            labels.append(str(entry.link.label))
    return normalise(f"{VERBS[act]} {' '.join(labels)}")
