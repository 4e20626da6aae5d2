"""The marks of the tag library: stage, ring, score, severity, health, clock, avatar, icon."""

import re
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import translation


def show(source: str, **context) -> str:
    with translation.override("en"):
        return Template("{% load kring %}" + source).render(Context(context))


def account(stage="potential", *, is_former=False, cycle=1, rest_until=None):
    return SimpleNamespace(stage=stage, is_former=is_former, cycle=cycle, rest_until=rest_until)


@pytest.mark.parametrize(
    ("record", "letter", "words"),
    [
        (account(), "p", "Potential"),
        (account("customer"), "c", "Customer"),
        (account("customer", cycle=2), "c", "Customer · cycle 2"),
        (account("potential", is_former=True, cycle=2), "f", "Former · cycle 2"),
        (
            account("former", cycle=1, rest_until=date(2030, 3, 3)),
            "f",
            "Former, rest until 3 Mar 2030",
        ),
        (account("former", cycle=2), "f", "Former"),
    ],
)
def test_the_stage_badge_says_where_an_account_stands(record, letter, words):
    html = show("{% stage account %}", account=record)
    assert f'class="k-stage {letter}"' in html
    assert f"#ring-{letter}" in html
    assert html.endswith(f"{words}</span>")


def test_a_former_customer_has_its_left_and_bottom_arcs_filled():
    html = show("{% ring account 72 %}", account=account("potential", is_former=True, cycle=2))
    outer = html.split('class="old')[-1].split("/>", 1)[1]
    assert outer.count('class="f"') == 2
    assert outer.count('class="rest"') == 1
    assert 'aria-label="Former · cycle 2"' in html


@pytest.mark.parametrize(("cycle", "inner"), [(1, 0), (2, 3), (3, 6), (9, 9)])
def test_finished_cycles_stay_as_inner_rings_three_at_most(cycle, inner):
    assert (
        show("{% ring account %}", account=account("customer", cycle=cycle)).count('class="old')
        == inner
    )


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [(0, "det", "detractor"), (6, "det", "detractor"), (7, "pas", "passive"), (8, "pas", "passive"),
     (9, "pro", "promoter"), (10, "pro", "promoter")],
)  # fmt: skip
def test_a_score_shows_its_group_by_shape_and_word(value, kind, words):
    html = show("{% score value %}", value=value)
    assert f'class="k-score {kind}"' in html
    assert f"out of 10, {words}" in html


@pytest.mark.parametrize(
    ("value", "bars"), [("low", 1), ("normal", 2), ("high", 3), ("critical", 4)]
)
def test_severity_rises_in_bars(value, bars):
    html = show("{% severity value %}", value=value)
    assert html.count('class="on"') == bars
    assert value.capitalize() in html


@pytest.mark.parametrize(
    ("points", "kind", "band"),
    [(100, "g", "Good"), (75, "g", "Good"), (74, "w", "Attention"), (50, "w", "Attention"),
     (49, "r", "At risk"), (0, "r", "At risk")],
)  # fmt: skip
def test_health_is_a_bar_a_figure_and_a_word(points, kind, band):
    html = show("{% health account %}", account=SimpleNamespace(health=points))
    assert f'class="k-health {kind}"' in html
    assert f"of 100, {band}" in html


def test_health_is_shown_without_its_decimals():
    """74.5 is shown as 75; bands use the unrounded total (domain.md §10), so it asks attention."""
    html = show("{% health account %}", account=SimpleNamespace(health=Decimal("74.500")))
    assert "</svg>75<span" in html
    assert "Attention" in html


@pytest.mark.parametrize("source", ["{% score none %}", "{% severity none %}", "{% health none %}"])
def test_nothing_known_is_a_dash(source):
    assert "–" in show(source)


@pytest.mark.parametrize("state", ["ok", "run", "soon", "late", "wait", "was"])
def test_a_clock_has_an_icon_and_words(state):
    html = show("{% clock state '5 h left' %}", state=state)
    assert "<use href=" in html
    assert "5 h left" in html


def test_a_clock_of_unknown_state_is_only_words():
    assert show("{% clock 'x' text %}", text="<b>") == "&lt;b&gt;"


def test_an_avatar_tells_the_name_to_everybody():
    person = SimpleNamespace(pk=3, display_name="Fatima El Amrani")
    assert ">FA<" in show("{% avatar user %}", user=person)
    assert "visually-hidden" in show("{% avatar user %}", user=person)
    assert ">Fatima<" in show("{% avatar user 'short' %}", user=person)
    assert "<span>Fatima El Amrani</span>" in show("{% avatar user 'full' %}", user=person)
    assert "nobody" in show("{% avatar user %}", user=None)


def test_names_and_texts_are_escaped():
    person = SimpleNamespace(pk=1, display_name="<b>x</b> y")
    assert "<b>x</b>" not in show(
        "{% avatar user 'full' %}{% clock 'ok' text %}", user=person, text="<b>x</b>"
    )


def test_an_icon_is_silent_unless_it_has_a_label():
    assert 'aria-hidden="true"' in show("{% icon 'telephone' %}")
    assert 'aria-label="Call"' in show("{% icon 'telephone' 'Call' %}")


def test_every_icon_named_in_the_templates_and_the_code_is_in_the_sprite(settings):
    root = settings.BASE_DIR
    sprite = (root / "static" / "icons.svg").read_text()
    have = set(re.findall(r'id="i-([\w-]+)"', sprite))
    named = set()
    for path in (root / "templates").rglob("*.html"):
        named |= set(re.findall(r'{% icon "([\w-]+)"', path.read_text()))
    for package in ("crm", "customers", "complaints", "surveys"):
        for path in (root / package).rglob("*.py"):
            if "tests" not in path.parts:
                named |= set(re.findall(r'icon="([a-z][\w-]+)"', path.read_text()))
    assert named - have == set()


def test_filters_write_with_arguments():
    assert show('{{ d|short_day:"week" }}', d=date(2020, 11, 17)) == "Tue 17 Nov 2020"
    assert show(
        "{{ a|money:2 }} {{ b|signed }} {{ c|percent:1 }} {{ d|number }}", a=1, b=2, c=3, d=4000
    ) == ("€\xa01.00 +2 3.0% 4,000")
    assert show("{{ zero|dash }}{{ nothing|dash }}", zero=0) == "0–"


def test_a_date_carries_its_machine_form():
    html = show("{% when d 'day' %}", d=date(2026, 11, 17))
    assert html == '<time datetime="2026-11-17">17 Nov 2026</time>'
    assert show("{% when d %}", d=None) == "–"
    assert "title=" in show("{% when d 'ago' %}", d=date(2026, 11, 17))
