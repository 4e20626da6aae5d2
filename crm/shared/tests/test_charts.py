"""Charts: to scale, honest about small numbers, every mark a door, nothing the CSP forbids."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.utils import translation
from django.utils.safestring import SafeString

from crm.shared import charts
from crm.shared.charts import svg

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def english():
    with translation.override("en"):
        yield


def point(score, answers, label="Nov", url="#"):
    low, high = (None, None) if score is None else (score - 20, score + 20)
    return charts.Point(label, score, low, high, answers, url)


ALL = {
    "ring": lambda: charts.ring("customer", cycle=2, label="x"),
    "portfolio": lambda: charts.portfolio_ring(11, 31, 4, label="x", caption="customers"),
    "empty portfolio": lambda: charts.portfolio_ring(0, 0, 0, label="x", caption="customers"),
    "one stage": lambda: charts.portfolio_ring(0, 5, 0, label="x", caption="customers"),
    "meter": lambda: charts.meter(0.5),
    "interval": lambda: charts.interval(25, 14, 35, 187),
    "strip": lambda: charts.interval_strip(
        25, 14, 35, 187, [charts.Reference(30, "target", "target")]
    ),
    "no answers": lambda: charts.interval_strip(None, None, None, 0),
    "trend": lambda: charts.trend([point(25, 40), point(None, 3), point(10, 8)], label="x"),
    "course": lambda: charts.course(
        [(date(2026, 1, 5), 80.0), (date(2026, 3, 2), 48.5)],
        since=date(2026, 1, 5),
        until=date(2026, 11, 17),
        label="x",
        marks=[charts.Reference(75, "Good")],
    ),
    "dots": lambda: charts.dots(
        [charts.Dot("People", 3.4, 2.0, 4.5, 2.9), charts.Dot("Strategy", 4, 4, 4)],
        label="x",
        mark=3,
    ),
    "spark": lambda: charts.spark(
        [(date(2026, 1, 5), 80.0), (date(2026, 3, 2), 48.5)],
        since=date(2026, 1, 5),
        until=date(2026, 11, 17),
    ),
    "empty trend": lambda: charts.trend([], label="x"),
    "distribution": lambda: charts.distribution([1] * 11, urls=["#"] * 11),
    "shares": lambda: charts.shares(
        [charts.Share("det", "Detractors", 0), charts.Share("pro", "Promoters", 0)], label="x"
    ),
    "small": lambda: charts.small_bars([1, 2, 3], label="x"),
    "no bars": lambda: charts.small_bars([], label="x"),
    "pareto": lambda: charts.pareto(
        [
            charts.Cause("Price", [charts.Piece("f", 3, "3 Price", "#")], 60),
            charts.Cause("Other", [charts.Piece("f", 1, "a"), charts.Piece("rest", 1, "b")], 100),
        ],
        label="x",
    ),
    "no causes": lambda: charts.pareto([], label="x"),
    "life": lambda: charts.life(
        [charts.Stretch("p", date(2026, 1, 1), None)], today=date(2026, 1, 1), label="x"
    ),
}


@pytest.mark.parametrize("draw", ALL.values(), ids=ALL.keys())
def test_a_chart_is_well_formed_and_has_no_inline_style_or_script(draw):
    html = draw()
    assert isinstance(html, SafeString)
    ElementTree.fromstring(f"<x>{html}</x>")  # noqa: S314 our own output
    assert "style=" not in html
    assert "nan" not in html.lower()
    assert not re.search(r'(width|height|r)="-', html)


def test_texts_are_escaped_once():
    html = svg.element("text", "a < b & c", aria_label='"')
    assert html == '<text aria-label="&quot;">a &lt; b &amp; c</text>'
    assert "<text" in svg.element("g", html)


def test_shares_are_to_scale():
    """34 + 72 + 81 = 187 answers on 556 px (two gaps of 2): 101.1, 214.1 and 240.8 px."""
    html = charts.shares(
        [charts.Share("det", "D", 34), charts.Share("pas", "P", 72), charts.Share("pro", "O", 81)],
        label="x",
    )
    wide = html.split('class="only-s"')[0]
    widths = re.findall(r'width="([\d.]+)" height="18"', wide)
    assert [float(width) for width in widths] == [101.09, 214.07, 240.83]
    assert "34 · 18%" in wide


def test_the_name_of_a_linked_mark_contains_its_visible_text():
    html = charts.distribution([0, 0, 0, 0, 0, 0, 13, 0, 0, 0, 0], urls=["#"] * 11)
    for name, inner in re.findall(r'<a [^>]*aria-label="([^"]*)">(.*?)</a>', html):
        for words in re.findall(r"<text[^>]*>([^<]*)</text>", inner):
            assert words in name


@pytest.mark.parametrize(
    ("answers", "shown"),
    [(0, None), (4, None), (5, "hollow"), (29, "hollow"), (30, "dot"), (187, "dot")],
)
def test_few_answers_are_shown_as_what_they_are(answers, shown):
    html = charts.interval(25 if answers else None, 14, 35, answers)
    if shown is None:
        assert "fewer than 5 answers, no score" in html
        assert "<circle" not in html
    else:
        assert f'class="{shown}"' in html
        assert f"NPS +25, 95% interval +14 to +35, {answers} answers" in html


def test_a_month_without_a_score_leaves_a_gap():
    html = charts.trend(
        [point(25, 40), point(20, 40), point(None, 4), point(10, 40), point(12, 40)], label="x"
    )
    wide = html.split('class="only-s"')[0]
    assert wide.count('class="line"') == 2
    assert wide.count('class="band"') == 2
    assert "no score" in wide


def test_a_month_on_its_own_keeps_its_interval():
    html = charts.trend([point(None, 0), point(25, 40), point(None, 0)], label="x")
    wide = html.split('class="only-s"')[0]
    assert wide.count('class="ci"') == 1
    assert 'class="band"' not in wide


def test_the_scale_of_the_score_is_fixed():
    html = charts.trend([point(1, 40)], label="x")
    assert "+100" in html
    assert "−100" in html


def test_an_interval_of_zero_is_drawn_at_zero():
    """An upper bound of 0 is a bound, not a missing one: y of 0 lies halfway 14 and 260 = 137."""
    points = [charts.Point(month, -20, -40, 0, 40) for month in ("Oct", "Nov")]
    html = charts.trend(points, label="x")
    band = re.search(r'class="band" points="([^"]*)"', html)[1]
    assert band.split()[0].endswith(",137")


def test_a_portfolio_is_drawn_clockwise_from_the_top_to_scale():
    html = charts.portfolio_ring(1, 2, 1, label="x", caption="customers")
    assert html.count("<path") == 3
    assert html.index('class="c"') < html.index('class="f"') < html.index('class="p"')


def test_the_life_bar_ends_today():
    html = charts.life(
        [
            charts.Stretch("p", date(2024, 1, 1), date(2025, 1, 1)),
            charts.Stretch("c", date(2025, 1, 1), None, "Customer"),
        ],
        today=date(2026, 1, 1),
        label="x",
    )
    assert "2024" in html
    assert "Customer" in html
    assert charts.life([], today=date(2026, 1, 1), label="x") == ""


def test_the_running_share_of_a_pareto_has_a_lane_of_its_own():
    """560 wide: 100% lies at 512, 0% at 416; 60% lies 57.6 px on. The longest bar and its figure end before it."""
    wide = ALL["pareto"]().split('class="only-s"')[0]
    assert 'points="473.6,13 512,43"' in wide
    ends = [
        float(x) + float(w)
        for x, w in re.findall(r'<rect [^>]*x="([\d.]+)"[^>]*width="([\d.]+)"', wide)
    ]
    assert max(ends) <= 416 - 66
    assert wide.count("<a ") == 1 and ">Price<" in wide.split("<a ")[1].split("</a>")[0]
