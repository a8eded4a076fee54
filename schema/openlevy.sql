CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';
CREATE FUNCTION public.ledger_xact(id xid8) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$SELECT id::text::bigint + 0$$;
CREATE FUNCTION public.reference_business_date_only_forward() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.business_date < OLD.business_date THEN
        RAISE EXCEPTION 'the business date only moves forward'
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = 'reference_business_date_only_forward';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.statement_insert_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'OL002',
        MESSAGE = format('%s is insert-only: reverse and write anew', TG_TABLE_NAME);
END $$;
CREATE FUNCTION public.statement_require(holds boolean, reason text) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF holds IS TRUE THEN RETURN true; END IF;
    RAISE EXCEPTION USING ERRCODE = 'OL001', MESSAGE = reason;
END $$;
CREATE TABLE public.access_answered_challenge (
    number bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE public.access_guess (
    kind text NOT NULL,
    subject bytea NOT NULL,
    count integer NOT NULL,
    until timestamp with time zone NOT NULL,
    CONSTRAINT access_guess_subject CHECK ((length(subject) = 32))
);
CREATE SEQUENCE public.record_id
    START WITH 1000001
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.access_identity_proof (
    payer_id bigint NOT NULL,
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    key uuid NOT NULL,
    purpose text NOT NULL,
    way text NOT NULL,
    place text NOT NULL,
    name text NOT NULL,
    wire_name text NOT NULL,
    id_type text NOT NULL,
    id_no bytea,
    phone bytea,
    card_no bytea,
    asked integer NOT NULL,
    asked_at timestamp with time zone,
    differs text NOT NULL,
    registration_code bigint,
    phone_code uuid,
    began_at timestamp with time zone NOT NULL,
    state text DEFAULT 'OPEN'::text NOT NULL,
    forgotten_at timestamp with time zone,
    CONSTRAINT identity_proof_forgotten_whole CHECK ((((forgotten_at IS NULL) AND (id_no IS NOT NULL)) OR ((card_no IS NULL) AND (forgotten_at IS NOT NULL) AND (id_no IS NULL) AND (phone IS NULL)))),
    CONSTRAINT identity_proof_has_phone CHECK (((NOT (state = ANY (ARRAY['PROVED'::text, 'DONE'::text]))) OR (phone IS NOT NULL) OR (forgotten_at IS NOT NULL))),
    CONSTRAINT identity_proof_one_way CHECK ((((asked = 0) AND (way = 'code'::text)) OR ((registration_code IS NULL) AND (way = 'card'::text)))),
    CONSTRAINT identity_proof_purpose CHECK ((purpose = ANY (ARRAY['registration'::text, 'regain'::text]))),
    CONSTRAINT identity_proof_state CHECK ((state = ANY (ARRAY['OPEN'::text, 'ASKED'::text, 'DIFFERS'::text, 'PROVED'::text, 'DONE'::text]))),
    CONSTRAINT identity_proof_way CHECK ((way = ANY (ARRAY['card'::text, 'code'::text])))
);
CREATE TABLE public.access_officer_session (
    token_digest bytea NOT NULL,
    epoch integer NOT NULL,
    began_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    proved_at timestamp with time zone,
    user_id bigint NOT NULL,
    CONSTRAINT access_officer_session_token CHECK ((length(token_digest) = 32))
);
CREATE TABLE public.access_phone_code (
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    key uuid NOT NULL,
    purpose text NOT NULL,
    user_id bigint,
    phone bytea,
    place text NOT NULL,
    sends integer NOT NULL,
    code_digest bytea NOT NULL,
    began_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    payer_id bigint DEFAULT 0 NOT NULL,
    CONSTRAINT access_phone_code_digest CHECK ((length(code_digest) = 32))
);
CREATE TABLE public.access_phone_transfer (
    payer_id bigint NOT NULL,
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    user_id bigint NOT NULL,
    phone_tail text NOT NULL,
    to_payer_id bigint NOT NULL,
    moved_at timestamp with time zone NOT NULL,
    state text DEFAULT 'PROVED'::text NOT NULL,
    CONSTRAINT phone_transfer_state CHECK ((state = ANY (ARRAY['PROVED'::text, 'MOVED'::text])))
);
CREATE TABLE public.access_registration_code (
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    id_type text NOT NULL,
    id_digest bytea NOT NULL,
    id_tail text NOT NULL,
    name text NOT NULL,
    code_digest bytea NOT NULL,
    office text NOT NULL,
    officer_id bigint,
    handed_out_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    CONSTRAINT access_registration_code_digest CHECK ((length(code_digest) = 32)),
    CONSTRAINT access_registration_code_id_digest CHECK ((length(id_digest) = 32)),
    CONSTRAINT access_registration_code_lives CHECK ((expires_at > handed_out_at)),
    CONSTRAINT access_registration_code_one_end CHECK (((used_at IS NULL) OR (withdrawn_at IS NULL)))
);
CREATE TABLE public.access_role_grant (
    id bigint NOT NULL,
    role text NOT NULL,
    scope text NOT NULL,
    granted_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT access_grant_role CHECK ((role = ANY (ARRAY['PAYER'::text, 'TAX'::text, 'AGENCY'::text, 'BANK'::text, 'TREASURY'::text, 'CLOCK'::text, 'WINDOW'::text, 'REVIEW'::text, 'COLLECTION'::text, 'ADMIN'::text])))
);
ALTER TABLE public.access_role_grant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_role_grant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_second_factor (
    user_id bigint NOT NULL,
    secret bytea NOT NULL,
    last_step bigint DEFAULT 0 NOT NULL,
    confirmed_at timestamp with time zone
);
CREATE TABLE public.access_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    jurisdiction text NOT NULL,
    username text NOT NULL,
    display_name text NOT NULL,
    id_type text NOT NULL,
    id_digest bytea NOT NULL,
    phone_digest bytea,
    payer_id bigint,
    epoch integer NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    phone bytea,
    mailbox bytea,
    mailbox_digest bytea,
    CONSTRAINT access_user_id_digest CHECK ((length(id_digest) = 32)),
    CONSTRAINT access_user_mailbox_digest CHECK ((length(mailbox_digest) = 32)),
    CONSTRAINT access_user_mailbox_whole CHECK ((((mailbox IS NULL) AND (mailbox_digest IS NULL)) OR ((mailbox IS NOT NULL) AND (mailbox_digest IS NOT NULL)))),
    CONSTRAINT access_user_phone_digest CHECK ((length(phone_digest) = 32))
);
ALTER TABLE public.access_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.assessment_amount_setting (
    payer_id bigint NOT NULL,
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    enrolment_id bigint NOT NULL,
    year smallint NOT NULL,
    tier_fen bigint NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    state text DEFAULT 'ACTIVE'::text NOT NULL,
    set_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT setting_dates CHECK ((valid_to >= valid_from)),
    CONSTRAINT setting_positive CHECK ((tier_fen > 0)),
    CONSTRAINT setting_state CHECK ((state = ANY (ARRAY['ACTIVE'::text, 'REPLACED'::text, 'VOIDED'::text])))
);
CREATE TABLE public.assessment_payable (
    payer_id bigint NOT NULL,
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    enrolment_id bigint NOT NULL,
    kind text NOT NULL,
    special_kind text DEFAULT ''::text NOT NULL,
    kind_words text DEFAULT ''::text NOT NULL,
    levy_item text NOT NULL,
    levy_subitem text NOT NULL,
    tax_office text NOT NULL,
    agency_code text NOT NULL,
    agency_serial text,
    agency_detail text,
    content_hash bytea,
    period_start date NOT NULL,
    period_end date NOT NULL,
    principal_fen bigint NOT NULL,
    interest_fen bigint DEFAULT 0 NOT NULL,
    late_fee_fen bigint DEFAULT 0 NOT NULL,
    amount_fen bigint NOT NULL,
    assessed_on date NOT NULL,
    due_on date NOT NULL,
    remark text DEFAULT ''::text NOT NULL,
    state text DEFAULT 'OPEN'::text NOT NULL,
    standard_fen bigint DEFAULT 0 NOT NULL,
    subsidiser_1 text DEFAULT ''::text NOT NULL,
    subsidiser_2 text DEFAULT ''::text NOT NULL,
    subsidiser_3 text DEFAULT ''::text NOT NULL,
    subsidy_1_fen bigint DEFAULT 0 NOT NULL,
    subsidy_2_fen bigint DEFAULT 0 NOT NULL,
    subsidy_3_fen bigint DEFAULT 0 NOT NULL,
    CONSTRAINT payable_kind CHECK ((((agency_serial IS NULL) AND (kind = 'regular'::text)) OR ((agency_detail IS NOT NULL) AND (agency_serial IS NOT NULL) AND (kind = 'special'::text)))),
    CONSTRAINT payable_period CHECK ((period_end >= period_start)),
    CONSTRAINT payable_standard_sums CHECK ((((standard_fen = 0) AND (subsidy_1_fen = 0)) OR ((special_kind = '41'::text) AND (standard_fen = (((principal_fen + subsidy_1_fen) + subsidy_2_fen) + subsidy_3_fen)) AND (subsidy_1_fen > 0)))),
    CONSTRAINT payable_state CHECK ((state = ANY (ARRAY['OPEN'::text, 'DECLARED'::text, 'SETTLED'::text, 'WITHDRAWN'::text]))),
    CONSTRAINT payable_subsidies CHECK (((((subsidiser_1 = ''::text) AND (subsidy_1_fen = 0) AND (subsidy_2_fen = 0)) OR ((NOT (subsidiser_1 = ''::text)) AND (subsidy_1_fen > 0))) AND (((subsidiser_2 = ''::text) AND (subsidy_2_fen = 0) AND (subsidy_3_fen = 0)) OR ((NOT (subsidiser_2 = ''::text)) AND (NOT (subsidiser_2 = subsidiser_1)) AND (subsidy_2_fen > 0))) AND (((subsidiser_3 = ''::text) AND (subsidy_3_fen = 0)) OR ((NOT (subsidiser_3 = ''::text)) AND (NOT (subsidiser_3 = subsidiser_1)) AND (NOT (subsidiser_3 = subsidiser_2)) AND (subsidy_3_fen > 0))))),
    CONSTRAINT payable_sums CHECK (((interest_fen >= 0) AND (late_fee_fen >= 0) AND (principal_fen > 0) AND (amount_fen = ((principal_fen + interest_fen) + late_fee_fen))))
);
CREATE TABLE public.assessment_reopening (
    payer_id bigint NOT NULL,
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    enrolment_id bigint NOT NULL,
    levy_item text NOT NULL,
    tax_office text NOT NULL,
    year smallint NOT NULL,
    period_start date NOT NULL,
    period_end date NOT NULL,
    until_on date NOT NULL,
    reason bytea NOT NULL,
    proposed_by bigint NOT NULL,
    proposed_on date NOT NULL,
    proposed_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    request_key uuid NOT NULL,
    content_hash bytea NOT NULL,
    decided_by bigint,
    decided_on date,
    decision_note bytea,
    state text DEFAULT 'PROPOSED'::text NOT NULL,
    CONSTRAINT reopening_days CHECK (((period_end >= period_start) AND (until_on >= proposed_on))),
    CONSTRAINT reopening_decided CHECK ((((decided_by IS NOT NULL) AND (decided_on IS NOT NULL) AND (state = ANY (ARRAY['CONFIRMED'::text, 'REJECTED'::text, 'ENDED'::text]))) OR ((decided_by IS NULL) AND (decided_on IS NULL) AND (state = ANY (ARRAY['PROPOSED'::text, 'WITHDRAWN'::text]))))),
    CONSTRAINT reopening_state CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'CONFIRMED'::text, 'REJECTED'::text, 'WITHDRAWN'::text, 'ENDED'::text]))),
    CONSTRAINT reopening_two_people CHECK (((decided_by IS NULL) OR (NOT ((decided_by = proposed_by) AND (decided_by IS NOT NULL)))))
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accessattempt (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    get_data text NOT NULL,
    post_data text NOT NULL,
    failures_since_start integer NOT NULL,
    CONSTRAINT axes_accessattempt_failures_since_start_check CHECK ((failures_since_start >= 0))
);
ALTER TABLE public.axes_accessattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accessattemptexpiration (
    access_attempt_id integer NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE public.axes_accessfailurelog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    locked_out boolean NOT NULL
);
ALTER TABLE public.axes_accessfailurelog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessfailurelog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accesslog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    logout_time timestamp with time zone,
    session_hash character varying(64) NOT NULL
);
ALTER TABLE public.axes_accesslog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accesslog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.certificate_certificate (
    payer_id bigint NOT NULL,
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    kind text NOT NULL,
    jurisdiction text NOT NULL,
    period_start date NOT NULL,
    period_end date NOT NULL,
    levy_item text NOT NULL,
    request_key uuid NOT NULL,
    request_hash bytea NOT NULL,
    total_fen bigint NOT NULL,
    lines integer NOT NULL,
    applied_on date NOT NULL,
    applied_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    id_digest bytea NOT NULL,
    code bytea NOT NULL,
    code_digest bytea NOT NULL,
    content bytea NOT NULL,
    content_hash bytea NOT NULL,
    pdf bytea,
    pdf_hash bytea,
    made_at timestamp with time zone,
    attempts smallint DEFAULT 0 NOT NULL,
    due_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    state text DEFAULT 'MAKING'::text NOT NULL,
    CONSTRAINT certificate_kind CHECK ((kind = ANY (ARRAY['payment_record'::text, 'payment_proof'::text]))),
    CONSTRAINT certificate_made_is_kept CHECK (((NOT (state = 'MADE'::text)) OR ((made_at IS NOT NULL) AND (pdf IS NOT NULL) AND (pdf_hash IS NOT NULL)))),
    CONSTRAINT certificate_period CHECK ((period_end >= period_start)),
    CONSTRAINT certificate_state CHECK ((state = ANY (ARRAY['MAKING'::text, 'MADE'::text, 'FAILED'::text]))),
    CONSTRAINT certifies CHECK (((lines > 0) AND (total_fen > 0)))
);
CREATE TABLE public.certificate_line (
    payer_id bigint NOT NULL,
    certificate_id bigint NOT NULL,
    order_id bigint NOT NULL,
    declaration_id bigint NOT NULL,
    amount_fen bigint NOT NULL
);
CREATE TABLE public.declaration_declaration (
    payer_id bigint NOT NULL,
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    payable_id bigint NOT NULL,
    enrolment_id bigint NOT NULL,
    kind text NOT NULL,
    kind_words text NOT NULL,
    levy_item text NOT NULL,
    levy_subitem text NOT NULL,
    tax_office text NOT NULL,
    agency_code text NOT NULL,
    period_start date NOT NULL,
    period_end date NOT NULL,
    amount_fen bigint NOT NULL,
    channel text NOT NULL,
    request_key uuid NOT NULL,
    content_hash bytea NOT NULL,
    declared_on date NOT NULL,
    declared_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    state text DEFAULT 'DECLARED'::text NOT NULL,
    "position" smallint NOT NULL,
    declared_by bigint,
    CONSTRAINT declaration_by_another CHECK ((NOT ((declared_by = payer_id) AND (declared_by IS NOT NULL)))),
    CONSTRAINT declaration_positive CHECK ((amount_fen > 0)),
    CONSTRAINT declaration_state CHECK ((state = ANY (ARRAY['DECLARED'::text, 'PAYING'::text, 'PAID'::text, 'VOIDED'::text])))
);
CREATE TABLE public.declaration_reminder (
    payer_id bigint NOT NULL,
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    enrolment_id bigint NOT NULL,
    levy_item text NOT NULL,
    year smallint NOT NULL,
    period_start date NOT NULL,
    period_end date NOT NULL,
    days_before smallint NOT NULL,
    last_day date NOT NULL,
    amount_fen bigint NOT NULL,
    declared boolean NOT NULL,
    told_on date NOT NULL,
    told_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    reopening_id bigint DEFAULT 0 NOT NULL
);
CREATE TABLE public.declaration_reminder_run (
    id bigint NOT NULL,
    place text NOT NULL,
    levy_item text NOT NULL,
    year smallint NOT NULL,
    days_before smallint NOT NULL,
    payer_id bigint NOT NULL,
    enrolment_id bigint NOT NULL,
    walked_on date
);
ALTER TABLE public.declaration_reminder_run ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.declaration_reminder_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.history_act (
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    actor_id bigint,
    role smallint NOT NULL,
    act text NOT NULL,
    office text NOT NULL,
    payer_id bigint,
    record_id bigint,
    note bytea,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);
