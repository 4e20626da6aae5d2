"""Decide what is kept of how things stood at the moment of an answer."""

from datetime import date

DAYS_IN_YEAR = 365.25
FREE_MAIL = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.nl", "live.nl"),
        *("live.com", "icloud.com", "yahoo.com", "ziggo.nl", "kpnmail.nl", "xs4all.nl"),
    }
)


def tenure(customer_since: date | None, today: date) -> str:
    """Tell for how long somebody is a customer, as a key of Tenure; empty for no customer."""
    if customer_since is None or customer_since > today:
        return ""
    years = (today - customer_since).days / DAYS_IN_YEAR
    if years < 1:
        return "lt1"
    if years < 3:
        return "1to3"
    return "3to10" if years < 10 else "10plus"


def is_own_domain(address: str, house: str) -> bool:
    """Tell whether an address has the domain of the house; a shared mail provider says nothing."""
    domain = house.rpartition("@")[2].casefold()
    return bool(
        domain and domain not in FREE_MAIL and address.casefold().rpartition("@")[2] == domain
    )
