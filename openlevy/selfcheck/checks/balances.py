"""应缴, 已缴, 在途, 欠缴 and credits: each summed from its own module's tables and compared with
the ledger, payer by payer; none is computed as the rest."""

from collections.abc import Iterator

from openlevy.assessment.queries import payables_sql
from openlevy.assessment.states import PayableState
from openlevy.declaration.queries import declarations_sql
from openlevy.declaration.states import DeclarationState
from openlevy.ledger.chart import Account
from openlevy.ledger.queries import payer_fen_sql
from openlevy.payment.queries import credits_sql, orders_sql
from openlevy.payment.states import DEBITED, OPEN_OUTCOME
from openlevy.selfcheck.comparing import differing, item, words
from openlevy.selfcheck.finding import Finding, found
from openlevy.statements.services import Fragment
from openlevy.treasury.services import NOBODY


def payable_agrees() -> Iterator[Finding]:
    """应缴: what agencies assessed and did not withdraw, and what payers who choose the amount
    declared and did not void, is what came out of premium."""
    return _agrees(
        "payable (应缴)",
        _ledger(Account.PREMIUM, sign=-1),
        payables_sql("payables"),
        declarations_sql("declarations"),
        records=f"""
            SELECT payer_id, amount_fen FROM payables
            WHERE kind = 'special' AND state <> '{PayableState.WITHDRAWN}'
            UNION ALL
            SELECT payer_id, amount_fen FROM declarations
            WHERE kind = 'regular' AND state <> '{DeclarationState.VOIDED}'""",
    )


def paid_agrees() -> Iterator[Finding]:
    """已缴: orders whose debit is confirmed or proved are what lies collected, received and
    cleared."""
    return _agrees(
        "paid (已缴)",
        _ledger(Account.COLLECTED, Account.RECEIVED, Account.CLEARED),
        orders_sql("orders"),
        records=f"SELECT payer_id, amount_fen FROM orders WHERE state IN ({words(DEBITED)})",
    )


def in_flight_agrees() -> Iterator[Finding]:
    """在途: orders whose outcome is open are what is in flight."""
    return _agrees(
        "in flight (在途)",
        _ledger(Account.IN_FLIGHT),
        orders_sql("orders"),
        records=f"SELECT payer_id, amount_fen FROM orders WHERE state IN ({words(OPEN_OUTCOME)})",
    )


def due_agrees() -> Iterator[Finding]:
    """欠缴: what agencies assessed and nobody declared yet, and what is declared and neither being
    paid nor paid, is what is due."""
    return _agrees(
        "due (欠缴)",
        _ledger(Account.DUE),
        payables_sql("payables"),
        declarations_sql("declarations"),
        records=f"""
            SELECT payer_id, amount_fen FROM payables
            WHERE kind = 'special' AND state = '{PayableState.OPEN}'
            UNION ALL
            SELECT payer_id, amount_fen FROM declarations
            WHERE state = '{DeclarationState.DECLARED}'""",
    )


def credits_agree() -> Iterator[Finding]:
    """Credits: money of payers that settles nothing yet is what came out of credit."""
    return _agrees(
        "credit",
        _ledger(Account.CREDIT, sign=-1),
        credits_sql("credits"),
        records="SELECT payer_id, amount_fen FROM credits",
    )


def _ledger(*accounts: Account, sign: int = 1) -> Fragment:
    held = payer_fen_sql("held", *accounts, but=NOBODY)
    signed = item("ledger", f"SELECT payer_id, {sign} * fen AS fen FROM held")
    return Fragment({**held.items, **signed.items})


_UNEQUAL = """
    SELECT payer_id, coalesce(s.fen, 0), coalesce(l.fen, 0)
    FROM sums s FULL JOIN ledger l USING (payer_id)
    WHERE coalesce(s.fen, 0) <> coalesce(l.fen, 0) ORDER BY payer_id"""


def _agrees(what: str, *fragments: Fragment, records: str) -> Iterator[Finding]:
    sums = (
        f"SELECT payer_id, sum(amount_fen)::bigint AS fen FROM ({records}) AS r GROUP BY payer_id"
    )
    for payer_id, ours, ledger in differing(*fragments, item("sums", sums), answer=_UNEQUAL):
        yield found(
            f"payer {payer_id}",
            "{what} is {records_fen} fen by the records and {ledger_fen} fen by the ledger",
            what=what,
            records_fen=ours,
            ledger_fen=ledger,
        )
