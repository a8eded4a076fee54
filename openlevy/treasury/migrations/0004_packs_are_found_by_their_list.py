"""Packs are looked at by when they came, and found by the list they are of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("treasury", "0003_lists_are_compared"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="pack", name="pack_day"),
        migrations.AddIndex(
            model_name="pack",
            index=models.Index(fields=["taken_at"], name="pack_taken"),
        ),
        migrations.AddIndex(
            model_name="pack",
            index=models.Index(fields=["tax_office", "day", "list_no"], name="pack_of_list"),
        ),
    ]
