"""What the network's lists say of debits is what we hold, or a difference says that it is not."""

from collections.abc import Iterator

from openlevy.payment.queries import orders_sql
from openlevy.payment.states import DEBITED, OrderState
from openlevy.selfcheck.checks.heard import unheard
from openlevy.selfcheck.comparing import differing, item, words
from openlevy.selfcheck.finding import Finding, found, row
from openlevy.treasury.queries import bookings_sql, differences_sql

BOOKING_LIST = "3122"
_DEBITED = words([OrderState(state) for state in DEBITED])


def bookings_came_by_a_message() -> Iterator[Finding]:
    """Every booking line came in a list of the treasury network's, which is kept."""
    yield from unheard(
        bookings_sql("lines"), table="treasury_booking", topic=BOOKING_LIST, named="booking list"
    )


_AGAINST = f"""
    SELECT o.payer_id, o.id, o.state, b.status, b.id
    FROM last b JOIN orders o ON o.voucher_no = b.voucher_no AND o.amount_fen = b.amount_fen
    WHERE (b.status = 'BOOKED') <> (o.state IN ({_DEBITED}))
        AND NOT EXISTS (SELECT FROM differences d
            WHERE d.payer_id = o.payer_id AND d.order_id = o.id)
    ORDER BY 1, 2"""


def orders_fit_the_last_list() -> Iterator[Finding]:
    """A debit that a list calls booked is held for debited, one that it calls failed or undone is
    not; where another word came later or ours could not be changed, a difference says so."""
    rows = differing(
        orders_sql("orders"),
        bookings_sql("bookings"),
        differences_sql("differences"),
        item(
            "last", "SELECT DISTINCT ON (voucher_no) * FROM bookings ORDER BY voucher_no, id DESC"
        ),
        answer=_AGAINST,
    )
    for payer_id, order_id, state, status, booking_id in rows:
        yield found(
            row("payment_order", payer_id, order_id),
            "it is {state}, but treasury_booking {booking} says {status}, and no difference tells"
            " of it",
            state=state,
            booking=booking_id,
            status=status,
        )
