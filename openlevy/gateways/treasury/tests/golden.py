"""The golden messages of ``tests/golden/treasury`` and, written by hand, the values they stand for.

Nothing here is made by the codec: bytes and values are two tellings of one message.
"""

from datetime import date
from pathlib import Path
from typing import Any

from openlevy.gateways.treasury import codec as c
from openlevy.gateways.treasury.tests.golden_day import (
    PAID_OUT,
    RECEIVED,
    pack,
    session_debit,
    vouchers,
)
from openlevy.gateways.treasury.tests.golden_orders import (
    ARREARS,
    BANK,
    FORWARDED,
    MARCH_1,
    OFFICE,
    OUYANG,
    WANG,
    agreement,
    at_bank,
    detail,
    premium,
)

FOLDER = Path(__file__).parents[4] / "tests" / "golden" / "treasury"
OURS, NETWORK = "111111111111", "100000000000"
MARCH_2 = date(2026, 3, 2)


def message(name: str) -> bytes:
    return (FOLDER / f"{name}.xml").read_bytes()


def _envelope(number: str, ids: str, body: c.Body, **more: Any) -> c.Envelope:
    """``ids`` is what MsgID and MsgRef end in after 202603, the second left out when equal."""
    own, _, original = ids.partition(" ")
    values: dict[str, Any] = {
        "src": NETWORK,
        "des": OURS,
        "msg_no": number,
        "msg_id": f"202603{own}",
        "msg_ref": f"202603{original or own}",
        "work_date": MARCH_1,
        "body": body,
    }
    return c.Envelope(**(values | more))


def _ours(number: str, ids: str, body: c.Body, **more: Any) -> c.Envelope:
    return _envelope(number, ids, body, src=OURS, des=NETWORK, **more)


def _debit_answer(number: str, result: str, note: str, on: date | None) -> c.DebitAnswer:
    return c.DebitAnswer(
        tax_office_code=OFFICE,
        transaction_no=number,
        entrusted_on=MARCH_1,
        receipt_no=f"4110162603{number}",
        result=result,
        debited_on=on,
        note=note,
    )


def _reversal_answer(number: str, verdict: c.ReversalVerdict, note: str) -> c.ReversalAnswer:
    return c.ReversalAnswer(
        tax_office_code=OFFICE,
        reversal_no=number,
        requested_on=MARCH_1,
        transaction_no="00000002",
        entrusted_on=MARCH_1,
        verdict=verdict,
        note=note,
    )


def _status(number: str, result: str, note: str, **more: Any) -> c.StatusAnswer:
    return c.StatusAnswer(
        tax_office_code=OFFICE,
        original_message_no="1001",
        entrusted_on=MARCH_1,
        transaction_no=number,
        result=result,
        note=note,
        **more,
    )


_VERIFY = agreement("00000011", c.AgreementAction.VERIFY)

