"""Invented people by the set: each with an enrolment, a payable to declare, an agreement in force.

Written straight into the tables: what is measured begins where these rows stand. A person's number
decides every id of theirs, so that any process, pgbench too, knows them without asking.
"""

from datetime import date
from typing import Any

from django.db import connection

from bench.people import AGREEMENT, ENROLMENT, PAYABLE, PAYER, USER, People
from openlevy.privacy.services import seal
from openlevy.reference import queries as reference

AMOUNT_FEN = 100_000
PLACE = "beijing"
_ID_NO = "990111195003010028"
_BANK_ACCOUNT = "6228480010001234567"
_SOCIAL = "social_insurance"
LEVY_ITEM, LEVY_SUBITEM = "10210", "102100100"
MANY_TREASURIES = 512

_MADE = "generate_series(%(first)s::bigint, %(last)s::bigint) AS n"
_STATEMENTS = (
    f"INSERT INTO parties_payer (id, kind) SELECT {PAYER} + n, 'person' FROM {_MADE}",
    f"""INSERT INTO parties_person (payer_id, name, wire_name, id_type, id_no, id_digest, id_tail,
        sex, born_on, nationality)
    SELECT {PAYER} + n, '石桂兰' || n, '石桂兰' || n, '201', %(id_no)s,
        sha256(('id' || n)::bytea), lpad((n %% 10000)::text, 4, '0'), '2', '1950-03-01', '156'
    FROM {_MADE}""",
    f"""INSERT INTO parties_enrolment (payer_id, id, agency_code, personal_no, levy_item,
        levy_subitem, region, township_name, community_name, tax_office, "group", status,
        first_month, content_hash)
    SELECT {PAYER} + n, {ENROLMENT} + n, (%(agencies)s::text[])[1 + n %% %(choices)s], 'B' || n,
        %(item)s, %(subitem)s, substr(office, 2, 6), '窦店镇', '下坡店村', office, '00', '1',
        '2012-01-01', sha256('b')
    FROM {_MADE}, LATERAL (SELECT (%(offices)s::text[])[1 + n %% %(choices)s]) AS o (office)""",
    f"""INSERT INTO assessment_payable (payer_id, id, enrolment_id, kind, levy_item, levy_subitem,
        tax_office, agency_code, period_start, period_end, principal_fen, amount_fen, assessed_on,
        due_on)
    SELECT {PAYER} + n, {PAYABLE} + n, {ENROLMENT} + n, 'regular', %(item)s, %(subitem)s, office,
        (%(agencies)s::text[])[1 + n %% %(choices)s], %(year_start)s, %(year_end)s,
        {AMOUNT_FEN}, {AMOUNT_FEN}, %(today)s, %(year_end)s
    FROM {_MADE}, LATERAL (SELECT (%(offices)s::text[])[1 + n %% %(choices)s]) AS o (office)""",
    f"""INSERT INTO payment_agreement (payer_id, id, protocol_no, tax_office, treasury_code,
        open_bank, clearing_bank, bank_name, bank_account, bank_account_digest, bank_account_tail,
        holder_name, request_key, signed_on, effective_on, state)
    SELECT {PAYER} + n, {AGREEMENT} + n, 'B' || n, (%(offices)s::text[])[1 + n %% %(choices)s],
        %(treasury)s + n %% %(treasuries)s, %(branch)s,
        (%(banks)s::bigint[])[1 + n %% %(clearing)s], '银行', %(bank_account)s,
        sha256(('account' || n)::bytea),
        lpad((n %% 10000)::text, 4, '0'),
        '石桂兰' || n, gen_random_uuid(), %(today)s::date - 2, %(today)s::date - 1, 'VERIFIED'
    FROM {_MADE}""",
    f"""INSERT INTO access_user (id, password, jurisdiction, username, display_name, id_type,
        id_digest, payer_id, epoch, is_active)
    SELECT {USER} + n, '!', %(place)s, 'bench_' || n, '石桂兰' || n, '201',
        sha256(('id' || n)::bytea), {PAYER} + n, 0, true
    FROM {_MADE}""",
)


class World:
    """Makes people, each number once."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._next = 1
        # Sealed once: to open one costs the same whosever it is.
        self._id_no = seal(_ID_NO, purpose="parties.id_no")
        self._bank_account = seal(_BANK_ACCOUNT, purpose="payment.bank_account")

    @property
    def made(self) -> int:
        """How many people there are."""
        return self._next - 1

    def people(self, count: int, *, treasuries: int = MANY_TREASURIES) -> People:
        """So many more people, paying into so many treasury accounts; into one, also by one tax
        office and one bank."""
        made = People(self._next, self._next + count - 1)
        self._next += count
        values = self._values(made, treasuries)
        with connection.cursor() as cursor:
            for statement in _STATEMENTS:
                cursor.execute(statement, values)
        return made

    def _values(self, made: People, treasuries: int) -> dict[str, Any]:
        at = reference.tax_offices("11")[1:]
        agencies = [reference.agencies(office.region, _SOCIAL)[0].code for office in at]
        offices = [office.code for office in at]
        banks = [int(bank.code) for bank in reference.banks()]
        if treasuries == 1:
            offices, banks = offices[:1], banks[:1]
        return {
            "id_no": self._id_no,
            "bank_account": self._bank_account,
            "first": made.first,
            "last": made.last,
            "offices": offices,
            "choices": len(offices),
            "banks": banks,
            "clearing": len(banks),
            "treasury": int(reference.tax_office(offices[0]).treasury),
            "treasuries": treasuries,
            "branch": int(reference.branches("11")[0].code),
            "agencies": agencies,
            "item": LEVY_ITEM,
            "subitem": LEVY_SUBITEM,
            "place": PLACE,
            "today": self._today,
            "year_start": self._today.replace(month=1, day=1),
            "year_end": self._today.replace(month=12, day=31),
        }
