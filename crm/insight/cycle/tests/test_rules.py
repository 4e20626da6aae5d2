"""The rules of the cycle page without a database: groups, cohorts and pictures to scale."""

import re

from crm.insight.cycle import groups
from crm.insight.cycle.cohorts import cohort
from crm.insight.cycle.paths import Path, flow_of
from crm.insight.cycle.read import Lasted
from crm.shared.charts import Cause, Piece, flows, pareto, stairs
from crm.shared.charts.flows import Band, Stand
from crm.shared.charts.stairs import Stair


def stayed(group: str, kept: int, lost: int) -> list[Path]:
    """Return a group of customers of whom some left."""
    return [
        Path(group, "c", "c", 0, 0, 0, False, kept),
        Path(group, "c", "f", 0, 0, 1, False, lost),
    ]


def test_a_group_is_marked_only_when_a_test_shows_it():
    """100 customers, 30 lost, beside 300 and 320 of whom a tenth left; 29 lost all and stay untested."""
    paths = [
        *stayed("a", 70, 30), *stayed("b", 270, 30), *stayed("c", 288, 32), *stayed("d", 0, 29),
        *stayed("e", 2, 2),
    ]  # fmt: skip
    found = {row.key: row for row in groups.rows(paths, {"a": "Sanne"}, "nobody")}
    assert [row.key for row in groups.rows(paths, {}, "")] == ["c", "b", "a", "d", "e"]
    assert found["a"].differs and found["a"].name == "Sanne" and found["b"].name == "nobody"
    assert found["d"].p is None and found["d"].is_indicative and not found["d"].differs
    assert found["e"].churn is None and found["e"].p is None


def test_equal_groups_are_not_marked():
    rows = groups.rows([*stayed("a", 90, 10), *stayed("b", 85, 15)], {}, "")
    assert [row.differs for row in rows] == [False, False] and all(row.p for row in rows)


def test_came_and_left_in_the_period_is_apart():
    """One came, left and returned; one customer left, came back and left again: one lost, two inside."""
    flow = flow_of([Path("", "", "c", 1, 1, 1, False, 1), Path("", "c", "f", 0, 1, 2, True, 1)])
    assert (flow.start, flow.lost, flow.lost_by_supplier, flow.came_and_left) == (1, 1, 1, 2)
    assert (flow.new, flow.won_back, flow.end, flow.corrected) == (1, 2, 1, 0)


def test_a_cohort_ends_where_fewer_than_five_are_watched():
    """Ten came: two went in month 3, five were seen for 8 months, three for 20: the line ends at 8."""
    found = cohort("2024", 2024, [Lasted(2024, 3, True, 2), Lasted(2024, 8, False, 5),
                                  Lasted(2024, 20, False, 3)])  # fmt: skip
    assert (found.count, found.still, found.until, found.at_risk) == (10, 8, 8, 8)
    assert found.is_thin and found.after(12) is None
    assert round(found.after(6).value, 2) == 0.8
    assert found.after(2).value == 1
    assert cohort("2024", 2024, [Lasted(2024, 3, True, 4)]).after(1) is None


def test_a_band_is_as_thick_as_its_count():
    """300 px high: 40 and 20 of 60 go their ways, twice as thick the one as the other."""
    left = [Stand("c", "c", "Customer", 60)]
    right = [Stand("c", "c", "Customer", 40), Stand("f", "f", "Left", 20)]
    svg = flows(left, right, [Band("c", "c", 40, "x", "/a/"), Band("c", "f", 20, "y", "/b/")],
                label="moves", heads=("start", "end"))  # fmt: skip
    paths = re.findall(
        r'class="flow c( moved)?" d="M[\d.]+ ([\d.]+)C[^L]*L[\d.]+ [\d.]+C[^Z]* ([\d.]+)Z"', svg
    )
    thick = [float(low) - float(top) for _moved, top, low in paths[:2]]
    assert round(thick[0] / thick[1], 1) == 2
    assert 'href="/b/"' in svg and svg.count("<svg") == 2


def test_stairs_and_causes_are_drawn_to_scale_and_nothing_is_nothing():
    every = Stair("all", 10, [(5, 50)], 10)
    drawn = stairs(
        [Stair("2024", 4, [], 3, few="fewer than 5")], every, label="x", ticks="10 months"
    )
    assert "fewer than 5" in drawn and "hollow" not in drawn
    assert stairs([], every, label="x", ticks="") == ""
    bars = pareto([Cause("Price", [Piece("f", 30, "a"), Piece("rest", 10, "b")], 80.0),
                   Cause("Other", [Piece("f", 10, "c")], 100.0)], label="x")  # fmt: skip
    widths = [float(w) for w in re.findall(r'class="f"[^>]*width="([\d.]+)"', bars)][:2]
    assert round((widths[0] + 1) / (widths[1] + 1), 2) == 3
