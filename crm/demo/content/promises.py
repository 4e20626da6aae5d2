"""What we promised, to whom, and how it went.

Days count from today. A row ends with: `kept <day>`, `open`, `withdrawn <day> <why>`; `moved <day> <new due> <why>`
may stand before it. Gap = days promised - days taken: promised -14, due -10, kept -8 is 4 - 6 = -2, disappointed.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """One promise told in full."""

    account: str
    kind: str
    text: str
    promised: int
    due: int
    clock: str = ""
    kept: int | None = None
    withdrawn: tuple[int, str] | None = None
    moved: tuple[int, int, str] | None = None  # on which day, to which day, why


PROMISES = (
    Told(
        "waterland",
        "call_back",
        "Karin terugbellen over de fotocontrole van de anodes",
        -4,
        3,
        "14:00",
    ),
    Told("waterland", "other", "Voorraadlijst voor vestiging Hoorn sturen", -10, -6, kept=-7),
    Told("waterland", "quote", "Offerte raamcontract warmtepompen", -27, -20, kept=-20),
    Told(
        "waterland",
        "delivery",
        "Zes buffervaten leveren op de bouw in Zaandam",
        -170,
        -161,
        kept=-158,
    ),
    Told("kuipers", "quote", "Aangepaste offerte hybride sets, wijk De Draai", -9, -4),
    Told("kuipers", "call_back", "Hans terugbellen over de subsidieregeling", -40, -39, kept=-37),
    Told("oosterhof", "delivery", "Leverdatum van de zes units doorgeven", -1, 0, "17:00"),
    Told("oosterhof", "quote", "Offerte luchtbehandeling zes scholen", -25, -21, kept=-23),
    Told("koning", "quote", "Offerte ketelassortiment", -2, 7),
    Told("polderman", "visit", "Langskomen om het assortiment door te nemen", -20, -11, kept=-11),
    Told("terpstra", "complaint_reply", "Wim bellen met de uitkomst van het onderzoek", -5, 0),
    Told(
        "terpstra",
        "delivery",
        "Ontbrekende drie units naleveren",
        -6,
        -3,
        moved=(-4, 2, "Leverancier levert pas dinsdag uit"),
    ),
    Told(
        "noorderlicht",
        "visit",
        "Monteur langs sturen voor het geluid van de warmtepomp",
        -12,
        -8,
        moved=(-6, -2, "Monteur ziek, niemand anders met die opleiding"),
    ),
    Told("noorderlicht", "delivery", "Rubber dempers naleveren", -30, -26, kept=-19),
    Told("linge", "other", "Foto's en gegevens voor de referentie aanleveren", -12, -2, kept=-6),
    Told("rietveld", "delivery", "Beschadigde luchtkanalen vervangen", -8, -4, kept=-4),
    Told("heemskerk", "other", "Gecorrigeerde factuur sturen", -11, -8),
    Told("zwanenburg", "quote", "Offerte badkamers complex Rijnzicht", -80, -70, kept=-66),
    Told("mulder", "call_back", "Dirk terugbellen over het prijsverschil", -3, 1, "10:30"),
    Told("elzinga", "quote", "Definitieve offerte ombouw wagenpark", -7, -6, kept=-6),
    Told("stadhaven", "visit", "Met productspecialist naar de renovatiewoning", -7, 9),
    Told(
        "eemland",
        "quote",
        "Nieuwe staffel onderhoudscontract",
        -30,
        -24,
        withdrawn=(-26, "Klant wil de oude staffel houden"),
    ),
    Told(
        "kempen", "delivery", "Servicevoorraad aanvullen voor het stookseizoen", -60, -45, kept=-50
    ),
    Told("thornbury", "quote", "Quote for monthly call-off in pounds", -3, 2),
    Told("degraaf", "call_back", "Arie in december bellen met een voorstel", -14, 20),
    Told(
        "fryslan",
        "delivery",
        "Onderdelenpakket voor drie servicebussen",
        -16,
        -11,
        kept=-9,
        moved=(-13, -9, "Op verzoek van de klant, bussen waren nog niet ingericht"),
    ),
    Told("rivierenland", "visit", "Meting van de luchtstroom op afdeling 3", -5, 5),
    Told("haven", "call_back", "Terugbellen over het explosieveilige model", -2, -1),
    Told("zeeuwse", "delivery", "Twaalf fancoils op de werf", -21, -14, kept=-15),
    Told("hollandse", "quote", "Prijsvoorstel verdelers {year}", -6, 4),
)

TEXTS = {
    "quote": (
        "Offerte {product}",
        "Aangepaste offerte {product}",
        "Prijsvoorstel {product} met staffel",
    ),
    "delivery": (
        "Levering {product} op de bouw",
        "Nalevering {product}",
        "{product} op de afgesproken dag in het magazijn",
    ),
    "call_back": (
        "{first} terugbellen over de factuur",
        "{first} terugbellen over de levertijd van {product}",
        "{first} terugbellen na overleg met inkoop",
    ),
    "visit": ("Langskomen op de bouw", "Met de productspecialist langskomen"),
    "other": (
        "Garantiebewijs {product} opvragen",
        "Aansluitschema {product} sturen",
        "Bonusoverzicht sturen",
    ),
}
KINDS = (("quote", 30), ("delivery", 30), ("call_back", 22), ("visit", 8), ("other", 10))
MOVE_REASONS = (
    "Levertijd van de fabriek is opgeschoven",
    "Op verzoek van de klant, de bouw loopt uit",
    "Wachten op de tekeningen van de klant",
)
