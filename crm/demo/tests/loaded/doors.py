"""Read figures off a page, open each door, and compare the figure with the records behind it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any
from unittest import mock
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from crm.shared.lists.views import Page
from crm.shared.numbers import round_half_up

# Addresses that are no pages: files, keys to other pages, what ends the visit.
NO_PAGES = re.compile(
    r"(logout|/admin/|\.ics|/static/|/media/|format=csv|/export/|/download|/files/)"
)
DAY = re.compile(r"^\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
COUNT = re.compile(r"^([\d,]+)(?: +[^\d%€/]*)?$")
MONEY = re.compile(r"€\s*([\d,]+(?:\.\d\d)?)$")
SCORE = re.compile(r"^[+−-]?\d+(?:\.\d+)?(?: ?%|$)")


@dataclass
class Link:
    """A link of a page, and whether it is a figure with records behind it."""

    href: str
    text: str = ""
    is_door: bool = False
    kind: str = (
        ""  # what data-figure says: count, sum, share, score, median; or why it is none of these
    )


class Links(HTMLParser):
    """Collect the links of a page and the names of its places."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[Link] = []
        self.places: set[str] = set()
        self._open: list[Link] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take down a link and what it is called."""
        named = {name: value or "" for name, value in attrs}
        if "id" in named:
            self.places.add(named["id"])
        if tag == "a" and "href" in named and "download" not in named:
            classes = named.get("class", "").split()
            link = Link(
                named["href"], is_door="k-door" in classes, kind=named.get("data-figure", "")
            )
            self.links.append(link)
            self._open.append(link)

    def handle_endtag(self, tag: str) -> None:
        """Close a link."""
        if tag == "a" and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Add to the text of the links that are open."""
        for link in self._open:
            link.text += data


@dataclass
class Visit:
    """Walk through Kring as one colleague and write down what does not agree."""

    client: Client
    pages_of_a_kind: int = 2
    doors_of_a_kind: int = 2
    wrong: list[str] = field(default_factory=list)
    pages: int = 0
    opened: int = 0
    compared: Counter[str] = field(default_factory=Counter)
    _seen: Counter[str] = field(default_factory=Counter)
    _doors: Counter[str] = field(default_factory=Counter)
    _behind: dict[str, Any] = field(default_factory=dict)

    def walk(self, start: str) -> None:
        """Visit every kind of page that can be reached from a start, and open each door on it."""
        waiting = [(start, "")]
        while waiting:
            url, linked_from = waiting.pop(0)
            page = self._page(url, linked_from)
            if page is None:
                continue
            for link in page.links:
                target = urljoin(url, link.href)
                if link.is_door and self._is_due(url, link, target):
                    self._open_door(url, link, target, page)
                page_of_it = target.split("#")[0]
                if self._is_new(page_of_it):
                    waiting.append((page_of_it, url))

    def _is_new(self, url: str) -> bool:
        """Tell whether a page of this kind was not visited often enough yet."""
        parts = urlsplit(url)
        if parts.scheme or parts.netloc or NO_PAGES.search(url):
            return False
        try:
            resolve(parts.path)
        except Resolver404:
            self.wrong.append(f"no such page: {url}")
            return False
        kind = kind_of(url).partition("?")[0] + "?" * bool(parts.query)
        self._seen[kind] += 1
        return self._seen[kind] <= self.pages_of_a_kind

    def _is_due(self, page_url: str, link: Link, target: str) -> bool:
        """Tell whether this figure was not compared often enough on pages of this kind."""
        kind = f"{kind_of(page_url)} {kind_of(target)} {read(link.text.strip(), link.kind)[0]}"
        self._doors[kind] += 1
        return self._doors[kind] <= self.doors_of_a_kind

    def _page(self, url: str, linked_from: str) -> Links | None:
        response = self.client.get(url)
        if response.status_code in (301, 302, 405):
            return None
        self.pages += 1
        if response.status_code != 200:
            self.wrong.append(f"{response.status_code} at {url}, linked from {linked_from}")
            return None
        if not response.get("Content-Type", "").startswith("text/html") or response.streaming:
            return None
        return Links(response.content.decode())

    def _open_door(self, page_url: str, link: Link, target: str, page: Links) -> None:
        text = " ".join(link.text.replace("\xa0", " ").replace("\u202f", " ").split())
        kind, value = read(text, link.kind)
        self.opened += 1
        parts = urlsplit(target)
        if parts.fragment and (parts.path, parts.query) == urlsplit(page_url)[2:4]:
            if parts.fragment not in page.places:
                self.wrong.append(f"“{text}” at {page_url} leads to no place #{parts.fragment}")
            return
        behind = self._records(target.split("#")[0])
        where = f"“{text}” at {page_url} → {target}"
        if isinstance(behind, int):
            self.wrong.append(f"{behind}: {where}")
        elif behind is not None:
            self._compare(kind, value, behind, where)

    def _records(self, url: str) -> "int | Behind | None":
        """Return the list behind a door; a status when it does not open, None when it is no list."""
        if url not in self._behind:
            status, page = list_of(self.client, url)
            if status != 200:
                self._behind[url] = status
            else:
                self._behind[url] = Behind(self.client, url, page) if page else None
        return self._behind[url]

    def _compare(self, kind: str, value: Decimal, behind: "Behind", where: str) -> None:
        if kind == "count" and behind.page.count != value:
            self.wrong.append(f"count {behind.page.count}: {where}")
        elif kind == "sum" and value not in behind.sums:
            self.wrong.append(f"sums {sorted(behind.sums)}: {where}")
        elif kind in ("score", "median") and not behind.page.count:
            self.wrong.append(f"empty list: {where}")
        self.compared[kind] += 1


