"""What the demo tells of listening: events, what is improved, who is named, what came in by the counter."""

EVENTS = (
    (-400, "Nieuw magazijn in Zwolle"),
    (-300, "Chauffeurs bellen vooraf"),
    (-120, "Prijslijst per kwartaal"),
)
# theme, title, owner, due, done (None: to do), told, Dutch text, English text
IMPROVEMENTS = (
    (
        "delivery",
        "Chauffeur belt een uur voor aankomst",
        "fatima",
        -90,
        -95,
        True,
        "De chauffeur belt u nu een uur voordat hij er is. Past het niet, dan zegt u het meteen.",
        "The driver now calls you an hour before he arrives. If it does not suit you, tell him at once.",
    ),
    (
        "invoice",
        "Pakbonnummer op elke factuurregel",
        "joost",
        -10,
        -12,
        False,
        "Op elke factuurregel staat nu het nummer van de pakbon.",
        "Every line of the invoice now has the number of the packing slip.",
    ),
    ("stock", "Voorraad van alle vestigingen in de webshop", "sanne", 25, None, False, "", ""),
    ("service", "Terugbellen binnen twee uur", "joost", -6, None, False, "", ""),
)
COMPETITORS = ("Wolters Techniek",)
COUNTER = (
    (9, "Snel geholpen aan de balie."),
    (8, ""),
    (10, "Koffie was ook goed."),
    (6, "Lang in de rij gestaan om zeven uur."),
    (9, ""),
    (0, "Onderdeel lag niet klaar, terwijl het wel was toegezegd."),
    (7, ""),
)
SLIP = ((8, "Nette verpakking."), (9, ""), (5, "Doos was nat."))
THANKS = "Dank u wel dat u dit zo openhartig schreef. Ik heb het met ons magazijn besproken en bel u maandag."
