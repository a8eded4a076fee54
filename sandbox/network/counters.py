"""At a bank's counter (or in its app): a customer signs or ends an agreement; 9114 from the bank,
9115 back.

Signed, it holds at the bank once the tax authority has taken it down; ended, at once. The number of
the customer's ID document is read from the document and kept nowhere but in the message.
"""

import datetime as dt

from django.db import transaction

from sandbox import store
from sandbox.banks import accounts
from sandbox.network import post
from sandbox.network.day import work_date
from sandbox.store import Row
from sandbox.wire import codes, pattern
from sandbox.wire.body import Values
from sandbox.wire.envelope import Head

SIGN, END = "sign", "end"
_VC_SIGN = {SIGN: "1", END: "2"}
_ID_NUMBER = r"[0-9A-Za-z]{6,20}"
_VISITS = (
    "SELECT v.id, v.at, v.action, v.state, v.word, v.message, a.id AS agreement,"
    " a.protocol_no, a.state AS agreement_state, a.tax_org, b.id AS account, b.holder_name,"
    " b.number_tail, b.bank_name"
    " FROM counter_visit v JOIN agreement a ON a.id = v.agreement"
    " JOIN bank_account b ON b.id = a.account"
)


class CounterRefused(ValueError):
    """The clerk cannot do it: no document's number, no tax office, nothing to end."""


@transaction.atomic
def sign(account: int, id_number: str, tax_org: str) -> Row:
    """The customer signs; the visit.

    Raises:
        CounterRefused: the number or the tax office is none.
        accounts.NoSuchAccount
    """
    _require_readable(id_number, tax_org)
    row = accounts.by_id(account)
    on, number = work_date(), _next_number()
    # Bank, day, number: the bank's own way of numbering agreements.
    protocol_no = f"{row['clearing_cnaps'][:6]}{on:%Y%m%d}{number:010d}"
    agreement = store.one(
        "INSERT INTO agreement (protocol_no, account, tax_org, state, since)"
        " VALUES (%s, %s, %s, 'waiting', %s) RETURNING id, protocol_no, tax_org",
        protocol_no, account, tax_org, on,
    )  # fmt: skip
    return _told(SIGN, row, agreement, id_number, number, on)


@transaction.atomic
def end(agreement: int, id_number: str) -> Row:
    """The customer ends an agreement that holds, whoever had it signed; the visit.

    Raises:
        CounterRefused: the number is none, or the agreement does not hold.
    """
    _require_readable(id_number, "1")
    found = store.first(
        "UPDATE agreement SET state = 'revoked' WHERE id = %s AND state = 'verified'"
        " RETURNING id, protocol_no, tax_org, account", agreement,
    )  # fmt: skip
    if found is None:
        raise CounterRefused(f"agreement {agreement} does not hold")
    row = accounts.by_id(found["account"])
    return _told(END, row, found, id_number, _next_number(), work_date())


@transaction.atomic
def tell_again(visit: int) -> Row:
    """The bank tells the very same once more, under its key and another MsgID; the visit.

    Raises:
        store.NotThere
    """
    row = store.one("SELECT id, message FROM counter_visit WHERE id = %s FOR UPDATE", visit)
    post.send("9114", post.values_of(row["message"]), on=work_date())
    return visit_of(row["id"])


def answered(_message: int, head: Head, values: Values) -> None:
    """Takes a 9115: what was signed holds now, or does not. The second changes nothing."""
    told = values["ProveReturn9115"]
    visit = store.first(
        "SELECT id, agreement, action, state FROM counter_visit"
        " WHERE bank = %s AND on_date = %s AND vc_no = %s FOR UPDATE",
        told["OriSendOrgCode"], pattern.date(told["OriEntrustDate"], "OriEntrustDate"),
        told["OriVCNo"],
    )  # fmt: skip
    if visit is None:
        post.complain(head, codes.NEVER_SEEN, "OriVCNo", work_date())
        return
    if visit["state"] != "waiting":
        return
    taken = told["VCResult"] == codes.PROVED
    store.execute(
        "UPDATE counter_visit SET state = %s, word = %s WHERE id = %s",
        "taken" if taken else "refused", told["AddWord"], visit["id"],
    )  # fmt: skip
    if visit["action"] == SIGN:
        store.execute(
            "UPDATE agreement SET state = %s WHERE id = %s AND state = 'waiting'",
            "verified" if taken else "refused", visit["agreement"],
        )  # fmt: skip


def visits(limit: int) -> list[Row]:
    """The latest visits to counters, newest first."""
    return store.rows(f"{_VISITS} ORDER BY v.id DESC LIMIT %s", limit)


def visit_of(visit: int) -> Row:
    """One visit."""
    return store.one(f"{_VISITS} WHERE v.id = %s", visit)


def live_agreement(account: int) -> int:
    """The latest agreement of an account that holds.

    Raises:
        CounterRefused: there is none.
    """
    found = store.first(
        "SELECT id FROM agreement WHERE account = %s AND state = 'verified'"
        " ORDER BY id DESC LIMIT 1", account,
    )  # fmt: skip
    if found is None:
        raise CounterRefused(f"no agreement of account {account} holds")
    return int(found["id"])


def live_agreements(account: int) -> list[Row]:
    """The agreements of an account that hold, newest first."""
    return store.rows(
        "SELECT id, protocol_no, tax_org, since FROM agreement"
        " WHERE account = %s AND state = 'verified' ORDER BY id DESC LIMIT 50", account,
    )  # fmt: skip


def _told(
    action: str, account: Row, agreement: Row, id_number: str, number: int, on: dt.date
) -> Row:
    """Tells the tax authority by the network, and keeps what was said to whom under which key."""
    values = {
        "ProveInfo9114": {
            "SendOrgCode": account["clearing_cnaps"],
            "EntrustDate": pattern.day(on),
            "VCNo": f"{number:08d}",
            "VCSign": _VC_SIGN[action],
            "TaxOrgCode": agreement["tax_org"],
            "TaxPayName": account["holder_name"],
            "TaxPayCode": id_number,
            "PayOpBkCode": account["bank_cnaps"],
            "PayBkCode": account["clearing_cnaps"],
            "PayAcct": accounts.number_of(account),
            "HandOrgName": account["holder_name"],
            "ProtocolNo": agreement["protocol_no"],
        }
    }
    post.between("from_bank", account["clearing_cnaps"], "9114", values, "", on)
    message = post.send("9114", values, on=on)
    visit = store.one(
        "INSERT INTO counter_visit (bank, on_date, vc_no, agreement, action, message)"
        " VALUES (%s, %s, %s, %s, %s, %s) RETURNING id",
        account["clearing_cnaps"], on, f"{number:08d}", agreement["id"], action, message,
    )  # fmt: skip
    return visit_of(visit["id"])


def _next_number() -> int:
    return int(store.one("SELECT nextval('counter_number') AS number")["number"])


def _require_readable(id_number: str, tax_org: str) -> None:
    if not pattern.fits(id_number, _ID_NUMBER):
        raise CounterRefused("the number of the document is none")
    if not pattern.fits(tax_org, pattern.OFFICE):
        raise CounterRefused("the tax office is none")