CREATE TABLE public.history_transition (
    payer_id bigint NOT NULL,
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    subject text NOT NULL,
    record_id bigint NOT NULL,
    action text NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    role smallint NOT NULL,
    actor_id bigint,
    note bytea,
    business_date date NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);
CREATE TABLE public.ledger_block (
    number bigint NOT NULL,
    first_xact bigint NOT NULL,
    end_xact bigint NOT NULL,
    postings bigint NOT NULL,
    content_hash bytea NOT NULL,
    previous_head bytea NOT NULL,
    head bytea NOT NULL,
    signature bytea NOT NULL,
    key_name text NOT NULL,
    sealed_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    marks bytea NOT NULL
);
CREATE TABLE public.ledger_posting (
    payer_id bigint NOT NULL,
    record_id bigint NOT NULL,
    event smallint NOT NULL,
    source smallint NOT NULL,
    source_of bigint NOT NULL,
    destination smallint NOT NULL,
    destination_of bigint NOT NULL,
    amount_fen bigint NOT NULL,
    business_date date NOT NULL,
    posted_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    xact bigint DEFAULT public.ledger_xact(pg_current_xact_id()) NOT NULL,
    CONSTRAINT posting_amount_positive CHECK ((amount_fen > 0)),
    CONSTRAINT posting_in_the_table CHECK ((((destination = 20) AND (event = 101) AND (source = 10)) OR ((destination = 10) AND (event = 102) AND (source = 20)) OR ((destination = 20) AND (event = 111) AND (source = 10)) OR ((destination = 10) AND (event = 112) AND (source = 20)) OR ((destination = 30) AND (event = 201) AND (source = 20)) OR ((destination = 40) AND (event = 202) AND (source = 30)) OR ((destination = 20) AND (event = 203) AND (source = 30)) OR ((destination = 20) AND (event = 204) AND (source = 30)) OR ((destination = 40) AND (event = 205) AND (source = 20)) OR ((destination = 40) AND (event = 206) AND (source = 70)) OR ((destination = 20) AND (event = 207) AND (source = 40)) OR ((destination = 70) AND (event = 208) AND (source = 40)) OR ((destination = 50) AND (event = 301) AND (source = 40)) OR ((destination = 60) AND (event = 302) AND (source = 50)) OR ((destination = 50) AND (event = 303) AND (source = 80))))
);
CREATE VIEW public.ledger_journal AS
 SELECT payer_id,
    record_id,
        CASE event
            WHEN 101 THEN 'assessed'::text
            WHEN 102 THEN 'assessment_withdrawn'::text
            WHEN 111 THEN 'declared'::text
            WHEN 112 THEN 'declaration_voided'::text
            WHEN 201 THEN 'debit_instructed'::text
            WHEN 202 THEN 'debit_confirmed'::text
            WHEN 203 THEN 'debit_refused'::text
            WHEN 204 THEN 'debit_reversed'::text
            WHEN 205 THEN 'debit_proved_and_applied'::text
            WHEN 206 THEN 'debit_proved_and_credited'::text
            WHEN 207 THEN 'debit_disproved'::text
            WHEN 208 THEN 'credit_disproved'::text
            WHEN 301 THEN 'treasury_received'::text
            WHEN 302 THEN 'cleared'::text
            WHEN 303 THEN 'received_unidentified'::text
            ELSE (event)::text
        END AS event,
        CASE source
            WHEN 10 THEN 'premium'::text
            WHEN 20 THEN 'due'::text
            WHEN 30 THEN 'in_flight'::text
            WHEN 40 THEN 'collected'::text
            WHEN 50 THEN 'received'::text
            WHEN 60 THEN 'cleared'::text
            WHEN 70 THEN 'credit'::text
            WHEN 80 THEN 'suspense'::text
            ELSE (source)::text
        END AS source,
    source_of,
        CASE destination
            WHEN 10 THEN 'premium'::text
            WHEN 20 THEN 'due'::text
            WHEN 30 THEN 'in_flight'::text
            WHEN 40 THEN 'collected'::text
            WHEN 50 THEN 'received'::text
            WHEN 60 THEN 'cleared'::text
            WHEN 70 THEN 'credit'::text
            WHEN 80 THEN 'suspense'::text
            ELSE (destination)::text
        END AS destination,
    destination_of,
    amount_fen,
    round(((amount_fen)::numeric / 100.0), 2) AS amount_yuan,
    business_date,
    posted_at,
    xact,
    ( SELECT b.number
           FROM public.ledger_block b
          WHERE ((b.first_xact <= p.xact) AND (p.xact < b.end_xact))
          ORDER BY b.first_xact DESC
         LIMIT 1) AS block
   FROM public.ledger_posting p;
