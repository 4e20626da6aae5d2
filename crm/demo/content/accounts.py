"""The 130 accounts: name, place, trade, owner, class, revenue and the way round the circle.

A line reads: key | name | city | trade | owner | class | revenue | story | flags.

- revenue: thousands of euros in the last twelve months and the change on the year before in %.
- story, days from today: `p` known since, `c` first purchase, `C` first purchase by a won deal, `x` left
  (day:reason:initiator[:competitor]), `b` won back, `B` won back by a won deal, `X` planned end.
- flags: key (key account), silent (left without complaining), rest (rest period still runs), en (English),
  group=key (part of), tag=…, renew=day, quiet (nothing planned, no contact for long), steady (in rhythm).
"""

from dataclasses import dataclass, field

TRADES = {
    "I": "Installatiebedrijven",
    "G": "Technische groothandel",
    "B": "Bouwbedrijven",
    "W": "Woningcorporaties",
    "Z": "Zorg en onderwijs",
    "N": "Industrie",
    "P": "Particulier",
}

REGIONS = {
    "Noord": "Alkmaar Heerenveen Drachten Groningen Sneek Assen Hoogeveen Leeuwarden Emmen Purmerend "
    "Hoorn Zwolle Meppel Delfzijl Franeker Beverwijk|Den Helder",
    "Midden": "Amersfoort Utrecht Tiel Geldermalsen Ede Apeldoorn Arnhem Almere Hilversum Nijkerk Gouda "
    "Veenendaal Barneveld Zeist Doetinchem Lelystad Amsterdam Leiden Haarlem Woerden",
    "Zuid": "Eindhoven Tilburg Breda Goes Vlissingen Valkenswaard Venlo Roermond Maastricht Helmond "
    "Roosendaal Dordrecht Rotterdam Oss Uden Waalwijk Antwerpen Gent Aachen London Bristol|Den Bosch",
}

