"""What colleagues write down after a visit, a call or a mail; {first} is the contact, {product} a product."""

VISIT = (
    "Kwartaalgesprek met {first}. Omzet doorgenomen, ze zijn tevreden over {product}. Volgende keer de planning van "
    "het najaar meenemen.",
    "Rondleiding door het magazijn met {first}. Ze scannen per pallet, wij labelen per doos: daar gaat het mis.",
    "Kennismaking met {first}. Veel vragen over levertijden van {product}. Toegezegd dat we een overzicht sturen.",
    "Demonstratie {product} gegeven. {first} wil eerst een proefproject van twee woningen.",
    "Jaarplan besproken met {first}. Groei zit volgens hen in renovatie; nieuwbouw blijft achter.",
    "Op de bouw geweest met {first}. Montage van {product} ging vlot, alleen de handleiding was onduidelijk.",
    "Bezoek met {first}: ze overwegen een tweede vestiging en willen dan één vast aanspreekpunt.",
    "Prijsafspraken voor volgend jaar doorgesproken met {first}. Bonusstaffel uitgelegd, was nieuw voor hen.",
)
CALL = (
    "{first} gebeld over de levering van {product}. Staat voor volgende week gepland, akkoord.",
    "{first} belde: vraag over de garantie op {product}. Direct beantwoord.",
    "Nagebeld of de levering goed is aangekomen. {first} is tevreden.",
    "Gebeld over de openstaande offerte. {first} legt hem donderdag voor aan de directie.",
    "{first} vroeg een alternatief voor {product} vanwege de levertijd. Twee opties genoemd.",
    "Kort gesproken met {first}: druk, belt zelf terug na de bouwvak.",
    "{first} gebeld over de factuur van vorige maand. Was onduidelijk, kopie gestuurd.",
    "Afspraak gemaakt met {first} voor een bezoek volgende maand.",
    "{first} wil {product} op voorraad hebben voor het stookseizoen. Voorstel gevraagd.",
    "Niet {first} maar de administratie gesproken; terugbelverzoek achtergelaten.",
)
EMAIL = (
    "Offerte voor {product} gemaild aan {first}.",
    "Productbladen en aansluitschema van {product} gestuurd, zoals {first} vroeg.",
    "{first} bevestigt de afspraak en stuurt de tekeningen na.",
    "Verslag van het gesprek gemaild met de gemaakte afspraken.",
    "{first} mailt dat de planning twee weken opschuift.",
    "Nieuwe prijslijst gestuurd met toelichting op de wijzigingen.",
)
VIDEO = (
    "Videogesprek met {first} en onze productspecialist over {product}. Leidingschema aangepast.",
    "Online kwartaalgesprek met {first}. Acties vastgelegd en rondgestuurd.",
    "Korte training {product} gegeven via Teams, vijf monteurs deden mee.",
)
EVENT = (
    "{first} gesproken op onze open dag. Interesse in {product}.",
    "Ontmoeting met {first} op de beurs in Utrecht. Wil graag een bezoek in het nieuwe jaar.",
)
SOCIAL = (
    "{first} reageerde op ons bericht over {product}. Vraag beantwoord en uitgenodigd voor de open dag.",
)
NOTE = (
    "Let op: magazijn is vrijdag na 14.00 uur dicht. Leveringen voor die tijd plannen.",
    "Factureren met projectnummer, anders komt de factuur terug.",
    "Directie is in juli drie weken weg; beslissingen voor die tijd ophalen.",
)
DISSATISFIED = (
    "{first} mopperde over de levering: weer een deelzending, niemand had gebeld. Wilde er geen klacht van maken.",
    "{first} vindt dat we slecht bereikbaar zijn. 'Ik hang soms tien minuten in de wacht.'",
    "{first} liet vallen dat de facturen onduidelijk zijn en dat het veel tijd kost om ze na te lopen.",
    "{first} is niet blij met de prijsverhoging en voelt zich er niet op tijd over ingelicht.",
)
ENGLISH = {
    "visit": (
        "Site visit with {first}. Pleased with {product}; asked for shorter lead times to the UK.",
    ),
    "call": (
        "Called {first} about the shipment of {product}. On its way, customs papers included.",
        "{first} rang about the warranty on {product}. Answered straight away.",
        "Checked with {first} whether the delivery arrived. All fine.",
    ),
    "email": (
        "Sent the quote for {product} to {first}.",
        "{first} confirms the order and the delivery date.",
    ),
    "video": ("Quarterly video call with {first}. Forecast for {product} agreed.",),
}
WEIGHTS = (  # kind, texts, weight, minutes
    ("call", CALL, 46, (4, 25)),
    ("email", EMAIL, 24, (None, None)),
    ("visit", VISIT, 16, (45, 120)),
    ("video", VIDEO, 6, (20, 60)),
    ("note", NOTE, 3, (None, None)),
    ("event", EVENT, 3, (15, 45)),
    ("social", SOCIAL, 2, (None, None)),
)

