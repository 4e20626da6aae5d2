"""What the other complaints of the past are drawn from, and those out of the old system."""

# category, subject, text, cause, remedy, cost: drawn for the other customers of the last eighteen months
COMMON = (
    (
        "delivery-late",
        "Levering een week te laat",
        "De levering kwam een week later dan beloofd.",
        "supplier-late",
        "discount",
        85,
    ),
    (
        "delivery-wrong",
        "Verkeerde diameter geleverd",
        "Besteld 22 mm, geleverd 15 mm.",
        "method-label",
        "replacement",
        140,
    ),
    (
        "delivery-short",
        "Twee dozen te weinig",
        "Van de acht dozen kwamen er zes.",
        "people-mistake",
        "replacement",
        110,
    ),
    (
        "delivery-damaged",
        "Radiatoren gedeukt",
        "Drie radiatoren hebben deuken aan de voorkant.",
        "supplier-transport",
        "replacement",
        390,
    ),
    (
        "product-defect",
        "Ventilator start niet",
        "De unit geeft storing E4 en start niet.",
        "material-fault",
        "repair",
        175,
    ),
    (
        "product-manual",
        "Aansluitschema klopt niet",
        "Het schema hoort bij een ander type.",
        "communication-unclear",
        "explanation",
        0,
    ),
    (
        "service-reach",
        "Urenlang niet te bereiken",
        "Vier keer gebeld, steeds in de wacht.",
        "people-capacity",
        "apology",
        0,
    ),
    (
        "service-promise",
        "Niet teruggebeld",
        "Mij was beloofd dat ik maandag gebeld zou worden.",
        "communication-internal",
        "apology",
        0,
    ),
    (
        "invoice-wrong",
        "Dubbel gefactureerd",
        "Dezelfde order staat op twee facturen.",
        "measurement-invoice",
        "credit",
        265,
    ),
    (
        "invoice-price",
        "Korting niet verwerkt",
        "De afgesproken korting ontbreekt op de factuur.",
        "measurement-invoice",
        "credit",
        130,
    ),
    (
        "service-repair",
        "Monteur zonder onderdelen",
        "De monteur had het onderdeel niet bij zich.",
        "method-handover",
        "repair",
        95,
    ),
    (
        "delivery-late",
        "Bouw lag stil",
        "Zonder ketels kon de ploeg naar huis.",
        "material-stock",
        "credit",
        640,
    ),
)
REASONS = "De klacht is onderzocht met magazijn en binnendienst. Dit had niet mogen gebeuren."
ANSWER = "Dank dat u dit meldde. U heeft gelijk en wij lossen het op zoals besproken."

# account, subject, text, days from today, days to close, category, cause
IMPORTED = (
    ("kromhout", "Late levering verdelers", "Overgenomen uit het oude systeem.", -520, 6),
    ("fryslan", "Creditnota niet ontvangen", "Overgenomen uit het oude systeem.", -505, 11),
    ("brabantia", "Ketel met transportschade", "Overgenomen uit het oude systeem.", -490, 4),
)
