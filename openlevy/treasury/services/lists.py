"""Whether a day's lists are all there, and whether they name every debit we hold for confirmed.

What a list says of a debit is worked by ``bookings`` and ``receipts``; here is what no line can
say: that a pack is missing, that packs do not add up to their list, that a debit stands in none.
So is a debit whose outcome nobody has told by then. Each is a difference for an officer. None
moves money, and each resolves itself when what was missing comes.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from openlevy.history.services import TREASURY, advance
from openlevy.kernel.money import Fen
from openlevy.payment.queries import orders_sql
from openlevy.payment.states import OPEN_OUTCOME, OrderState
from openlevy.statements.services import Fragment, compose, run
from openlevy.treasury.models import Difference, Pack
from openlevy.treasury.queries import work_date_since
from openlevy.treasury.services.differences import NOBODY
from openlevy.treasury.states import DIFFERENCE, DifferenceKind, DifferenceState

_MOST = 500
_LOOKED_AT = timedelta(days=60)
"""How long a list is looked at since a pack of it came: long before that an officer has the
difference. Debits are looked at while they are confirmed, whatever their day."""


@dataclass(frozen=True, slots=True)
class PackCame:
    """One pack of a list: which it is of how many, and what it and the whole list come to. A day's
    receipts (3126) say nothing of the whole."""

    list_kind: str
    tax_office: str
    day: date
    list_no: str
    pack_count: int
    pack_number: int
    rows: int
    fen: Fen
    all_rows: int | None = None
    all_fen: Fen | None = None


def keep_pack(message_id: int, pack: PackCame) -> None:
    """Write down that this pack has come; a message taken again changes nothing."""
    row = Pack(
        message_id=message_id,
        list_kind=pack.list_kind,
        tax_office=pack.tax_office,
        day=pack.day,
        list_no=pack.list_no,
        pack_count=pack.pack_count,
        pack_number=pack.pack_number,
        rows=pack.rows,
        fen=pack.fen,
        all_rows=pack.all_rows,
        all_fen=pack.all_fen,
    )
    Pack.objects.bulk_create([row], ignore_conflicts=True)


def compare_lists(*, patience: timedelta, now: datetime, today: date) -> int:
    """Find what is missing of the days that the network has cut, once ``patience`` has passed since
    it said so, and resolve what has come meanwhile; how many differences were found or resolved."""
    cut = work_date_since()
    if cut is None:
        return 0
    changed = _resolve(today)
    if cut.announced_at + patience <= now:
        values = {
            "since": now - _LOOKED_AT,
            "before": cut.work_date,
            "cut_at": cut.announced_at,
            "today": today,
            "most": _MOST,
        }
        for statement in (_PACKS, _ORDERS):
            sql, _ = compose(*statement.fragments, answer=statement.answer)
            ((found,),) = run(sql, values)
            changed += int(found)
    return changed


@dataclass(frozen=True, slots=True)
class _Finding:
    """A statement that writes the differences it finds and counts them."""

    fragments: tuple[Fragment, ...]
    answer: str


# A list is sent again when asked, under the same number: of each pack the latest counts. Told anew
# in another number of packs, the latest telling counts alone. ``message_id`` is the latest pack's.
_LIST = "list_kind, tax_office, day, list_no"
_LISTS = f"""
    WITH named AS (SELECT DISTINCT {_LIST} FROM treasury_pack WHERE {{which}}),
    packs AS (
        SELECT p.*, first_value(pack_count) OVER (
            PARTITION BY {_LIST} ORDER BY message_id DESC) AS told_count
        FROM treasury_pack p JOIN named USING ({_LIST})),
    latest AS (
        SELECT DISTINCT ON ({_LIST}, pack_number) * FROM packs
        WHERE pack_count = told_count
        ORDER BY {_LIST}, pack_number, message_id DESC)
    SELECT {_LIST}, told_count AS pack_count, count(*) AS packs, max(message_id) AS message_id,
        sum(rows) AS rows, sum(fen) AS fen,
        (array_agg(all_rows ORDER BY message_id DESC))[1] AS all_rows,
        (array_agg(all_fen ORDER BY message_id DESC))[1] AS all_fen
    FROM latest GROUP BY {_LIST}, told_count"""
_KIND = f"""
    CASE WHEN packs < pack_count THEN '{DifferenceKind.PACK_MISSING}'
        WHEN rows <> all_rows OR fen <> all_fen THEN '{DifferenceKind.TOTAL_DIFFERS}' END"""
_PACKS = _Finding(
    (
        Fragment(
            {"lists": _LISTS.format(which="taken_at >= %(since)s AND day < %(before)s::date")}
        ),
        Fragment(
            {
                "found": f"""
    INSERT INTO treasury_difference (payer_id, kind, message_id, line, voucher_no, ours_fen,
        theirs_fen, found_on)
    SELECT {NOBODY}, kind, message_id, 0, '', fen, all_fen, %(today)s
    FROM (SELECT *, {_KIND} AS kind FROM lists) AS judged
    WHERE kind IS NOT NULL AND NOT EXISTS (
        SELECT FROM treasury_difference d JOIN treasury_pack p USING (message_id)
        WHERE d.line = 0 AND d.kind = judged.kind AND d.state = '{DifferenceState.OPEN}'
            AND (p.list_kind, p.tax_office, p.day, p.list_no)
                = (judged.list_kind, judged.tax_office, judged.day, judged.list_no))
    LIMIT %(most)s
    ON CONFLICT DO NOTHING
    RETURNING 1"""
            }
        ),
    ),
    answer="SELECT count(*) FROM found",
)
_OPEN = ", ".join(f"'{state}'" for state in OPEN_OUTCOME)
_MISSING = f"""
    CASE WHEN o.state = '{OrderState.CONFIRMED}' THEN '{DifferenceKind.NOT_LISTED}'
        ELSE '{DifferenceKind.STILL_OPEN}' END"""
_ORDERS = _Finding(
    (
        orders_sql("orders"),
        Fragment(
            {
                "found": f"""
    INSERT INTO treasury_difference (payer_id, kind, line, order_id, voucher_no, ours_fen,
        found_on)
    SELECT o.payer_id, {_MISSING}, 0, o.id, o.voucher_no, o.amount_fen, %(today)s
    FROM orders o
    WHERE (o.state = '{OrderState.CONFIRMED}' OR o.state IN ({_OPEN}))
        AND o.entrust_on < %(before)s AND o.instructed_at < %(cut_at)s
        AND coalesce(o.debited_on, o.entrust_on) < %(before)s
        AND NOT EXISTS (SELECT FROM treasury_booking b WHERE b.voucher_no = o.voucher_no)
        AND NOT EXISTS (SELECT FROM treasury_difference d WHERE d.order_id = o.id
            AND d.message_id IS NULL AND d.kind = {_MISSING})
    LIMIT %(most)s
    ON CONFLICT DO NOTHING
    RETURNING 1"""
            }
        ),
    ),
    answer="SELECT count(*) FROM found",
)


def _resolve(today: date) -> int:
    """Differences that say something is missing, and it has come."""
    sql, values = compose(
        orders_sql("orders"),
        Fragment({"lists": _LISTS.format(which=_DISPUTED)}),
        answer=_COME,
    )
    rows = run(sql, values | {"most": _MOST})
    resolved = [_resolved(payer_id, number, today) for payer_id, number in rows]
    return len(resolved)


_DISPUTED = f"""
    message_id IN (SELECT message_id FROM treasury_difference
        WHERE state = '{DifferenceState.OPEN}' AND line = 0)"""
_COME = f"""
    SELECT d.payer_id, d.id
    FROM treasury_difference d
    WHERE d.state = '{DifferenceState.OPEN}' AND (
        d.kind = '{DifferenceKind.NOT_LISTED}'
            AND EXISTS (SELECT FROM treasury_booking b WHERE b.voucher_no = d.voucher_no)
        OR d.kind IN ('{DifferenceKind.NOT_LISTED}', '{DifferenceKind.STILL_OPEN}')
            AND NOT EXISTS (SELECT FROM orders o WHERE o.payer_id = d.payer_id
                AND o.id = d.order_id AND d.kind = {_MISSING}
                AND (o.state = '{OrderState.CONFIRMED}' OR o.state IN ({_OPEN})))
        OR d.kind = '{DifferenceKind.PACK_MISSING}' AND EXISTS (
            SELECT FROM lists l JOIN treasury_pack p USING (list_kind, tax_office, day, list_no)
            WHERE p.message_id = d.message_id AND l.packs >= l.pack_count)
        OR d.kind = '{DifferenceKind.TOTAL_DIFFERS}' AND EXISTS (
            SELECT FROM lists l JOIN treasury_pack p USING (list_kind, tax_office, day, list_no)
            WHERE p.message_id = d.message_id AND l.rows = l.all_rows AND l.fen = l.all_fen))
    ORDER BY d.id
    LIMIT %(most)s"""


@transaction.atomic
def _resolved(payer_id: int, number: int, today: date) -> None:
    row = Difference.objects.select_for_update().get(payer_id=payer_id, id=number)
    if row.state == DifferenceState.OPEN:
        also = {"resolution": "CAME"}
        advance(row, DIFFERENCE, "resolve", TREASURY, today=today, also=also)
