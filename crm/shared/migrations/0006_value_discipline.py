from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("shared", "0005_people_settings"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="discipline",
            field=models.CharField(
                blank=True,
                choices=[
                    ("intimacy", "Customer intimacy"),
                    ("operations", "Operational excellence"),
                    ("product", "Product leadership"),
                ],
                editable=False,
                max_length=10,
                verbose_name="value discipline",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("discipline__in", ["", "intimacy", "operations", "product"])),
                name="shared_organisation_discipline_choice",
            ),
        ),
    ]
