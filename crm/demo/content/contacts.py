"""The people at the accounts: some told by name, the others drawn from these names."""

from dataclasses import dataclass

FIRST_MS = [
    "Anja",
    "Annemiek",
    "Astrid",
    "Carla",
    "Carolien",
    "Chantal",
    "Daphne",
    "Ellen",
    "Esther",
    "Eva",
    "Femke",
    "Gerda",
    "Hanneke",
    "Ilse",
    "Ingeborg",
    "Janneke",
    "Jolanda",
    "Karin",
    "Kim",
    "Laura",
    "Linda",
    "Loes",
    "Maaike",
    "Manon",
    "Mariska",
    "Marleen",
    "Mirjam",
    "Nathalie",
    "Nienke",
    "Petra",
    "Renske",
    "Saskia",
    "Simone",
    "Suzanne",
    "Tessa",
    "Wendy",
    "Willemijn",
    "Yvonne",
    "Fleur",
    "Naima",
    "Aylin",
    "Samira",
]
FIRST_MR = [
    "Albert",
    "Arjan",
    "Bas",
    "Bert",
    "Bram",
    "Casper",
    "Dennis",
    "Dirk",
    "Edwin",
    "Erik",
    "Frank",
    "Gerard",
    "Gijs",
    "Harm",
    "Henk",
    "Jaap",
    "Jan",
    "Jelle",
    "Jeroen",
    "Johan",
    "Jurgen",
    "Kees",
    "Koen",
    "Lars",
    "Leo",
    "Maarten",
    "Marco",
    "Martijn",
    "Menno",
    "Niels",
    "Olaf",
    "Paul",
    "Peter",
    "Ralph",
    "Remco",
    "Rik",
    "Robbert",
    "Ron",
    "Ruben",
    "Sander",
    "Sjoerd",
    "Stefan",
    "Theo",
    "Tim",
    "Vincent",
    "Wim",
    "Wouter",
    "Mehmet",
    "Rachid",
    "Hamza",
]
LAST = [
    "Aalbers",
    "van den Berg",
    "Blom",
    "Boersma",
    "Bosman",
    "Brouwer",
    "van Bruggen",
    "Cornelissen",
    "de Bruin",
    "Dekkers",
    "van Dam",
    "Dijkstra",
    "Driessen",
    "van Eijk",
    "Evers",
    "Faber",
    "Gerritsen",
    "de Groot",
    "de Haan",
    "Hermans",
    "van der Heijden",
    "Hofman",
    "Huisman",
    "Jacobs",
    "Janssen",
    "de Jong",
    "Kamphuis",
    "Klaassen",
    "Kok",
    "Kramer",
    "Kuiper",
    "van Leeuwen",
    "Lammers",
    "van der Linden",
    "Martens",
    "Meeuwsen",
    "van der Meer",
    "Molenaar",
    "Mulders",
    "Nijland",
    "Noteboom",
    "Oosterbaan",
    "Peters",
    "Postma",
    "Prinsen",
    "Roelofs",
    "Sanders",
    "Schipper",
    "Schouten",
    "Smeets",
    "Smits",
    "Steenbergen",
    "Terlouw",
    "Timmermans",
    "Tuinstra",
    "Uittenbogaard",
    "Veenstra",
    "Verhoeven",
    "Vermeer",
    "Vink",
    "de Vries",
    "Wagenaar",
    "Weber",
    "Westra",
    "Wiersma",
    "Willems",
    "van Wijk",
    "Zijlstra",
    "Öztürk",
    "El Hamdaoui",
    "Benali",
    "Nguyen",
]
FIRST_EN = [
    "Oliver",
    "Harriet",
    "George",
    "Amelia",
    "Thomas",
    "Charlotte",
    "Stefan",
    "Monika",
    "Jürgen",
    "Sabine",
]
LAST_EN = [
    "Whitfield",
    "Ashworth",
    "Bennett",
    "Hughes",
    "Clarke",
    "Schneider",
    "Hoffmann",
    "Lambert",
    "Keller",
    "Morgan",
]

