"""The day on which a debit was first known: shown until the day of the debit itself is told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("payment", "0007_agreements_signed_at_banks"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="found_on",
            field=models.DateField(null=True),
        ),
    ]
