"""A credit that a later list disproves: an event of its own in the posting table and the view."""

from importlib import import_module

from django.db import migrations, models

import openlevy.ledger.chart

_BEFORE = import_module("openlevy.ledger.migrations.0002_seals").VIEW.replace(
    "CREATE VIEW", "CREATE OR REPLACE VIEW"
)
_VIEW = _BEFORE.replace(
    "WHEN 207 THEN 'debit_disproved'",
    "WHEN 207 THEN 'debit_disproved' WHEN 208 THEN 'credit_disproved'",
)


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0002_seals"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="posting",
            name="posting_in_the_table",
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("destination", openlevy.ledger.chart.Account["DUE"]),
                        ("event", openlevy.ledger.chart.Event["ASSESSED"]),
                        ("source", openlevy.ledger.chart.Account["PREMIUM"]),
                    ),
                    models.Q(
                        ("destination", openlevy.ledger.chart.Account["PREMIUM"]),
                        ("event", openlevy.ledger.chart.Event["ASSESSMENT_WITHDRAWN"]),
                        ("source", openlevy.ledger.chart.Account["DUE"]),
                    ),
                    models.Q(
                        ("destination", openlevy.ledger.chart.Account["DUE"]),
                        ("event", openlevy.ledger.chart.Event["DECLARED"]),
                        ("source", openlevy.ledger.chart.Account["PREMIUM"]),
                    ),
                    models.Q(
                        ("destination", openlevy.ledger.chart.Account["PREMIUM"]),
                        ("event", openlevy.ledger.chart.Event["DECLARATION_VOIDED"]),
                        ("source", openlevy.ledger.chart.Account["DUE"]),
                    ),
                    models.Q(
                        ("destination", openlevy.ledger.chart.Account["IN_FLIGHT"]),
                        ("event", openlevy.ledger.chart.Event["DEBIT_INSTRUCTED"]),
                        ("source", openlevy.ledger.chart.Account["DUE"]),
                    ),
                    models.Q(
                        ("destination", openlevy.ledger.chart.Account["COLLECTED"]),
                        ("event", openlevy.ledger.chart.Event["DEBIT_CONFIRMED"]),
                        ("source", openlevy.ledger.chart.Account["IN_FLIGHT"]),
                    ),
                    models.Q(
                        ("destination", openlevy.ledger.chart.Account["DUE"]),
                        ("event", openlevy.ledger.chart.Event["DEBIT_REFUSED"]),
                        ("source", openlevy.ledger.chart.Account["IN_FLIGHT"]),
                    ),
                    models.Q(
                        ("destination", openlevy.ledger.chart.Account["DUE"]),
                        ("event", openlevy.ledger.chart.Event["DEBIT_REVERSED"]),
                        ("source", openlevy.ledger.chart.Account["IN_FLIGHT"]),
                    ),
                    models.Q(
                        ("destination", openlevy.ledger.chart.Account["COLLECTED"]),
                        ("event", openlevy.ledger.chart.Event["DEBIT_PROVED_AND_APPLIED"]),
                        ("source", openlevy.ledger.chart.Account["DUE"]),
                    ),
                    models.Q(
                        ("destination", openlevy.ledger.chart.Account["COLLECTED"]),
                        ("event", openlevy.ledger.chart.Event["DEBIT_PROVED_AND_CREDITED"]),
                        ("source", openlevy.ledger.chart.Account["CREDIT"]),
                    ),
                    models.Q(
                        ("destination", openlevy.ledger.chart.Account["DUE"]),
                        ("event", openlevy.ledger.chart.Event["DEBIT_DISPROVED"]),
                        ("source", openlevy.ledger.chart.Account["COLLECTED"]),
                    ),
                    models.Q(
                        ("destination", openlevy.ledger.chart.Account["CREDIT"]),
                        ("event", openlevy.ledger.chart.Event["CREDIT_DISPROVED"]),
                        ("source", openlevy.ledger.chart.Account["COLLECTED"]),
                    ),
                    models.Q(
                        ("destination", openlevy.ledger.chart.Account["RECEIVED"]),
                        ("event", openlevy.ledger.chart.Event["TREASURY_RECEIVED"]),
                        ("source", openlevy.ledger.chart.Account["COLLECTED"]),
                    ),
                    models.Q(
                        ("destination", openlevy.ledger.chart.Account["CLEARED"]),
                        ("event", openlevy.ledger.chart.Event["CLEARED"]),
                        ("source", openlevy.ledger.chart.Account["RECEIVED"]),
                    ),
                    models.Q(
                        ("destination", openlevy.ledger.chart.Account["RECEIVED"]),
                        ("event", openlevy.ledger.chart.Event["RECEIVED_UNIDENTIFIED"]),
                        ("source", openlevy.ledger.chart.Account["SUSPENSE"]),
                    ),
                    _connector="OR",
                ),
                name="posting_in_the_table",
            ),
        ),
        migrations.RunSQL(_VIEW, _BEFORE),
    ]
