"""What the network reports to a tax office: 3122 what was debited, 3126 what was received."""

import datetime as dt
from collections.abc import Iterator

from sandbox import store
from sandbox.store import Row
from sandbox.wire import codes
from sandbox.wire.body import Values
from sandbox.wire.pattern import day, yuan

PACK = 500
"""Rows of one child pack; the format allows a thousand."""

_FROM_NETWORK, _TAX_VOUCHER = "1", "1"
_STATES = {
    "booked": (codes.OP_DONE, codes.DONE),
    "refused": (codes.OP_REFUSED, ""),
    "reversed": (codes.OP_REVERSED, codes.CANCELLED),
    "cancelled": (codes.OP_REFUSED, codes.CANCELLED),
}


def deducted(session: int, on: dt.date, number: int, tax_org: str) -> Iterator[Values]:
    """The 3122 of one session and office, in child packs; a session without debits has one."""
    debits = store.rows(
        "SELECT treasury_code, entrust_on, tra_no, voucher_no, amount_fen, booked_on, state, result"
        " FROM debit WHERE session = %s AND tax_org = %s ORDER BY id", session, tax_org,
    )  # fmt: skip
    packs = _packs(debits)
    for position, pack in enumerate(packs, start=1):
        yield {
            "BatchHead3122": {
                "ChkDate": day(on),
                "PackNo": f"{number:08d}",
                "TaxOrgCode": tax_org,
                "AllNum": str(len(debits)),
                "AllAmt": _sum(debits),
                "ChildPackNum": str(len(packs)),
                "CurPackNo": str(position),
                "CurPackNum": str(len(pack)),
                "CurPackAmt": _sum(pack),
            },
            "CompDeduct3122": [_deducted(tax_org, debit) for debit in pack],
        }


def received(tax_org: str, on: dt.date) -> Iterator[Values]:
    """The 3126 of one office and day, in child packs."""
    receipts = store.rows(
        "SELECT treasury_code, voucher_no, budget_type, level_code, subject_code, amount_fen"
        " FROM receipt WHERE received_on = %s AND tax_org = %s ORDER BY id", on, tax_org,
    )  # fmt: skip
    packs = _packs(receipts)
    for position, pack in enumerate(packs, start=1):
        yield {
            "BillHead3126": {
                "TaxOrgCode": tax_org,
                "InTreDate": day(on),
                "PackNo": "00000001",
                "ChildPackNum": str(len(packs)),
                "CurPackNo": str(position),
                "TaxAllNum": str(len(pack)),
                "DrawBackAllNum": "0",
                "CorrAllNum": "0",
                "FreeAllNum": "0",
            },
            "Bill3126": [_received(receipt) for receipt in pack],
        }


def _deducted(tax_org: str, debit: Row) -> Values:
    status, result = _STATES[debit["state"]]
    return {
        "PayeeOrgCode": debit["treasury_code"],
        "OriMsgNo": "1001",
        "OriSendOrgCode": tax_org,
        "OriEntrustDate": day(debit["entrust_on"]),
        "OriPackNo": "00000000",
        "OriTraNo": debit["tra_no"],
        "OriTaxVouNo": debit["voucher_no"],
        "TraAmt": yuan(debit["amount_fen"]),
        "TaxDate": day(debit["booked_on"]) if debit["booked_on"] else "",
        "OpStat": status,
        "AddWord": codes.WORDS[result or debit["result"]],
    }


def _received(receipt: Row) -> Values:
    return {
        "TreCode": receipt["treasury_code"],
        "ExportVouType": _TAX_VOUCHER,
        "ExpTaxVouNo": receipt["voucher_no"],
        "BudgetType": receipt["budget_type"],
        "BudgetLevelCode": receipt["level_code"],
        "BudgetSubjectCode": receipt["subject_code"],
        "TraAmt": yuan(receipt["amount_fen"]),
        "Origin": _FROM_NETWORK,
    }


def _packs(rows: list[Row]) -> list[list[Row]]:
    return [rows[start : start + PACK] for start in range(0, len(rows), PACK)] or [[]]


def _sum(rows: list[Row]) -> str:
    return yuan(sum(row["amount_fen"] for row in rows))
