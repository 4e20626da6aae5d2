"""Number the events of each complaint and chain them by their hashes."""

from django.conf import settings
from django.db import migrations, models

import complaints.cases.chain
from complaints.cases.chain import START, event_hash, new_salt, text_digest

CHUNK = 500
COLUMNS = (
    "pk", "complaint_id", "cycle", "kind", "from_state", "to_state", "at", "recorded_at",
    "actor_id", "by_customer", "data",
)  # fmt: skip
SEALED = {"received", "imported"}  # these vouch for the story of the complaint


def chain_events(apps, schema_editor):
    """Chain what was written before there was a chain, a chunk of complaints at a time."""
    complaint_model = apps.get_model("complaints", "Complaint")
    event_model = apps.get_model("complaints", "ComplaintEvent")
    text_model = apps.get_model("complaints", "ComplaintEventText")
    apps.get_model("complaints", "Message").objects.update(salt="")  # no event vouches for them
    switch = apps.get_model("shared", "RewriteSwitch").objects.create(reason="chaining of events")
    cursor, last = schema_editor.connection.cursor(), 0
    rows = complaint_model.objects.order_by("pk").values_list("pk", "number", "text")
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        last, keys = chunk[-1][0], [pk for pk, _number, _text in chunk]
        texts = dict(
            text_model.objects.filter(event__complaint__in=keys).values_list("event_id", "text")
        )
        events = {}
        for row in event_model.objects.filter(complaint__in=keys).order_by("pk").values(*COLUMNS):
            events.setdefault(row["complaint_id"], []).append(row)
        chained, heads, salts = [], [], []
        for pk, number, story in chunk:
            before, salt = START, new_salt()
            for count, event in enumerate(events.get(pk, []), start=1):
                text_salt = salt if event["kind"] in SEALED else new_salt()
                text = story if event["kind"] in SEALED else texts.get(event["pk"], "")
                event |= {"number": count, "text_digest": text_digest(text_salt, text)}
                before = event_hash(before, number, event)
                chained.append((count, event["text_digest"], before, event["pk"]))
                if event["pk"] in texts:
                    salts.append((text_salt, event["pk"]))
            heads.append((salt, len(events.get(pk, [])), before, pk))
        for sql, values in (
            (
                "UPDATE complaints_complaintevent SET number = %s, text_digest = %s, hash = %s "
                "WHERE id = %s",
                chained,
            ),
            (
                "UPDATE complaints_complaint SET salt = %s, history_length = %s, history_head = %s "
                "WHERE id = %s",
                heads,
            ),
            ("UPDATE complaints_complainteventtext SET salt = %s WHERE event_id = %s", salts),
        ):
            if values:
                cursor.executemany(sql, values)
    switch.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0006_handling_times"),
        ("shared", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="complaint",
            name="history_head",
            field=models.CharField(blank=True, default="", editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="complaint",
            name="history_length",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="complaint",
            name="salt",
            field=models.CharField(
                blank=True, default=complaints.cases.chain.new_salt, editable=False, max_length=32
            ),
        ),
        migrations.AddField(
            model_name="complaintevent",
            name="hash",
            field=models.CharField(default="", max_length=64),
        ),
        migrations.AddField(
            model_name="complaintevent",
            name="number",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="complaintevent",
            name="text_digest",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddField(
            model_name="complainteventtext",
            name="salt",
            field=models.CharField(
                blank=True, default=complaints.cases.chain.new_salt, editable=False, max_length=32
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="salt",
            field=models.CharField(
                blank=True, default=complaints.cases.chain.new_salt, editable=False, max_length=32
            ),
        ),
        migrations.RunPython(chain_events, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="complaintevent",
            constraint=models.UniqueConstraint(
                fields=("complaint", "number"), name="complaints_event_one_per_number"
            ),
        ),
    ]
