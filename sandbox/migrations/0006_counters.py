"""What is signed and ended at the banks' counters."""

from django.db import migrations

TABLES = """
ALTER TABLE agreement DROP CONSTRAINT agreement_state_check;
ALTER TABLE agreement ADD CONSTRAINT agreement_state_check
    CHECK (state IN ('verified', 'revoked', 'waiting', 'refused'));

CREATE SEQUENCE counter_number MAXVALUE 99999999 CYCLE;

-- A customer signs or ends an agreement at the counter; the bank tells the tax authority (9114) and
-- is answered (9115).
CREATE TABLE counter_visit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    bank text NOT NULL,
    on_date date NOT NULL,
    vc_no text NOT NULL,
    agreement bigint NOT NULL REFERENCES agreement,
    action text NOT NULL CHECK (action IN ('sign', 'end')),
    message bigint NOT NULL REFERENCES message,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'taken', 'refused')),
    word text NOT NULL DEFAULT '',
    UNIQUE (bank, on_date, vc_no)
);
CREATE INDEX counter_visit_by_agreement ON counter_visit (agreement, id);
"""

DROP = """
DROP TABLE counter_visit;
DROP SEQUENCE counter_number;
ALTER TABLE agreement DROP CONSTRAINT agreement_state_check;
ALTER TABLE agreement ADD CONSTRAINT agreement_state_check
    CHECK (state IN ('verified', 'revoked'));
"""


class Migration(migrations.Migration):
    dependencies = [("sandbox", "0005_card_proofs")]

    operations = [migrations.RunSQL(TABLES, DROP)]
