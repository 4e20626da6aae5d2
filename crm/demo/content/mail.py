"""Mail that came in and belongs nowhere by itself, as it would have been written."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Letter:
    """One mail: from whom, about what, when, and what hangs on it."""

    sender: str
    subject: str
    text: str
    day: int
    clock: str
    files: tuple[str, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)


LETTERS = (
    Letter(
        "Marjan de Boer <marjan.deboer@vve-zonneheuvel.example>",
        "Koude radiatoren in ons gebouw",
        "Goedemiddag,\n\nSinds vrijdag blijven bij vier appartementen de radiatoren koud. Onze installateur zegt dat de "
        "regelunit die u leverde het begeeft. Ik ben voorzitter van de VvE en zelf geen klant van u. Wie kan mij "
        "helpen?\n\nMet vriendelijke groet,\nMarjan de Boer\n06 12345678",
        -1,
        "13:35",
        ("foto-regelunit.png", "offerte-installateur.pdf"),
    ),
    Letter(
        "Sanne Dekker <sanne@meerwijk.example>",
        "FW: vertraagde levering",
        "Deze kreeg ik in mijn eigen mailbox, volgens mij hoort hij bij jullie.\n\nGroet, Sanne\n\n"
        "Van: Inkoop Bouwcombinatie Park West\nVerzonden: maandag 14:02\nAan: Sanne Dekker\n"
        "Onderwerp: vertraagde levering\n\nDe levering van vorige week is nog steeds niet compleet. Wij zijn dit zat.",
        0,
        "08:20",
    ),
    Letter(
        "Klantenservice Pakketpost <info@pakketpost-tracking.example>",
        "Uw factuur staat klaar",
        "Beste klant,\n\nUw factuur van € 49,95 staat klaar. Open de bijlage om te betalen.",
        0,
        "07:05",
        ("factuur.pdf.exe",),
        {"Authentication-Results": "mx.meerwijk.example; spf=fail; dmarc=fail"},
    ),
    Letter(
        "Nieuwsbrief Installatievak <nieuws@installatievak.example>",
        "De vijf trends van dit najaar",
        "Lees deze week alles over warmtenetten.",
        -2,
        "06:30",
        headers={"List-Id": "Nieuwsbrief <nieuws.installatievak.example>"},
    ),
    Letter(
        "Wim Terpstra <wim@terpstra-dak.example>",
        "Automatisch antwoord: afwezig",
        "Ik ben er maandag weer.",
        -2,
        "16:45",
        headers={"Auto-Submitted": "auto-replied"},
    ),
)
