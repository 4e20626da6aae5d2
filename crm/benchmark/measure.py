"""Times pages against the bare page, in turns, so that a noisy machine disturbs both alike."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Result:
    """One page: queries, median and 95th percentile in ms, ratio of medians to the bare page."""

    name: str
    queries: int
    median: float
    p95: float
    ratio: float


def _once(client: Client, address: str) -> float:
    started = time.perf_counter()
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")
    return (time.perf_counter() - started) * 1000


def measure(client: Client, pages: dict[str, str], *, bare: str, rounds: int) -> Iterator[Result]:
    """Time each page and the bare page alternately, after one warm-up of both."""
    for name, address in pages.items():
        _once(client, bare)
        _once(client, address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        queries = len(asked)  # the next request empties the log
        times, control = [], []
        for _round in range(rounds):
            control.append(_once(client, bare))
            times.append(_once(client, address))
        times.sort()
        median = statistics.median(times)
        yield Result(
            name,
            queries,
            median,
            times[min(int(len(times) * 0.95), len(times) - 1)],
            median / statistics.median(control),
        )
