"""Whose an account is and which phone is reserved for it; questions about that, and answers."""

from django.db import migrations

TABLES = """
ALTER TABLE bank_account ADD COLUMN id_digest bytea, ADD COLUMN phone_digest bytea;

CREATE SEQUENCE card_answer_number;

-- A question whose card it is, and what the bank answers; none when the account is mute.
CREATE TABLE card_proof (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    node text NOT NULL,
    number text NOT NULL,
    content_hash bytea NOT NULL,
    differs text NOT NULL,
    answer text NOT NULL,
    UNIQUE (node, number)
);

ALTER TABLE delivery ADD COLUMN card_proof bigint REFERENCES card_proof;
ALTER TABLE delivery DROP CONSTRAINT delivery_check;
ALTER TABLE delivery ADD CONSTRAINT delivery_check
    CHECK (num_nonnulls(message, package, card_proof) = 1);
CREATE INDEX delivery_by_card_proof ON delivery (card_proof);
"""

DROP = """
ALTER TABLE delivery DROP CONSTRAINT delivery_check;
ALTER TABLE delivery DROP COLUMN card_proof;
ALTER TABLE delivery ADD CONSTRAINT delivery_check CHECK ((message IS NULL) <> (package IS NULL));
DROP TABLE card_proof;
DROP SEQUENCE card_answer_number;
ALTER TABLE bank_account DROP COLUMN id_digest, DROP COLUMN phone_digest;
"""


class Migration(migrations.Migration):
    """Proofs of identity by bank cards."""

    dependencies = [("sandbox", "0004_notices")]
    operations = [migrations.RunSQL(TABLES, DROP)]
