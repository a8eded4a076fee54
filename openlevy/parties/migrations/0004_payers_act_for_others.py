"""Whom a payer pays for: 委托人, some of them kept as 常用缴费人."""

from django.db import migrations, models
from django.db.models import F, Q

import openlevy.statements.models


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0003_keys"),
    ]
    operations = [
        migrations.CreateModel(
            name="ActsFor",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "payer_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("payer_id", models.BigIntegerField()),
                (
                    "id",
                    models.BigIntegerField(
                        db_default=openlevy.statements.models.NextRecordId(), unique=True
                    ),
                ),
                ("principal_id", models.BigIntegerField()),
                ("saved", models.BooleanField()),
                ("proved_at", models.DateTimeField()),
            ],
            options={
                "db_table": "parties_acts_for",
                "indexes": [
                    models.Index(
                        condition=Q(("saved", False)), fields=["proved_at"], name="acts_for_unsaved"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("payer_id", "principal_id"), name="acts_for_once"
                    ),
                    models.CheckConstraint(
                        condition=~Q(("payer_id", F("principal_id"))), name="acts_for_another"
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "ALTER TABLE parties_acts_for ADD CONSTRAINT acts_for_a_person"
            " FOREIGN KEY (principal_id) REFERENCES parties_person (payer_id)",
            "ALTER TABLE parties_acts_for DROP CONSTRAINT acts_for_a_person",
        ),
        migrations.RunSQL(
            "ALTER TABLE parties_acts_for ADD CONSTRAINT acting_is_a_payer"
            " FOREIGN KEY (payer_id) REFERENCES parties_payer (id)",
            "ALTER TABLE parties_acts_for DROP CONSTRAINT acting_is_a_payer",
        ),
    ]
