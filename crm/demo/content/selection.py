"""Scores, spend and stages of the demo's accounts."""

SCORED = {  # attractiveness on four criteria, relationship on three
    "waterland": (5, 4, 5, 4, 4, 3, 3), "linge": (5, 4, 4, 5, 4, 4, 5), "oosterhof": (4, 4, 4, 3, 2, 4, 3),
    "terpstra": (3, 4, 3, 3, 3, 3, 2), "kuipers": (2, 3, 3, 4, 4, 3, 4), "zwanenburg": (2, 2, 3, 2, 2, 2, 2),
    "fryslan": (4, 3, 5, 4, 4, 5, 4), "rietveld": (5, 4, 4, 4, 4, 4, 3), "eemland": (4, 4, 3, 5, 2, 2, 3),
    "duinzicht": (4, 3, 4, 4, 4, 3, 4), "kempen": (4, 3, 5, 4, 4, 4, 4), "rivierenland": (4, 5, 4, 3, 3, 3, 4),
    "haven": (5, 4, 3, 3, 2, 2, 3), "brabantia": (4, 4, 5, 4, 3, 4, 4), "vlaamse": (4, 5, 3, 3, 2, 3, 4),
    "gelre": (3, 3, 2, 4, 4, 3, 3), "utrechtse": (3, 3, 4, 4, 5, 4, 4), "hofstra": (3, 3, 4, 5, 4, 4, 5),
    "limburgse": (4, 3, 3, 3, 2, 2, 3), "maasland": (4, 4, 4, 3, 2, 3, 3), "heemskerk": (2, 3, 2, 2, 3, 3, 2),
    "spaarne": (3, 4, 3, 3, 3, 2, 3), "martini": (2, 2, 3, 4, 4, 4, 3), "kromhout": (2, 2, 4, 4, 5, 4, 4),
    "venlose": (4, 5, 3, 3, 2, 2, 3), "thornbury": (4, 4, 3, 3, 2, 3, 3), "noorderlicht": (2, 2, 3, 2, 2, 3, 1),
    "stroink": (1, 2, 2, 3, 2, 2, 3), "almeerse": (3, 3, 3, 4, 3, 2, 3), "heuvelmidden": (4, 3, 4, 4, 3, 3, 3),
}  # fmt: skip
LAST_YEAR = {
    "waterland": (5, 4, 4, 4, 2, 3, 2),
    "linge": (4, 4, 4, 5, 4, 3, 4),
    "zwanenburg": (3, 2, 3, 2, 3, 3, 3),
}
STILL_TO_SCORE = ("gelre", "spaarne", "martini")  # scored last year only
WALLETS = {  # share of what they spend that they spend with us, how we know
    "waterland": ("0.40", "Karin Vos, jaargesprek"),
    "linge": ("0.62", "Inkoopoverzicht van de klant"),
    "rietveld": ("0.31", "Begroting van vier projecten"),
    "kempen": ("0.48", "Schatting van de serviceleider"),
    "haven": ("0.18", "Jaarverslag en eigen schatting"),
}
STAGES = {
    "waterland": (
        (-700, "early", "Eerste jaargesprek met de directeur erbij"),
        (-210, "mid", "Zij delen hun voorraadplanning met ons"),
    ),
    "linge": ((-400, "mid", "Hun monteurs bellen onze techniek rechtstreeks"),
              (-60, "partnership", "Gezamenlijke scholing en één planning")),
    "haven": ((-150, "pre", "Kennen ons van één project; inkoop vergelijkt nog"),),
    "eemland": ((-90, "uncoupling", "Nieuwe inkoper vraagt drie offertes per order"),),
    "rietveld": ((-300, "mid", "Planner zit bij hun bouwvergadering"),),
}  # fmt: skip
