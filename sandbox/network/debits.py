"""Debits: 1001 from the tax side, 3001 to the bank, 2001 back."""

import datetime as dt
import json
from collections import Counter

from sandbox import store
from sandbox.banks import accounts, books, decision
from sandbox.network import post
from sandbox.network.day import work_date
from sandbox.store import Row
from sandbox.vault import vault
from sandbox.wire import codes
from sandbox.wire.body import Values
from sandbox.wire.envelope import Head
from sandbox.wire.pattern import date, day, fen

_COLUMNS = (
    "id, tax_org, entrust_on, tra_no, content_hash, request, state, amount_fen, voucher_no,"
    " account, clearing_cnaps, treasury_code, result, told, word, booked_on, answers_left,"
    " answered_at, lost, session"
)
_BETWEEN_ANSWERS_SECONDS = 2


def request(message: int, head: Head, values: Values) -> None:
    """Takes a 1001: forwards a new one to the bank, answers a repeated one as the first time."""
    on = work_date()
    key = _key(values["RealHead1001"])
    row = _begun(key, message, values)
    if row is not None:
        _forward(values, on)
        return
    debit = store.one(
        f"SELECT {_COLUMNS} FROM debit"
        " WHERE tax_org = %s AND entrust_on = %s AND tra_no = %s FOR UPDATE", *key,
    )  # fmt: skip
    if debit["request"] is None:
        _refuse_cancelled(debit["id"], message, head, values, on)
    elif bytes(debit["content_hash"]) != post.fingerprint(values):
        _answer(debit, codes.REPEATED, values["Payment1001"]["TaxVouNo"], head.message_id, on)
    elif debit["answered_at"] is not None and not debit["lost"]:
        _answer(debit, debit["told"], debit["voucher_no"], head.message_id, on)


def book_next() -> bool:
    """Lets a bank decide on the next forwarded debit; whether there was one."""
    debit = store.first(
        f"SELECT {_COLUMNS} FROM debit WHERE state = 'received'"
        " ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED"
    )
    if debit is None:
        return False
    on = work_date()
    payment = post.values_of(debit["request"])["Payment1001"]
    account = accounts.by_number(payment["PayAcct"])
    decided = decision.on_debit(
        accounts.known(
            account, payment["HandOrgName"], debit["clearing_cnaps"], payment["ProtocolNo"]
        ),
        debit["amount_fen"],
    )
    store.execute(
        "UPDATE debit SET state = %s, result = %s, told = %s, booked_on = %s, account = %s,"
        " lost = %s, answers_left = %s, answer_at = now() + make_interval(secs => %s)"
        " WHERE id = %s",
        "booked" if decided.books else "refused", decided.result, decided.told,
        on if decided.books else None, account and account["id"], decided.lost, decided.answers,
        decided.delay, debit["id"],
    )  # fmt: skip
    if decided.books and account is not None:
        books.debit(account["id"], debit["clearing_cnaps"], debit["amount_fen"], debit["id"], on)
    if decided.answers and not decided.delay:
        answer_next(debit["id"])
    return True


def answer_next(debit_id: int | None = None) -> bool:
    """Sends the next answer that is due (of one debit, when named); whether there was one."""
    debit = store.first(
        f"SELECT {_COLUMNS} FROM debit"
        " WHERE answers_left > 0 AND answer_at <= now() AND (%s::bigint IS NULL OR id = %s)"
        " ORDER BY answer_at LIMIT 1 FOR UPDATE SKIP LOCKED", debit_id, debit_id,
    )  # fmt: skip
    if debit is None:
        return False
    # What was reversed meanwhile is not reported as booked by a late answer.
    told = codes.CANCELLED if debit["state"] in ("reversed", "cancelled") else debit["told"]
    store.execute(
        "UPDATE debit SET told = %s, answers_left = answers_left - 1,"
        " answered_at = coalesce(answered_at, now()),"
        " answer_at = now() + make_interval(secs => %s) WHERE id = %s",
        told, _BETWEEN_ANSWERS_SECONDS, debit["id"],
    )  # fmt: skip
    reference = store.one("SELECT message_id FROM message WHERE id = %s", debit["request"])
    _answer(debit, told, debit["voucher_no"], reference["message_id"], work_date())
    return True


