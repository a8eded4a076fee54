"""encode refuses what could not be read back, naming the tag, the value and the rule."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from openlevy.gateways.treasury.codec import (
    DebitRequest,
    DebitStatus,
    Envelope,
    Fault,
    MessageUnwritable,
    SessionPack,
    encode,
)
from openlevy.gateways.treasury.tests.golden import ENVELOPES


def _facts(envelope: Envelope) -> tuple[object, ...]:
    with pytest.raises(MessageUnwritable) as refused:
        encode(envelope)
    return tuple(refused.value.facts().values())


def _with(name: str, **changes: Any) -> Envelope:
    envelope = ENVELOPES[name]
    return replace(envelope, body=replace(envelope.body, **changes))


def _order(**changes: Any) -> tuple[object, ...]:
    return _facts(_with("1001-one-premium", **changes))


def _premium(**changes: Any) -> tuple[object, ...]:
    order = ENVELOPES["1001-one-premium"].body
    assert isinstance(order, DebitRequest)
    return _order(premiums=(replace(order.premiums[0], **changes),))


@pytest.mark.parametrize(("name", "gap"), [("杨㛃", "㛃"), ("王䶮", "䶮"), ("𬱖芳", "𬱖")])
def test_a_name_gbk_cannot_write_is_not_written(name: str, gap: str) -> None:
    assert _order(payer_name=name) == (Fault.NOT_GBK, "TaxPayName", gap, "GBK", "1001")


def test_lengths_are_held() -> None:
    assert _order(holder_name="王" * 201)[:2] == (Fault.VALUE, "HandOrgName")
    assert _order(transaction_no="1")[:3] == (Fault.VALUE, "TraNo", "1")
    assert _order(remark="")[:2] == (Fault.VALUE, "Remark")
    assert _order(remark=" ")[:2] == (Fault.VALUE, "Remark")
    assert _order(remark="一\n二")[:2] == (Fault.VALUE, "Remark")


def test_an_account_is_not_shown_in_full() -> None:
    assert _order(payer_bank_account_no="6222 0002 3445")[1:3] == ("PayAcct", "…3445")


def test_codes_are_those_of_their_list() -> None:
    assert _order(handling="3")[:3] == (Fault.VALUE, "HandleType", "3")
    pack = ENVELOPES["3122-pack-1-of-2"].body
    assert isinstance(pack, SessionPack)
    received = replace(pack.debits[0], status=DebitStatus.RECEIVED)
    assert _facts(_with("3122-pack-1-of-2", debits=(received,)))[1] == "OpStat"


def test_a_required_value_is_there() -> None:
    assert _order(billed_on=None)[:2] == (Fault.VALUE, "BillDate")
    assert _order(premiums=())[0] in (Fault.CONTRADICTION, Fault.TAG_MISSING)
    assert _premium(details=())[1] in ("TraAmt", "TaxSubjectList1001")


def test_an_amount_the_wire_cannot_carry_is_not_written() -> None:
    order = ENVELOPES["1001-one-premium"].body
    assert isinstance(order, DebitRequest)
    detail = replace(order.premiums[0].details[0], paid_fen=10**17)
    assert _premium(details=(detail,))[:2] == (Fault.VALUE, "TraAmt")


def test_a_rate_finer_than_the_wire_is_not_rounded() -> None:
    order = ENVELOPES["1001-one-premium"].body
    assert isinstance(order, DebitRequest)
    detail = replace(order.premiums[0].details[0], rate=Decimal("0.0000001"))
    assert _premium(details=(detail,))[:2] == (Fault.VALUE, "TaxRate")


def test_contradictions_are_not_written() -> None:
    assert _premium(ends_on=date(2025, 1, 1))[:2] == (Fault.CONTRADICTION, "TaxEndDate")
    assert _facts(_with("2001-ok", debited_on=None))[:2] == (Fault.CONTRADICTION, "TaxDate")
    assert _facts(_with("9004-done", result="24007"))[:2] == (Fault.CONTRADICTION, "Result")
    assert _facts(_with("3122-pack-1-of-2", pack_number=3))[:2] == (
        Fault.CONTRADICTION,
        "CurPackNo",
    )


def test_more_rows_than_a_pack_takes_are_not_written() -> None:
    pack = ENVELOPES["3122-pack-2-of-2"].body
    assert isinstance(pack, SessionPack)
    rows = pack.debits * 1001
    full = _with("3122-pack-2-of-2", debits=rows[:1000], total_count=5000)
    assert encode(full)
    crowded = _with("3122-pack-2-of-2", debits=rows, total_count=5000)
    facts = (Fault.TOO_MANY, "CompDeduct3122", "1001", "1000", "3122")
    assert _facts(crowded) == facts


def test_the_number_is_that_of_the_body() -> None:
    other = replace(ENVELOPES["2001-ok"], msg_no="2021")
    assert _facts(other)[:4] == (Fault.UNKNOWN_MESSAGE, "MsgNo", "2021", "2001")


def test_the_head_is_held_too() -> None:
    assert _facts(replace(ENVELOPES["2001-ok"], des="1"))[:2] == (Fault.VALUE, "DES")
    assert _facts(replace(ENVELOPES["2001-ok"], msg_id="1"))[:2] == (Fault.VALUE, "MsgID")