# function, level, roles, influence; every organisation gets the first ones in this order
FUNCTIONS = (
    ("Inkoper", "management", ("buyer",), 4),
    ("Directeur", "board", ("decider",), 5),
    ("Hoofd werkvoorbereiding", "management", ("influencer", "initiator"), 3),
    ("Magazijnchef", "operations", ("user",), 2),
    ("Administratie", "operations", ("gatekeeper",), 1),
    ("Projectleider", "management", ("influencer",), 3),
    ("Servicecoördinator", "operations", ("user", "initiator"), 2),
)
FUNCTIONS_EN = (
    ("Purchasing manager", "management", ("buyer",), 4),
    ("Managing director", "board", ("decider",), 5),
    ("Contracts manager", "management", ("influencer",), 3),
)


@dataclass(frozen=True)
class Known:
    """One contact told by name; `does` is: buyer decider …, influence and stance."""

    account: str
    salutation: str
    first: str
    last: str
    function: str
    level: str
    roles: str
    influence: int | None
    stance: int | None


def _known(text: str) -> Known:
    account, salutation, first, last, function, level, roles, influence, stance = text.split("|")
    return Known(
        account,
        salutation,
        first,
        last,
        function,
        level,
        roles,
        int(influence) if influence else None,
        int(stance) if stance else None,
    )


KNOWN = tuple(
    _known(text)
    for text in """
waterland|ms|Karin|Vos|Hoofd inkoop|management|buyer decider|5|0
waterland|ms|Marieke|Smit|Directeur|board|decider|5|1
waterland|mr|Ruben|de Wit|Hoofd operatie|management|influencer|4|2
waterland|mr|Ahmed|Öztürk|Chef goederenontvangst|operations|user|2|-1
waterland|ms|Petra|Blom|Crediteurenadministratie|operations|gatekeeper|2|0
terpstra|mr|Wim|Terpstra|Directeur-eigenaar|board|decider buyer|5|-2
terpstra|ms|Sietske|Terpstra|Planning en administratie|operations|gatekeeper user|3|-1
kuipers|mr|Hans|Kuipers|Directeur-eigenaar|board|decider|5|0
kuipers|ms|Joke|Kuipers-Bakker|Administratie|operations|gatekeeper buyer|3|1
zwanenburg|mr|Leo|Zwanenburg|Directeur|board|decider|5|1
oosterhof|ms|Anja|Oosterhof|Directeur|board|decider|5|1
oosterhof|mr|Gert-Jan|Lubbers|Inkoper|management|buyer|4|2
linge|mr|Jelle|Postma|Technisch directeur|board|decider influencer|5|2
linge|ms|Nienke|Verbeek|Inkoper|management|buyer|3|1
brandsma|ms|Ilse|Brandsma|Bedrijfsleider|board|decider buyer|5|1
polderman|mr|Kees|Polderman|Directeur-eigenaar|board|decider buyer|5|1
degraaf|mr|Arie|de Graaf|Directeur|board|decider|5|-1
koning|ms|Tjitske|Koning|Bedrijfsleider|board|decider initiator|4|1
noorderlicht|ms|Femke|Jansma|Hoofd projecten|management|influencer buyer|4|-2
noorderlicht|mr|Henk|de Boer|Magazijnchef|operations|user|2|-1
rietveld|ms|Esther|Rietveld|Hoofd inkoop|board|decider buyer|5|-1
heemskerk|mr|Rob|Tuin|Hoofd administratie|management|gatekeeper|3|-2
hofstra|mr|Gerrit|Hofstra|Directeur-eigenaar|board|decider|5|1
hofstra|ms|Loes|Hofstra|Inkoop en planning|operations|buyer user|4|2
duinzicht|mr|Olaf|Meeuwsen|Manager vastgoed|management|decider|4|0
kempen|mr|Mark|Evers|Inkoopmanager|management|buyer decider|5|1
mulder|mr|Dirk|Noteboom|Bedrijfsleider|management|buyer influencer|4|0
thornbury|ms|Harriet|Ashworth|Purchasing manager|management|buyer|4|1
thornbury|mr|George|Thornbury|Managing director|board|decider|5|2
kessler|mr|Jürgen|Kessler|Geschäftsführer|board|decider|5|0
harwood|ms|Amelia|Finch|Director|board|decider|5|1
heuvelgroep|ms|Caroline|van den Heuvel|Concerndirecteur inkoop|board|decider buyer|5|0
""".strip().splitlines()
)
