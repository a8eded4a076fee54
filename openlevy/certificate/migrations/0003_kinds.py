"""A certificate is a payment record or a payment proof."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certificate", "0002_keys"),
    ]
    operations = [
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["payment_record", "payment_proof"])),
                name="certificate_kind",
            ),
        ),
    ]
