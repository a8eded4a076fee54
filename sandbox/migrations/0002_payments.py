"""What was paid for whom, as the agencies are told, and what they have credited."""

from django.db import migrations

TABLES = """
-- A message of payments to an agency, as it came.
CREATE TABLE payment_notice (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_code text NOT NULL,
    number text NOT NULL,
    body_sealed bytea NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (agency_code, number)
);

-- The agency's book of persons: what was paid for each, to be credited. Never changed.
CREATE TABLE person_entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    notice bigint NOT NULL REFERENCES payment_notice,
    agency_code text NOT NULL,
    detail_no text NOT NULL,
    voucher_no text NOT NULL,
    person_digest bytea NOT NULL,
    person_sealed bytea NOT NULL,
    levy_item text NOT NULL,
    from_month text NOT NULL,
    to_month text NOT NULL,
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    received_on date NOT NULL,
    UNIQUE (agency_code, detail_no)
);
CREATE INDEX person_entry_by_person ON person_entry (person_digest, id);
CREATE INDEX person_entry_by_voucher ON person_entry (voucher_no);
CREATE INDEX person_entry_by_notice ON person_entry (notice);

-- What of it was credited, and the package that says so. Once, and never changed.
CREATE TABLE person_credit (
    entry bigint PRIMARY KEY REFERENCES person_entry,
    credited_on date NOT NULL,
    package bigint NOT NULL REFERENCES package,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TRIGGER person_entry_never_changed BEFORE UPDATE OR DELETE ON person_entry
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
CREATE TRIGGER person_credit_never_changed BEFORE UPDATE OR DELETE ON person_credit
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
"""

DROP = "DROP TABLE person_credit, person_entry, payment_notice;"


class Migration(migrations.Migration):
    """The agencies' own book."""

    dependencies = [("sandbox", "0001_tables")]
    operations = [migrations.RunSQL(TABLES, DROP)]
