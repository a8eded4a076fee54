"""到账 is told by each agency of what was paid to it: kept by the line, not by the order.

No release has had ``payment_order.credited_on``, and nothing ever wrote it.
"""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("payment", "0001_initial")]

    operations = [
        migrations.RemoveField(model_name="order", name="credited_on"),
        migrations.CreateModel(
            name="Credited",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "payer_id",
                        "order_id",
                        "declaration_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("payer_id", models.BigIntegerField()),
                ("order_id", models.BigIntegerField()),
                ("declaration_id", models.BigIntegerField()),
                ("credited_on", models.DateField()),
                (
                    "told_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={"db_table": "payment_credited"},
        ),
        migrations.RunSQL(
            "ALTER TABLE payment_credited ADD CONSTRAINT credited_is_a_line"
            " FOREIGN KEY (payer_id, order_id, declaration_id)"
            " REFERENCES payment_order_line (payer_id, order_id, declaration_id)",
            "ALTER TABLE payment_credited DROP CONSTRAINT credited_is_a_line",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER payment_credited_insert_only BEFORE UPDATE OR DELETE ON payment_credited"
            " FOR EACH STATEMENT EXECUTE FUNCTION statement_insert_only()",
            "DROP TRIGGER payment_credited_insert_only ON payment_credited",
        ),
    ]
