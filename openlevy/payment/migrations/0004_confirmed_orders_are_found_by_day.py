"""Debits that no list has named yet are found by their day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("payment", "0003_serial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("state", "CONFIRMED")),
                fields=["entrust_on"],
                name="order_confirmed",
            ),
        ),
    ]
