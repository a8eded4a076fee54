"""Reversals: 1021, and the 2021 that answers it at once."""

from sandbox import store
from sandbox.banks import books
from sandbox.network import debits, post
from sandbox.network.day import work_date
from sandbox.store import Row
from sandbox.wire import codes
from sandbox.wire.body import Values
from sandbox.wire.envelope import Head
from sandbox.wire.pattern import date

_REVERSED = (codes.REVERSED, "冲正成功")
_NOTHING_BOOKED = (codes.REVERSED, "原交易未扣款，无需冲正")
_TOO_LATE = (codes.TOO_LATE, "已对账报解，不能冲正")
_NOTHING_KNOWN = (codes.NOTHING_KNOWN, "没有原交易，今后收到即拒绝")


def request(message: int, head: Head, values: Values) -> None:
    """Takes a 1021. After it the debit is not booked, or it is too late to say so."""
    on = work_date()
    asked = values["RushApply1021"]
    key = asked["TaxOrgCode"], date(asked["EntrustDate"], "EntrustDate"), asked["CancelNo"]
    first = store.first(
        "SELECT content_hash, answer, word FROM reversal"
        " WHERE tax_org = %s AND entrust_on = %s AND cancel_no = %s", *key,
    )  # fmt: skip
    if first is None:
        debit = _debit_or_bar(asked)
        answer, word = _reversed(debit)
        first = _remembered(key, post.fingerprint(values), message, debit, answer, word)
    if bytes(first["content_hash"]) != post.fingerprint(values):
        post.complain(head, codes.REPEATED, "CancelNo", on)
        return
    answered = {
        "TaxOrgCode": asked["TaxOrgCode"],
        "OriCancelNo": asked["CancelNo"],
        "OriCancelDate": asked["EntrustDate"],
        "OriTraNo": asked["OriTraNo"],
        "OriEntrustDate": asked["OriEntrustDate"],
        "CancelAnswer": first["answer"],
        "AddWord": first["word"],
    }
    post.send("2021", {"RushReturn2021": answered}, reference=head.message_id, on=on)


def _debit_or_bar(asked: Values) -> Row:
    """The debit to reverse; an unseen key is barred, so that it is refused if it comes."""
    key = (
        asked["TaxOrgCode"],
        date(asked["OriEntrustDate"], "OriEntrustDate"),
        asked["OriTraNo"],
    )
    store.execute(
        "INSERT INTO debit (tax_org, entrust_on, tra_no, state) VALUES (%s, %s, %s, 'cancelled')"
        " ON CONFLICT DO NOTHING", *key,
    )  # fmt: skip
    debit = debits.by_key(*key)
    if debit is None:
        raise store.NotThere("debit")
    return debit


def _reversed(debit: Row) -> tuple[str, str]:
    """Reverses what can be reversed; the answer and its words."""
    if debit["request"] is None:
        return _NOTHING_KNOWN
    if debit["state"] == "received":
        # The bank has not looked at it: it never will, and says so.
        store.execute(
            "UPDATE debit SET state = 'cancelled', result = %s, told = %s, answers_left = 1,"
            " answer_at = now() WHERE id = %s", codes.CANCELLED, codes.CANCELLED, debit["id"],
        )  # fmt: skip
        return _REVERSED
    if debit["state"] == "booked":
        if debit["session"] is not None:
            return _TOO_LATE
        books.reverse(
            debit["account"], debit["clearing_cnaps"], debit["amount_fen"], debit["id"],
            work_date(),
        )  # fmt: skip
        store.execute("UPDATE debit SET state = 'reversed' WHERE id = %s", debit["id"])
        return _REVERSED
    return _NOTHING_BOOKED if debit["state"] == "refused" else _REVERSED


def _remembered(
    key: tuple[object, ...], content_hash: bytes, message: int, debit: Row, answer: str, word: str
) -> Row:
    """The answer under its key: the first one when two arrived at once (the debit's lock orders
    them)."""
    store.execute(
        "INSERT INTO reversal (tax_org, entrust_on, cancel_no, content_hash, request, debit,"
        " answer, word) VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        *key, content_hash, message, debit["id"], answer, word,
    )  # fmt: skip
    return store.one(
        "SELECT content_hash, answer, word FROM reversal"
        " WHERE tax_org = %s AND entrust_on = %s AND cancel_no = %s", *key,
    )  # fmt: skip
