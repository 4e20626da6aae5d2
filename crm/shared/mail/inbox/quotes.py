"""What is new in a reply, and what is quoted; the marks that mail programs put before a subject. Pure."""

import re

MARK = re.compile(
    r"^\s*(re|antw|aw|vs|fw|fwd|tr|sv|wg|rif|doorst|ref|res|enc|odp|vl|vb)\s*(\[\d+\]|\(\d+\))?\s*[:：]\s*",
    re.IGNORECASE,
)
FORWARD = re.compile(r"^\s*(fw|fwd|tr|wg|doorst|enc|vb|vl)\s*(\[\d+\])?\s*[:：]", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\w-])KL-(\d{4})-(\d{4,9})(?![\w-])", re.IGNORECASE | re.ASCII)
_LINES = r"(van|from|von|de|sender)"
WROTE = re.compile(
    r"^\s*(on|op|am|le)\b.{5,200}\b(wrote|schreef|schrieb|a écrit)\b.{0,200}:\s*$", re.IGNORECASE
)
STARTS = (
    WROTE,
    re.compile(r"^\s*-{2,}\s*(original message|oorspronkelijk bericht|origineel bericht|"
               r"ursprüngliche nachricht|forwarded message|doorgestuurd bericht|message d'origine)\s*-*\s*$",
               re.IGNORECASE),
    re.compile(r"^\s*\*?_{10,}\*?\s*$"),
    re.compile(r"^\s*.{3,150}<[^<>\s]+@[^<>\s]+>\s*(wrote|schreef|schrieb)\b.{0,80}:\s*$", re.IGNORECASE),
    re.compile(r"^\s*(op|on|am)\b.{5,120}\bhet volgende geschreven:\s*$", re.IGNORECASE),
)  # fmt: skip
HEADS = re.compile(rf"^\s*\*?{_LINES}\s*:\*?\s*\S", re.IGNORECASE)
SENT = re.compile(
    r"^\s*\*?(verzonden|sent|gesendet|datum|date|envoyé|aan|to|an|onderwerp|subject|betreff)\s*:\*?\s*\S",
    re.IGNORECASE,
)
SCAN, LONGEST_LINE = 2_000, 400  # lines, characters looked at of one


def bare_subject(subject: str) -> str:
    """Return a subject without the marks of replies and forwards in front."""
    bare = subject
    for _round in range(20):
        shorter = MARK.sub("", bare, count=1)
        if shorter == bare:
            break
        bare = shorter
    return " ".join(bare.split())


def is_forward(subject: str) -> bool:
    """Tell whether a subject says that the mail was passed on: then what is quoted is the message."""
    return FORWARD.match(subject) is not None


def number_in(subject: str) -> str:
    """Return the number of a complaint in a subject, in capitals; empty for none."""
    found = NUMBER.search(subject)
    return found[0].upper() if found else ""


def new_text(text: str) -> str:
    """Return what is new in a reply: the lines before the quoted mail, without quoted lines at its end.

    An answer written between the quoted lines is kept whole; so is a text that is nothing but quotes.
    """
    lines = text.split("\n")
    end, follows = _quote_at(lines)
    after = [line for line in lines[follows:] if line.strip()]
    own_after = [line for line in after if not line.lstrip().startswith(">")]
    if after and own_after and len(own_after) < len(after):  # answers between quoted lines
        return text.strip()
    kept = lines[:end]
    while kept and (not kept[-1].strip() or kept[-1].lstrip().startswith(">")):
        kept.pop()
    return "\n".join(kept).strip() or text.strip()


def _quote_at(lines: list[str]) -> tuple[int, int]:
    """Return where the quoted mail is announced, and the line after that; the end for nowhere."""
    lines = [line[:LONGEST_LINE] for line in lines]
    for at, line in enumerate(lines[:SCAN]):
        if not line.strip():
            continue
        if any(start.match(line) for start in STARTS):
            return at, at + 1
        if at + 1 < len(lines) and WROTE.match(f"{line.strip()} {lines[at + 1].strip()}"):
            return at, at + 2
        if HEADS.match(line) and sum(bool(SENT.match(x)) for x in lines[at + 1 : at + 5]) >= 2:
            return at, at + 1
    return len(lines), len(lines)