CREATE TABLE public.messages_inbox (
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    party text NOT NULL,
    message_key text NOT NULL,
    topic text NOT NULL,
    content_hash bytea NOT NULL,
    wire bytea NOT NULL,
    received_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    due_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    handled_at timestamp with time zone,
    outcome text,
    last_error text,
    result bytea,
    CONSTRAINT inbox_handled_with_outcome CHECK ((((handled_at IS NULL) AND (outcome IS NULL)) OR ((handled_at IS NOT NULL) AND (outcome IS NOT NULL))))
);
CREATE TABLE public.messages_inbox_part (
    message_id bigint NOT NULL,
    part bigint NOT NULL,
    result bytea NOT NULL
);
CREATE TABLE public.messages_outbox (
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    party text NOT NULL,
    topic text NOT NULL,
    payer_id bigint NOT NULL,
    record_id bigint NOT NULL,
    occurrence integer DEFAULT 1 NOT NULL,
    message_key text,
    wire bytea,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    due_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    last_error text,
    sent_at timestamp with time zone,
    CONSTRAINT outbox_sent_kept CHECK (((sent_at IS NULL) OR (wire IS NOT NULL)))
);
CREATE TABLE public.notices_notice (
    payer_id bigint NOT NULL,
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    key text NOT NULL,
    kind text NOT NULL,
    channel text NOT NULL,
    place text NOT NULL,
    address bytea,
    facts bytea,
    expires_at timestamp with time zone,
    refusal text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    decided_at timestamp with time zone,
    state text DEFAULT 'WAITING'::text NOT NULL,
    CONSTRAINT notice_address_while_waiting CHECK (((NOT (state = 'WAITING'::text)) OR (address IS NOT NULL))),
    CONSTRAINT notice_channel CHECK ((channel = ANY (ARRAY['sms'::text, 'email'::text]))),
    CONSTRAINT notice_facts_while_waiting CHECK ((((decided_at IS NULL) AND (facts IS NOT NULL) AND (state = 'WAITING'::text)) OR ((NOT (state = 'WAITING'::text)) AND (decided_at IS NOT NULL) AND (facts IS NULL)))),
    CONSTRAINT notice_refused_why CHECK ((((state = 'REFUSED'::text) AND (NOT (refusal = ''::text))) OR ((NOT (state = 'REFUSED'::text)) AND (refusal = ''::text)))),
    CONSTRAINT notice_state CHECK ((state = ANY (ARRAY['WAITING'::text, 'TAKEN'::text, 'REFUSED'::text, 'LATE'::text])))
);
CREATE TABLE public.parties_acts_for (
    payer_id bigint NOT NULL,
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    principal_id bigint NOT NULL,
    saved boolean NOT NULL,
    proved_at timestamp with time zone NOT NULL,
    CONSTRAINT acts_for_another CHECK ((NOT (payer_id = principal_id)))
);
CREATE TABLE public.parties_agency_person (
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    agency_code text NOT NULL,
    personal_no text NOT NULL,
    payer_id bigint NOT NULL,
    content_hash bytea NOT NULL,
    delivered_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    name text,
    wire_name text
);
CREATE TABLE public.parties_enrolment (
    payer_id bigint NOT NULL,
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    agency_code text NOT NULL,
    personal_no text NOT NULL,
    levy_item text NOT NULL,
    levy_subitem text NOT NULL,
    region text NOT NULL,
    township_name text NOT NULL,
    community_name text NOT NULL,
    tax_office text NOT NULL,
    "group" text NOT NULL,
    status text NOT NULL,
    first_month date NOT NULL,
    last_month date,
    first_enrolled_on date,
    content_hash bytea NOT NULL,
    delivered_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    community_code text DEFAULT ''::text NOT NULL,
    township_code text DEFAULT ''::text NOT NULL,
    CONSTRAINT enrolment_months CHECK (((last_month IS NULL) OR (last_month >= first_month))),
    CONSTRAINT enrolment_status CHECK ((status = ANY (ARRAY['1'::text, '2'::text, '4'::text])))
);
CREATE TABLE public.parties_name_correction (
    payer_id bigint NOT NULL,
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    agency_code text NOT NULL,
    personal_no text NOT NULL,
    was text NOT NULL,
    name text NOT NULL,
    wire_name text,
    told_on date NOT NULL,
    ended_on date,
    state text DEFAULT 'PROPOSED'::text NOT NULL,
    CONSTRAINT name_correction_state CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'AGREED'::text, 'WITHDRAWN'::text])))
);
CREATE TABLE public.parties_overlap (
    payer_id bigint NOT NULL,
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    levy_item text NOT NULL,
    first_id bigint NOT NULL,
    second_id bigint NOT NULL,
    first_month date NOT NULL,
    last_month date,
    found_on date NOT NULL,
    ended_on date,
    state text DEFAULT 'OPEN'::text NOT NULL,
    CONSTRAINT overlap_of_two_in_order CHECK ((first_id < second_id)),
    CONSTRAINT overlap_state CHECK ((state = ANY (ARRAY['OPEN'::text, 'ENDED'::text])))
);
CREATE TABLE public.parties_payer (
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    kind text NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT payer_kind CHECK ((kind = ANY (ARRAY['person'::text, 'unit'::text])))
);
CREATE TABLE public.parties_person (
    payer_id bigint NOT NULL,
    name text NOT NULL,
    wire_name text,
    id_type text NOT NULL,
    id_no bytea NOT NULL,
    id_digest bytea NOT NULL,
    id_tail text NOT NULL,
    sex text NOT NULL,
    born_on date NOT NULL,
    nationality text NOT NULL,
    phone bytea,
    updated_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    address bytea,
    social_security_no bytea,
    CONSTRAINT person_sex CHECK ((sex = ANY (ARRAY['1'::text, '2'::text])))
);
CREATE TABLE public.payment_agreement (
    payer_id bigint NOT NULL,
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    protocol_no text NOT NULL,
    tax_office text NOT NULL,
    treasury_code bigint NOT NULL,
    open_bank bigint NOT NULL,
    clearing_bank bigint NOT NULL,
    bank_name text NOT NULL,
    bank_account bytea NOT NULL,
    bank_account_digest bytea NOT NULL,
    bank_account_tail text NOT NULL,
    holder_name text NOT NULL,
    request_key uuid NOT NULL,
    signed_on date NOT NULL,
    signed_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    effective_on date,
    ended_on date,
    answer_words text,
    state text DEFAULT 'SUBMITTED'::text NOT NULL,
    kind text DEFAULT 'tripartite'::text NOT NULL,
    origin text DEFAULT 'portal'::text NOT NULL,
    CONSTRAINT agreement_kind CHECK ((kind = ANY (ARRAY['tripartite'::text, 'bilateral'::text]))),
    CONSTRAINT agreement_next_day CHECK (((NOT (state = 'VERIFIED'::text)) OR (effective_on > signed_on) OR ((effective_on = signed_on) AND (origin = 'bank'::text)))),
    CONSTRAINT agreement_origin CHECK ((origin = ANY (ARRAY['portal'::text, 'bank'::text]))),
    CONSTRAINT agreement_state CHECK ((state = ANY (ARRAY['SUBMITTED'::text, 'VERIFIED'::text, 'FAILED'::text, 'REVOKING'::text, 'REVOKED'::text])))
);
CREATE TABLE public.payment_bank_notice (
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    sender text NOT NULL,
    entrusted_on date NOT NULL,
    request_no text NOT NULL,
    content_digest bytea NOT NULL,
    agreement_id bigint,
    refused_because text,
    told_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT bank_notice_answered CHECK ((((agreement_id IS NULL) OR (refused_because IS NULL)) AND (1 = (
CASE
    WHEN (agreement_id IS NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (refused_because IS NULL) THEN 1
    ELSE 0
END))))
);
CREATE TABLE public.payment_credit (
    payer_id bigint NOT NULL,
    order_id bigint NOT NULL,
    amount_fen bigint NOT NULL,
    arisen_on date NOT NULL,
    withdrawn_on date,
    CONSTRAINT credit_positive CHECK ((amount_fen > 0))
);
CREATE TABLE public.payment_credited (
    payer_id bigint NOT NULL,
    order_id bigint NOT NULL,
    declaration_id bigint NOT NULL,
    credited_on date NOT NULL,
    told_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);
CREATE TABLE public.payment_order (
    payer_id bigint NOT NULL,
    id bigint NOT NULL,
    agreement_id bigint NOT NULL,
    tax_office text NOT NULL,
    treasury_code bigint NOT NULL,
    clearing_bank bigint NOT NULL,
    voucher_no text NOT NULL,
    trade_no text NOT NULL,
    entrust_on date NOT NULL,
    amount_fen bigint NOT NULL,
    channel text NOT NULL,
    request_key uuid NOT NULL,
    content_hash bytea NOT NULL,
    instructed_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    answer_code text,
    answer_words text,
    answered_at timestamp with time zone,
    debited_on date,
    remitted_on date,
    received_on date,
    cleared_at timestamp with time zone,
    state text DEFAULT 'IN_FLIGHT'::text NOT NULL,
    paid_by bigint,
    payer_name text,
    found_on date,
    CONSTRAINT order_cleared_by_receipt CHECK (((NOT (state = ANY (ARRAY['CLEARED'::text, 'CREDIT_CLEARED'::text]))) OR ((cleared_at IS NOT NULL) AND (received_on IS NOT NULL)))),
    CONSTRAINT order_paid_by_another CHECK ((NOT ((paid_by = payer_id) AND (paid_by IS NOT NULL)))),
    CONSTRAINT order_positive CHECK ((amount_fen > 0)),
    CONSTRAINT order_state CHECK ((state = ANY (ARRAY['IN_FLIGHT'::text, 'UNKNOWN'::text, 'REVERSING'::text, 'CONFIRMED'::text, 'REFUSED'::text, 'REVERSED'::text, 'CREDITED'::text, 'RETRACTED'::text, 'CLEARED'::text, 'CREDIT_CLEARED'::text, 'CREDIT_WITHDRAWN'::text])))
);
CREATE TABLE public.payment_order_line (
    payer_id bigint NOT NULL,
    order_id bigint NOT NULL,
    declaration_id bigint NOT NULL,
    attempt smallint NOT NULL,
    amount_fen bigint NOT NULL,
    kind text NOT NULL,
    kind_words text NOT NULL,
    levy_item text NOT NULL,
    levy_subitem text NOT NULL,
    agency_code text NOT NULL,
    enrolment_id bigint NOT NULL,
    period_start date NOT NULL,
    period_end date NOT NULL,
    declared_on date NOT NULL,
    CONSTRAINT line_positive CHECK ((amount_fen > 0))
);
CREATE SEQUENCE public.payment_serial
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.reference_business_date (
    id smallint DEFAULT 1 NOT NULL,
    business_date date NOT NULL,
    moved_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT reference_business_date_is_one_row CHECK ((id = 1))
);
CREATE TABLE public.treasury_booking (
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    message_id bigint NOT NULL,
    line integer NOT NULL,
    check_on date NOT NULL,
    voucher_no text NOT NULL,
    amount_fen bigint NOT NULL,
    status text NOT NULL,
    outcome text NOT NULL,
    taken_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT booking_status CHECK ((status = ANY (ARRAY['BOOKED'::text, 'FAILED'::text, 'REVERSED'::text])))
);
CREATE TABLE public.treasury_difference (
    payer_id bigint NOT NULL,
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    kind text NOT NULL,
    message_id bigint,
    line integer NOT NULL,
    order_id bigint,
    voucher_no text NOT NULL,
    ours_fen bigint,
    theirs_fen bigint,
    found_on date NOT NULL,
    found_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    resolution text,
    state text DEFAULT 'OPEN'::text NOT NULL,
    CONSTRAINT difference_kind CHECK ((kind = ANY (ARRAY['UNKNOWN_VOUCHER'::text, 'AMOUNT_DIFFERS'::text, 'TREASURY_DIFFERS'::text, 'RECEIVED_TWICE'::text, 'RECEIVED_NOT_DEBITED'::text, 'BOOKED_AGAINST_ANSWER'::text, 'NOT_BOOKED_AGAINST_ANSWER'::text, 'ANSWER_CONTRADICTS'::text, 'VOUCHER_DIFFERS'::text, 'TOTAL_DIFFERS'::text, 'PACK_MISSING'::text, 'NOT_LISTED'::text, 'STILL_OPEN'::text, 'MESSAGE_UNREADABLE'::text]))),
    CONSTRAINT difference_state CHECK ((state = ANY (ARRAY['OPEN'::text, 'RESOLVED'::text])))
);
CREATE TABLE public.treasury_pack (
    message_id bigint NOT NULL,
    list_kind text NOT NULL,
    tax_office text NOT NULL,
    day date NOT NULL,
    list_no text NOT NULL,
    pack_count integer NOT NULL,
    pack_number integer NOT NULL,
    rows integer NOT NULL,
    fen bigint NOT NULL,
    all_rows integer,
    all_fen bigint,
    taken_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT pack_is_one_of_its_list CHECK (((pack_number >= 1) AND (pack_number <= pack_count))),
    CONSTRAINT pack_list_kind CHECK ((list_kind = ANY (ARRAY['3122'::text, '3126'::text])))
);
CREATE TABLE public.treasury_receipt (
    id bigint DEFAULT nextval('public.record_id'::regclass) NOT NULL,
    message_id bigint NOT NULL,
    line integer NOT NULL,
    treasury_code bigint NOT NULL,
    received_on date NOT NULL,
    voucher_no text NOT NULL,
    amount_fen bigint NOT NULL,
    payer_id bigint,
    order_id bigint,
    outcome text NOT NULL,
    taken_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT receipt_cleared_order CHECK ((((order_id IS NOT NULL) AND (outcome = 'CLEARED'::text)) OR (NOT (outcome = 'CLEARED'::text)))),
    CONSTRAINT receipt_positive CHECK ((amount_fen > 0))
);
CREATE TABLE public.treasury_work_date (
    id smallint DEFAULT 1 NOT NULL,
    work_date date NOT NULL,
    announced_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT work_date_is_one_row CHECK ((id = 1))
);
ALTER TABLE ONLY public.access_answered_challenge
    ADD CONSTRAINT access_answered_challenge_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.access_role_grant
    ADD CONSTRAINT access_grant_once UNIQUE (user_id, role, scope);
ALTER TABLE ONLY public.access_guess
    ADD CONSTRAINT access_guess_pkey PRIMARY KEY (kind, subject);
ALTER TABLE ONLY public.access_identity_proof
    ADD CONSTRAINT access_identity_proof_id_key UNIQUE (id);
ALTER TABLE ONLY public.access_identity_proof
    ADD CONSTRAINT access_identity_proof_key_key UNIQUE (key);
ALTER TABLE ONLY public.access_identity_proof
    ADD CONSTRAINT access_identity_proof_pkey PRIMARY KEY (payer_id, id);
ALTER TABLE ONLY public.access_officer_session
    ADD CONSTRAINT access_officer_session_pkey PRIMARY KEY (token_digest);
ALTER TABLE ONLY public.access_phone_code
    ADD CONSTRAINT access_phone_code_key_key UNIQUE (key);
ALTER TABLE ONLY public.access_phone_code
    ADD CONSTRAINT access_phone_code_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_phone_transfer
    ADD CONSTRAINT access_phone_transfer_id_key UNIQUE (id);
ALTER TABLE ONLY public.access_phone_transfer
    ADD CONSTRAINT access_phone_transfer_pkey PRIMARY KEY (payer_id, id);
ALTER TABLE ONLY public.access_registration_code
    ADD CONSTRAINT access_registration_code_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_role_grant
    ADD CONSTRAINT access_role_grant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_second_factor
    ADD CONSTRAINT access_second_factor_pkey PRIMARY KEY (user_id);
ALTER TABLE ONLY public.access_user
    ADD CONSTRAINT access_user_id_once UNIQUE (id_digest, id_type);
ALTER TABLE ONLY public.access_user
    ADD CONSTRAINT access_user_name_once UNIQUE (username);
ALTER TABLE ONLY public.access_user
    ADD CONSTRAINT access_user_phone_once UNIQUE (phone_digest);
ALTER TABLE ONLY public.access_user
    ADD CONSTRAINT access_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parties_acts_for
    ADD CONSTRAINT acts_for_once UNIQUE (payer_id, principal_id);
ALTER TABLE ONLY public.parties_agency_person
    ADD CONSTRAINT agency_person_once UNIQUE (agency_code, personal_no);
ALTER TABLE ONLY public.payment_agreement
    ADD CONSTRAINT agreement_request_once UNIQUE (payer_id, request_key);
ALTER TABLE ONLY public.assessment_amount_setting
    ADD CONSTRAINT assessment_amount_setting_pkey PRIMARY KEY (payer_id, id);
ALTER TABLE ONLY public.assessment_payable
    ADD CONSTRAINT assessment_payable_pkey PRIMARY KEY (payer_id, id);
ALTER TABLE ONLY public.assessment_reopening
    ADD CONSTRAINT assessment_reopening_id_key UNIQUE (id);
ALTER TABLE ONLY public.assessment_reopening
    ADD CONSTRAINT assessment_reopening_pkey PRIMARY KEY (payer_id, id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_username_ip_address_user_agent_8ea22282_uniq UNIQUE (username, ip_address, user_agent);
ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptexpiration_pkey PRIMARY KEY (access_attempt_id);
ALTER TABLE ONLY public.axes_accessfailurelog
    ADD CONSTRAINT axes_accessfailurelog_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.axes_accesslog
    ADD CONSTRAINT axes_accesslog_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payment_bank_notice
    ADD CONSTRAINT bank_notice_once UNIQUE (sender, entrusted_on, request_no);
ALTER TABLE ONLY public.ledger_block
    ADD CONSTRAINT block_begins_once UNIQUE (first_xact);
ALTER TABLE ONLY public.treasury_booking
    ADD CONSTRAINT booking_line_once UNIQUE (message_id, line);
ALTER TABLE ONLY public.certificate_certificate
    ADD CONSTRAINT certificate_certificate_code_digest_key UNIQUE (code_digest);
ALTER TABLE ONLY public.certificate_certificate
    ADD CONSTRAINT certificate_certificate_id_key UNIQUE (id);
ALTER TABLE ONLY public.certificate_certificate
    ADD CONSTRAINT certificate_certificate_pkey PRIMARY KEY (payer_id, id);
ALTER TABLE ONLY public.certificate_line
    ADD CONSTRAINT certificate_line_pkey PRIMARY KEY (payer_id, certificate_id, order_id, declaration_id);
ALTER TABLE ONLY public.certificate_certificate
    ADD CONSTRAINT certificate_request_once UNIQUE (payer_id, request_key);
ALTER TABLE ONLY public.declaration_declaration
    ADD CONSTRAINT declaration_declaration_pkey PRIMARY KEY (payer_id, id);
ALTER TABLE ONLY public.declaration_reminder
    ADD CONSTRAINT declaration_reminder_pkey PRIMARY KEY (payer_id, id);
ALTER TABLE ONLY public.declaration_reminder_run
    ADD CONSTRAINT declaration_reminder_run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.declaration_declaration
    ADD CONSTRAINT declaration_request_once UNIQUE (payer_id, request_key, "position");
ALTER TABLE ONLY public.treasury_difference
    ADD CONSTRAINT difference_once UNIQUE (message_id, line, kind);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parties_enrolment
    ADD CONSTRAINT enrolment_once UNIQUE (agency_code, personal_no, levy_item);
ALTER TABLE ONLY public.history_act
    ADD CONSTRAINT history_act_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.history_transition
    ADD CONSTRAINT history_transition_pkey PRIMARY KEY (payer_id, id);
ALTER TABLE ONLY public.messages_inbox
    ADD CONSTRAINT inbox_once UNIQUE (party, message_key);
ALTER TABLE ONLY public.ledger_block
    ADD CONSTRAINT ledger_block_head_key UNIQUE (head);
ALTER TABLE ONLY public.ledger_block
    ADD CONSTRAINT ledger_block_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.ledger_posting
    ADD CONSTRAINT ledger_posting_pkey PRIMARY KEY (payer_id, record_id, event);
ALTER TABLE ONLY public.payment_order_line
    ADD CONSTRAINT line_attempt_once UNIQUE (payer_id, declaration_id, attempt);
ALTER TABLE ONLY public.messages_inbox_part
    ADD CONSTRAINT messages_inbox_part_pkey PRIMARY KEY (message_id, part);
ALTER TABLE ONLY public.messages_inbox
    ADD CONSTRAINT messages_inbox_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.messages_outbox
    ADD CONSTRAINT messages_outbox_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_id_key UNIQUE (id);
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_key_key UNIQUE (key);
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_pkey PRIMARY KEY (payer_id, id);
ALTER TABLE ONLY public.payment_order
    ADD CONSTRAINT order_request_once UNIQUE (payer_id, request_key);
ALTER TABLE ONLY public.payment_order
    ADD CONSTRAINT order_trade_once UNIQUE (tax_office, entrust_on, trade_no);
ALTER TABLE ONLY public.messages_outbox
    ADD CONSTRAINT outbox_once UNIQUE (record_id, topic, occurrence);
ALTER TABLE ONLY public.parties_acts_for
    ADD CONSTRAINT parties_acts_for_id_key UNIQUE (id);
ALTER TABLE ONLY public.parties_acts_for
    ADD CONSTRAINT parties_acts_for_pkey PRIMARY KEY (payer_id, id);
ALTER TABLE ONLY public.parties_agency_person
    ADD CONSTRAINT parties_agency_person_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parties_enrolment
    ADD CONSTRAINT parties_enrolment_id_key UNIQUE (id);
ALTER TABLE ONLY public.parties_enrolment
    ADD CONSTRAINT parties_enrolment_pkey PRIMARY KEY (payer_id, id);
ALTER TABLE ONLY public.parties_name_correction
    ADD CONSTRAINT parties_name_correction_id_key UNIQUE (id);
ALTER TABLE ONLY public.parties_name_correction
    ADD CONSTRAINT parties_name_correction_pkey PRIMARY KEY (payer_id, id);
ALTER TABLE ONLY public.parties_overlap
    ADD CONSTRAINT parties_overlap_id_key UNIQUE (id);
ALTER TABLE ONLY public.parties_overlap
    ADD CONSTRAINT parties_overlap_pkey PRIMARY KEY (payer_id, id);
ALTER TABLE ONLY public.parties_payer
    ADD CONSTRAINT parties_payer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parties_person
    ADD CONSTRAINT parties_person_pkey PRIMARY KEY (payer_id);
ALTER TABLE ONLY public.assessment_payable
    ADD CONSTRAINT payable_special_once UNIQUE (agency_code, agency_serial, agency_detail);
ALTER TABLE ONLY public.assessment_payable
    ADD CONSTRAINT payable_year_once EXCLUDE USING gist (payer_id WITH =, levy_item WITH =, daterange(period_start, period_end, '[]'::text) WITH &&) WHERE (((state = ANY (ARRAY['DECLARED'::text, 'SETTLED'::text])) AND ((kind = 'regular'::text) OR (special_kind = '41'::text))));
ALTER TABLE ONLY public.payment_agreement
    ADD CONSTRAINT payment_agreement_id_key UNIQUE (id);
ALTER TABLE ONLY public.payment_agreement
    ADD CONSTRAINT payment_agreement_pkey PRIMARY KEY (payer_id, id);
ALTER TABLE ONLY public.payment_agreement
    ADD CONSTRAINT payment_agreement_protocol_no_key UNIQUE (protocol_no);
ALTER TABLE ONLY public.payment_bank_notice
    ADD CONSTRAINT payment_bank_notice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payment_credit
    ADD CONSTRAINT payment_credit_pkey PRIMARY KEY (payer_id, order_id);
ALTER TABLE ONLY public.payment_credited
    ADD CONSTRAINT payment_credited_pkey PRIMARY KEY (payer_id, order_id, declaration_id);
ALTER TABLE ONLY public.payment_order
    ADD CONSTRAINT payment_order_id_key UNIQUE (id);
ALTER TABLE ONLY public.payment_order_line
    ADD CONSTRAINT payment_order_line_pkey PRIMARY KEY (payer_id, order_id, declaration_id);
ALTER TABLE ONLY public.payment_order
    ADD CONSTRAINT payment_order_pkey PRIMARY KEY (payer_id, id);
ALTER TABLE ONLY public.payment_order
    ADD CONSTRAINT payment_order_voucher_no_key UNIQUE (voucher_no);
ALTER TABLE ONLY public.parties_person
    ADD CONSTRAINT person_once UNIQUE (id_type, id_digest);
ALTER TABLE ONLY public.treasury_receipt
    ADD CONSTRAINT receipt_line_once UNIQUE (message_id, line);
ALTER TABLE ONLY public.reference_business_date
    ADD CONSTRAINT reference_business_date_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.declaration_reminder
    ADD CONSTRAINT reminder_once_each UNIQUE (payer_id, enrolment_id, period_start, days_before, reopening_id);
ALTER TABLE ONLY public.declaration_reminder_run
    ADD CONSTRAINT reminder_run_once UNIQUE (place, levy_item, year, days_before);
ALTER TABLE ONLY public.assessment_reopening
    ADD CONSTRAINT reopening_request_once UNIQUE (proposed_by, request_key);
ALTER TABLE ONLY public.treasury_booking
    ADD CONSTRAINT treasury_booking_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.treasury_difference
    ADD CONSTRAINT treasury_difference_pkey PRIMARY KEY (payer_id, id);
ALTER TABLE ONLY public.treasury_pack
    ADD CONSTRAINT treasury_pack_pkey PRIMARY KEY (message_id);
ALTER TABLE ONLY public.treasury_receipt
    ADD CONSTRAINT treasury_receipt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.treasury_work_date
    ADD CONSTRAINT treasury_work_date_pkey PRIMARY KEY (id);
CREATE INDEX access_answered_challenge_expires_at_9cbfcf64 ON public.access_answered_challenge USING btree (expires_at);
CREATE INDEX access_guess_until_7bb4984a ON public.access_guess USING btree (until);
CREATE INDEX access_officer_session_seen_at_5dc980f1 ON public.access_officer_session USING btree (seen_at);
CREATE INDEX access_officer_session_user_id_d9dd9515 ON public.access_officer_session USING btree (user_id);
CREATE INDEX access_phone_code_old ON public.access_phone_code USING btree (began_at);
CREATE INDEX access_registration_code_by ON public.access_registration_code USING btree (office, id DESC);
CREATE INDEX access_registration_code_of ON public.access_registration_code USING btree (id_digest);
CREATE UNIQUE INDEX access_registration_code_one_good ON public.access_registration_code USING btree (id_type, id_digest) WHERE ((used_at IS NULL) AND (withdrawn_at IS NULL));
CREATE INDEX access_role_grant_user_id_369dc3f9 ON public.access_role_grant USING btree (user_id);
CREATE INDEX access_user_payer_id_33b3dc66 ON public.access_user USING btree (payer_id);
CREATE INDEX act_of_officer ON public.history_act USING btree (actor_id, id);
CREATE INDEX acts_for_unsaved ON public.parties_acts_for USING btree (proved_at) WHERE (NOT saved);
CREATE UNIQUE INDEX agreement_one_live ON public.payment_agreement USING btree (payer_id, tax_office, bank_account_digest) WHERE (state = ANY (ARRAY['SUBMITTED'::text, 'VERIFIED'::text]));
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX axes_accessattempt_ip_address_10922d9c ON public.axes_accessattempt USING btree (ip_address);
CREATE INDEX axes_accessattempt_user_agent_ad89678b ON public.axes_accessattempt USING btree (user_agent);
CREATE INDEX axes_accessattempt_user_agent_ad89678b_like ON public.axes_accessattempt USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accessattempt_username_3f2d4ca0 ON public.axes_accessattempt USING btree (username);
CREATE INDEX axes_accessattempt_username_3f2d4ca0_like ON public.axes_accessattempt USING btree (username varchar_pattern_ops);
CREATE INDEX axes_accessfailurelog_ip_address_2e9f5a7f ON public.axes_accessfailurelog USING btree (ip_address);
CREATE INDEX axes_accessfailurelog_user_agent_ea145dda ON public.axes_accessfailurelog USING btree (user_agent);
CREATE INDEX axes_accessfailurelog_user_agent_ea145dda_like ON public.axes_accessfailurelog USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accessfailurelog_username_a8b7e8a4 ON public.axes_accessfailurelog USING btree (username);
CREATE INDEX axes_accessfailurelog_username_a8b7e8a4_like ON public.axes_accessfailurelog USING btree (username varchar_pattern_ops);
CREATE INDEX axes_accesslog_ip_address_86b417e5 ON public.axes_accesslog USING btree (ip_address);
CREATE INDEX axes_accesslog_user_agent_0e659004 ON public.axes_accesslog USING btree (user_agent);
CREATE INDEX axes_accesslog_user_agent_0e659004_like ON public.axes_accesslog USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accesslog_username_df93064b ON public.axes_accesslog USING btree (username);
CREATE INDEX axes_accesslog_username_df93064b_like ON public.axes_accesslog USING btree (username varchar_pattern_ops);
CREATE INDEX booking_voucher ON public.treasury_booking USING btree (voucher_no);
CREATE INDEX certificate_waiting ON public.certificate_certificate USING btree (due_at) WHERE (state = 'MAKING'::text);
CREATE UNIQUE INDEX declaration_one_live ON public.declaration_declaration USING btree (payer_id, payable_id) WHERE (NOT (state = 'VOIDED'::text));
CREATE UNIQUE INDEX difference_of_an_order_once ON public.treasury_difference USING btree (order_id, kind) WHERE (message_id IS NULL);
CREATE INDEX identity_proof_kept ON public.access_identity_proof USING btree (began_at) WHERE (forgotten_at IS NULL);
CREATE INDEX identity_proof_with_card ON public.access_identity_proof USING btree (began_at) WHERE (card_no IS NOT NULL);
CREATE INDEX inbox_unsigned ON public.messages_inbox USING btree (handled_at) WHERE (message_key ~~ 'unsigned:%'::text);
CREATE INDEX inbox_waiting ON public.messages_inbox USING btree (due_at) WHERE (handled_at IS NULL);
CREATE UNIQUE INDEX name_correction_one_open ON public.parties_name_correction USING btree (agency_code, personal_no) WHERE (state = 'PROPOSED'::text);
CREATE INDEX notice_kept ON public.notices_notice USING btree (decided_at) WHERE ((address IS NOT NULL) AND (decided_at IS NOT NULL));
CREATE INDEX notices_notice_key_e6f8d5bc_like ON public.notices_notice USING btree (key text_pattern_ops);
CREATE INDEX order_confirmed ON public.payment_order USING btree (entrust_on) WHERE (state = 'CONFIRMED'::text);
CREATE INDEX order_open_outcome ON public.payment_order USING btree (instructed_at) WHERE (state = ANY (ARRAY['IN_FLIGHT'::text, 'UNKNOWN'::text, 'REVERSING'::text]));
CREATE INDEX order_paid_for_others ON public.payment_order USING btree (paid_by, id) WHERE (paid_by IS NOT NULL);
CREATE INDEX outbox_key ON public.messages_outbox USING btree (party, message_key) WHERE (message_key IS NOT NULL);
CREATE INDEX outbox_waiting ON public.messages_outbox USING btree (due_at) WHERE (sent_at IS NULL);
CREATE UNIQUE INDEX overlap_one_open ON public.parties_overlap USING btree (first_id, second_id) WHERE (state = 'OPEN'::text);
CREATE INDEX pack_of_list ON public.treasury_pack USING btree (tax_office, day, list_no);
CREATE INDEX pack_taken ON public.treasury_pack USING btree (taken_at);
CREATE INDEX parties_agency_person_payer_id_71ce0103 ON public.parties_agency_person USING btree (payer_id);
CREATE UNIQUE INDEX payable_regular_once ON public.assessment_payable USING btree (payer_id, enrolment_id, period_start) WHERE ((kind = 'regular'::text) AND (NOT (state = 'WITHDRAWN'::text)));
CREATE INDEX payment_agreement_protocol_no_ea4a39be_like ON public.payment_agreement USING btree (protocol_no text_pattern_ops);
CREATE INDEX payment_order_voucher_no_debe4d55_like ON public.payment_order USING btree (voucher_no text_pattern_ops);
CREATE INDEX phone_transfer_of ON public.access_phone_transfer USING btree (user_id);
CREATE INDEX posting_xact ON public.ledger_posting USING brin (xact) WITH (pages_per_range='32');
CREATE UNIQUE INDEX receipt_clears_once ON public.treasury_receipt USING btree (voucher_no) WHERE (outcome = 'CLEARED'::text);
CREATE INDEX reopening_of_office ON public.assessment_reopening USING btree (tax_office, state, id DESC);
CREATE INDEX reopening_of_payer ON public.assessment_reopening USING btree (payer_id, until_on) WHERE (state = 'CONFIRMED'::text);
CREATE UNIQUE INDEX reopening_one_proposed ON public.assessment_reopening USING btree (enrolment_id, period_start) WHERE (state = 'PROPOSED'::text);
CREATE UNIQUE INDEX setting_one_active ON public.assessment_amount_setting USING btree (payer_id, enrolment_id, year) WHERE (state = 'ACTIVE'::text);
CREATE INDEX transition_of_officer ON public.history_transition USING btree (actor_id, id) WHERE (role >= 64);
CREATE INDEX transition_of_record ON public.history_transition USING btree (payer_id, record_id);
CREATE TRIGGER history_act_insert_only BEFORE DELETE OR UPDATE ON public.history_act FOR EACH STATEMENT EXECUTE FUNCTION public.statement_insert_only();
CREATE TRIGGER history_transition_insert_only BEFORE DELETE OR UPDATE ON public.history_transition FOR EACH STATEMENT EXECUTE FUNCTION public.statement_insert_only();
CREATE TRIGGER ledger_block_insert_only BEFORE DELETE OR UPDATE ON public.ledger_block FOR EACH STATEMENT EXECUTE FUNCTION public.statement_insert_only();
CREATE TRIGGER ledger_posting_insert_only BEFORE DELETE OR UPDATE ON public.ledger_posting FOR EACH STATEMENT EXECUTE FUNCTION public.statement_insert_only();
CREATE TRIGGER payment_bank_notice_insert_only BEFORE DELETE OR UPDATE ON public.payment_bank_notice FOR EACH STATEMENT EXECUTE FUNCTION public.statement_insert_only();
CREATE TRIGGER payment_credited_insert_only BEFORE DELETE OR UPDATE ON public.payment_credited FOR EACH STATEMENT EXECUTE FUNCTION public.statement_insert_only();
CREATE TRIGGER payment_order_line_insert_only BEFORE DELETE OR UPDATE ON public.payment_order_line FOR EACH STATEMENT EXECUTE FUNCTION public.statement_insert_only();
CREATE TRIGGER reference_business_date_only_forward BEFORE DELETE OR UPDATE ON public.reference_business_date FOR EACH ROW EXECUTE FUNCTION public.reference_business_date_only_forward();
CREATE TRIGGER treasury_booking_insert_only BEFORE DELETE OR UPDATE ON public.treasury_booking FOR EACH STATEMENT EXECUTE FUNCTION public.statement_insert_only();
CREATE TRIGGER treasury_receipt_insert_only BEFORE DELETE OR UPDATE ON public.treasury_receipt FOR EACH STATEMENT EXECUTE FUNCTION public.statement_insert_only();
ALTER TABLE ONLY public.access_officer_session
    ADD CONSTRAINT access_officer_session_user_id_d9dd9515_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_role_grant
    ADD CONSTRAINT access_role_grant_user_id_369dc3f9_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_second_factor
    ADD CONSTRAINT access_second_factor_user_id_e6b4ca8d_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_acts_for
    ADD CONSTRAINT acting_is_a_payer FOREIGN KEY (payer_id) REFERENCES public.parties_payer(id);
ALTER TABLE ONLY public.parties_acts_for
    ADD CONSTRAINT acts_for_a_person FOREIGN KEY (principal_id) REFERENCES public.parties_person(payer_id);
ALTER TABLE ONLY public.parties_agency_person
    ADD CONSTRAINT agency_person_is_a_person FOREIGN KEY (payer_id) REFERENCES public.parties_person(payer_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptex_access_attempt_id_6b73a47a_fk_axes_acce FOREIGN KEY (access_attempt_id) REFERENCES public.axes_accessattempt(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payment_credited
    ADD CONSTRAINT credited_is_a_line FOREIGN KEY (payer_id, order_id, declaration_id) REFERENCES public.payment_order_line(payer_id, order_id, declaration_id);
ALTER TABLE ONLY public.parties_enrolment
    ADD CONSTRAINT enrolment_of_a_person FOREIGN KEY (payer_id) REFERENCES public.parties_person(payer_id);
ALTER TABLE ONLY public.certificate_line
    ADD CONSTRAINT line_of_a_certificate FOREIGN KEY (payer_id, certificate_id) REFERENCES public.certificate_certificate(payer_id, id);
ALTER TABLE ONLY public.parties_name_correction
    ADD CONSTRAINT name_correction_of_a_person FOREIGN KEY (payer_id) REFERENCES public.parties_person(payer_id);
ALTER TABLE ONLY public.parties_overlap
    ADD CONSTRAINT overlap_of_a_person FOREIGN KEY (payer_id) REFERENCES public.parties_person(payer_id);
ALTER TABLE ONLY public.assessment_payable
    ADD CONSTRAINT payable_under_an_enrolment FOREIGN KEY (payer_id, enrolment_id) REFERENCES public.parties_enrolment(payer_id, id);
ALTER TABLE ONLY public.parties_person
    ADD CONSTRAINT person_is_a_payer FOREIGN KEY (payer_id) REFERENCES public.parties_payer(id);
ALTER TABLE ONLY public.assessment_reopening
    ADD CONSTRAINT reopening_under_an_enrolment FOREIGN KEY (payer_id, enrolment_id) REFERENCES public.parties_enrolment(payer_id, id);
ALTER TABLE ONLY public.assessment_amount_setting
    ADD CONSTRAINT setting_under_an_enrolment FOREIGN KEY (payer_id, enrolment_id) REFERENCES public.parties_enrolment(payer_id, id);
