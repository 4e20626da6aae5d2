"""Seed the criteria of account selection with their anchors; a manager changes them."""

from django.db import migrations

# axis, weight, then name and anchors of 1, 3 and 5 in English and Dutch
CRITERIA = (
    (
        "attractiveness",
        30,
        ("Revenue potential", "Omzetpotentieel"),
        ("hardly any room to grow", "nauwelijks ruimte om te groeien"),
        ("as large as our average customer", "zo groot als onze gemiddelde klant"),
        ("can become one of our ten largest", "kan bij onze tien grootste horen"),
    ),
    (
        "attractiveness",
        25,
        ("Growth of their market", "Groei van hun markt"),
        ("shrinks", "krimpt"),
        ("stays as it is", "blijft gelijk"),
        ("grows fast", "groeit snel"),
    ),
    (
        "attractiveness",
        25,
        ("Fit with what we are good at", "Past bij waar wij goed in zijn"),
        ("wants what we do not do", "vraagt wat wij niet doen"),
        ("half of it", "voor de helft"),
        ("exactly our strength", "precies onze kracht"),
    ),
    (
        "attractiveness",
        20,
        ("Pays and deals fairly", "Betaalt en handelt eerlijk"),
        ("late, and only about price", "te laat, en alleen over prijs"),
        ("as agreed", "zoals afgesproken"),
        ("pays early and gives references", "betaalt vlot en geeft referenties"),
    ),
    (
        "relationship",
        40,
        ("Access to the deciders", "Toegang tot de beslissers"),
        ("we know a buyer only", "wij kennen alleen een inkoper"),
        ("we know a decider", "wij kennen een beslisser"),
        ("all levels know us and talk freely", "alle niveaus kennen ons en praten open"),
    ),
    (
        "relationship",
        30,
        ("Our share of what they buy", "Ons aandeel in wat zij kopen"),
        ("one of many", "een van velen"),
        ("a third", "een derde"),
        ("first supplier", "eerste leverancier"),
    ),
    (
        "relationship",
        30,
        ("What they think of us", "Wat zij van ons vinden"),
        ("complaints, low scores", "klachten, lage cijfers"),
        ("satisfied", "tevreden"),
        ("recommends us", "beveelt ons aan"),
    ),
)


def seed(apps, schema_editor):
    """Add the criteria where there are none."""
    Criterion = apps.get_model("customers", "Criterion")
    if Criterion.objects.exists():
        return
    for position, (axis, weight, *texts) in enumerate(CRITERIA):
        columns = {}
        for part, (english, dutch) in zip(("name", "low", "mid", "high"), texts, strict=True):
            columns |= {f"{part}_en": english, f"{part}_nl": dutch}
        Criterion.objects.create(axis=axis, position=position, weight=weight, **columns)


class Migration(migrations.Migration):
    dependencies = [("customers", "0002_pipeline")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
