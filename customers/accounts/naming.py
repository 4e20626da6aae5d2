"""How names, e-mail addresses and phone numbers are compared, sorted and stored."""

import re
import unicodedata

from django.utils.translation import gettext as _

from crm.shared import phones
from customers.errors import CustomerError

KEY_LENGTH = 200
LEGAL_FORMS = frozenset(
    ("bv", "nv", "vof", "cv", "bvba", "gmbh", "ag", "ltd", "limited", "inc", "llc", "plc", "sa")
)
_SEPARATORS = re.compile(r"[^\w]+|_+")
_DOTTED = re.compile(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w)\.(?=\s|$)")


def name_key(name: str) -> str:
    """Return the form of a name for sorting and comparing.

    Case, accents, punctuation, double spaces and a legal form at the end make no difference:
    `Bakkerij  De Brug B.V.` and `bakkerij de brug` are the same. A name of signs only keeps its signs.
    """
    folded = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    words = _SEPARATORS.sub(" ", _DOTTED.sub("", plain)).split()
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return (" ".join(words) or folded.strip())[:KEY_LENGTH]


def email_key(email: str) -> str:
    """Return the form of an e-mail address for comparing."""
    return unicodedata.normalize("NFKC", email).strip().casefold()[:254]


def to_e164(phone: str, *, field: str = "phone") -> str:
    """Return a phone number as +31612345678; empty stays empty.

    Numbers without a country code are read as numbers of `PHONE_REGION`.
    Raises CustomerError when it is no possible phone number.
    """
    if not phone.strip():
        return ""
    number = phones.normalise(phone.strip())
    if number is None:
        raise CustomerError(
            _("“%(phone)s” is not a phone number. Write it like 020 123 4567 or +32 2 123 45 67.")
            % {"phone": phone.strip()[:40]},
            field=field,
        )
    return number


def split_person_name(name: str) -> tuple[str, str]:
    """Return the first name and the rest; a single word is a last name."""
    first, _space, rest = name.strip().partition(" ")
    return (first[:80], rest.strip()[:120]) if rest else ("", first[:120])
