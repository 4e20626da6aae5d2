"""What the demo company changed because of complaints: who, when, and what came of it.

Days are offsets from today: due, done, looked at (empty: not yet).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """One corrective action of the story."""

    title: str
    cause: str
    owner: str
    planned: int
    due: int
    check: int
    cost: int
    plan: str
    done: int | None = None
    evidence: str = ""
    effect: str = ""
    finding: str = ""


CHANGES = (
    Change(
        "Eén label per pallet, geprint bij het picken", "method-label", "ruud", -230, -190, -100, 1850,
        "De picker print het label bij de pallet zelf. De stapel labels vooraf verdwijnt.",
        done=-193, evidence="Printers staan in hal 1 en 2; werkinstructie 14 is aangepast.",
        effect="partly", finding="Op hal 1 ging het niet meer mis, op hal 2 nog twee keer bij inval.",
    ),
    Change(
        "Factuur vergelijken met de bon vóór verzending", "measurement-invoice", "emily", -140, -100, -4, 0,
        "Elke factuur boven € 500 wordt naast de getekende bon gelegd.",
        done=-97, evidence="Controlelijst van maart in de map Facturen.",
    ),
    Change(
        "Nabellen zodra iets niet op voorraad is", "material-stock", "sanne", -300, -270, -180, 0,
        "De binnendienst belt de klant dezelfde dag met een nieuwe datum.",
        done=-268, evidence="Belscript in de map Binnendienst.",
        effect="not", finding="Er werd gebeld, maar de leverancier gaf ons de datum zelf te laat door.",
    ),
    Change(
        "Elke maandag de leverdata van leveranciers nalopen", "supplier-late", "emily", -200, -180, -90, 0,
        "Inkoop belt op maandag over elke order die die week binnen moet komen.",
        done=-180, evidence="Lijst Leverdata op de inkoopschijf, elke maandag bijgewerkt.",
        effect="effective", finding="Sindsdien geen klacht meer door een late leverancier.",
    ),
    Change(
        "Hoekbeschermers voor alle luchtkanalen", "supplier-transport", "fatima", -20, 12, 110, 640,
        "Proef met twee vervoerders; foto's bij afleveren.",
    ),
    Change(
        "Tweede monteur op maandagochtend", "people-capacity", "joost", -45, -3, 90, 4200,
        "Op maandag komen twee keer zoveel meldingen binnen als op een andere dag.",
    ),
)  # fmt: skip
PUBLIC_REPLY = "Wat vervelend dat dit zo liep. Wij hebben u gebeld en het is vandaag hersteld."