LINES = """
waterland|Waterland Technische Groothandel|Purmerend|G|sanne|A|184 +7|c-2900 x-1190:service:customer b-628|key tag=Raamcontract renew=160 steady
terpstra|Terpstra Totaaltechniek|Heerenveen|I|sanne|B|92 -11|c-1900|tag=Warmtepompen
kuipers|Kuipers Installatie|Alkmaar|I|sanne|B|61 -6|c-1420|
zwanenburg|Zwanenburg Sanitair|Leiden|I|sanne|B|39 -24|c-2200|quiet
oosterhof|Oosterhof Ventilatie|Zwolle|I|sanne|A|144 +12|c-1650|key steady tag=Ventilatie
linge|Linge Warmtetechniek|Geldermalsen|I|sanne|A|167 +18|c-2510|key steady tag=Referentie
brandsma|Brandsma Klimaat|Drachten|I|sanne|C|25 +3|c-800|
polderman|Polderman Sanitair|Hoorn|I|sanne|B|12 +0|c-1300 x-402:price:customer:Unitech Groothandel B-11|
degraaf|De Graaf en Zonen|Hoogeveen|I|sanne|B|0 +0|c-2000 x-424:price:customer:Warmtehuis Direct|renew=45
koning|Koning Watertechniek|Sneek|I|sanne|B|0 +0|p-75|tag=Beurs
vaneck|Van Eck Klimaat|Hoorn|I|sanne|C|9 +0|C-43|
zuidema|Zuidema Sanitair|Groningen|I|sanne|C|14 -38|c-1100 x-24:price:customer:Rijnstroom Handel|silent
noorderlicht|Noorderlicht Techniek|Drachten|I|tom|B|47 -29|c-1500|tag=Warmtepompen
hollandse|Hollandse IJssel Techniek|Gouda|I|tom|B|74 +5|c-1800|steady
scheldestroom|Scheldestroom Installaties|Goes|I|tom|B|44 -9|c-1250|quiet
betuwe|Betuwe Installatie Groep|Tiel|I|tom|C|0 +0|p-110|
vandam|Van Dam Koeltechniek|Beverwijk|I|tom|B|0 +0|p-62|tag=Koeling
fryslan|Fryslân Technisch Beheer|Leeuwarden|I|tom|A|118 +9|c-1700|key steady
martini|Martini Installaties|Groningen|I|tom|B|66 +2|c-960|
stroink|Stroink Loodgieters|Assen|I|tom|C|17 -4|c-1400|
drentsche|Drentsche Bouwcombinatie|Emmen|B|tom|B|53 +21|c-700|tag=Nieuwbouw
vechtdal|Vechtdal Installatie|Zwolle|I|tom|C|21 +6|c-610|
rietveld|Rietveld Bouw|Amersfoort|B|pieter|A|211 +4|c-2600|key tag=Raamcontract renew=95 steady
heemskerk|Bouwbedrijf Heemskerk|Beverwijk|B|pieter|B|59 -14|c-1600|
ommeren|Van Ommeren Utiliteit|Tiel|I|pieter|A|0 +0|c-2100 x-190:service:customer:Unitech Groothandel|tag=Utiliteit
hofstra|Hofstra Installatie|Leeuwarden|I|pieter|A|88 +14|c-1550|steady tag=Referentie
parkwest|Bouwcombinatie Park West|Amsterdam|B|pieter|B|71 +33|c-390|tag=Nieuwbouw
kromhout|Kromhout Verwarming|Utrecht|I|pieter|B|58 +1|c-1900|steady
deboer|De Boer Klimaatbeheersing|Nijkerk|I|pieter|B|49 -3|c-1320|
eemland|Eemland Woonservice|Amersfoort|W|pieter|A|132 +8|c-1480|key renew=210 steady
gelre|Gelre Ziekenhuistechniek|Apeldoorn|Z|joost|A|97 +2|c-1180|tag=Zorg
vallei|Vallei Sanitair|Veenendaal|I|pieter|C|19 +11|c-820|
barneveld|Barneveldse Installatiecentrale|Barneveld|I|pieter|B|42 -7|c-1010|
mulder|Gebroeders Mulder|Zwolle|I|noor|B|40 -8|c-2400 x-900:quality:customer b-520|
duinzicht|Duinzicht Wonen|Den Helder|W|noor|A|129 +6|c-1350|key renew=75 steady
kempen|Kempen Technisch Beheer|Valkenswaard|I|noor|A|157 +10|c-1750|key steady tag=Service
elzinga|Elzinga Installaties|Groningen|I|noor|B|0 +0|p-48|
stadhaven|Stad & Haven Wonen|Vlissingen|W|noor|A|0 +0|p-97|tag=Renovatie
gooi|Gooi en Eem Onderwijshuisvesting|Hilversum|Z|noor|B|63 +15|c-640|
almeerse|Almeerse Woningstichting|Almere|W|noor|A|104 -5|c-1290|renew=320
flevo|Flevo Klimaat|Lelystad|I|noor|C|16 +2|c-480|
hanze|Hanze Techniek|Zwolle|I|noor|B|55 +9|c-1120|steady
achterhoek|Achterhoek Installatie|Doetinchem|I|noor|B|37 -12|c-940|
veluwe|Veluwe Warmte|Ede|I|noor|C|22 +4|c-760|
rivierenland|Zorggroep Rivierenland|Tiel|Z|daan|A|121 +26|c-570|key tag=Zorg steady
lekstroom|Lekstroom Bouw|Woerden|B|daan|B|68 -18|c-1230|
utrechtse|Utrechtse Installatie Maatschappij|Utrecht|I|joost|A|139 +3|c-2050|steady
haven|Haven Industrie Techniek|Rotterdam|N|daan|A|113 +7|c-1440|key tag=Industrie
kaasmeesters|Kaasmeesters Productie|Woerden|N|daan|B|46 +0|c-870|tag=Industrie
zeister|Zeister Schilders en Installateurs|Zeist|I|daan|C|11 -15|c-660|
spaarne|Spaarne Bouwgroep|Haarlem|B|daan|B|73 +12|c-1090|tag=Nieuwbouw
amstel|Amstel Luchttechniek|Amsterdam|I|daan|B|51 -2|c-1380|tag=Ventilatie
leidse|Leidse Woonstichting De Sleutel|Leiden|W|daan|B|45 +5|c-910|
brabantia|Brabants Installatiehuis|Eindhoven|I|lotte|A|126 +11|c-1560|key steady
peelland|Peelland Techniek|Helmond|I|lotte|B|57 -6|c-1210|
maasvallei|Maasvallei Sanitair|Roermond|I|lotte|B|38 +8|c-990|
limburgse|Limburgse Klimaatgroep|Maastricht|I|lotte|A|109 +1|c-1670|
tilburgse|Tilburgse Loodgieterscombinatie|Tilburg|I|lotte|C|24 -9|c-1040|
baronie|Baronie Bouw|Breda|B|lotte|B|62 +17|c-720|tag=Nieuwbouw
venlose|Venlose Kassenbouw|Venlo|N|lotte|B|81 +22|c-540|tag=Industrie
walcheren|Walcheren Installatie|Vlissingen|I|lotte|C|18 -3|c-850|
dordtse|Dordtse Woonmaatschappij|Dordrecht|W|lotte|B|50 +6|c-1330|
langstraat|Langstraat Verwarming|Waalwijk|I|lotte|C|13 -21|c-590|
maasland|Ziekenhuis Maasland|Oss|Z|lotte|A|95 +4|c-1160|tag=Zorg
thornbury|Thornbury Heating Supplies|Bristol|G|emily|B|64 +31|c-430|en tag=Export
kessler|Kessler Haustechnik|Aachen|I|emily|B|52 +13|c-680|en tag=Export
vlaamse|Vlaamse Warmte Combinatie|Antwerpen|I|emily|A|98 +19|c-780|tag=Export key steady
gentse|Gentse Klimaattechniek|Gent|I|emily|C|15 -5|c-500|tag=Export
harwood|Harwood & Finch Mechanical|London|I|emily|B|0 +0|p-54|en tag=Export
northgate|Northgate Building Services|London|I|emily|C|0 +0|c-900 x-310:moved:customer|en tag=Export
abbeyfield|Abbeyfield Ventilation|Bristol|I|emily|C|20 +44|C-205|en tag=Export
heuvelgroep|Heuvel Groep|Amersfoort|I|joost|A|0 +0|p-1500|key tag=Concern
heuvelnoord|Heuvel Installatie Noord|Assen|I|tom|B|69 +8|c-1460|group=heuvelgroep
heuvelmidden|Heuvel Installatie Midden|Utrecht|I|pieter|A|101 -4|c-1480|group=heuvelgroep steady
heuvelzuid|Heuvel Service Zuid|Den Bosch|I|lotte|B|33 +27|c-410|group=heuvelgroep
woonnoord|Woonkracht Noord|Groningen|W|tom|B|0 +0|p-140|
delfzijl|Eemsmond Industrie Service|Delfzijl|N|tom|B|0 +0|c-1700 x-640:competitor:customer:SaniDirect|
meppel|Meppeler Verwarmingshuis|Meppel|I|tom|C|0 +0|c-1500 x-230:no_need:customer|silent
franeker|Franeker Sanitair|Franeker|I|tom|C|6 +0|c-1600 x-830:service:customer b-560 x-95:price:customer:Warmtehuis Direct|
ijsselmeer|IJsselmeer Techniek|Hoorn|I|sanne|B|31 +19|c-1900 x-1250:quality:customer b-930 x-520:service:customer B-38|
texelse|Texelse Installatiedienst|Den Helder|I|sanne|C|0 +0|p-31|
wieringen|Wieringer Kassenverwarming|Hoorn|N|sanne|B|27 -17|c-880|X+38:no_need:customer
alkmaarse|Alkmaarse Badkamerstudio|Alkmaar|I|sanne|C|8 -12|c-760|
schermer|Schermer Loodgieters|Alkmaar|I|sanne|C|12 +9|c-530|
kennemer|Kennemer Zwembadtechniek|Beverwijk|N|sanne|C|0 +0|p-19|tag=Beurs
vloet|Vloet Installaties|Uden|I|hans|C|10 -30|c-1370|quiet
roosendaalse|Roosendaalse Warmtecentrale|Roosendaal|I|-|C|7 +0|c-1150|quiet
ochten|Ochten Bouw en Onderhoud|Tiel|B|-|C|0 +0|p-230|quiet
zonnehuis|Verpleeghuis Het Zonnehuis|Zeist|Z|-|B|0 +0|p-12|
blankers|Blankers Dakgoten en Verwarming|Breda|I|lotte|C|0 +0|c-900 x-265:payment:supplier|
rapid|Rapid Montage|Rotterdam|I|daan|C|0 +0|c-700 x-330:payment:supplier|
karstens|Karstens Vastgoedonderhoud|Haarlem|B|daan|C|0 +0|c-640 x-150:no_fit:supplier|
sluis|Sluis Utiliteitsbouw|Dordrecht|B|lotte|B|16 -55|c-980 x-18:competitor:customer:Unitech Groothandel|rest
noordhoek|Noordhoek Beregening|Goes|N|lotte|C|0 +0|c-850 x-44:moved:customer|rest silent
berkel|Berkel Koeltechniek|Rotterdam|I|daan|B|35 +0|c-1100 x-480:service:customer b-160|
ijsselstreek|IJsselstreek Installaties|Zwolle|I|noor|B|29 +0|c-1500 x-610:price:customer:Rijnstroom Handel b-300|
twentse|Twentse Verwarmingsgroep|Apeldoorn|I|noor|B|0 +0|c-1300 x-70:service:customer:Rijnstroom Handel|
gelderse|Gelderse Onderwijsgroep|Arnhem|Z|noor|A|0 +0|p-88|tag=Zorg
rijnstate|Rijnwaarde Zorgvastgoed|Arnhem|Z|noor|B|0 +0|p-160|quiet
soester|Soester Technisch Buro|Amersfoort|I|pieter|C|0 +0|p-205|quiet
nijkerkse|Nijkerkse Stalinrichting|Nijkerk|N|pieter|C|14 +5|c-560|
gouwe|Gouwe Sanitair|Gouda|I|pieter|C|0 +0|c-1250 x-350:competitor:customer:SaniDirect|silent
woerdense|Woerdense Bouwmaterialen|Woerden|G|pieter|B|0 +0|p-66|
goudse|Goudse Woonpartners|Gouda|W|pieter|B|0 +0|p-25|
hilversumse|Hilversumse Mediagebouwen|Hilversum|N|daan|B|0 +0|p-130|
vecht|Vecht en Plassen Installatie|Hilversum|I|daan|C|9 +6|c-470|
zaanse|Zaanse Procestechniek|Purmerend|N|youssef|B|41 +16|c-690|tag=Industrie
purmer|Purmer Installatieservice|Purmerend|I|youssef|C|12 -6|c-830|
beemster|Beemster Melkveetechniek|Purmerend|N|youssef|C|7 +3|c-450|
enkhuizer|Enkhuizer Loodgietersbedrijf|Hoorn|I|youssef|C|10 -2|c-1020|
sneeker|Sneeker Jachtverwarming|Sneek|N|youssef|C|13 +18|C-300|
drachtster|Drachtster Badkamers|Drachten|I|youssef|C|6 -28|c-620|
emmer|Emmer Kassenservice|Emmen|N|youssef|C|0 +0|p-41|
assen|Asser Onderwijs Huisvesting|Assen|Z|youssef|B|28 +12|c-510|
leeuwarder|Leeuwarder Servicebedrijf|Leeuwarden|I|youssef|C|8 +1|c-740|
hoornse|Hoornse Woonstichting|Hoorn|W|youssef|B|0 +0|p-58|
ossche|Ossche Metaalwerken|Oss|N|lotte|C|11 -10|c-650|
udense|Udense Klimaattechniek|Uden|I|lotte|C|17 +7|c-780|
helmondse|Helmondse Textielveredeling|Helmond|N|lotte|B|0 +0|p-83|
bredase|Bredase Installatie Unie|Breda|I|lotte|B|36 +2|c-1060|
zeeuwse|Zeeuwse Scheepsinstallaties|Vlissingen|N|lotte|B|43 +24|c-440|
rotterdamse|Rotterdamse Renovatie Combinatie|Rotterdam|B|daan|B|54 -1|c-920|tag=Renovatie
havenkade|Havenkade Vastgoed|Rotterdam|W|daan|C|0 +0|p-37|
eindhovense|Eindhovense Campustechniek|Eindhoven|Z|lotte|A|0 +0|p-21|
"""

