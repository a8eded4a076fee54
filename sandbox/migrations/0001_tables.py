"""The sandbox's tables, in SQL: messages and their queue, the banks' books, the agencies."""

from django.db import migrations

TABLES = """
-- The network's work date and session; one row.
CREATE TABLE work_day (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    work_date date NOT NULL,
    session_no integer NOT NULL DEFAULT 1 CHECK (session_no BETWEEN 1 AND 9999),
    automatic_minutes integer CHECK (automatic_minutes BETWEEN 1 AND 1440),
    automatic_at timestamptz
);

CREATE SEQUENCE message_number MAXVALUE 999999 CYCLE;

CREATE TABLE message (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    direction text NOT NULL CHECK (direction IN ('in', 'out', 'to_bank', 'from_bank')),
    number text NOT NULL,
    message_id text NOT NULL,
    reference text NOT NULL,
    work_date text NOT NULL,
    source text NOT NULL,
    destination text NOT NULL,
    body_sealed bytea NOT NULL,
    size integer NOT NULL,
    signature text NOT NULL CHECK (signature IN ('valid', 'wrong', 'missing', 'own')),
    state text NOT NULL CHECK (state IN ('new', 'done', 'failed')),
    attempts integer NOT NULL DEFAULT 0,
    note text NOT NULL DEFAULT ''
);
CREATE INDEX message_new ON message (attempts, id) WHERE state = 'new';
CREATE INDEX message_by_number ON message (number, id);
CREATE INDEX message_by_message_id ON message (message_id);

-- Keyed hashes of the account and ID numbers within a message, for exact search.
CREATE TABLE message_digest (
    message bigint NOT NULL REFERENCES message,
    digest bytea NOT NULL,
    PRIMARY KEY (digest, message)
);

CREATE TABLE bank_account (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number_digest bytea NOT NULL UNIQUE,
    number_sealed bytea NOT NULL,
    number_tail text NOT NULL CHECK (length(number_tail) <= 4),
    bank_cnaps text NOT NULL CHECK (bank_cnaps ~ '^[0-9]{12}$'),
    clearing_cnaps text NOT NULL CHECK (clearing_cnaps ~ '^[0-9]{12}$'),
    bank_name text NOT NULL,
    holder_name text NOT NULL,
    balance_fen bigint NOT NULL DEFAULT 0 CHECK (balance_fen >= 0),
    mode text NOT NULL DEFAULT 'ok' CHECK (mode IN ('ok', 'insufficient', 'closed', 'mismatch',
        'silent', 'lost', 'slow', 'twice', 'says_refused', 'says_ok')),
    mode_seconds integer NOT NULL DEFAULT 0 CHECK (mode_seconds BETWEEN 0 AND 86400),
    mode_books boolean NOT NULL DEFAULT true,
    special text NOT NULL DEFAULT ''
);
CREATE INDEX bank_account_special ON bank_account (id) WHERE special <> '';
CREATE INDEX bank_account_holder ON bank_account (holder_name);

CREATE TABLE agreement (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    protocol_no text NOT NULL UNIQUE,
    account bigint NOT NULL REFERENCES bank_account,
    tax_org text NOT NULL,
    state text NOT NULL CHECK (state IN ('verified', 'revoked')),
    since date NOT NULL
);

-- A 9114 and what the bank says to it.
CREATE TABLE proof (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    send_org text NOT NULL,
    entrust_on date NOT NULL,
    vc_no text NOT NULL,
    content_hash bytea NOT NULL,
    request bigint NOT NULL REFERENCES message,
    result text NOT NULL,
    word text NOT NULL,
    answer_at timestamptz,
    answers_left integer NOT NULL CHECK (answers_left BETWEEN 0 AND 2),
    answered_at timestamptz,
    UNIQUE (send_org, entrust_on, vc_no)
);
CREATE INDEX proof_to_answer ON proof (answer_at) WHERE answers_left > 0;

CREATE TABLE session (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    on_date date NOT NULL,
    number integer NOT NULL,
    last boolean NOT NULL,
    closed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (on_date, number)
);

-- One debit by its transaction key. A row without request is a key that was cancelled unseen.
CREATE TABLE debit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tax_org text NOT NULL,
    entrust_on date NOT NULL,
    tra_no text NOT NULL,
    content_hash bytea,
    request bigint REFERENCES message,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    state text NOT NULL
        CHECK (state IN ('received', 'booked', 'refused', 'reversed', 'cancelled')),
    amount_fen bigint CHECK (amount_fen > 0),
    voucher_no text,
    payer_digest bytea,
    account bigint REFERENCES bank_account,
    clearing_cnaps text,
    treasury_code text,
    lines jsonb,
    result text,
    told text,
    word text NOT NULL DEFAULT '',
    booked_on date,
    answer_at timestamptz,
    answers_left integer NOT NULL DEFAULT 0 CHECK (answers_left BETWEEN 0 AND 2),
    answered_at timestamptz,
    lost boolean NOT NULL DEFAULT false,
    session bigint REFERENCES session,
    UNIQUE (tax_org, entrust_on, tra_no),
    CHECK ((request IS NULL) = (state = 'cancelled' AND amount_fen IS NULL))
);
CREATE INDEX debit_to_book ON debit (id) WHERE state = 'received';
CREATE INDEX debit_to_answer ON debit (answer_at) WHERE answers_left > 0;
CREATE INDEX debit_without_session ON debit (id) WHERE session IS NULL;
CREATE INDEX debit_by_voucher ON debit (voucher_no);
CREATE INDEX debit_by_session ON debit (session);

CREATE TABLE reversal (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tax_org text NOT NULL,
    entrust_on date NOT NULL,
    cancel_no text NOT NULL,
    content_hash bytea NOT NULL,
    request bigint NOT NULL REFERENCES message,
    debit bigint NOT NULL REFERENCES debit,
    answer text NOT NULL CHECK (answer IN ('1', '2', '3')),
    word text NOT NULL,
    UNIQUE (tax_org, entrust_on, cancel_no)
);

-- The banks' books: from, to, amount. Never changed, never deleted.
CREATE TABLE entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    on_date date NOT NULL,
    kind text NOT NULL CHECK (kind IN ('deposit', 'debit', 'reversal', 'remit')),
    source text NOT NULL,
    destination text NOT NULL CHECK (destination <> source),
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    debit bigint REFERENCES debit,
    CHECK ((kind = 'deposit') = (debit IS NULL)),
    UNIQUE (debit, kind)
);
CREATE INDEX entry_source ON entry (source);
CREATE INDEX entry_destination ON entry (destination);

-- The treasury's own book of what it received, by voucher and budget subject.
CREATE TABLE receipt (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    debit bigint NOT NULL REFERENCES debit,
    received_on date NOT NULL,
    treasury_code text NOT NULL,
    tax_org text NOT NULL,
    voucher_no text NOT NULL,
    subject_code text NOT NULL,
    level_code text NOT NULL,
    budget_type text NOT NULL,
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    UNIQUE (debit, subject_code, level_code)
);
CREATE INDEX receipt_by_day ON receipt (received_on, tax_org);

CREATE FUNCTION never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is never changed', TG_TABLE_NAME;
END $$;
CREATE TRIGGER entry_never_changed BEFORE UPDATE OR DELETE ON entry
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
CREATE TRIGGER receipt_never_changed BEFORE UPDATE OR DELETE ON receipt
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TABLE package (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_code text NOT NULL,
    agency_name text NOT NULL,
    batch_no text NOT NULL UNIQUE CHECK (batch_no ~ '^[0-9]{26}$'),
    body_sealed bytea NOT NULL,
    row_count integer NOT NULL CHECK (row_count BETWEEN 1 AND 1000),
    chunk integer NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (agency_code, chunk)
);

CREATE TABLE feedback (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    package bigint REFERENCES package,
    agency_code text NOT NULL,
    number text NOT NULL,
    body_sealed bytea NOT NULL,
    result text NOT NULL,
    word text NOT NULL,
    accepted integer NOT NULL,
    rejected integer NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (agency_code, number)
);
CREATE INDEX feedback_by_package ON feedback (package, id);

-- What is to be posted. A lane that is not '' is sent strictly in order.
CREATE TABLE delivery (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message bigint REFERENCES message,
    package bigint REFERENCES package,
    lane text NOT NULL DEFAULT '',
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'refused')),
    next_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    attempts integer NOT NULL DEFAULT 0,
    status integer,
    fault text NOT NULL DEFAULT '',
    delivered_at timestamptz,
    CHECK ((message IS NULL) <> (package IS NULL))
);
CREATE INDEX delivery_waiting ON delivery (lane, id) WHERE state = 'waiting';
CREATE INDEX delivery_by_message ON delivery (message);
CREATE INDEX delivery_by_package ON delivery (package);

-- How much of the invented world there is; one row.
CREATE TABLE world (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    seed bigint NOT NULL,
    made_on date NOT NULL,
    wanted integer NOT NULL CHECK (wanted BETWEEN 0 AND 5000000),
    made integer NOT NULL DEFAULT 0
);
"""

DROP = """
DROP TABLE world, delivery, feedback, package, receipt, entry, reversal, debit, session, proof,
    agreement, bank_account, message_digest, message, work_day;
DROP SEQUENCE message_number;
DROP FUNCTION never_changed();
"""


class Migration(migrations.Migration):
    """The first shape of the sandbox's database."""

    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [migrations.RunSQL(TABLES, DROP)]
