"""Text fit to store and to show: nothing invisible, and HTML read as text, never shown as HTML."""

import contextlib
import re
from html.parser import HTMLParser

LONGEST_HTML = 2_000_000
SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "object"})
BREAKS = frozenset(
    {
        "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
        "section", "table", "tr", "ul",
    }
)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES, _LINES = re.compile(r"[ \t\xa0]+"), re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """Return a text without control characters, marks that turn it around, and halves of characters."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return _CONTROL.sub("", whole.replace("\r\n", "\n").replace("\r", "\n"))


class _Reader(HTMLParser):
    """Collects what a person would read; quoted parts get a mark in front, as in plain mail."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.silent = 0
        self.quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent += 1
        if tag == "blockquote":
            self.quoted += 1
        if tag in BREAKS:
            self._break()
        elif tag == "td":
            self.found.append(" ")
        if tag == "li":
            self.found.append("- ")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        if tag == "body":  # what was never closed must not hide the rest
            self.silent = 0
        if tag == "blockquote":
            self.quoted = max(0, self.quoted - 1)
        if tag in BREAKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(" ".join(data.split("\n")))

    def _break(self) -> None:
        self.found.append("\n" + "> " * min(self.quoted, 5))


def text_of_html(html: str) -> str:
    """Return the text of HTML: no tags, scripts, styles or addresses of pictures."""
    reader = _Reader()
    with contextlib.suppress(Exception):  # the parser gives up on some nonsense; keep what it read
        reader.feed(html[:LONGEST_HTML])
        reader.close()
    lines = (_SPACES.sub(" ", line).strip() for line in clean("".join(reader.found)).split("\n"))
    return _LINES.sub("\n\n", "\n".join("" if line == ">" else line for line in lines)).strip()
