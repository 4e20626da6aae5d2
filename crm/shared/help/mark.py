"""The "?" beside a figure: a button with a popover of the browser's own; no script, works by keyboard."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.shared.help import topics


def _panel(topic: topics.Topic) -> SafeString:
    parts = (
        (_("What it is"), topic.what),
        (_("How it is computed"), topic.how),
        (_("What it cannot say"), topic.cannot),
    )
    return format_html(
        '<span class="k-helptext" id="help-{}" popover role="note" aria-label="{}"><b>{}</b>{}'
        '<a href="{}#{}">{}</a></span>',
        topic.key,
        topic.title,
        topic.title,
        format_html_join("", "<span><i>{}</i> {}</span>", parts),
        reverse("help"),
        topic.key,
        _("All explanations"),
    )


def mark(key: str, request: HttpRequest | None) -> SafeString:
    """Show the "?" of a topic; its text stands once on a page, however often it is asked for.

    KeyError when no app registered the topic.
    """
    topic = topics.find(key)
    shown: set[str] = getattr(request, "_kring_help", set())
    button = format_html(
        '<button class="k-help" type="button" popovertarget="help-{}" aria-label="{}">?</button>',
        key,
        _("Explain: %(figure)s") % {"figure": topic.title},
    )
    if key in shown:
        return button
    if request is not None:
        request._kring_help = shown | {key}  # type: ignore[attr-defined]
    return button + _panel(topic)
