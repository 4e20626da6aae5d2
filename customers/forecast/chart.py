"""The forecast as columns: won below, then what may come, surest first; a gold line is the target."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.shared.charts import svg
from crm.shared.charts.scale import scaled
from crm.shared.formats import MONTHS, language, money
from customers.forecast.outlook import Line

PARTS = ("won", "commit", "best", "rest")


def _pieces(line: Line) -> tuple[Decimal, ...]:
    """Return the heights of a column from below: won, committed, best case, the other open deals."""
    return (line.won, line.committed, line.best - line.committed, line.open - line.best)


def _short(amount: Decimal | int) -> str:
    """Write an amount above a column: thousands."""
    return f"{money(Decimal(amount) / 1000)}k" if amount else ""


def _month(line: Line) -> str:
    return MONTHS[language()][line.first.month - 1] if line.first else ""


def _told(line: Line) -> str:
    """Tell a column in words."""
    words = _("won %(won)s, committed %(committed)s, best case %(best)s, open %(open)s")
    return words % {
        "won": money(line.won),
        "committed": money(line.committed),
        "best": money(line.best),
        "open": money(line.open),
    }


def _draw(lines: Sequence[Line], label: str, width: int, height: int) -> SafeString:
    gap = 10 if width > svg.NARROW else 4
    wide = (width - gap * (len(lines) - 1)) / len(lines)
    base, room = height - 22, height - 44
    most = max((max(sum(_pieces(x)), x.target or Decimal(0)) for x in lines), default=Decimal(0))
    drawn = []
    for place, line in enumerate(lines):
        left, top = place * (wide + gap), float(base)
        bars = [svg.element("rect", x=left, y=0, width=wide, height=height, fill="transparent")]
        for part, amount in zip(PARTS, _pieces(line), strict=True):
            tall = scaled(amount, most, room)
            top -= tall
            bars.append(svg.rect(f"f-{part}", left, top, wide, tall, 0))
        if line.target is not None:
            at = base - scaled(line.target, most, room)
            bars.append(svg.line("target", left - 3, left + wide + 3, at, at))
        total = _short(sum(_pieces(line))) if width > svg.NARROW else ""
        short = _month(line) if width > svg.NARROW else _month(line)[:1].upper()
        bars.append(svg.text(left + wide / 2, top - 6, total, cls="v halo", anchor="middle"))
        bars.append(svg.text(left + wide / 2, height - 6, short, anchor="middle"))
        drawn.append(svg.door(line.doors.get("open"), f"{total} {short} {_told(line)}", *bars))
    drawn.append(svg.line("axis", 0, width, base, base))
    return svg.canvas(width, height, label, *drawn, linked=True)


def columns(lines: Sequence[Line], *, label: str) -> SafeString:
    """Draw the months of a year; each opens the list of its open deals."""
    return svg.both(_draw(lines, label, 1040, 240), _draw(lines, label, svg.NARROW, 200))
