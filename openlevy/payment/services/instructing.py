"""``pay``: from declared to a debit under way, in one statement."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

import psycopg

from openlevy.assessment.queries import payable_on_sql, payables
from openlevy.assessment.services import days_lifted, why_closed
from openlevy.declaration.queries import declarations
from openlevy.declaration.rules import DeclarationUnknown
from openlevy.declaration.services import move_sql as move_declarations_sql
from openlevy.history.services import Actor, advance_values
from openlevy.kernel.errors import Refusal
from openlevy.kernel.flow import Role
from openlevy.ledger.chart import Event
from openlevy.ledger.services import post_sql
from openlevy.messages.services import enqueue_sql
from openlevy.parties.queries import person
from openlevy.parties.services import require_acting, writable_name_sql
from openlevy.payment.models import Agreement, Order
from openlevy.payment.rules import (
    AgreementNotUsable,
    AgreementNotYet,
    AgreementOfOtherOffice,
    AgreementUnknown,
    BeingPaid,
    CollectionOver,
    NameNotWritable,
    NothingToPay,
    OfficesDiffer,
    PaidAlready,
    PaymentKeyReused,
    VoidedAlready,
    order_content,
)
from openlevy.payment.states import AgreementState
from openlevy.reference.queries import closed_offices
from openlevy.statements.services import Fragment, StatementRefused, compose, run

# Locked against a revocation until the order is written: whoever is told that the agreement has
# ended will see no debit begin afterwards.
_USABLE = """
    SELECT a.id, a.tax_office, a.treasury_code, a.clearing_bank, writable.wire_name
    FROM payment_agreement a, writable
    WHERE a.payer_id = %(paid_by)s AND a.id = %(agreement_id)s AND a.state = 'VERIFIED'
        AND a.effective_on <= %(today)s
        AND left(a.tax_office, 3) <> ALL(string_to_array(%(closed)s, ','))
    FOR SHARE OF a"""

# 税票号码: prefix 4, province, voucher type 016, year and month, serial (1.8 of the format
# description, inferred from samples). The serial is counted over orders alone, so that its eight
# digits last a hundred million orders a month.
_MADE = """
    INSERT INTO payment_order (payer_id, id, agreement_id, paid_by, payer_name, tax_office,
        treasury_code, clearing_bank, voucher_no, trade_no, entrust_on, amount_fen, channel,
        request_key, content_hash)
    SELECT %(payer_id)s, n.id, u.id, nullif(%(paid_by)s, %(payer_id)s), u.wire_name, u.tax_office,
        u.treasury_code, u.clearing_bank,
        '4' || substr(u.tax_office, 2, 2) || '016' || to_char(%(today)s::date, 'YYMM')
            || lpad((n.serial %% 100000000)::text, 8, '0'),
        lpad((n.serial %% 100000000)::text, 8, '0'), %(today)s, s.fen, %(channel)s,
        %(request_key)s, %(content_hash)s
    FROM usable u, (SELECT nextval('record_id') AS id, nextval('payment_serial') AS serial) n,
        (SELECT sum(amount_fen)::bigint AS fen FROM declarations HAVING count(*) = %(chosen)s) s
    RETURNING payer_id, id, amount_fen"""

_COPIED = (
    "amount_fen, kind, kind_words, levy_item, levy_subitem, agency_code, enrolment_id,"
    " period_start, period_end, declared_on"
)


def _prefixed(alias: str) -> str:
    return ", ".join(f"{alias}.{column.strip()}" for column in _COPIED.split(","))


_LINES = f"""
    INSERT INTO payment_order_line (payer_id, order_id, declaration_id, attempt, {_COPIED})
    SELECT o.payer_id, o.id, d.id, d.attempts, {_prefixed("d")} FROM made o, declarations d"""


def pay(
    *,
    payer_id: int,
    declaration_ids: Sequence[int],
    agreement_id: int,
    channel: str,
    actor: Actor,
    request_key: UUID,
    today: date,
    paid_by: int | None = None,
) -> int:
    """Instruct one debit for declarations of one tax office, all or nothing, in one statement; the
    order's id. The same request again, also at the same instant, gives the same answer.

    ``paid_by`` is whose agreement pays, where it is not the payer's own: what is paid is the
    payer's all the same, and so is everything that becomes of it.

    Raises:
        NothingToPay, DeclarationUnknown, AgreementUnknown, AgreementNotUsable, AgreementNotYet,
        AgreementOfOtherOffice, OfficesDiffer, NameNotWritable, BeingPaid, PaidAlready,
        VoidedAlready, PaymentKeyReused, OutsideDays, CollectionOver, NotActing, NotForOthers
    """
    chosen = sorted(set(declaration_ids))
    if not chosen:
        raise NothingToPay
    _require_acting(paid_by, payer_id, chosen)
    values = advance_values("declarations", actor, today)
    values |= {"payer_id": payer_id, "paid_by": paid_by or payer_id, "channel": channel}
    values |= {"declaration_ids": chosen, "chosen": len(chosen), "agreement_id": agreement_id}
    by = None if paid_by == payer_id else paid_by
    values |= {"request_key": request_key, "content_hash": order_content(chosen, agreement_id, by)}
    values["today"] = today
    values["closed"] = ",".join(closed_offices(today))
    number = _written(actor.role, values)
    if number is None and values["closed"] and _days_lifted(payer_id, chosen, today):
        number = _written(actor.role, values | {"closed": ""})
    return _same_answer(values, chosen, today) if number is None else number


def _written(role: Role, values: dict[str, Any]) -> int | None:
    """The new order's number; None when the statement was refused, or answered before."""
    try:
        ((_, _, order_id),) = run(_pay_sql(role), values)
    except (StatementRefused, psycopg.errors.UniqueViolation) as refused:
        if not _is_about_the_request(refused):
            raise
        return None
    return int(order_id)