PERSONS = """
maas|Jeroen van der Maas|Amersfoort|pieter|0|p-20
hoogland|Anneke Hoogland|Zwolle|sanne|3 +0|C-96
bakker|Willem Bakker|Alkmaar|sanne|2 -40|c-600
jansen|Marijke Jansen-de Wit|Utrecht|noor|4 +10|c-380
oconnell|Patrick O'Connell|Haarlem|emily|5 +0|C-130
yilmaz|Elif Yılmaz|Rotterdam|daan|0|c-700 x-120:moved:customer
"""


@dataclass(frozen=True)
class Turn:
    """One move on the circle: its letter, its day from today and what goes with leaving."""

    kind: str
    day: int
    reason: str = ""
    initiator: str = ""
    competitor: str = ""


@dataclass(frozen=True)
class Line:
    """One account as the table tells it."""

    key: str
    name: str
    city: str
    trade: str
    owner: str
    grade: str
    revenue: int  # thousands of euros in the last twelve months
    trend: int  # % against the twelve months before
    story: tuple[Turn, ...]
    flags: frozenset[str] = field(default_factory=frozenset)
    group: str = ""
    tag: str = ""
    renew: int | None = None

    @property
    def is_person(self) -> bool:
        """Say whether the account is a person."""
        return self.trade == "P"

    @property
    def region(self) -> str:
        """Return the sales region of its city."""
        for region, cities in REGIONS.items():
            words, _, spaced = cities.partition("|")
            if self.city in words.split() or self.city == spaced:
                return region
        raise ValueError(self.city)

    def days(self, kinds: str) -> list[int]:
        """Return the days of these kinds of turn."""
        return [turn.day for turn in self.story if turn.kind in kinds]

    @property
    def is_customer(self) -> bool:
        """Say whether the story ends as a customer; a planned end has not happened yet."""
        done = [turn for turn in self.story if turn.kind != "X"]
        return done[-1].kind in "cCbB"

    @property
    def known_since(self) -> int:
        """Return the day it was added: told, or some weeks before its first purchase."""
        first = self.story[0]
        return first.day if first.kind == "p" else first.day - 30 - len(self.name) * 3


