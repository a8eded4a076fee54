"""Closed windows, opened again for one enrolment and period by two officers."""

import django.db.models.functions.datetime
from django.db import migrations, models

import openlevy.statements.models


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0002_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reopening",
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
                ("enrolment_id", models.BigIntegerField()),
                ("levy_item", models.TextField()),
                ("tax_office", models.TextField()),
                ("year", models.SmallIntegerField()),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                ("until_on", models.DateField()),
                ("reason", models.BinaryField()),
                ("proposed_by", models.BigIntegerField()),
                ("proposed_on", models.DateField()),
                (
                    "proposed_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("request_key", models.UUIDField()),
                ("content_hash", models.BinaryField()),
                ("decided_by", models.BigIntegerField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("decision_note", models.BinaryField(null=True)),
                ("state", models.TextField(db_default="PROPOSED")),
            ],
            options={
                "db_table": "assessment_reopening",
                "indexes": [
                    models.Index(fields=["tax_office", "state", "-id"], name="reopening_of_office"),
                    models.Index(
                        condition=models.Q(("state", "CONFIRMED")),
                        fields=["payer_id", "until_on"],
                        name="reopening_of_payer",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["PROPOSED", "CONFIRMED", "REJECTED", "WITHDRAWN", "ENDED"],
                            )
                        ),
                        name="reopening_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="reopening_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_by__isnull", False),
                                ("decided_on__isnull", False),
                                ("state__in", ["CONFIRMED", "REJECTED", "ENDED"]),
                            ),
                            models.Q(
                                ("decided_by__isnull", True),
                                ("decided_on__isnull", True),
                                ("state__in", ["PROPOSED", "WITHDRAWN"]),
                            ),
                            _connector="OR",
                        ),
                        name="reopening_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period_end__gte", models.F("period_start")),
                            ("until_on__gte", models.F("proposed_on")),
                        ),
                        name="reopening_days",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "PROPOSED")),
                        fields=("enrolment_id", "period_start"),
                        name="reopening_one_proposed",
                    ),
                    models.UniqueConstraint(
                        fields=("proposed_by", "request_key"), name="reopening_request_once"
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "ALTER TABLE assessment_reopening ADD CONSTRAINT reopening_under_an_enrolment"
            " FOREIGN KEY (payer_id, enrolment_id) REFERENCES parties_enrolment (payer_id, id)",
            "ALTER TABLE assessment_reopening DROP CONSTRAINT reopening_under_an_enrolment",
        ),
    ]
