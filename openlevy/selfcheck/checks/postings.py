"""Each record has the postings that its state implies, and each posting its record."""

from collections.abc import Iterator, Mapping, Sequence

from openlevy.assessment.queries import payables_sql
from openlevy.assessment.states import PayableState
from openlevy.declaration.queries import declarations_sql
from openlevy.declaration.states import DeclarationState
from openlevy.ledger.chart import Event
from openlevy.ledger.queries import record_events_sql
from openlevy.payment.queries import orders_sql
from openlevy.payment.states import OrderState
from openlevy.selfcheck.comparing import differing, item
from openlevy.selfcheck.finding import Finding, found, row
from openlevy.statements.services import Fragment
from openlevy.treasury.queries import receipts_sql

Ways = Mapping[str, Sequence[tuple[Event, ...]]]
"""By state: the ways that may have led there, as the events met on them."""

_ASSESSED = (Event.ASSESSED,)
ASSESSMENTS: Ways = {
    PayableState.OPEN: [_ASSESSED],
    PayableState.DECLARED: [_ASSESSED],
    PayableState.SETTLED: [_ASSESSED],
    PayableState.WITHDRAWN: [(*_ASSESSED, Event.ASSESSMENT_WITHDRAWN)],
}
_DECLARED = (Event.DECLARED,)
DECLARATIONS: Ways = {
    DeclarationState.DECLARED: [_DECLARED],
    DeclarationState.PAYING: [_DECLARED],
    DeclarationState.PAID: [_DECLARED],
    DeclarationState.VOIDED: [(*_DECLARED, Event.DECLARATION_VOIDED)],
}
_INSTRUCTED = (Event.DEBIT_INSTRUCTED,)
_REFUSED = (*_INSTRUCTED, Event.DEBIT_REFUSED)
_REVERSED = (*_INSTRUCTED, Event.DEBIT_REVERSED)
_CONFIRMED = [
    (*_INSTRUCTED, Event.DEBIT_CONFIRMED),
    (*_REFUSED, Event.DEBIT_PROVED_AND_APPLIED),
    (*_REVERSED, Event.DEBIT_PROVED_AND_APPLIED),
]
_RETRACTED = [(*way, Event.DEBIT_DISPROVED) for way in _CONFIRMED]
_CONFIRMED_AGAIN = [
    (*way, Event.DEBIT_PROVED_AND_APPLIED)
    for way in _RETRACTED
    if Event.DEBIT_PROVED_AND_APPLIED not in way
]
_CREDITED = [(*way, Event.DEBIT_PROVED_AND_CREDITED) for way in (_REFUSED, _REVERSED, *_RETRACTED)]
_CREDIT_WITHDRAWN = [(*way, Event.CREDIT_DISPROVED) for way in _CREDITED]
_RECEIPT = (Event.TREASURY_RECEIVED, Event.CLEARED)
ORDERS: Ways = {
    OrderState.IN_FLIGHT: [_INSTRUCTED],
    OrderState.UNKNOWN: [_INSTRUCTED],
    OrderState.REVERSING: [_INSTRUCTED],
    OrderState.REFUSED: [_REFUSED],
    OrderState.REVERSED: [_REVERSED],
    OrderState.CONFIRMED: [*_CONFIRMED, *_CONFIRMED_AGAIN],
    OrderState.RETRACTED: _RETRACTED,
    OrderState.CLEARED: [(*way, *_RECEIPT) for way in (*_CONFIRMED, *_CONFIRMED_AGAIN)],
    OrderState.CREDITED: _CREDITED,
    OrderState.CREDIT_WITHDRAWN: _CREDIT_WITHDRAWN,
    OrderState.CREDIT_CLEARED: [(*way, *_RECEIPT) for way in _CREDITED],
}
_SUSPENDED = "SUSPENDED"


def assessments_have_their_postings() -> Iterator[Finding]:
    """A special payable was posted when assessed, and posted back when withdrawn."""
    return _against(
        "assessment_payable",
        ASSESSMENTS,
        payables_sql("payables"),
        records="SELECT payer_id, id, state, amount_fen, NULL::bigint AS bank,"
        " NULL::bigint AS treasury FROM payables WHERE kind = 'special'",
    )


