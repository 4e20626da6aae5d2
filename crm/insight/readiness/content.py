"""The statements Kring begins with, by group: (English, Dutch). Managers change the words afterwards."""

Texts = tuple[tuple[str, str], ...]

READINESS: dict[str, Texts] = {
    "strategy": (
        ("Our plan says which customers we want to keep and grow, and which we do not.",
         "In ons plan staat welke klanten we willen houden en laten groeien, en welke niet."),
        ("Management looks at retention and lost customers as seriously as at new sales.",
         "De directie kijkt net zo serieus naar behoud en vertrokken klanten als naar nieuwe verkoop."),
        ("Money and time for customer relationships are set aside for more than one year.",
         "Er is voor langer dan een jaar geld en tijd vrijgemaakt voor klantrelaties."),
    ),
    "technology": (
        ("Everything we know of a customer can be found in one place.",
         "Alles wat we van een klant weten, is op één plek te vinden."),
        ("The data of our customers are correct and up to date.",
         "De gegevens van onze klanten kloppen en zijn actueel."),
        ("Our systems save colleagues work, also on the road.",
         "Onze systemen nemen collega’s werk uit handen, ook onderweg."),
    ),
    "people": (
        ("Everybody here knows what he or she does for the customer.",
         "Iedereen hier weet wat hij of zij voor de klant doet."),
        ("Colleagues may solve a customer’s problem without asking permission first.",
         "Collega’s mogen een probleem van een klant oplossen zonder eerst toestemming te vragen."),
        ("People are praised for keeping customers, not only for winning them.",
         "Mensen krijgen waardering voor het houden van klanten, niet alleen voor het winnen."),
    ),
    "processes": (
        ("Sales, service and administration work from the same agreements with a customer.",
         "Verkoop, service en administratie werken met dezelfde afspraken met een klant."),
        ("A complaint always follows the same steps and has an owner until it is closed.",
         "Een klacht doorloopt altijd dezelfde stappen en heeft een eigenaar tot zij is afgesloten."),
        ("What we promise a customer is written down and followed up in time.",
         "Wat we een klant toezeggen, wordt vastgelegd en op tijd nagekomen."),
    ),
    "business": (
        ("We choose how we want to differ from our competitors, and customers notice it.",
         "Wij kiezen waarin we anders willen zijn dan concurrenten, en klanten merken dat."),
        ("Decisions about products and prices start from what customers value.",
         "Besluiten over producten en prijzen beginnen bij wat klanten waarderen."),
        ("We measure the value of a relationship over years, not per order.",
         "We meten de waarde van een relatie over jaren, niet per order."),
    ),
    "knowledge": (
        ("We know who decides, who influences and who uses at our most important customers.",
         "Van onze belangrijkste klanten weten we wie beslist, wie beïnvloedt en wie gebruikt."),
        ("We know why customers stay and why they leave.",
         "We weten waarom klanten blijven en waarom ze vertrekken."),
        ("What a colleague learns about a customer today, others can use tomorrow.",
         "Wat een collega vandaag over een klant leert, kunnen anderen morgen gebruiken."),
    ),
    "loyalty": (
        ("For every stage of the relationship we know what we do and how often we are in touch.",
         "Voor elke fase van de relatie weten we wat we doen en hoe vaak we contact hebben."),
        ("Customers who left are approached again in an agreed way.",
         "Vertrokken klanten worden op een afgesproken manier opnieuw benaderd."),
        ("Loyal customers notice that we know them and that their loyalty pays.",
         "Trouwe klanten merken dat we ze kennen en dat hun trouw loont."),
    ),
    "dialogue": (
        ("We ask customers regularly what they think, and they hear what we did with it.",
         "We vragen klanten regelmatig wat ze vinden, en ze horen wat we ermee deden."),
        ("Customers reach us the way they like, and get the same answer everywhere.",
         "Klanten bereiken ons op de manier die zij prettig vinden, en krijgen overal hetzelfde antwoord."),
        ("We invite complaints, and customers feel safe to make them.",
         "Wij nodigen uit tot klagen, en klanten voelen zich vrij om dat te doen."),
    ),
    "proposition": (
        ("Our offer to an important customer starts from that customer’s goals.",
         "Ons aanbod aan een belangrijke klant begint bij de doelen van die klant."),
        ("We can adapt delivery, service or terms to one customer where it pays.",
         "We kunnen levering, service of voorwaarden aan één klant aanpassen waar dat loont."),
        ("Customers can say in one sentence what they gain by working with us.",
         "Klanten kunnen in één zin zeggen wat het ze oplevert om met ons te werken."),
    ),
}  # fmt: skip
DISCIPLINE: dict[str, Texts] = {
    "intimacy": (
        ("Customers choose us because we know their situation better than others do.",
         "Klanten kiezen ons omdat we hun situatie beter kennen dan anderen."),
        ("We would rather solve a customer’s whole problem than sell one product more.",
         "We lossen liever het hele probleem van een klant op dan dat we één product meer verkopen."),
        ("Who deals with a customer may decide what that customer needs.",
         "Wie een klant behandelt, mag beslissen wat die klant nodig heeft."),
        ("We invest in relationships that pay off only after years.",
         "We investeren in relaties die pas na jaren iets opleveren."),
    ),
    "operations": (
        ("Customers choose us because we deliver without fuss, at a sharp price.",
         "Klanten kiezen ons omdat we zonder gedoe leveren, voor een scherpe prijs."),
        ("Our processes are standard, and everybody follows them.",
         "Onze processen zijn standaard, en iedereen volgt ze."),
        ("We measure errors, lead times and costs every week and act on them.",
         "We meten elke week fouten, doorlooptijden en kosten en doen er iets mee."),
        ("We leave out options that make our work slower or dearer.",
         "We laten opties weg die ons werk trager of duurder maken."),
    ),
    "product": (
        ("Customers choose us because our products are ahead of others.",
         "Klanten kiezen ons omdat onze producten voorlopen op andere."),
        ("A good idea reaches the market here faster than at our competitors.",
         "Een goed idee komt bij ons sneller op de markt dan bij concurrenten."),
        ("We replace our own successful products before somebody else does.",
         "We vervangen onze eigen succesvolle producten voordat een ander het doet."),
        ("People who invent something new are our most important colleagues.",
         "Mensen die iets nieuws bedenken, zijn onze belangrijkste collega’s."),
    ),
}  # fmt: skip


def rows() -> list[dict[str, object]]:
    """Return all statements as rows, numbered within their assessment."""
    found: list[dict[str, object]] = []
    for instrument, groups in (("readiness", READINESS), ("discipline", DISCIPLINE)):
        texts = [(group, text) for group, pairs in groups.items() for text in pairs]
        for position, (group, (english, dutch)) in enumerate(texts, start=1):
            found.append(
                {
                    "instrument": instrument,
                    "group": group,
                    "position": position,
                    "text_en": english,
                    "text_nl": dutch,
                }
            )
    return found
