"""A request's key is used once, whatever was declared under it."""

from django.db import migrations, models

NUMBER = """
UPDATE declaration_declaration d SET position = n.position
FROM (SELECT payer_id, id, row_number() OVER (PARTITION BY payer_id, request_key ORDER BY payable_id)
    AS position FROM declaration_declaration) n
WHERE n.payer_id = d.payer_id AND n.id = d.id AND n.position > 1
"""


class Migration(migrations.Migration):
    dependencies = [("declaration", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("declaration", "declaration_request_once"),
        migrations.AddField(
            "declaration", "position", models.SmallIntegerField(default=1), preserve_default=False
        ),
        migrations.RunSQL(NUMBER, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "declaration",
            models.UniqueConstraint(
                fields=("payer_id", "request_key", "position"), name="declaration_request_once"
            ),
        ),
    ]
