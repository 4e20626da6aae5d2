"""The open complaints that a clock presses."""

from crm.demo.content.complaints import CRITICAL, HIGH, NORMAL, Case, step
from crm.demo.content.complaints_files import RIETVELD_FILE, WATERLAND_FILE

PRESSING = (
    Case(
        "waterland",
        "Karin",
        "Verkeerde anodes in veertien boilers",
        "Veertien boilers kwamen binnen met magnesium anodes, wij hadden titanium besteld. Monteurs op twee adressen in "
        "Zaandam konden naar huis. Ik wil morgen voor aanvang de goede anodes en horen hoe jullie dit voorkomen.",
        -2,
        "13:20",
        wish="Juiste anodes, uren van vier monteurs vergoed, herhaling voorkomen",
        reference="SO-11873",
        steps=(
            step(
                "ack",
                -2,
                "13:58",
                via="call",
                text="Gebeld: ontvangst bevestigd, spoedlevering toegezegd.",
            ),
            step("assess", -2, "15:30", category="delivery-wrong", severity=HIGH, handler="fatima"),
            step(
                "note",
                -2,
                "16:10",
                by="ruud",
                text="Picklijst klopte. Het palletlabel was van de order erboven. Zelfde als "
                "in het voorjaar bij Terpstra.",
            ),
            step(
                "message",
                -1,
                "15:05",
                text="Beste mevrouw Vos, veertien titanium anodes gaan vanavond op transport en zijn "
                "morgen voor 07.30 uur op beide adressen. We zoeken uit hoe de labels verwisseld zijn.",
            ),
            step(
                "reply",
                0,
                "08:10",
                text="De anodes zijn binnen, dank. De uren van vier monteurs wil ik wel vergoed.",
            ),
            *WATERLAND_FILE,
            step(
                "decide",
                -1,
                "16:50",
                outcome="partly",
                cause="method-label",
                reasons="De pallet droeg het label van een andere order. Of dat bij ons gebeurde, zoeken we uit.",
                remedies=(("replacement", "Veertien titanium anodes", 686, 1),),
            ),
            step(
                "decide",
                0,
                "09:05",
                outcome="justified",
                cause="method-label",
                reasons="De pallet droeg het label van een andere order. Dat is onze fout.",
                remedies=(
                    ("replacement", "Veertien titanium anodes", 686, 0),
                    ("credit", "Uren van vier monteurs", 992, 5),
                ),
            ),
        ),
    ),
    Case(
        "terpstra",
        "Wim",
        "Negen van de twaalf units geleverd",
        "Twaalf units besteld, negen gekregen en niemand die belde. De kraan stond er voor niets.",
        -2,
        "16:00",
        wish="De drie ontbrekende units deze week en de kraan vergoed",
        reference="SO-11902",
        steps=(
            step("ack", -1, "10:15", via="call", text="Wim gesproken, naleveren loopt."),
            step("assess", -1, "11:40", category="delivery-short", severity=HIGH, handler="fatima"),
        ),
    ),
    Case(
        "noorderlicht",
        "Femke",
        "Warmtepompen maken te veel geluid",
        "Sinds de oplevering klagen bewoners over een brom die tot in de slaapkamers te horen is. We hebben drie keer "
        "gebeld. De gemeente dreigt de installatie stil te leggen.",
        -5,
        "09:10",
        wish="Een monteur, nu, en een oplossing die blijft",
        channel="email",
        by="ruud",
        told_on=40,
        told_on_url="https://buurtforum.example/warmtepomp-lawaai",
        reference="PR-2207",
        steps=(
            step(
                "ack",
                -5,
                "09:52",
                via="mail",
                text="Wij hebben uw klacht ontvangen en behandelen hem met voorrang.",
            ),
            step(
                "assess",
                -5,
                "11:00",
                category="product-defect",
                severity=CRITICAL,
                handler="ruud",
                impact=("safety", "legal"),
            ),
            step(
                "message",
                -4,
                "16:20",
                text="Onze technische dienst meet de trillingen ter plaatse; u hoort van ons.",
            ),
        ),
    ),
    Case(
        "noorderlicht",
        "Henk",
        "Chauffeur blokkeerde de poort",
        "De vrachtwagen stond een half uur voor de poort, onze bussen konden er niet uit.",
        -1,
        "08:40",
        channel="email",
        by="",
        edge="mail",
        steps=(
            step(
                "ack",
                -1,
                "14:30",
                via="mail",
                by="ruud",
                text="Dank voor uw melding, wij spreken de vervoerder aan.",
            ),
            step(
                "mailed",
                0,
                "08:25",
                text="Dank voor uw snelle bericht. Vanmorgen stond hij er weer, zie de foto.",
                files=("foto-poort.png",),
            ),
        ),
    ),
    Case(
        "heemskerk",
        "Rob",
        "Factuur voor goederen die er nog niet zijn",
        "Ik kreeg een factuur van € 4.180 voor goederen die pas volgende week komen. Zo kan ik niet boeken.",
        -7,
        "11:45",
        wish="Creditnota en een nieuwe factuur na levering",
        channel="email",
        by="fatima",
        reference="F-260418",
        steps=(
            step(
                "ack", -7, "13:05", via="mail", text="Uw klacht is ontvangen, wij zoeken het uit."
            ),
            step(
                "assess", -6, "09:30", category="invoice-wrong", severity=NORMAL, handler="fatima"
            ),
            step(
                "note",
                -3,
                "10:00",
                by="fatima",
                text="Administratie zegt dat de order op 'geleverd' stond door een testrit "
                "van de scanner. Wacht op bevestiging van het magazijn.",
            ),
        ),
    ),
    Case(
        "rietveld",
        "Esther",
        "Pallet luchtkanalen beschadigd",
        "Van één pallet is de helft van de kanalen gedeukt. Foto's zijn bij de levering gemaakt.",
        -3,
        "13:15",
        wish="Vervanging vóór donderdag",
        channel="form",
        by="",
        reference="SO-11888",
        steps=(
            step(
                "ack",
                -3,
                "14:00",
                via="mail",
                text="Ontvangen; wij vragen de vervoerder om een reactie.",
            ),
            step(
                "assess",
                -2,
                "09:20",
                category="delivery-damaged",
                severity=NORMAL,
                handler="fatima",
            ),
            step(
                "reply",
                -1,
                "17:40",
                text="Ik heb nog niets gehoord. De monteurs staan donderdag klaar.",
            ),
            *RIETVELD_FILE,
        ),
    ),
    Case(
        "rietveld",
        "Esther",
        "Nogmaals: beschadigde kanalen",
        "Zie mijn eerdere bericht over de gedeukte kanalen, ik hoor niets.",
        -1,
        "17:45",
        channel="email",
        by="fatima",
        steps=(
            step(
                "merge",
                0,
                "08:50",
                into="Pallet luchtkanalen beschadigd",
                text="Esther schreef twee keer over dezelfde pallet.",
            ),
        ),
    ),
)
