"""The tables of messages."""

import django.db.models.functions.datetime
from django.db import migrations, models

import openlevy.statements.models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("statements", "0001_functions")]

    operations = [
        migrations.CreateModel(
            name="Incoming",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        db_default=openlevy.statements.models.NextRecordId(),
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("party", models.TextField()),
                ("message_key", models.TextField()),
                ("topic", models.TextField()),
                ("content_hash", models.BinaryField()),
                ("wire", models.BinaryField()),
                (
                    "received_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "due_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("attempts", models.IntegerField(db_default=0)),
                ("handled_at", models.DateTimeField(null=True)),
                ("outcome", models.TextField(null=True)),
                ("last_error", models.TextField(null=True)),
            ],
            options={
                "db_table": "messages_inbox",
                "indexes": [
                    models.Index(
                        condition=models.Q(("handled_at__isnull", True)),
                        fields=["due_at"],
                        name="inbox_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("party", "message_key"), name="inbox_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handled_at__isnull", True), ("outcome__isnull", True)),
                            models.Q(("handled_at__isnull", False), ("outcome__isnull", False)),
                            _connector="OR",
                        ),
                        name="inbox_handled_with_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outgoing",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        db_default=openlevy.statements.models.NextRecordId(),
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("party", models.TextField()),
                ("topic", models.TextField()),
                ("payer_id", models.BigIntegerField()),
                ("record_id", models.BigIntegerField()),
                ("occurrence", models.IntegerField(db_default=1)),
                ("message_key", models.TextField(null=True)),
                ("wire", models.BinaryField(null=True)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "due_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("attempts", models.IntegerField(db_default=0)),
                ("last_error", models.TextField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "messages_outbox",
                "indexes": [
                    models.Index(
                        condition=models.Q(("sent_at__isnull", True)),
                        fields=["due_at"],
                        name="outbox_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("message_key__isnull", False)),
                        fields=["party", "message_key"],
                        name="outbox_key",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record_id", "topic", "occurrence"), name="outbox_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_at__isnull", True), ("wire__isnull", False), _connector="OR"
                        ),
                        name="outbox_sent_kept",
                    ),
                ],
            },
        ),
    ]
