"""The marks of Kring: {% load kring %} for icons, badges, scores, clocks and the way figures are written."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from crm.shared import charts, formats, tabs, toasts
from crm.shared import navigation as navigation_data
from crm.shared.charts.ring import mark
from crm.shared.help import mark as help_mark
from crm.shared.numbers import round_half_up

register = template.Library()

CLOCK_ICONS = {
    "ok": "check2",
    "run": "clock",
    "soon": "clock",
    "late": "exclamation-triangle-fill",
    "wait": "pause-circle",
    "was": "exclamation-triangle",
}
SEVERITIES = {
    "low": (1, "low"),
    "normal": (2, "norm"),
    "high": (3, "high"),
    "critical": (4, "crit"),
}
GOOD, WATCH = 75, 50  # health: from 75 good, from 50 attention, below at risk


@lru_cache(maxsize=1)
def sprite() -> str:
    """Return the address of the one file that holds all icons."""
    return static("icons.svg")


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, label: str = "") -> SafeString:
    """Show an icon; it is decoration unless it gets a label."""
    if label:
        return format_html(
            '<svg class="k-i" role="img" aria-label="{}"><use href="{}#i-{}"/></svg>',
            label,
            sprite(),
            name,
        )
    return format_html(
        '<svg class="k-i" aria-hidden="true"><use href="{}#i-{}"/></svg>', sprite(), name
    )


def stage_words(stage: str, is_former: bool, cycle: int, rest_until: date | None = None) -> str:
    """Say a stage as everybody sees it: "Customer · cycle 2", "Former · cycle 2", "Potential"."""
    if stage == "former":
        if rest_until:
            return _("Former, rest until %(day)s") % {"day": formats.short_day(rest_until)}
        return pgettext("stage", "Former")
    words = {
        "c": pgettext("stage", "Customer"),
        "f": pgettext("stage", "Former"),
        "p": pgettext("stage", "Potential"),
    }[mark(stage, is_former)]
    return (
        _("%(stage)s · cycle %(cycle)s") % {"stage": words, "cycle": cycle} if cycle > 1 else words
    )


@register.simple_tag
def stage(account: Any, bare: bool = False) -> SafeString:
    """Show the stage badge of an account: ringlet and words."""
    letter = mark(account.stage, account.is_former)
    return format_html(
        '<span class="k-stage {}{}">{}{}</span>',
        letter,
        " bare" if bare else "",
        charts.ringlet(letter, sprite()),
        stage_words(
            account.stage, account.is_former, account.cycle, getattr(account, "rest_until", None)
        ),
    )


@register.simple_tag
def ringlet(letter: str) -> SafeString:
    """Show the 16 px ring of a stage: p, c or f. The word must stand beside it."""
    return charts.ringlet(letter, sprite())


@register.simple_tag
def ring(account: Any, size: int = 92) -> SafeString:
    """Show the ring of an account, `size` px wide; finished cycles are inner rings."""
    return charts.ring(
        account.stage,
        cycle=account.cycle,
        is_former=account.is_former,
        size=size,
        label=stage_words(
            account.stage, account.is_former, account.cycle, getattr(account, "rest_until", None)
        ),
    )


@register.simple_tag
def score(value: int | None) -> SafeString:
    """Show an answer 0 to 10: round promoter, soft square passive, boxed detractor."""
    if value is None or value == "":
        return format_html('<span class="k-muted">{}</span>', formats.DASH)
    kind, words = (
        ("det", _("detractor"))
        if value <= 6
        else ("pas", _("passive"))
        if value <= 8
        else ("pro", _("promoter"))
    )
    return format_html(
        '<span class="k-score {}">{}<span class="visually-hidden"> {}</span></span>',
        kind,
        value,
        _("out of 10, %(kind)s") % {"kind": words},
    )


@register.simple_tag
def severity(value: str) -> SafeString:
    """Show low, normal, high or critical as one to four rising bars and the word."""
    if value not in SEVERITIES:
        return format_html('<span class="k-muted">{}</span>', formats.DASH)
    level, kind = SEVERITIES[value]
    words = {
        "low": pgettext("severity", "Low"),
        "normal": pgettext("severity", "Normal"),
        "high": pgettext("severity", "High"),
        "critical": pgettext("severity", "Critical"),
    }[value]
    return format_html('<span class="k-sev {}">{}{}</span>', kind, charts.steps_mark(level), words)


@register.simple_tag
def health(value: Any) -> SafeString:
    """Show the health of an account (or a number 0 to 100): bar, rounded figure, band of the unrounded one."""
    points = getattr(value, "health", value)
    if points is None or points == "":
        return format_html('<span class="k-muted">{}</span>', formats.DASH)
    kind, words = (
        ("g", pgettext("health", "Good"))
        if points >= GOOD
        else ("w", pgettext("health", "Attention"))
        if points >= WATCH
        else ("r", pgettext("health", "At risk"))
    )
    return format_html(
        '<span class="k-health {}">{}{}<span class="visually-hidden"> {}</span></span>',
        kind,
        charts.meter(float(points) / 100),
        round_half_up(points),
        _("of 100, %(band)s") % {"band": words},
    )


@register.simple_tag
def clock(state: str, text: str = "") -> SafeString:
    """Show a clock: ok met, run running, soon, late, wait paused, was (late, but done); with words."""
    if state not in CLOCK_ICONS:
        return format_html("{}", text)
    return format_html(
        '<span class="k-sla {}">{}{}</span>',
        "ok" if state == "run" else state,
        icon(CLOCK_ICONS[state]),
        text,
    )


@register.filter
def initials(name: str) -> str:
    """Return at most two initials: first and last word."""
    words = [word for word in name.split() if word[:1].isalnum()]
    return (
        (words[0][:1] + (words[-1][:1] if len(words) > 1 else words[0][1:2])).upper()
        if words
        else "–"
    )


@register.simple_tag
def avatar(user: Any, name: str = "", size: str = "") -> SafeString:
    """Show a colleague's initials. name: "" hidden, "short" first name beside it, "full" whole name, "disc" none."""
    if not user:
        return format_html('<span class="k-muted">{}</span>', _("nobody"))
    full = str(getattr(user, "display_name", "") or user)
    colour = ("", "b", "c", "d")[(getattr(user, "pk", None) or 0) % 4]
    disc = format_html(
        '<span class="k-ava {} {}" aria-hidden="true">{}</span>', colour, size, initials(full)
    )
    if name == "disc":
        return disc
    if name == "full":
        return format_html('<span class="k-who">{}<span>{}</span></span>', disc, full)
    if name == "short":
        return format_html(
            '<span class="k-who">{}<span class="visually-hidden">{}</span><span aria-hidden="true">{}</span></span>',
            disc,
            full,
            full.split()[0],
        )
    return format_html('{}<span class="visually-hidden">{}</span>', disc, full)


