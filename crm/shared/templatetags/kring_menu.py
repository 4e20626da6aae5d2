"""The frame of a page: {% load kring_menu %} for the main menu, the New menu, search and keys."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from crm.shared import navigation as navigation_data

register = template.Library()


@register.inclusion_tag("components/_navigation.html", takes_context=True)
def navigation(context: dict[str, Any]) -> dict[str, Any]:
    """Show the main menu in its groups, with open work counted (context variable nav_counts)."""
    return {"groups": _menu(context)}


def _menu(context: dict[str, Any]) -> list[tuple[Any, list[navigation_data.Shown]]]:
    """Return the main menu of this request; sidebar and phone share one."""
    request = context.get("request")
    menu = getattr(request, "_kring_menu", None)
    if menu is None:
        counts = context.get("nav_counts")
        menu = [
            (title, navigation_data.shown(links, request, counts))
            for title, links in navigation_data.GROUPS
        ]
        if request is not None:
            request._kring_menu = menu
    return menu


@register.simple_tag(takes_context=True)
def go_links(context: dict[str, Any]) -> list[navigation_data.Shown]:
    """Return the entries of the main menu without their groups, for the phone."""
    return [entry for _title, entries in _menu(context) for entry in entries]


@register.simple_tag(takes_context=True)
def own_links(context: dict[str, Any]) -> list[navigation_data.Shown]:
    """Return what stands below the menu for those whose role it is: the settings."""
    return navigation_data.shown(navigation_data.OWN, context.get("request"))


@register.simple_tag(takes_context=True)
def new_links(context: dict[str, Any]) -> Sequence[navigation_data.Shown]:
    """Return the entries of the New menu that this user's role may use."""
    given = context.get("new")
    if given is not None:
        return given
    return navigation_data.shown(navigation_data.NEW, context.get("request"))


@register.simple_tag(takes_context=True)
def frame_dialogs(context: dict[str, Any]) -> SafeString:
    """Show the search dialog and the list of keys, written once per language and set of roles."""
    new = tuple(navigation_data.shown(navigation_data.NEW, context.get("request")))
    if settings.DEBUG:
        return _dialogs.__wrapped__(get_language(), new)
    return _dialogs(get_language(), new)


@lru_cache(maxsize=16)
def _dialogs(language: str, new: tuple[navigation_data.Shown, ...]) -> SafeString:
    links = [
        entry
        for _title, group in navigation_data.GROUPS
        for entry in navigation_data.shown(group, None)
    ]
    return mark_safe(  # noqa: S308 two templates of ours
        render_to_string("components/_palette.html", {"places": links, "new": new})
        + render_to_string("components/_keys.html")
    )
