"""Seed the rubric of severity with examples in both languages; all of it is editable."""

from django.db import migrations

RUBRIC = {
    4: (
        "Danger to people, a data leak, or the customer's work has come to a stop.",
        "Gevaar voor mensen, een datalek, of het werk van de klant ligt stil.",
        (
            "A boiler leaks gas",
            "Letters with personal data went to somebody else",
            "Two sites stand still until the right parts arrive",
        ),
        (
            "Een ketel lekt gas",
            "Brieven met persoonsgegevens kwamen bij een ander terecht",
            "Twee bouwplaatsen liggen stil tot de juiste onderdelen er zijn",
        ),
    ),
    3: (
        "The customer loses money or work, or the same thing went wrong before.",
        "De klant verliest geld of werk, of hetzelfde ging al eerder mis.",
        (
            "Fitters went home because the wrong item was delivered",
            "An invoice was paid twice and the refund stays away",
            "The third late delivery in two months",
        ),
        (
            "Monteurs gingen naar huis omdat het verkeerde artikel was geleverd",
            "Een factuur is dubbel betaald en de terugbetaling blijft uit",
            "De derde late levering in twee maanden",
        ),
    ),
    2: (
        "Something was not delivered as agreed, and the customer can go on.",
        "Iets is niet geleverd zoals afgesproken, en de klant kan verder.",
        (
            "A delivery came two days late",
            "Nobody called back as promised",
            "One of twelve boxes was damaged",
        ),
        (
            "Een levering kwam twee dagen te laat",
            "Er werd niet teruggebeld zoals beloofd",
            "Een van de twaalf dozen was beschadigd",
        ),
    ),
    1: (
        "An annoyance without damage, such as a missing manual.",
        "Ergernis zonder schade, zoals een ontbrekende handleiding.",
        ("The manual was missing", "The invoice had the old address", "The hold music is too loud"),
        (
            "De handleiding ontbrak",
            "Op de factuur stond het oude adres",
            "De wachtmuziek staat te hard",
        ),
    ),
}


def write_rubric(apps, schema_editor):
    """Write the four levels with their examples."""
    apps.get_model("complaints", "RubricLevel").objects.bulk_create(
        apps.get_model("complaints", "RubricLevel")(
            severity=level,
            meaning_en=english,
            meaning_nl=dutch,
            examples_en="\n".join(examples_en),
            examples_nl="\n".join(examples_nl),
        )
        for level, (english, dutch, examples_en, examples_nl) in RUBRIC.items()
    )


class Migration(migrations.Migration):
    """Fill the rubric."""

    dependencies = [("complaints", "0003_letters")]

    operations = [migrations.RunPython(write_rubric, migrations.RunPython.noop, elidable=False)]