TASKS = (
    "Offerte {product} nabellen",
    "Prijsafspraken volgend jaar voorbereiden",
    "Verslag van het bezoek sturen",
    "Bezoek plannen met {first}",
    "Tekeningen opvragen bij {first}",
    "Voorraadvoorstel {product} maken",
    "Bonusoverzicht toesturen",
    "Kennismaken met de nieuwe magazijnchef",
    "Referentie vragen aan {first}",
    "Levertijd {product} navragen bij inkoop",
)

# account, days from today, clock, kind, direction, minutes, who, what: the weeks a reader sees first
RECENT = (
    (
        "waterland",
        -4,
        "11:10",
        "call",
        "in",
        12,
        "Karin",
        "Karin belde over de anodes. Vervangende set is aangekomen; "
        "ze wil weten hoe we herhaling voorkomen. Fatima neemt het antwoord voor haar rekening.",
    ),
    (
        "waterland",
        -26,
        "10:00",
        "visit",
        "out",
        75,
        "Ruben",
        "Goederenontvangst bekeken met Ruben en Ahmed. Ze scannen per "
        "pallet, wij labelen per doos: daar beginnen de verwisselingen. Afgesproken om palletlabels te proberen.",
    ),
    (
        "waterland",
        -63,
        "14:00",
        "video",
        "out",
        50,
        "Marieke",
        "Kwartaalgesprek met Marieke en Ruben. In februari opent de "
        "vestiging in Hoorn. Marieke wil één aanspreekpunt voor beide vestigingen en vroeg om een startvoorraad.",
    ),
    (
        "terpstra",
        -6,
        "15:40",
        "call",
        "in",
        18,
        "Wim",
        "Wim boos over de levering: negen van de twaalf units en niemand die "
        "belde. Klacht vastgelegd, Fatima pakt hem op.",
    ),
    (
        "kuipers",
        -4,
        "09:20",
        "call",
        "out",
        9,
        "Hans",
        "Hans wacht op de aangepaste offerte. Was vorige week beloofd. "
        "Excuses gemaakt, rekenen moet nog klaar.",
    ),
    (
        "oosterhof",
        -1,
        "16:15",
        "call",
        "in",
        8,
        "Anja",
        "Anja wil vandaag weten wanneer de zes units komen, de kraan staat gereserveerd.",
    ),
    (
        "linge",
        -41,
        "13:30",
        "visit",
        "out",
        90,
        "Jelle",
        "Cascadeopstelling in Geldermalsen bekeken met Jelle. Werkt "
        "uitstekend, hij wil er wel een referentie van maken.",
    ),
    (
        "koning",
        -2,
        "10:45",
        "call",
        "out",
        14,
        "Tjitske",
        "Tjitske vraagt een eerste offerte voor het ketelassortiment. Nu "
        "nog klant bij Warmtehuis Direct, contract loopt af.",
    ),
    (
        "polderman",
        -11,
        "11:30",
        "visit",
        "out",
        60,
        "Kees",
        "Kees is terug. Service bij de ander viel tegen, prijs was "
        "niet het enige. Eerste bestelling geplaatst.",
    ),
    (
        "degraaf",
        -14,
        "15:00",
        "call",
        "out",
        11,
        "Arie",
        "Arie gebeld, veertien maanden na vertrek. Contract elders loopt "
        "in januari af; we mogen in december een voorstel doen.",
    ),
    (
        "noorderlicht",
        -3,
        "09:05",
        "call",
        "in",
        22,
        "Femke",
        "Femke: de warmtepompen maken nog steeds lawaai, bewoners "
        "bellen de gemeente. Wil vandaag een monteur.",
    ),
    (
        "rietveld",
        -16,
        "14:20",
        "email",
        "out",
        None,
        "Esther",
        "Offerte vloerverwarming Park West gestuurd. Nog geen reactie.",
    ),
    (
        "elzinga",
        -5,
        "10:30",
        "visit",
        "out",
        55,
        "",
        "Ombouw van het wagenparkgebouw doorgesproken. Beslissing volgende "
        "week, wij of Rijnstroom Handel.",
    ),
    (
        "heemskerk",
        -12,
        "11:50",
        "call",
        "in",
        15,
        "Rob",
        "Rob kreeg een factuur voor goederen die er nog niet zijn. Klacht aangemaakt.",
    ),
    (
        "thornbury",
        -3,
        "14:00",
        "video",
        "out",
        40,
        "Harriet",
        "Harriet wants a monthly call-off contract for fan coils. Asked for a quote in pounds.",
    ),
    (
        "stadhaven",
        -7,
        "09:30",
        "visit",
        "out",
        80,
        "",
        "Renovatie van 120 woningen besproken. Aanbesteding start in het "
        "voorjaar; ze willen vooraf meedenken over de techniek.",
    ),
)
