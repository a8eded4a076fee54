"""What the network's lists say of debits is what we hold, or a difference says that it is not."""

from collections.abc import Iterator

from openlevy.messages.queries import inbox_sql
from openlevy.payment.queries import orders_sql
from openlevy.payment.states import DEBITED, OrderState
from openlevy.selfcheck.comparing import differing, item, words
from openlevy.selfcheck.finding import Finding, found, row
from openlevy.treasury.queries import bookings_sql, differences_sql

BOOKING_LIST = "3122"
_DEBITED = words([OrderState(state) for state in DEBITED])
_UNHEARD = f"""
    SELECT b.id, b.message_id, m.party, m.topic FROM bookings b
    LEFT JOIN inbox m ON m.id = b.message_id
    WHERE (m.party, m.topic) IS DISTINCT FROM ('treasury', '{BOOKING_LIST}')
    ORDER BY b.id"""


def bookings_came_by_a_message() -> Iterator[Finding]:
    """Every booking line came in a list of the treasury network's, which is kept."""
    rows = differing(bookings_sql("bookings"), inbox_sql("inbox"), answer=_UNHEARD)
    for booking_id, message_id, party, topic in rows:
        yield found(
            f"treasury_booking {booking_id}",
            "its message {message} is no booking list in the inbox, but {kept}",
            message=message_id,
            kept=f"{topic} of {party}" if party else "nothing",
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
