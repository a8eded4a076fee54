"""Who drew up a declaration, where that is not whose it is: they may take it back (为他人缴费)."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("declaration", "0002_one_request_a_key")]

    operations = [
        migrations.AddField("declaration", "declared_by", models.BigIntegerField(null=True)),
        migrations.AddConstraint(
            "declaration",
            models.CheckConstraint(
                condition=~Q(("declared_by", F("payer_id"))), name="declaration_by_another"
            ),
        ),
    ]
