"""The account plans: the told one of Waterland, and short ones for the other key accounts.

A goal: title | measure | unit | baseline | target | values as month:value. Revenue reads itself from the orders;
its target is a share of the revenue of twelve months.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Plan:
    """One plan of an account: texts, goals, actions, and how far it is."""

    account: str
    state: str
    texts: dict[str, str]
    goals: tuple[str, ...]
    actions: tuple[tuple[str, int, str, bool], ...] = ()  # title, days from today, result, done
    budget: str = ""
    reviewed: tuple[str, str] | None = None  # who, conclusion of the first review
    revised: dict[str, str] = field(default_factory=dict)  # texts of version 2
    revenue_factor: str = "1.10"


REVENUE = "Omzet|revenue|money|||"

WATERLAND = Plan(
    "waterland",
    "approved",
    {
        "mission": "De technische groothandel van Noord-Holland waar een installateur ’s ochtends voor zevenen "
        "meeneemt wat hij die dag nodig heeft.",
        "customer_strategy": "Twee nieuwe afhaalbalies, eigen voorraad warmtepompen, minder leveranciers.",
        "customer_goals": "Omzet warmtepompen verdubbelen; levertijd onder 24 uur; voorraadwaarde −10 %.",
        "market": "Hybride warmtepompen groeien, ketels krimpen. Rijnstroom Handel zit op prijs, Unitech op "
        "levertijd. Installateurs vragen om advies bij de keuze, niet om korting.",
        "strengths": "Levering voor 7.00 uur; onze buitendienst schoolt hun balie; raamcontract tot volgend jaar.",
        "weaknesses": "Twee late leveringen in het voorjaar; prijzen van onderdelen boven de markt.",
        "opportunities": "Eigen voorraad warmtepompen vraagt een vaste partner; nieuwe balie in Hoorn.",
        "threats": "Rijnstroom biedt 4 % lager op ketels; inkoop wil naar één leverancier minder.",
        "strategy": "Van leverancier naar partner in warmtepompen: scholing aan de balie, gezamenlijke voorraad, "
        "elk kwartaal een gesprek met de directeur.",
        "risks": "Prijsvergelijking bij verlenging: in september eigen voorstel met leverbetrouwbaarheid. "
        "Vertrek van de inkoper: tweede contact op het magazijn opbouwen.",
    },
    (
        REVENUE,
        "Aandeel warmtepompen|level|percent|30|45|3:33 6:37 9:41",
        "Gesprekken met de directeur|total|number||4|2:1 5:2 9:3",
    ),
    (
        ("Scholing warmtepompen voor de balie", -60, "Acht verkopers kunnen adviseren", True),
        ("Voorstel gezamenlijke voorraad", -20, "Akkoord van de directeur", True),
        ("Verlenging raamcontract bespreken", 12, "Afspraak over drie jaar", False),
        ("Kwartaalgesprek met de directeur", 26, "Doelen volgend jaar op papier", False),
    ),
    "2500|Twee scholingsdagen en een bezoek aan de fabriek",
    (
        "Sanne Dekker, Joost Meijer",
        "Omzet ligt op schema, warmtepompen ook. Leverbetrouwbaarheid eerst: twee late leveringen kostten "
        "vertrouwen. Voorstel gezamenlijke voorraad naar voren gehaald.",
    ),
    {
        "strategy": "Van leverancier naar partner in warmtepompen: gezamenlijke voorraad in Hoorn, scholing aan "
        "de balie, elk kwartaal een gesprek met de directeur over leverbetrouwbaarheid."
    },
)

TEXTS = {
    "I": {
        "mission": "Installaties die tien jaar zonder zorgen draaien.",
        "customer_goals": "Meer onderhoudscontracten, minder storingen in het eerste jaar.",
        "market": "Krapte aan monteurs; wie het snelst levert en uitlegt, wint.",
        "strengths": "Vaste contactpersoon, snelle nalevering.",
        "weaknesses": "Wij kennen vooral de inkoper.",
        "opportunities": "Ventilatie en regeltechniek kopen ze nog elders.",
        "threats": "SaniDirect levert rechtstreeks.",
    },
    "B": {
        "mission": "Bouwen zonder faalkosten.",
        "customer_goals": "Leveren per bouwfase, één aanspreekpunt.",
        "market": "Nieuwbouw trekt aan, marges blijven dun.",
        "strengths": "Levering per bouwfase bevalt.",
        "weaknesses": "Facturen per levering: te veel papier.",
        "opportunities": "Zeven projecten in voorbereiding.",
        "threats": "Inkoop via een combinatie.",
    },
    "W": {
        "mission": "Goed wonen, ook als het geld op is.",
        "customer_goals": "Alle woningen van label D naar B; bewoners tevreden.",
        "market": "Renovatie met subsidie, strak geplande stromen.",
        "strengths": "Onze planning volgt hun bewonersplanning.",
        "weaknesses": "Weinig contact met de directie.",
        "opportunities": "Raamcontract voor onderhoud loopt af.",
        "threats": "Aanbesteding op laagste prijs.",
    },
    "Z": {
        "mission": "Zorg die doordraait, ook in de techniek.",
        "customer_goals": "Geen uitval; aantoonbaar veilig water.",
        "market": "Strengere eisen, kleinere technische dienst.",
        "strengths": "Snelle reactie bij storing.",
        "weaknesses": "Rapportage komt te laat.",
        "opportunities": "Beheer van legionellapreventie.",
        "threats": "Facilitaire dienst wordt uitbesteed.",
    },
    "N": {
        "mission": "Produceren zonder stilstand.",
        "customer_goals": "Energie per ton product omlaag.",
        "market": "Warmte terugwinnen verdient zich terug in drie jaar.",
        "strengths": "Kennis van proceswarmte.",
        "weaknesses": "Lange levertijd van wisselaars.",
        "opportunities": "Tweede productielijn volgend jaar.",
        "threats": "Investeringen worden uitgesteld.",
    },
}

PLANS = (
    WATERLAND,
    Plan(
        "linge",
        "approved",
        {
            "strategy": "Referentie van de regio: hun monteurs als eerste op nieuwe techniek.",
            "risks": "Groei gaat sneller dan onze levering: elke maand afstemmen.",
        },
        (REVENUE, "Monteurs geschoold|total|number||20|3:6 8:15"),
        (("Scholingsdag regeltechniek", 18, "Vijf monteurs gecertificeerd", False),),
        "1200|Scholing",
        ("Sanne Dekker", "Op schema; de groei vraagt een tweede leverdag."),
    ),
    Plan(
        "oosterhof",
        "approved",
        {
            "strategy": "Alle ventilatie via ons, te beginnen met de scholen.",
            "risks": "Eén contactpersoon.",
        },
        (REVENUE, "Projecten ventilatie|total|number||8|4:2 9:5"),
        (("Kennismaken met de projectleider", -3, "Tweede contact", False),),
        revenue_factor="1.30",
    ),
    Plan(
        "fryslan",
        "approved",
        {"strategy": "Beheercontracten: vaste voorraad op hun bussen.", "risks": "Voorraadkosten."},
        (REVENUE, "NPS van hun monteurs|level|number|10|30|5:18 10:24"),
        (("Voorraad op de bus evalueren", 30, "Minder spoedleveringen", False),),
        reviewed=("Tom, Joost Meijer", "Voorraad op de bus werkt; uitbreiden naar alle bussen."),
    ),
    Plan(
        "rietveld",
        "approved",
        {
            "strategy": "Eén factuur per bouwfase en een vaste planner.",
            "risks": "Prijs bij verlenging.",
        },
        (REVENUE, "Facturen per project|level|number|34|8|3:22 8:11"),
        (("Raamcontract verlengen", 40, "Drie jaar vast", False),),
    ),
    Plan(
        "kempen",
        "draft",
        {"strategy": "Servicecontract voor alle ketels, onderdelen binnen een dag.", "risks": ""},
        (REVENUE, "Onderdelen binnen een dag|level|percent|82|95|"),
    ),
    Plan("eemland", "draft", {"strategy": "", "risks": ""}, (REVENUE,)),
    Plan(
        "brabantia",
        "approved",
        {
            "strategy": "Zuid opbouwen met hen als vaste partner.",
            "risks": "Afstand tot het magazijn.",
        },
        (REVENUE, "Gezamenlijke bezoeken|total|number||6|4:2 10:5"),
        revenue_factor="1.05",
    ),
    Plan(
        "rivierenland",
        "approved",
        {
            "strategy": "Aantoonbaar veilig water: rapportage bij elke levering.",
            "risks": "Uitbesteding.",
        },
        (REVENUE, "Locaties met rapportage|total|number||12|6:4 10:9"),
        (("Rapportage bespreken met de technische dienst", 9, "Akkoord op het format", False),),
        reviewed=("Daan, Joost Meijer", "Rapportage slaat aan; nog drie locaties dit jaar."),
    ),
)

SEGMENTS = {
    "I": ("Werk afronden in één bezoek", "Onderdelen ontbreken, monteur moet terug",
          "Tevreden klant en een volle planning", "Levering voor 7.00 uur en vaste voorraad op de bus",
          "Bij twaalf installateurs halveerde het aantal tweede bezoeken"),
    "G": ("De balie laten draaien", "Nee verkopen", "Installateurs die terugkomen",
          "Gezamenlijke voorraad en scholing aan de balie", "Waterland: 41 % warmtepompen in een jaar"),
    "B": ("Op tijd opleveren", "Leveringen die niet bij de bouwfase passen", "Geen faalkosten",
          "Levering en factuur per bouwfase, één planner", "Rietveld Bouw: van 34 naar 11 facturen per project"),
    "W": ("Woningen verduurzamen met bewoners erin", "Uitloop en klachten van bewoners",
          "Rust in de straat", "Planning die de bewonersplanning volgt", "Duinzicht: 96 % op de afgesproken dag"),
    "Z": ("Zorg zonder uitval", "Storing in het weekend", "Aantoonbaar veilig",
          "Rapportage bij elke levering, storing binnen vier uur", "Rivierenland: negen locaties aantoonbaar veilig"),
    "N": ("Produceren zonder stilstand", "Warmte die wegwaait", "Lagere kosten per ton",
          "Warmteterugwinning met meetplan", "Haven Industrie: terugverdiend in drie jaar"),
}  # fmt: skip
OWN_OFFER = ("linge", "Levering twee keer per dag en een vaste monteurscoach")
