"""What people at the accounts see, hear, think, say, fear and want; personas and customer profiles."""

from dataclasses import dataclass

# key | person | facet | days ago | source | sentence; without a person it is a need of the account
SAID = """
waterland|Karin|thinks|-12|visit|Als er weer een monteur voor niets rijdt, sta ík bij Marieke aan het bureau.
waterland|Karin|hears|-40|call|Van haar monteurs hoort ze dat Rijnstroom wél belt als een levering schuift.
waterland|Karin|says|-40|visit|Vraagt bij elke offerte eerst naar de levertijd en pas daarna naar de prijs.
waterland|Karin|pains|-3|survey|Tweede keer dit jaar dat ik een monteur naar huis moest sturen. Bel vóór de wagen vertrekt, niet erna.
waterland|Karin|pains|-75|call|Facturen zonder projectnummer moet ze met de hand uitzoeken.
waterland|Karin|gains|-26|visit|Eén aanspreekpunt voor Purmerend en Hoorn, dat zelf terugbelt.
waterland|Marieke|thinks|-65|visit|De vestiging in Hoorn moet in het eerste jaar rendabel zijn.
waterland|Marieke|hears|-65|visit|Haar branchevereniging waarschuwt voor krapte aan monteurs.
waterland|Marieke|gains|-110|visit|Een leverancier die meedenkt over voorraad, zodat zij geen geld in het magazijn heeft staan.
waterland|Ruben|sees|-26|visit|Bij de goederenontvangst gaat het mis: wij labelen per doos, zij scannen per pallet.
waterland|Ruben|says|-26|visit|Noemt ons tegenover collega's een partner, geen leverancier.
waterland|Ruben|gains|-90|call|Palletlabels vanaf december; dan kan hij met één man minder toe.
waterland|Ahmed|pains|-26|visit|Deelzendingen zonder pakbon: hij telt alles twee keer.
waterland||functional|-26|visit|Levering voor 07.30 uur op beide locaties, één pakbon per pallet.
waterland||functional|-110|visit|Voorraad op afroep voor het stookseizoen.
waterland||psychological|-12|visit|Zekerheid: liever een slecht bericht op tijd dan goed nieuws achteraf.
rietveld|Esther|thinks|-33|visit|Bang dat de raamovereenkomst te duur blijkt als de bouw inzakt.
rietveld|Esther|hears|-70|call|Haar uitvoerders klagen over onze bezorgtijden.
rietveld|Esther|says|-33|visit|Onderhandelt scherp, maar houdt zich altijd aan wat is afgesproken.
rietveld|Esther|pains|-33|visit|Drie contactpersonen bij ons, niemand kent het hele project.
rietveld|Esther|gains|-120|visit|Vaste prijzen voor een jaar en maandelijks één rapport.
rietveld||functional|-33|visit|Bouwplaatslevering op uur nauwkeurig.
rietveld||psychological|-120|visit|Gezien worden als grote klant, ook in een mindere maand.
oosterhof|Anja|thinks|-18|visit|Wil het bedrijf over vijf jaar gezond aan haar dochter overdragen.
oosterhof|Anja|sees|-18|visit|Ziet collega's stoppen door gebrek aan opvolging.
oosterhof|Anja|gains|-50|call|Een leverancier die haar jonge monteurs opleidt.
oosterhof|Gert-Jan|says|-18|visit|Belt liever dan dat hij mailt, altijd voor acht uur.
oosterhof|Gert-Jan|pains|-84|call|Zoeken in vier webshops naar één ventilatierooster.
oosterhof||functional|-18|visit|Ventilatie en regeling van één leverancier, vooraf ingesteld.
linge|Jelle|thinks|-45|visit|Trots op het proefproject in Tiel; wil ermee naar buiten.
linge|Jelle|hears|-45|visit|Gemeenten vragen hem steeds vaker om gasloze plannen.
linge|Jelle|sees|-14|call|Twee concurrenten bieden al een buffervat met garantie van tien jaar.
linge|Jelle|says|-14|call|Beveelt ons aan op elke bijeenkomst van Techniek Nederland.
linge|Jelle|gains|-45|visit|Als eerste de nieuwe warmtepomp mogen plaatsen.
linge|Nienke|pains|-60|email|Prijslijsten die elk kwartaal wijzigen zonder toelichting.
linge||psychological|-45|visit|Voorop lopen en dat ook laten zien.
terpstra|Wim|thinks|-30|call|Vindt dat wij hem sinds de overname niet meer kennen.
terpstra|Wim|pains|-30|complaint|Drie keer hetzelfde onderdeel verkeerd; hij wil er geen brief meer over schrijven.
terpstra|Sietske|says|-80|call|Bestelt steeds vaker bij Warmtehuis Direct, omdat die 's avonds opneemt.
noorderlicht|Femke|thinks|-22|call|Overweegt serieus om over te stappen, maar ziet op tegen het werk.
noorderlicht|Femke|pains|-22|survey|Niemand voelt zich verantwoordelijk als een toezegging niet wordt nagekomen.
noorderlicht|Henk|sees|-55|visit|Ons magazijn oogt rommelig vergeleken met dat van Unitech.
fryslan||functional|-60|visit|Storingsonderdelen binnen vier uur in heel Friesland.
eemland||functional|-38|visit|Onderhoudsdelen per complex gebundeld, met rapportage voor de corporatie.
eemland||psychological|-38|visit|Geen klagende huurders: rust in de wijk.
kempen|Mark|thinks|-27|visit|Wil naar één leverancier per productgroep en moet dat intern nog verkopen.
kempen|Mark|gains|-27|visit|Cijfers waarmee hij zijn directie overtuigt.
heuvelgroep|Caroline|thinks|-41|call|Kijkt naar de hele groep; een vestiging die goedkoper inkoopt overtuigt haar niet.
heuvelgroep|Caroline|hears|-41|call|Haar vestigingen vragen om lokale voorraad.
heuvelgroep||functional|-41|call|Eén contract en één factuur voor alle vestigingen.
thornbury|Harriet|pains|-35|email|Customs papers arrive after the lorry does.
thornbury|Harriet|gains|-35|email|A stock list in English she can trust.
thornbury|George|thinks|-100|visit|Wants to stay independent of the big German wholesalers.
"""