ENVELOPES: dict[str, c.Envelope] = {
    "1001-one-premium": _ours(
        "1001",
        "01101500000001",
        c.DebitRequest(**WANG, premiums=(premium(2026, detail(1, 300000)),)),
    ),
    "1001-two-premiums": _ours(
        "1001",
        "01101501000002",
        c.DebitRequest(**OUYANG, premiums=(premium(2026, detail(1, 100000)), ARREARS)),
    ),
    "3001-forwarded": _envelope(
        "3001", "01101502000001", c.ForwardedDebit(**WANG, premiums=(FORWARDED,)), des=BANK
    ),
    "2001-ok": _envelope(
        "2001",
        "01101503000001 01101500000001",
        _debit_answer("00000001", "90000", "交易成功", MARCH_1),
    ),
    "2001-refused": _envelope(
        "2001",
        "01101504000002 01101501000002",
        _debit_answer("00000002", "24007", "余额不足", None),
    ),
    "9114-verify": _ours("9114", "01090000000011", c.AgreementRequest(**_VERIFY)),
    "9114-revoke": _ours(
        "9114",
        "01090000000012",
        c.AgreementRequest(**agreement("00000012", c.AgreementAction.REVOKE)),
    ),
    "9115-passed": _envelope(
        "9115",
        "01090001000011 01090000000011",
        c.AgreementAnswer(**_VERIFY, verdict=c.AgreementVerdict.PASSED, note="验证通过"),
    ),
    "9115-failed": _envelope(
        "9115",
        "01090001000013 01090000000013",
        c.AgreementAnswer(
            **agreement("00000013", c.AgreementAction.VERIFY),
            verdict=c.AgreementVerdict.FAILED,
            note="户名与账号不符",
        ),
    ),
    "9114-signed-at-bank": _envelope(
        "9114",
        "01090100000014",
        c.AgreementRequest(**at_bank("00000014", c.AgreementAction.VERIFY)),
    ),
    "9114-ended-at-bank": _envelope(
        "9114",
        "01170100000015",
        c.AgreementRequest(**at_bank("00000015", c.AgreementAction.REVOKE)),
    ),
    "9115-accepted": _ours(
        "9115",
        "01090101000014 01090100000014",
        c.AgreementAnswer(
            **at_bank("00000014", c.AgreementAction.VERIFY),
            verdict=c.AgreementVerdict.PASSED,
            note="已登记",
        ),
    ),
    "9115-not-accepted": _ours(
        "9115",
        "01090101000016 01090100000016",
        c.AgreementAnswer(
            **at_bank("00000016", c.AgreementAction.VERIFY),
            verdict=c.AgreementVerdict.FAILED,
            note="经办机构未传递该证件号码的参保人",
        ),
    ),
    "1021-reversal": _ours(
        "1021",
        "01101600000021",
        c.ReversalRequest(
            tax_office_code=OFFICE,
            requested_on=MARCH_1,
            reversal_no="00000021",
            entrusted_on=MARCH_1,
            transaction_no="00000002",
            reason="超时未收到回执",
        ),
    ),
    "2021-reversed": _envelope(
        "2021",
        "01101601000021 01101600000021",
        _reversal_answer("00000021", c.ReversalVerdict.REVERSED, "冲正成功"),
    ),
    "2021-too-late": _envelope(
        "2021",
        "01101601000022 01101600000022",
        _reversal_answer("00000022", c.ReversalVerdict.TOO_LATE, "已日切，不能冲正"),
    ),
    "9003-status-query": _ours(
        "9003",
        "01101700000031",
        c.StatusInquiry(
            tax_office_code=OFFICE,
            original_message_no="1001",
            entrusted_on=MARCH_1,
            transaction_no="00000001",
        ),
    ),
    "9004-done": _envelope(
        "9004",
        "01101701000031 01101700000031",
        _status("00000001", "90000", "交易成功", status=c.DebitStatus.DONE, checked_on=MARCH_1),
    ),
    "9004-refused": _envelope(
        "9004",
        "01101701000033 01101700000033",
        _status("00000002", "24007", "余额不足", status=c.DebitStatus.REFUSED),
    ),
    "9004-received": _envelope(
        "9004",
        "01101702000034 01101700000034",
        _status("00000005", "", "银行尚未回执", status=c.DebitStatus.RECEIVED),
    ),
    "9004-reversed": _envelope(
        "9004",
        "01101701000035 01101700000035",
        _status("00000004", "24020", "已冲正", status=c.DebitStatus.REVERSED),
    ),
    "9004-never-seen": _envelope(
        "9004", "01101702000032 01101700000032", _status("00000003", "90001", "没有对应请求")
    ),
    "3122-pack-1-of-2": _envelope(
        "3122",
        "01170000000041",
        pack(
            1,
            session_debit("00000001", 300000, c.DebitStatus.DONE, "交易成功"),
            session_debit("00000002", 152345, c.DebitStatus.REFUSED, "余额不足"),
        ),
    ),
    "3122-pack-2-of-2": _envelope(
        "3122",
        "01170000000042",
        pack(2, session_debit("00000004", 50000, c.DebitStatus.REVERSED, "已冲正")),
    ),
    "3122-empty-session": _envelope(
        "3122",
        "02170000000043",
        pack(
            1,
            checked_on=MARCH_2,
            session_no="00000002",
            total_count=0,
            total_fen=0,
            pack_count=1,
        ),
        work_date=MARCH_2,
    ),
    "1024-receipts-wanted": _ours(
        "1024",
        "02090000000051",
        c.ReceiptsInquiry(tax_office_code=OFFICE, received_on=MARCH_1),
        work_date=MARCH_2,
    ),
    "3126-receipts-and-a-refund": _envelope(
        "3126",
        "02090001000051 02090000000051",
        vouchers("00000001", 1, 1, *RECEIVED, PAID_OUT),
        work_date=MARCH_2,
    ),
    "3126-pack-1-of-2": _envelope(
        "3126", "02180000000052", vouchers("00000002", 2, 1, *RECEIVED), work_date=MARCH_2
    ),
    "3126-pack-2-of-2": _envelope(
        "3126", "02180000000053", vouchers("00000002", 2, 2, PAID_OUT), work_date=MARCH_2
    ),
    "9101-day-cut": _envelope(
        "9101",
        "01200000000061",
        c.WorkDateChange(work_date=MARCH_2, system_state="1"),
        work_date=MARCH_2,
    ),
    "9120-signature-wrong": _envelope(
        "9120",
        "01101505000071 01101500000001",
        c.GeneralAnswer(original_message_no="1001", result="91005", note="电子签名校验错"),
    ),
    "9120-unreadable": _envelope(
        "9120",
        "01101505000072 01101500000002",
        c.GeneralAnswer(
            original_message_no="1001", result="92001", note="报文校验错", information="TraAmt"
        ),
    ),
}