@dataclass
class Behind:
    """The list behind a door."""

    client: Client
    url: str
    page: Page
    _sums: set[Decimal] | None = None

    @property
    def sums(self) -> set[Decimal]:
        """Return the totals of the columns that hold amounts, whole and in cents."""
        if self._sums is None:
            totals: dict[str, Decimal] = {}
            for row in self._rows():
                for column in row.columns:
                    amount = column.csv_of(row.obj) if column.csv is not False else None
                    if isinstance(amount, Decimal):
                        totals[column.key] = totals.get(column.key, Decimal(0)) + amount
            exact = {*totals.values(), Decimal(0)} if not totals else set(totals.values())
            self._sums = exact | {Decimal(round_half_up(total)) for total in exact}
        return self._sums

    def _rows(self) -> Iterator[Any]:
        page = self.page
        while True:
            yield from page.rows
            if not page.next_url:
                return
            url = urljoin(self.url, f"{page.next_url}&per_page=200")
            _status, following = list_of(self.client, url)
            assert following is not None
            page = following


def list_of(client: Client, url: str) -> tuple[int, Page | None]:
    """Ask for a page; return its status and, when it is a list, the list: it is read and not drawn."""
    found: list[Page] = []

    def keep(
        request: Any, template: str, fragment: str, values: Any, status: int = 200
    ) -> HttpResponse:
        found.append(values["page"])
        return HttpResponse(status=status)

    with mock.patch("crm.shared.lists.views.render_page", keep):
        status = client.get(url).status_code
    return status, found[-1] if found else None


def kind_of(url: str) -> str:
    """Name the kind of page of an address: its view, and what it is asked, without the values."""
    parts = urlsplit(url)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        name = parts.path
    return f"{name}?{','.join(sorted(name for name, _value in parse_qsl(parts.query)))}"


def read(text: str, said: str) -> tuple[str, Decimal]:
    """Return what kind of figure a text is, and its value; "" for what is no figure."""
    if match := MONEY.search(text):
        return said or "sum", Decimal(match[1].replace(",", ""))
    if DAY.match(text):
        return said, Decimal(0)
    if match := COUNT.match(text):
        return said or "count", Decimal(match[1].replace(",", ""))
    if SCORE.match(text):
        return said or ("share" if text.endswith("%") else "score"), Decimal(0)
    return said, Decimal(0)