def _turn(text: str) -> Turn:
    head, *rest = text.split(":")
    return Turn(head[0], int(head[1:]), *rest)


def _line(text: str) -> Line:
    key, name, city, trade, owner, grade, money, story, flags = text.split("|")
    named = dict(flag.split("=", 1) for flag in flags.split() if "=" in flag)
    plain = frozenset(flag for flag in flags.split() if "=" not in flag and ":" not in flag)
    planned = [flag for flag in flags.split() if flag.startswith("X")]
    revenue, _, trend = money.partition(" ")
    return Line(
        key,
        name,
        city,
        trade,
        "" if owner == "-" else owner,
        grade,
        int(revenue),
        int(trend or 0),
        tuple(_turn(t) for t in _glue(story) + planned),
        plain,
        named.get("group", ""),
        named.get("tag", ""),
        int(named["renew"]) if "renew" in named else None,
    )


def _glue(story: str) -> list[str]:
    """Split a story into turns; a competitor's second word belongs to the turn before it."""
    turns: list[str] = []
    for word in story.split():
        if word[0] in "pcCxbBX" and word[1:2] in ("-", "+") or not turns:
            turns.append(word)
        else:
            turns[-1] += f" {word}"
    return turns


def _person(text: str) -> Line:
    key, name, city, owner, money, story = text.split("|")
    return _line(
        f"{key}|{name}|{city}|P|{owner}|C|{money}|{story}|{'en' if key == 'oconnell' else ''}"
    )


ACCOUNTS: tuple[Line, ...] = tuple(
    [_line(text) for text in LINES.strip().splitlines()]
    + [_person(text) for text in PERSONS.strip().splitlines()]
)


def customer_spans(line: Line, today: int = 0) -> list[tuple[int, int]]:
    """Return the stretches of days on which an account was customer; the last may end today."""
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for turn in line.story:
        if turn.kind in "cCbB":
            start = turn.day
        elif turn.kind == "x" and start is not None:
            spans.append((start, turn.day))
            start = None
    if start is not None:
        spans.append((start, today))
    return spans
