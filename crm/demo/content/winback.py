"""What the colleagues of the demo think of the accounts that left, by reason for leaving."""

CHANCES = {
    "price": (3, "Prijs was de enige klacht; nieuwe staffel in januari voorleggen."),
    "service": (2, "Directeur is nog boos; eerst de openstaande klacht goed afronden."),
    "quality": (2, "Wil eerst zien dat de partijen kloppen."),
    "competitor": (4, "Mist onze voorraad; contract bij de ander loopt in het voorjaar af."),
    "no_need": (1, "Stopt met installatiewerk; alleen als dat verandert."),
    "moved": (1, "Vestiging is dicht."),
    "no_fit": (1, "Vraagt wat wij niet voeren."),
    "other": (3, "Goed gesprek gehad bij het afscheid."),
}
NOT_JUDGED_EVERY = 5  # one in so many still waits for a judgement