def by_key(tax_org: str, entrust_on: dt.date, tra_no: str) -> Row | None:
    """The debit of a transaction key, locked, or None."""
    return store.first(
        f"SELECT {_COLUMNS} FROM debit"
        " WHERE tax_org = %s AND entrust_on = %s AND tra_no = %s FOR UPDATE",
        tax_org, entrust_on, tra_no,
    )  # fmt: skip


def _key(real_head: Values) -> tuple[str, dt.date, str]:
    on = date(real_head["EntrustDate"], "EntrustDate")
    return real_head["TaxOrgCode"], on, real_head["TraNo"]


def _begun(key: tuple[str, dt.date, str], message: int, values: Values) -> Row | None:
    """The new row, or None when the key is taken."""
    return store.first(
        "INSERT INTO debit (tax_org, entrust_on, tra_no, content_hash, request, state, amount_fen,"
        " voucher_no, payer_digest, clearing_cnaps, treasury_code, lines)"
        " VALUES (%s, %s, %s, %s, %s, 'received', %s, %s, %s, %s, %s, %s)"
        " ON CONFLICT DO NOTHING RETURNING id", *key, *_facts(message, values),
    )  # fmt: skip


def _facts(message: int, values: Values) -> tuple[object, ...]:
    payment, turn = values["Payment1001"], values["TurnAccount1001"]
    return (
        post.fingerprint(values), message, fen(payment["TraAmt"]), payment["TaxVouNo"],
        vault().digest(payment["TaxPayCode"]), turn["PayBkCode"], turn["PayeeOrgCode"],
        _lines(payment),
    )  # fmt: skip


def _lines(payment: Values) -> str:
    """What the treasury will book: one line for each budget subject and level."""
    sums: Counter[tuple[str, str]] = Counter()
    for kind in payment["TaxTypeList1001"]:
        sums[kind["BudgetSubjectCode"], kind["BudgetLevelCode"]] += fen(kind["TaxTypeAmt"])
    lines = [
        {"subject": subject, "level": level, "budget_type": payment["BudgetType"],
         "amount_fen": amount_fen}
        for (subject, level), amount_fen in sums.items()
    ]  # fmt: skip
    return json.dumps(lines)


def _forward(values: Values, on: dt.date) -> None:
    """Writes the 3001: the request without budget subjects and details."""
    turn = values["TurnAccount1001"]
    payment = dict(values["Payment1001"])
    payment["TaxTypeList3001"] = payment.pop("TaxTypeList1001")
    forwarded = {
        "RealHead3001": values["RealHead1001"],
        "TurnAccount3001": turn,
        "Payment3001": payment,
    }
    post.between("to_bank", turn["PayBkCode"], "3001", forwarded, "", on)


def _refuse_cancelled(debit: int, message: int, head: Head, values: Values, on: dt.date) -> None:
    """A 1001 whose reversal came first: remembered, and refused."""
    store.execute(
        "UPDATE debit SET content_hash = %s, request = %s, amount_fen = %s, voucher_no = %s,"
        " payer_digest = %s, clearing_cnaps = %s, treasury_code = %s, lines = %s, result = %s,"
        " told = %s, answered_at = now() WHERE id = %s",
        *_facts(message, values), codes.CANCELLED, codes.CANCELLED, debit,
    )  # fmt: skip
    row = store.one(f"SELECT {_COLUMNS} FROM debit WHERE id = %s", debit)
    _answer(row, codes.CANCELLED, row["voucher_no"], head.message_id, on)


def _answer(debit: Row, told: str, voucher_no: str, reference: str, on: dt.date) -> None:
    """The bank's 2001 to the network, and the network's to the tax side unless it gets lost."""
    values = {
        "SingleReturn2001": {
            "OriTaxOrgCode": debit["tax_org"],
            "OriTraNo": debit["tra_no"],
            "OriEntrustDate": day(debit["entrust_on"]),
            "TaxVouNo": voucher_no,
            "TaxDate": day(debit["booked_on"] or on) if told == codes.DONE else "",
            "Result": told,
            "AddWord": codes.WORDS[told],
        }
    }
    if told not in (codes.REPEATED, codes.CANCELLED):  # these are the network's own answers
        post.between("from_bank", debit["clearing_cnaps"], "2001", values, reference, on)
    if told == codes.REPEATED or not debit["lost"]:
        post.send("2001", values, reference=reference, on=on)
