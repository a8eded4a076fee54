"""What agencies have changed of persons and enrolments since the world was made, and what they were
asked."""

from django.db import migrations

TABLES = """
-- A row as its agency has told it last, where that is not as the world began. ``key_digest`` is of
-- the row's key within the agency, ``id_digest`` of the person's ID number.
CREATE TABLE agency_row (
    agency_code text NOT NULL,
    grid text NOT NULL CHECK (grid IN ('persons', 'enrolments', 'payables')),
    key_digest bytea NOT NULL,
    id_digest bytea NOT NULL,
    row_sealed bytea NOT NULL,
    withdrawn boolean NOT NULL DEFAULT false,
    package bigint NOT NULL REFERENCES package,
    PRIMARY KEY (agency_code, grid, key_digest)
);
CREATE INDEX agency_row_by_person ON agency_row (id_digest);

-- What a clerk has done, and the package that tells of it.
CREATE TABLE agency_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    id_digest bytea NOT NULL,
    what text NOT NULL,
    package bigint NOT NULL REFERENCES package
);
CREATE INDEX agency_change_by_person ON agency_change (id_digest, id);

-- A message of questions to an agency, as it came.
CREATE TABLE agency_question (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_code text NOT NULL,
    number text NOT NULL,
    body_sealed bytea NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (agency_code, number)
);
"""

DROP = "DROP TABLE agency_question, agency_change, agency_row;"


class Migration(migrations.Migration):
    dependencies = [("sandbox", "0006_counters")]

    operations = [migrations.RunSQL(TABLES, DROP)]
