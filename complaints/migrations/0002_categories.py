"""Seed the category tree and the cause tree with names in both languages; both are editable."""

from django.db import migrations

CATEGORIES = [
    (
        "delivery",
        "Delivery",
        "Levering",
        [
            ("delivery-late", "Too late", "Te laat"),
            ("delivery-wrong", "Wrong item", "Verkeerd artikel"),
            ("delivery-short", "Incomplete", "Onvolledig"),
            ("delivery-damaged", "Damaged", "Beschadigd"),
        ],
    ),
    (
        "product",
        "Product",
        "Product",
        [
            ("product-defect", "Does not work", "Werkt niet"),
            ("product-quality", "Quality", "Kwaliteit"),
            ("product-manual", "Manual or information", "Handleiding of informatie"),
        ],
    ),
    (
        "service",
        "Service",
        "Service",
        [
            ("service-repair", "Repair or visit", "Reparatie of bezoek"),
            ("service-reach", "Hard to reach", "Slecht bereikbaar"),
            ("service-promise", "Promise not kept", "Toezegging niet nagekomen"),
        ],
    ),
    (
        "invoice",
        "Invoice and price",
        "Factuur en prijs",
        [
            ("invoice-wrong", "Invoice is wrong", "Factuur klopt niet"),
            ("invoice-price", "Price differs from quote", "Prijs wijkt af van offerte"),
            ("invoice-payment", "Payment", "Betaling"),
        ],
    ),
    (
        "conduct",
        "Conduct",
        "Bejegening",
        [
            ("conduct-employee", "Employee", "Medewerker"),
            ("conduct-privacy", "Privacy", "Privacy"),
        ],
    ),
    ("other", "Other", "Overig", []),
]

CAUSES = [
    (
        "people",
        "People",
        "Mensen",
        [
            ("people-mistake", "Mistake", "Vergissing"),
            ("people-training", "Not trained for it", "Niet voor opgeleid"),
            ("people-capacity", "Too few hands", "Te weinig mensen"),
        ],
    ),
    (
        "method",
        "Method",
        "Werkwijze",
        [
            ("method-label", "Wrong or swapped label", "Verkeerd of verwisseld label"),
            ("method-missing", "No agreed way of working", "Geen afgesproken werkwijze"),
            ("method-handover", "Handover went wrong", "Overdracht ging mis"),
        ],
    ),
    (
        "machine",
        "Machine",
        "Machine",
        [
            ("machine-failure", "Equipment failed", "Apparatuur viel uit"),
            ("machine-software", "Software", "Software"),
        ],
    ),
    (
        "material",
        "Material",
        "Materiaal",
        [
            ("material-fault", "Product fault", "Fout in product"),
            ("material-stock", "Out of stock", "Niet op voorraad"),
        ],
    ),
    (
        "environment",
        "Environment",
        "Omgeving",
        [
            ("environment-weather", "Weather or traffic", "Weer of verkeer"),
            ("environment-site", "Conditions on site", "Omstandigheden ter plaatse"),
        ],
    ),
    (
        "measurement",
        "Measurement",
        "Meting",
        [
            (
                "measurement-invoice",
                "Counted or invoiced wrongly",
                "Verkeerd geteld of gefactureerd",
            ),
            ("measurement-check", "No final check", "Geen eindcontrole"),
        ],
    ),
    (
        "supplier",
        "Supplier",
        "Leverancier",
        [
            ("supplier-late", "Supplier was late", "Leverancier was te laat"),
            ("supplier-quality", "Supplier's quality", "Kwaliteit van leverancier"),
            ("supplier-transport", "Damage in transport", "Transportschade"),
        ],
    ),
    (
        "communication",
        "Communication",
        "Communicatie",
        [
            ("communication-expectation", "Expectation not managed", "Verwachting niet bijgesteld"),
            ("communication-internal", "Not passed on inside", "Intern niet doorgegeven"),
            ("communication-unclear", "Unclear information", "Onduidelijke informatie"),
        ],
    ),
]


def seed(apps, schema_editor):
    """Add the rows whose key is missing; names somebody changed stay as they are."""
    using = schema_editor.connection.alias
    category = apps.get_model("complaints", "Category").objects.using(using)
    cause = apps.get_model("complaints", "Cause").objects.using(using)
    for manager, tree, extra in ((category, CATEGORIES, False), (cause, CAUSES, True)):
        for place, (key, english, dutch, children) in enumerate(tree, start=1):
            more = {"group": key} if extra else {}
            root, _made = manager.get_or_create(
                key=key,
                defaults={"name_en": english, "name_nl": dutch, "position": place * 100, **more},
            )
            for step, (child_key, child_en, child_nl) in enumerate(children, start=1):
                manager.get_or_create(
                    key=child_key,
                    defaults={
                        "name_en": child_en,
                        "name_nl": child_nl,
                        "position": place * 100 + step,
                        "parent": root,
                        **more,
                    },
                )


class Migration(migrations.Migration):
    """Fill the two trees."""

    dependencies = [("complaints", "0001_initial")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop, elidable=False)]