@register.simple_tag
def org(name: str) -> SafeString:
    """Show the initials of an account in a square, beside its name."""
    return format_html('<span class="k-org" aria-hidden="true">{}</span>', initials(str(name)))


@register.simple_tag
def when(value: date | datetime | None, form: str = "day") -> SafeString:
    """Show a date in <time>: form day, short_day, week_day, long_day, moment, time or ago."""
    if not value:
        return format_html("{}", formats.DASH)
    written = {
        "day": formats.day,
        "short_day": formats.short_day,
        "week_day": lambda v: formats.short_day(v, weekday=True),
        "long_day": formats.long_day,
        "moment": formats.moment,
        "time": formats.clock_time,
        "ago": formats.ago,
    }[form](value)
    title = formats.moment(value) if form == "ago" else ""
    if title:
        return format_html(
            '<time datetime="{}" title="{}">{}</time>', value.isoformat(), title, written
        )
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), written)


@register.filter
def money(amount: Any, places: int = 0) -> str:
    """€ 184,320; with {{ amount|money:2 }} cents too."""
    return formats.money(amount, places)


@register.filter
def number(value: Any, places: int = 0) -> str:
    """184,320 or 184.320."""
    return formats.number(value, places)


@register.filter
def signed(value: Any, places: int = 0) -> str:
    """+25, −7, 0."""
    return formats.signed(value, places)


@register.filter
def percent(value: Any, places: int = 0) -> str:
    """87%; in tables {{ value|percent:1 }}."""
    return formats.percent(value, places)


@register.filter
def day(value: date | datetime | None) -> str:
    """17 Nov 2026."""
    return formats.day(value)


@register.filter
def short_day(value: date | datetime | None, form: str = "") -> str:
    """17 Nov; {{ value|short_day:"week" }} gives Tue 17 Nov; another year is written out."""
    return formats.short_day(value, weekday=form == "week")


@register.filter
def long_day(value: date | datetime | None, form: str = "") -> str:
    """Tuesday 17 November; {{ value|long_day:"year" }} adds the year."""
    return formats.long_day(value, year=form == "year")


@register.filter
def moment(value: datetime | None) -> str:
    """Tue 17 Nov, 16:00."""
    return formats.moment(value)


@register.filter
def clock_time(value: datetime | None) -> str:
    """16:00."""
    return formats.clock_time(value)


@register.filter
def ago(value: date | datetime | None) -> str:
    """5 h ago, 12 d ago."""
    return formats.ago(value)


@register.filter
def dash(value: Any) -> Any:
    """Show a dash for nothing known; 0 is something."""
    return formats.DASH if value is None or value == "" else value


@register.inclusion_tag("components/_account_tabs.html")
def account_tabs(account: Any, current: str) -> dict[str, Any]:
    """Show the pages and lists of an account as tabs, the rarer ones in a menu at the end."""
    every = tabs.of(account.pk, current)
    more = [tab for tab in every if tab["more"]]
    return {
        "tabs": [tab for tab in every if not tab["more"]],
        "more": more,
        "opened": next((tab for tab in more if tab["current"]), None),
        "name": _("Sections of this account"),
    }


@register.simple_tag
def page_url(name: str) -> str:
    """Return the address of a URL name, or nothing when that page is not there."""
    return navigation_data.address(name)


@register.filter
def undo_address(message: Any) -> str:
    """Return where the Undo of a message posts to."""
    return toasts.undo_address(message.extra_tags)


@register.simple_tag(takes_context=True, name="help")
def help_tag(context: dict[str, Any], key: str) -> SafeString:
    """Show a "?" that explains a figure; nothing without a key. Topics: crm.shared.help.topics."""
    return help_mark.mark(key, context.get("request")) if key else SafeString("")
