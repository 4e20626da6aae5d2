"""The files of the demo: on what, name, days before today, pinned; and which notes are pinned.

A key alone is the account; "key:visit" its newest visit, "key:deal" its newest deal.
"""

FILES = (
    ("waterland", "Raamovereenkomst 2026.pdf", -210, True),
    ("waterland", "Prijsafspraken buffervaten.xlsx", -96, False),
    ("waterland:visit", "Plattegrond magazijn Hoorn.pdf", 0, False),
    ("waterland:visit", "Foto typeplaatje.png", 0, False),
    ("waterland:call", "Vraag leverschema.eml", 0, False),
    ("waterland:deal", "Offerte warmtepompen v2.docx", -24, False),
    ("linge", "Jaarplan Linge.docx", -40, True),
    ("linge:visit", "Verslag rondgang.docx", 0, False),
    ("kuipers", "Hybride sets, berekening.xlsx", -12, False),
    ("kuipers:deal", "Offerte hybride sets.pdf", -9, False),
    ("koning", "Assortiment ketels.csv", -30, False),
    ("noorderlicht", "Geluidsmeting dak.pdf", -18, True),
    ("noorderlicht:deal", "Tekening opstelling.pdf", -15, False),
    ("woonnoord", "Aanbesteding, nota van inlichtingen.pdf", -33, False),
    ("fryslan", "Onderdelenlijst service.xlsx", -51, False),
    ("eemland", "Onderhoudscontract concept.docx", -6, False),
    ("heuvelgroep", "Organogram.png", -120, True),
)
PINNED_NOTES = {
    "waterland": "Leveren via de achterzijde, melden bij Petra Blom. Nooit op vrijdagmiddag.",
    "linge": "Facturen gaan naar Zaltbommel, offertes altijd naar Jelle.",
    "kuipers": "Beslissing valt in het directieoverleg, eerste maandag van de maand.",
}
CORRECTED = ("waterland", "Marieke belt volgende week terug over Hoorn, niet over Purmerend.")
