"""Write audiences as lists of conditions, such as {"all": ["stage:customer"], "any": ["class:A", "class:B"]}."""

from django.db import migrations

ONE = {"stage": "stage", "owner": "owner", "team": "team", "sector": "sector"}
SEVERAL = {"classes": "class", "levels": "level"}


def as_conditions(audience):
    """Give the conditions of an audience of the old form; several lists of choices cannot be one *any*."""
    found = {"all": [f"{new}:{audience[old]}" for old, new in ONE.items() if audience.get(old)]}
    if audience.get("key_accounts"):
        found["all"].append("key:yes")
    for old, new in SEVERAL.items():
        tokens = [f"{new}:{value}" for value in audience.get(old, ())]
        if len(tokens) == 1:
            found["all"] += tokens
        elif tokens and "any" not in found:
            found["any"] = tokens
        elif tokens:  # who has none of the other levels has one of these, or none at all
            others = {"board", "management", "operations"} - set(audience[old])
            found["none"] = [f"{new}:{value}" for value in sorted(others)]
    return {match: tokens for match, tokens in found.items() if tokens}


def rewrite(apps, schema_editor):
    """Rewrite what is not rewritten yet."""
    surveys = apps.get_model("surveys", "Survey").objects
    for survey in surveys.exclude(audience={}).iterator():
        if not {"all", "any", "none"} & set(survey.audience):
            surveys.filter(pk=survey.pk).update(audience=as_conditions(survey.audience))


class Migration(migrations.Migration):
    """Changes no column; the new form stays when this is undone."""

    dependencies = [("surveys", "0009_bounces")]
    operations = [migrations.RunPython(rewrite, migrations.RunPython.noop)]