LEADS = """
waterland|Marieke|Karin
waterland|Marieke|Ruben
waterland|Ruben|Ahmed
waterland|Karin|Petra
oosterhof|Anja|Gert-Jan
linge|Jelle|Nienke
terpstra|Wim|Sietske
kuipers|Hans|Joke
noorderlicht|Femke|Henk
hofstra|Gerrit|Loes
thornbury|George|Harriet
"""  # who leads whom

SECOND = (
    ("heuvelgroep", "Caroline", "rietveld", "Commissaris"),
    ("oosterhof", "Anja", "linge", "Voorzitter inkoopvereniging"),
    ("waterland", "Ruben", "vaneck", "Adviseur logistiek"),
)

TARGETS = {  # whom we want to know whom: colleague → levels
    "waterland": {
        "sanne": "board management operations",
        "joost": "board management",
        "youssef": "operations",
    },
    "rietveld": {"pieter": "board management", "joost": "board", "noor": "operations"},
    "oosterhof": {"sanne": "board management", "ingrid": "board"},
    "linge": {"sanne": "board management", "joost": "board", "youssef": "operations"},
    "kempen": {"noor": "board management", "joost": "board"},
    "heuvelgroep": {"joost": "board management", "ingrid": "board"},
    "fryslan": {"tom": "board management", "joost": "board"},
}

# key | colleague | person | days ago | what was said: talks of others than the owner
TALKS = """
waterland|joost|Marieke|-64|Kennismaking met Marieke op directieniveau: plannen voor Hoorn besproken.
waterland|youssef|Ahmed|-20|Met Ahmed de pakbonnen doorgelopen; voorstel voor palletlabels gemaakt.
linge|joost|Jelle|-44|Met Jelle de referentiemiddag voorbereid.
rietveld|joost|Esther|-90|Raamovereenkomst doorgesproken met Esther.
oosterhof|ingrid|Anja|-48|Lunch met Anja over de opvolging in haar bedrijf.
"""


