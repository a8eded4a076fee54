"""What arrived on phones and in mailboxes."""

from django.db import migrations

TABLES = """
CREATE TABLE notice (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    node text NOT NULL,
    number text NOT NULL,
    content_hash bytea NOT NULL,
    channel text NOT NULL CHECK (channel IN ('sms', 'email')),
    to_digest bytea NOT NULL,
    to_sealed bytea NOT NULL,
    subject_sealed bytea NOT NULL,
    text_sealed bytea NOT NULL,
    valid_until timestamptz,
    UNIQUE (node, number)
);
CREATE INDEX notice_to ON notice (to_digest, id);
"""


class Migration(migrations.Migration):
    """Phones and mailboxes."""

    dependencies = [("sandbox", "0003_accounts_may_be_mute")]
    operations = [migrations.RunSQL(TABLES, "DROP TABLE notice;")]