def _days_lifted(payer_id: int, chosen: list[int], today: date) -> bool:
    """Asked where it was refused, and some place is closed today."""
    seen = declarations(payer_id, ids=chosen, most=len(chosen))
    return days_lifted(payer_id, [row.payable_id for row in seen], today, declared=True)


def _require_acting(by: int | None, payer_id: int, chosen: Sequence[int]) -> None:
    if by is None or by == payer_id:
        return
    seen = declarations(payer_id, ids=list(chosen), most=len(chosen))
    require_acting(by, payer_id, [(row.levy_item, row.tax_office[1:7]) for row in seen])


def _is_about_the_request(refused: Exception) -> bool:
    return not isinstance(refused, psycopg.Error) or (
        refused.diag.constraint_name == "order_request_once"
    )


@cache
def _pay_sql(role: Role) -> str:
    sql, _ = compose(
        writable_name_sql("writable"),
        Fragment({"usable": _USABLE}),
        payable_on_sql("due"),
        move_declarations_sql(
            "declarations",
            "pay",
            Actor(role),
            today=date.min,
            where="t.payer_id = %(payer_id)s AND t.id = ANY(%(declaration_ids)s)"
            " AND t.tax_office = (SELECT tax_office FROM usable)"
            " AND t.payable_id IN (SELECT id FROM due)",
            also=", attempts = t.attempts + 1",
            returning=f", t.attempts, {_prefixed('t')}",
        ),
        Fragment({"made": _MADE, "lines": _LINES}),
        post_sql(
            "posted",
            Event.DEBIT_INSTRUCTED,
            rows="SELECT payer_id, id, payer_id, payer_id, amount_fen, %(today)s::date FROM made",
        ),
        enqueue_sql("queued", party="treasury", topic="1001", rows="SELECT payer_id, id FROM made"),
        answer="SELECT statement_require((SELECT count(*) FROM usable) = 1, 'not_usable'),"
        " statement_require((SELECT count(*) FROM declarations) = %(chosen)s, 'not_declared'),"
        " (SELECT id FROM made)",
    )
    return sql


def _same_answer(values: dict[str, Any], chosen: list[int], today: date) -> int:
    key = {name: values[name] for name in ("payer_id", "request_key")}
    before = Order.objects.filter(**key).first()
    if before is None:
        raise _why_not(values, chosen, today)
    if bytes(before.content_hash) != values["content_hash"]:
        raise PaymentKeyReused
    return before.id


def _why_not(values: dict[str, Any], chosen: list[int], today: date) -> Refusal:
    """The facts behind a refused statement, read afterwards: which rule it was."""
    who = person(values["payer_id"])
    if who.wire_name is None:
        return NameNotWritable(name=who.name)
    agreement = Agreement.objects.filter(
        payer_id=values["paid_by"], id=values["agreement_id"]
    ).first()
    if agreement is None:
        return AgreementUnknown()
    return _why_not_by(agreement, today) or _why_not_for(
        values["payer_id"], chosen, agreement, today
    )


def _why_not_by(agreement: Agreement, today: date) -> Refusal | None:
    if agreement.state != AgreementState.VERIFIED or agreement.effective_on is None:
        return AgreementNotUsable(state=agreement.state)
    if agreement.effective_on > today:
        return AgreementNotYet(effective_on=agreement.effective_on)
    return None


_WHY_NOT: dict[str, type[Refusal]] = {
    "PAYING": BeingPaid,
    "PAID": PaidAlready,
    "VOIDED": VoidedAlready,
}


def _why_not_for(payer_id: int, chosen: list[int], agreement: Agreement, today: date) -> Refusal:
    seen = declarations(payer_id, ids=chosen, most=len(chosen))
    if len(seen) < len(chosen):
        return DeclarationUnknown()
    for state, refusal in _WHY_NOT.items():
        if any(declaration.state == state for declaration in seen):
            return refusal()
    if len({declaration.tax_office for declaration in seen}) > 1:
        return OfficesDiffer()
    if any(declaration.tax_office != agreement.tax_office for declaration in seen):
        return AgreementOfOtherOffice(tax_office=agreement.tax_office)
    owed = [row.payable_id for row in seen]
    over = _over(payer_id, owed, today)
    # Or the state moved between the statement and this reading; the payer can simply try again.
    return over or why_closed(payer_id, owed, today, declared=True) or BeingPaid()


def _over(payer_id: int, payable_ids: list[int], today: date) -> Refusal | None:
    for row in payables(payer_id, open_only=False):
        if row.id in payable_ids and row.shut_on(today):
            return CollectionOver(last_day=row.due_on)
    return None