def declarations_have_their_postings() -> Iterator[Finding]:
    """A declaration whose amount the payer chose was posted when drawn up, and posted back when
    voided."""
    return _against(
        "declaration_declaration",
        DECLARATIONS,
        declarations_sql("declarations"),
        records="SELECT payer_id, id, state, amount_fen, NULL::bigint AS bank,"
        " NULL::bigint AS treasury FROM declarations WHERE kind = 'regular'",
    )


def orders_have_their_postings() -> Iterator[Finding]:
    """An order has the postings of the way to its state, each over its whole amount and in the
    accounts of its payer, bank and treasury."""
    return _against(
        "payment_order",
        ORDERS,
        orders_sql("orders"),
        records="SELECT payer_id, id, state, amount_fen, clearing_bank AS bank,"
        " treasury_code AS treasury FROM orders",
    )


def suspense_has_its_receipts() -> Iterator[Finding]:
    """A receipt that cleared no order lies in suspense, in full and with its treasury."""
    return _against(
        "treasury_receipt",
        {_SUSPENDED: [(Event.RECEIVED_UNIDENTIFIED,)]},
        receipts_sql("receipts"),
        records=f"SELECT 0::bigint AS payer_id, id, '{_SUSPENDED}' AS state, amount_fen,"
        " NULL::bigint AS bank, treasury_code AS treasury FROM receipts"
        " WHERE outcome <> 'CLEARED'",
    )


_WRONG = """
    SELECT coalesce(r.payer_id, p.payer_id), coalesce(r.id, p.id), r.state, p.events,
        r.amount_fen, p.least_fen, p.most_fen
    FROM records r FULL JOIN posted p ON p.payer_id = r.payer_id AND p.id = r.id
    WHERE NOT coalesce((r.state, p.events) IN (SELECT state, events FROM ways), false)
        OR p.least_fen <> r.amount_fen OR p.most_fen <> r.amount_fen OR NOT p.payers_own
        OR p.least_bank <> r.bank OR p.most_bank <> r.bank
        OR p.least_treasury <> r.treasury OR p.most_treasury <> r.treasury
    ORDER BY 1, 2"""


def _against(table: str, ways: Ways, *fragments: Fragment, records: str) -> Iterator[Finding]:
    events = {event for some in ways.values() for way in some for event in way}
    rows = differing(
        *fragments,
        item("records", records),
        record_events_sql("posted", sorted(events)),
        item("ways", _ways(ways)),
        answer=_WRONG,
    )
    for payer_id, number, state, met, fen, least, most in rows:
        subject = row(table, payer_id, number)
        posted = tuple(Event(event) for event in met or ())
        yield _said(subject, state, posted, ways, fen, least, most)


def _ways(ways: Ways) -> str:
    rows = (
        f"('{state}', ARRAY[{', '.join(str(int(event)) for event in sorted(way))}]::smallint[])"
        for state, some in ways.items()
        for way in some
    )
    return f"SELECT * FROM (VALUES {', '.join(rows)}) AS w (state, events)"


def _said(
    subject: str,
    state: str | None,
    posted: tuple[Event, ...],
    ways: Ways,
    fen: int | None,
    least: int | None,
    most: int | None,
) -> Finding:
    facts = {"state": state, "posted": _names(posted)}
    if state is None:
        return found(subject, "there is no such record, but postings: {posted}", **facts)
    if posted not in [tuple(sorted(way)) for way in ways.get(state, ())]:
        return found(subject, "it is {state}, but its postings are: {posted}", **facts)
    if (least, most) != (fen, fen):
        says = "it amounts to {fen} fen, but its postings to {least_fen} up to {most_fen} fen"
        return found(subject, says, fen=fen, least_fen=least, most_fen=most, **facts)
    return found(
        subject, "it is posted to accounts of another payer, bank or treasury: {posted}", **facts
    )


def _names(events: Sequence[Event]) -> str:
    return ", ".join(event.name.lower() for event in events) or "none"
