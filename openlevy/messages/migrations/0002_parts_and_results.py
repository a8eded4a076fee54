"""What is told about a message received, and the parts of one that is handled part by part."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("messages", "0001_initial")]

    operations = [
        migrations.AddField("Incoming", "result", models.BinaryField(null=True)),
        migrations.CreateModel(
            name="IncomingPart",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "message_id",
                        "part",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("message_id", models.BigIntegerField()),
                ("part", models.BigIntegerField()),
                ("result", models.BinaryField()),
            ],
            options={"db_table": "messages_inbox_part"},
        ),
    ]
