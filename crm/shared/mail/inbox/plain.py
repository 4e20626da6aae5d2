"""Text fit to store and to show: nothing invisible, and HTML read as text, never shown as HTML."""

import re
from html import unescape

LONGEST_HTML = 500_000
SILENT = frozenset({"script", "style", "title", "template", "noscript", "svg", "object"})
BREAKS = frozenset(
    {
        "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
        "section", "table", "tr", "ul",
    }
)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
# Each stops at the next < or >, so that nothing is read twice.
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]{0,20})(?:[\s/][^<>]*)?>")
_DECLARED = re.compile(r"<[!?][^<>]*>")
_SPACES, _LINES = re.compile(r"[ \t\xa0]+"), re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """Return a text without control characters, marks that turn it around, and halves of characters."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return _CONTROL.sub("", whole.replace("\r\n", "\n").replace("\r", "\n"))


def text_of_html(html: str) -> str:
    """Return the text of HTML: no tags, comments, scripts, styles or addresses of pictures.

    Reads once from front to back: unclosed nonsense takes no longer than a letter of that length,
    which the standard library's parser cannot say.
    """
    source, found, quoted, at = _without_comments(html[:LONGEST_HTML]), [], 0, 0
    for tag in _TAG.finditer(source):
        if tag.start() < at:  # inside what is never shown
            continue
        found.append(source[at : tag.start()])
        at, closes, name = tag.end(), bool(tag[1]), tag[2].lower()
        if name in SILENT and not closes:
            end = source.lower().find(f"</{name}", at)
            at = end if end >= 0 else len(source)
        if name == "blockquote":
            quoted = max(0, quoted - 1) if closes else quoted + 1
        if name in BREAKS:
            found.append("<br>" + "&gt; " * min(quoted, 5))
        if name in ("td", "th"):
            found.append(" ")
        elif name == "li" and not closes:
            found.append("- ")
    found.append(source[at:])
    joined = "".join(" ".join(part.split("\n")) for part in found)
    text = "\n".join(unescape(line) for line in joined.split("<br>"))
    lines = (_SPACES.sub(" ", line).strip() for line in clean(text).split("\n"))
    return _LINES.sub("\n\n", "\n".join("" if line == ">" else line for line in lines)).strip()


def _without_comments(html: str) -> str:
    kept, at = [], 0
    while (start := html.find("<!--", at)) >= 0 and (end := html.find("-->", start + 4)) >= 0:
        kept.append(html[at:start])
        at = end + 3
    return _DECLARED.sub("", "".join(kept) + html[at:])
