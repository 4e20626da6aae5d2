"""Charts drawn on the server as SVG: attributes and classes only, no script, no inline style."""

from .bars import Share, Step, distribution, shares, small_bars, steps
from .course import course, spark
from .dots import Dot, dots
from .flows import flows
from .funnel import Layer, funnel
from .interval import Reference, interval, interval_strip
from .life import Stretch, life
from .meter import meter, steps_mark
from .pairs import Pair, pairs
from .pareto import Cause, Piece, pareto
from .ring import portfolio_ring, ring, ringlet
from .stairs import stairs
from .trend import Mark, Point, trend
from .waterline import waterline

__all__ = [
    "Cause",
    "Layer",
    "Mark",
    "Pair",
    "Piece",
    "Dot",
    "Point",
    "Reference",
    "Share",
    "Step",
    "Stretch",
    "course",
    "distribution",
    "flows",
    "funnel",
    "dots",
    "interval",
    "interval_strip",
    "life",
    "meter",
    "pairs",
    "pareto",
    "portfolio_ring",
    "ring",
    "ringlet",
    "shares",
    "small_bars",
    "spark",
    "stairs",
    "steps",
    "steps_mark",
    "trend",
    "waterline",
]
