"""Load the accounts as they were first known, with sector, tags, group and address."""

import re
import unicodedata

from crm.demo.content.accounts import ACCOUNTS, TRADES, Line
from crm.demo.history import History
from customers.accounts.models import Account, Sector, Tag
from customers.accounts.services import create_account

STREETS = [
    "Industrieweg",
    "Handelskade",
    "Ambachtsstraat",
    "Nijverheidslaan",
    "De Corridor",
    "Techniekweg",
    "Havenstraat",
    "Stationsplein",
    "Kanaaldijk",
    "Ondernemersweg",
    "Vlijtseweg",
    "Marktstraat",
]
SOURCES = ("referral", "website", "fair", "cold", "partner", "other")
AREA_CODES = {"Noord": "038", "Midden": "033", "Zuid": "013"}
ABROAD = {
    "London": ("Verenigd Koninkrijk", "+44207946"),
    "Bristol": ("Verenigd Koninkrijk", "+44117496"),
    "Aachen": ("Duitsland", "+49241555"),
    "Antwerpen": ("België", "+3232960"),
    "Gent": ("België", "+3292960"),
}


def slug(name: str) -> str:
    """Return a name as it stands in an e-mail address or domain."""
    plain = (
        unicodedata.normalize("NFKD", name.replace("&", "en")).encode("ascii", "ignore").decode()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def domain(line: Line) -> str:
    """Return the mail domain of an account; `.example` reaches nobody."""
    return f"{slug(line.name)}.example"


def load(history: History) -> None:
    """Create every account on the day it became known; a group before its members."""
    sectors = {key: Sector.objects.create(name=name) for key, name in TRADES.items()}
    names = {line.tag for line in ACCOUNTS if line.tag}
    tags = {name: Tag.objects.create(name=name) for name in sorted(names)}
    for line in ACCOUNTS:
        history.accounts[line.key] = _create(history, line, sectors[line.trade], tags)


def _create(history: History, line: Line, sector: Sector, tags: dict[str, Tag]) -> Account:
    chance, moment = history.chance, history.moment(line.known_since)
    country, dial = ABROAD.get(line.city, ("Nederland", AREA_CODES[line.region]))
    mail = f"{slug(line.name)}@post.example" if line.is_person else f"info@{domain(line)}"
    return create_account(
        by=history.users[line.owner or "joost"],
        now=moment,
        kind="person" if line.is_person else "organisation",
        name=line.name,
        tags=[tags[line.tag]] if line.tag else (),
        parent=history.accounts.get(line.group),
        owner=history.users.get(line.owner),
        account_class=line.grade,
        is_key_account="key" in line.flags,
        source=chance.choice(SOURCES),
        region=line.region,
        renewal_on=history.day(line.renew) if line.renew is not None else None,
        sector=sector,
        street=f"{chance.choice(STREETS)} {chance.randint(1, 180)}",
        postcode=f"{chance.randint(1011, 9999)} {chance.choice('ABCDEGHJKL')}{chance.choice('ABCDEGHJKL')}",
        city=line.city,
        country=country,
        phone=f"{dial}{chance.randint(2000, 9999)}{'' if country != 'Nederland' else chance.randint(100, 999)}",
        email=mail,
        website="" if line.is_person else f"https://www.{domain(line)}",
        language="en" if "en" in line.flags else "nl",
    )
