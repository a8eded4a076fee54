"""What the sealer needs: numbers that never go back, marks in the blocks; and the readable view.

Names in the view are written out: a migration says what was, whatever the chart says later.
"""

from django.db import migrations, models

import openlevy.ledger.models

XACT = """
CREATE FUNCTION ledger_xact(id xid8) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT id::text::bigint + 0'
"""

ACCOUNTS = """WHEN 10 THEN 'premium' WHEN 20 THEN 'due' WHEN 30 THEN 'in_flight'
        WHEN 40 THEN 'collected' WHEN 50 THEN 'received' WHEN 60 THEN 'cleared'
        WHEN 70 THEN 'credit' WHEN 80 THEN 'suspense'"""

VIEW = f"""
CREATE VIEW ledger_journal AS
SELECT
    payer_id,
    record_id,
    CASE event
        WHEN 101 THEN 'assessed' WHEN 102 THEN 'assessment_withdrawn'
        WHEN 111 THEN 'declared' WHEN 112 THEN 'declaration_voided'
        WHEN 201 THEN 'debit_instructed' WHEN 202 THEN 'debit_confirmed'
        WHEN 203 THEN 'debit_refused' WHEN 204 THEN 'debit_reversed'
        WHEN 205 THEN 'debit_proved_and_applied' WHEN 206 THEN 'debit_proved_and_credited'
        WHEN 207 THEN 'debit_disproved'
        WHEN 301 THEN 'treasury_received' WHEN 302 THEN 'cleared'
        WHEN 303 THEN 'received_unidentified'
        ELSE event::text
    END AS event,
    CASE source {ACCOUNTS} ELSE source::text END AS source,
    source_of,
    CASE destination {ACCOUNTS} ELSE destination::text END AS destination,
    destination_of,
    amount_fen,
    round(amount_fen / 100.0, 2) AS amount_yuan,
    business_date,
    posted_at,
    xact,
    (
        SELECT b.number FROM ledger_block b
        WHERE b.first_xact <= p.xact AND p.xact < b.end_xact
        ORDER BY b.first_xact DESC LIMIT 1
    ) AS block
FROM ledger_posting p
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.RunSQL(XACT, "DROP FUNCTION ledger_xact(xid8)"),
        migrations.AlterField(
            model_name="posting",
            name="xact",
            field=models.BigIntegerField(db_default=openlevy.ledger.models.TransactionNumber()),
        ),
        migrations.AddField(
            model_name="block",
            name="marks",
            field=models.BinaryField(default=b""),
            preserve_default=False,
        ),
        migrations.RunSQL(VIEW, "DROP VIEW ledger_journal"),
    ]
