"""What became of a transaction (9003 → 9004), and what the treasury received (1024 → 3126)."""

import datetime as dt

from sandbox import store
from sandbox.network import debits, post, reports
from sandbox.network.day import work_date
from sandbox.store import Row
from sandbox.wire import codes
from sandbox.wire.body import Values
from sandbox.wire.envelope import Head
from sandbox.wire.pattern import date, day

_WAITING = {"OpStat": codes.OP_RECEIVED, "AddWord": "已转发，银行尚未回执"}
_NEVER_SEEN = {"Result": codes.NEVER_SEEN, "AddWord": codes.WORDS[codes.NEVER_SEEN]}


def status(_message: int, head: Head, values: Values) -> None:
    """Answers a 9003 by what the network knows: the bank's answer until the session is closed,
    afterwards what was really booked."""
    asked = values["TraStatusCheck9003"]
    on = date(asked["OriEntrustDate"], "OriEntrustDate")
    if asked["OriMsgNo"] == "1001":
        found = _debit_status(debits.by_key(asked["SendOrgCode"], on, asked["OriTraNo"]))
    elif asked["OriMsgNo"] == "9114":
        found = _proof_status(asked["SendOrgCode"], on, asked["OriTraNo"])
    else:
        found = _NEVER_SEEN
    answered = {"TraStatusReturn9004": {**asked, **found}}
    post.send("9004", answered, reference=head.message_id, on=work_date())


def receipts(_message: int, head: Head, values: Values) -> None:
    """Answers a 1024 with the day's 3126 once more, an empty one when nothing was received."""
    asked = values["RequestBill1024"]
    on = date(asked["InTreDate"], "InTreDate")
    for report in reports.received(asked["SendOrgCode"], on):
        post.send("3126", report, reference=head.message_id, lane="day", on=work_date())


def _debit_status(debit: Row | None) -> Values:
    if debit is None or debit["request"] is None:
        return _NEVER_SEEN
    if debit["state"] == "reversed":
        return _status(codes.OP_REVERSED, codes.CANCELLED)
    if debit["state"] == "cancelled":
        return _status(codes.OP_REFUSED, codes.CANCELLED)
    if debit["session"] is not None:
        told = debit["result"]
    elif debit["answered_at"] is not None:
        told = debit["told"]
    else:
        return _WAITING
    if told == codes.DONE:
        return _status(codes.OP_DONE, told, debit["booked_on"] or work_date())
    return _status(codes.OP_REFUSED, told)


def _proof_status(send_org: str, on: dt.date, vc_no: str) -> Values:
    proof = store.first(
        "SELECT result, answered_at FROM proof"
        " WHERE send_org = %s AND entrust_on = %s AND vc_no = %s", send_org, on, vc_no,
    )  # fmt: skip
    if proof is None:
        return _NEVER_SEEN
    if proof["answered_at"] is None:
        return _WAITING
    done = proof["result"] == codes.DONE
    return _status(codes.OP_DONE if done else codes.OP_REFUSED, proof["result"])


def _status(status: str, result: str, on: dt.date | None = None) -> Values:
    return {
        "OpStat": status,
        "Result": result,
        "AddWord": codes.WORDS[result],
        "ChkDate": day(on) if on else "",
    }