@dataclass(frozen=True)
class Type:
    """A persona or customer profile; `trade` makes it the profile of a segment, `who` are its contacts."""

    name: str
    goals: str
    pains: str
    objections: str
    channels: str
    criteria: str
    trade: str = ""
    who: str = ""


TYPES = (
    Type(
        "Inkoper onder druk",
        "Leverzekerheid\nMinder leveranciers",
        "Monteurs die voor niets rijden\nNabellen van leveringen",
        "Wisselen kost tijd\nDe prijs is elders lager",
        "Telefoon voor negen uur\nWebshop",
        "1. Levertijd\n2. Bereikbaarheid\n3. Prijs",
        who="waterland:Karin rietveld:Esther kempen:Mark linge:Nienke mulder:Dirk oosterhof:Gert-Jan",
    ),
    Type(
        "Directeur-eigenaar",
        "Gezond bedrijf overdragen\nTijd over voor klanten",
        "Personeelstekort\nMarge onder druk",
        "Ik ken jullie niet meer\nGrote leveranciers vergeten ons",
        "Persoonlijk bezoek\nBranchevereniging",
        "1. Vertrouwen\n2. Meedenken\n3. Marge",
        who="terpstra:Wim kuipers:Hans zwanenburg:Leo oosterhof:Anja polderman:Kees degraaf:Arie hofstra:Gerrit",
    ),
    Type(
        "Technicus met hart voor het vak",
        "Het mooiste project\nAls eerste iets nieuws",
        "Slechte handleidingen\nOnderdelen die niet passen",
        "Eerst zien, dan geloven",
        "Training en beurs\nVakblad",
        "1. Techniek\n2. Ondersteuning\n3. Garantie",
        who="waterland:Ruben linge:Jelle noorderlicht:Femke",
    ),
    Type(
        "Gebruiker op de werkvloer",
        "Doorwerken zonder gedoe",
        "Deelzendingen\nVerkeerde labels",
        "Niemand vraagt ons iets",
        "Magazijn en bouwplaats",
        "1. Compleet\n2. Op tijd\n3. Duidelijke pakbon",
        who="waterland:Ahmed noorderlicht:Henk hofstra:Loes",
    ),
    Type(
        "Installatiebedrijf tot 50 mensen",
        "Vol gepland zitten\nOverstap op warmtepompen",
        "Tekort aan monteurs\nVoorraad in de bus",
        "Een tweede leverancier houdt de prijs scherp",
        "Accountmanager, balie, app",
        "1. Beschikbaarheid\n2. Bezorgtijd\n3. Prijs",
        trade="I",
    ),
    Type(
        "Technische groothandel",
        "Breed assortiment\nSnelle doorloop",
        "Dubbel tellen bij ontvangst\nRetouren",
        "Jullie verkopen ook rechtstreeks",
        "Kwartaaloverleg, EDI",
        "1. Leverbetrouwbaarheid\n2. Condities\n3. Data",
        trade="G",
    ),
    Type(
        "Bouwbedrijf",
        "Projecten zonder uitloop",
        "Levering op de verkeerde dag",
        "Aanbesteden is verplicht",
        "Projectleider op de bouwplaats",
        "1. Op uur nauwkeurig\n2. Vaste prijs\n3. Eén aanspreekpunt",
        trade="B",
    ),
    Type(
        "Woningcorporatie",
        "Tevreden huurders\nVerduurzaming op tijd",
        "Klachten uit de wijk\nWisselende aannemers",
        "Onze aannemer koopt in",
        "Jaargesprek, raamovereenkomst",
        "1. Zekerheid\n2. Rapportage\n3. Duurzaamheid",
        trade="W",
    ),
)
