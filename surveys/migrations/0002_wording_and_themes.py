"""Lay down the first wording of the questions and the first themes."""

from datetime import date

from django.db import migrations

WORDING = {
    "valid_from": date(2020, 1, 1),
    "question_en": "How likely are you, on a scale of 0 to 10, to recommend {organisation} to family, "
    "friends or colleagues?",
    "question_nl": "Hoe waarschijnlijk is het dat u, op een schaal van 0 tot 10, {organisation} zal "
    "aanbevelen aan familie, vrienden of collega's?",
    "improve_en": "What should we improve to receive a higher score from you next time?",
    "improve_nl": "Wat zouden wij als organisatie moeten verbeteren om de volgende keer een hogere "
    "score van u te krijgen?",
    "keep_en": "What should we keep doing?",
    "keep_nl": "Wat moeten wij vooral zo blijven doen?",
    "lowest_en": "very unlikely",
    "lowest_nl": "zeer onwaarschijnlijk",
    "highest_en": "very likely",
    "highest_nl": "zeer waarschijnlijk",
}
THEMES = [
    ("delivery", "Delivery", "Levering", "lever bezorg deliver driver chauffeur pallet vervoer zending ship"),
    ("stock", "Stock", "Voorraad", "voorraad stock nalever backorder leverbaar uitverkocht"),
    ("advice", "Advice", "Advies", "advies advis meedenk kennis deskundig knowledge expert"),
    ("price", "Price", "Prijs", "prijs prijz duur korting price expensive discount tarief"),
    ("invoice", "Invoice", "Factuur", "factu invoic rekening betaling creditnota"),
    ("service", "Service", "Service", "service bereikbaar terugbel telefoon call phone helpdesk reageren reactie respon"),
    ("quality", "Quality", "Kwaliteit", "kwaliteit quality defect kapot stuk broken beschadig damage"),
    ("communication", "Communication", "Communicatie", "communic bericht informe informatie inform update horen tell"),
]  # fmt: skip


def lay_down(apps, schema_editor):
    """Add version 1 and the themes where they are not there yet."""
    alias = schema_editor.connection.alias
    wording = apps.get_model("surveys", "WordingVersion").objects.using(alias)
    wording.get_or_create(number=1, defaults=WORDING)
    themes = apps.get_model("surveys", "Theme").objects.using(alias)
    words = apps.get_model("surveys", "ThemeWord").objects.using(alias)
    for slug, name_en, name_nl, starts in THEMES:
        theme, is_new = themes.get_or_create(
            slug=slug, defaults={"name_en": name_en, "name_nl": name_nl}
        )
        if is_new:
            words.bulk_create([words.model(theme=theme, word=word) for word in starts.split()])
    themes.get_or_create(
        slug="nothing-named",
        defaults={"name_en": "Nothing named", "name_nl": "Niets genoemd", "nothing_named": True},
    )


class Migration(migrations.Migration):
    """Seed what a survey cannot do without."""

    dependencies = [("surveys", "0001_initial")]
    operations = [migrations.RunPython(lay_down, migrations.RunPython.noop)]
