"""The colleagues of Meerwijk Klimaattechniek, a technical wholesaler in Amersfoort."""

from dataclasses import dataclass

PASSWORD = "rondje-om-de-kring"  # noqa: S105 - printed on the screen; the demo listens to this machine only

COMPANY = {
    "name": "Meerwijk Klimaattechniek",
    "language": "nl",
    "email": "service@meerwijk.example",
    "complaints_email": "klachten@meerwijk.example",
    "phone": "+31334567800",
    "legal_term": "general",
}

TEAMS = {"noord": "Team Noord", "midden": "Team Midden", "zuid": "Team Zuid"}
MANAGERS = {"noord": "joost", "midden": "joost", "zuid": "ingrid"}


@dataclass(frozen=True)
class Person:
    """One colleague."""

    username: str
    first: str
    last: str
    job: str
    role: str
    team: str = ""
    language: str = "nl"
    active: bool = True

    @property
    def name(self) -> str:
        """Return the full name."""
        return f"{self.first} {self.last}"


PEOPLE = (
    Person("sanne", "Sanne", "Dekker", "Accountmanager", "sales", "noord"),
    Person("tom", "Tom", "Hendriks", "Accountmanager", "sales", "noord"),
    Person("youssef", "Youssef", "Amrani", "Accountmanager binnendienst", "sales", "noord"),
    Person("pieter", "Pieter", "Bos", "Senior accountmanager", "sales", "midden"),
    Person("noor", "Noor", "Visser", "Accountmanager", "sales", "midden"),
    Person("daan", "Daan", "Schouten", "Accountmanager projecten", "sales", "midden"),
    Person("lotte", "Lotte", "van Dijk", "Accountmanager", "sales", "zuid"),
    Person("emily", "Emily", "Carter", "Export account manager", "sales", "zuid", "en"),
    Person("fatima", "Fatima", "El Idrissi", "Klachtbehandelaar", "complaint_handler"),
    Person("ruud", "Ruud", "Willemsen", "Klachtbehandelaar", "complaint_handler"),
    Person("joost", "Joost", "Meijer", "Verkoopleider", "manager", "noord"),
    Person("ingrid", "Ingrid", "Hoekstra", "Commercieel directeur", "manager", "zuid"),
    Person("beheer", "Mark", "Vermeulen", "Applicatiebeheerder", "administrator"),
    Person("hans", "Hans", "Prins", "Accountmanager (uit dienst)", "sales", "midden", active=False),
)

ABSENT = {"lotte": ("emily", -6, 8)}  # who: (deputy, first and last day away from today)


@dataclass(frozen=True)
class Login:
    """One log-in on the banner."""

    username: str
    name: str
    role: str


ROLE_NAMES = {
    "sales": "sales",
    "complaint_handler": "complaint handler",
    "manager": "manager",
    "administrator": "administrator",
}
LOGINS = tuple(
    Login(person.username, person.name, ROLE_NAMES[person.role])
    for person in PEOPLE
    if person.username in ("sanne", "fatima", "joost", "beheer")
)
