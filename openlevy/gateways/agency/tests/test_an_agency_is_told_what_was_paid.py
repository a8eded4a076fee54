"""A receipt that clears an order has each agency concerned told, once and to the described form."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from openlevy.assessment.tests.amounts import TIER_FEN, a_regular, a_special
from openlevy.declaration.tests.declaring import declare
from openlevy.gateways.agency import codec
from openlevy.gateways.agency.codec import PaidRow, Payments
from openlevy.gateways.agency.compose import NothingToSay, compose
from openlevy.gateways.agency.tests.desk import AGENCY, Desk, Row, examples
from openlevy.kernel.period import Period
from openlevy.messages.models import Outgoing
from openlevy.messages.services import ToSend
from openlevy.parties.services import record_enrolment, record_person
from openlevy.parties.tests.people import (
    CHAOYANG,
    FANGSHAN,
    TOMORROW,
    Resident,
    a_person,
    a_resident,
    an_enrolment,
    an_id_no,
)
from openlevy.payment.rules import Answer
from openlevy.payment.tests.paying import an_agreement, bank_says, order
from openlevy.statements.services import next_record_id
from openlevy.treasury.tests.lists import booking, listed, receipt, received

BEIJING = ZoneInfo("Asia/Shanghai")
DAY_AFTER = TOMORROW + timedelta(days=1)


@pytest.fixture
def who(desk: Desk) -> Resident:
    return a_resident(region=CHAOYANG)


def _cleared(who: Resident, *payables: int) -> int:
    number = order(who, declare(who, *payables), an_agreement(who))
    bank_says(number, Answer.DONE)
    received(receipt(number), on=DAY_AFTER)
    return number


def test_nobody_is_told_before_the_treasury_has_it(desk: Desk, who: Resident) -> None:
    number = order(who, declare(who, a_regular(who)), an_agreement(who))
    assert bank_says(number, Answer.DONE)
    listed(booking(number))
    assert desk.feedbacks() == []
    received(receipt(number), on=DAY_AFTER)
    assert len(desk.feedbacks()) == 1


def test_what_was_paid_is_told_in_full(desk: Desk, who: Resident) -> None:
    special = a_special(who)
    number = order(who, declare(who, a_regular(who), special), an_agreement(who))
    bank_says(number, Answer.DONE)
    listed(booking(number))
    received(receipt(number), on=DAY_AFTER)
    (told,) = desk.feedbacks()
    assert (told["format"], told["version"], told["SBJBJG_DM"]) == (
        "openlevy.agency.payments",
        "1.0",
        AGENCY,
    )
    assert len(told["CSPCH"]) == 26
    assert told["CSPCH"].startswith(told["CSSJC"])
    assert [row.pop("XH") for row in told["rows"]] == [1, 2]
    regular, assessed = sorted(told["rows"], key=lambda row: str(row["JFLX_DM"]))
    ((voucher, serial),) = _rows(
        "SELECT o.voucher_no, p.agency_serial FROM payment_order o, assessment_payable p"
        " WHERE o.id = %s AND p.id = %s",
        number,
        special,
    )
    same = {
        "DZSPHM": voucher, "GRBH": who.personal_no, "ZSXM_DM": "10210", "ZSPM_DM": "102100100",
        "SBRQ": "20261120", "JKFSRQ": "20261121", "SJSJ": "20261121", "RGKSJ": "20261122",
        "JFBS": "1", "SJCSLX": "1",
    }  # fmt: skip
    assert regular == {
        "JFMXLSH": regular["JFMXLSH"], "JFLX_DM": "1", "FKSSQQ": "202601",
        "FKSSQZ": "202612", "GRJFJE": "1000.00", **same,
    }  # fmt: skip
    assert assessed == {
        "JFMXLSH": assessed["JFMXLSH"], "JFLX_DM": "2", "FKSSQQ": "202501",
        "FKSSQZ": "202512", "GRJFJE": "501.20", "ZJTZLSH": serial, "MXXH": "1", **same,
    }  # fmt: skip
    assert regular["JFMXLSH"] != assessed["JFMXLSH"]


def test_a_day_that_nobody_told_is_absent(desk: Desk, who: Resident) -> None:
    _cleared(who, a_regular(who))
    (told,) = desk.feedbacks()
    assert "SJSJ" not in told["rows"][0]


def test_one_order_is_told_to_each_agency_of_its_own_part(desk: Desk) -> None:
    id_no = an_id_no()
    here = a_resident(region=CHAOYANG, id_no=id_no)
    there = _enrolled_elsewhere_too(id_no)
    assert there.payer_id == here.payer_id
    _cleared(here, a_regular(here), a_special(there))
    told = {one["SBJBJG_DM"]: one for one in desk.feedbacks()}
    assert {code: [row["GRBH"] for row in one["rows"]] for code, one in told.items()} == {
        here.agency_code: [here.personal_no],
        there.agency_code: [there.personal_no],
    }
    assert len({one["CSPCH"] for one in told.values()}) == 2


def _enrolled_elsewhere_too(id_no: str) -> Resident:
    """The same human being with 房山区's agency, under 朝阳区's tax office."""
    person = a_person(agency_code=f"{FANGSHAN}0000000001", id_no=id_no)
    payer_id = record_person(person)
    enrolment_id = record_enrolment(an_enrolment(person, region=CHAOYANG))
    tax_office = f"1{CHAOYANG}0000"
    return Resident(payer_id, person.agency_code, person.personal_no, enrolment_id, tax_office)


def test_a_list_of_many_tells_of_each(desk: Desk) -> None:
    orders = []
    for who in (a_resident(region=CHAOYANG), a_resident(region=CHAOYANG), a_resident()):
        orders.append(order(who, declare(who, a_regular(who)), an_agreement(who)))
        bank_says(orders[-1], Answer.DONE)
    received(*(receipt(number, line=line) for line, number in enumerate(orders, 1)))
    told = [one["SBJBJG_DM"] for one in desk.feedbacks()]
    assert sorted(told) == ["1101050000000001", "1101050000000001", "1101110000000001"]


def test_the_same_list_again_tells_nobody_again(desk: Desk, who: Resident) -> None:
    number = order(who, declare(who, a_regular(who)), an_agreement(who))
    bank_says(number, Answer.DONE)
    for _ in range(2):
        received(receipt(number), message_id=901)
    received(receipt(number), message_id=902)
    assert len(desk.feedbacks()) == 1
    assert desk.feedbacks() == []


def test_money_that_settled_nothing_is_not_told(desk: Desk, who: Resident) -> None:
    declared, under = declare(who, a_regular(who)), an_agreement(who)
    first = order(who, declared, under)
    bank_says(first, Answer.REFUSED)
    second = order(who, declared, under)
    bank_says(second, Answer.DONE)
    listed(booking(first))
    received(receipt(first), receipt(second, line=2))
    (told,) = desk.feedbacks()
    ((voucher,),) = _rows("SELECT voucher_no FROM payment_order WHERE id = %s", second)
    assert [row["DZSPHM"] for row in told["rows"]] == [voucher]
    with pytest.raises(NothingToSay):
        compose(_about(who, first))


def test_a_receipt_that_fits_nothing_tells_nobody(desk: Desk, who: Resident) -> None:
    number = order(who, declare(who, a_regular(who)), an_agreement(who))
    bank_says(number, Answer.DONE)
    received(receipt(number, amount_fen=TIER_FEN + 1))
    assert desk.feedbacks() == []


def test_composed_twice_the_first_bytes_are_the_message(desk: Desk, who: Resident) -> None:
    _cleared(who, a_regular(who))
    (queued,) = Outgoing.objects.filter(party="agency")
    first, again = (compose(_to_send(queued)) for _ in range(2))
    # The number has the moment in it: what counts is what was kept first.
    assert (
        json.loads(first[1].partition(b"\n")[2])["rows"]
        == (json.loads(again[1].partition(b"\n")[2])["rows"])
    )
    assert len(desk.feedbacks()) == 1


def test_what_nobody_has_cleared_is_not_composed(desk: Desk, who: Resident) -> None:
    number = order(who, declare(who, a_regular(who)), an_agreement(who))
    for record_id in (number, next_record_id()):
        with pytest.raises(NothingToSay):
            compose(_about(who, record_id))


def test_the_bytes_are_those_of_the_description() -> None:
    described = examples()[2]
    made = codec.encode_payments(
        Payments(
            agency_code=AGENCY,
            number="20261121190502000000009731",
            made_at=datetime(2026, 11, 21, 19, 5, 2, tzinfo=BEIJING),
            rows=list(_example_rows()),
        )
    )
    assert json.loads(made) == described
    assert [list(row) for row in json.loads(made)["rows"]] == [
        list(row) for row in described["rows"]
    ]


def _example_rows() -> Iterator[PaidRow]:
    days: Row = {
        "declared_on": date(2026, 11, 20), "debited_on": date(2026, 11, 20),
        "remitted_on": date(2026, 11, 20), "received_on": date(2026, 11, 21),
    }  # fmt: skip
    who: Row = {
        "voucher_no": "411016261100009412", "personal_no": "1101050000012", "levy_item": "10210",
        "levy_subitem": "102100100",
    }  # fmt: skip
    yield PaidRow(
        detail_no="9100008", serial="110105202600000031", detail="1", kind="2",
        period=Period.year(2024), amount_fen=101_500, **who, **days,
    )  # fmt: skip
    yield PaidRow(
        detail_no="9100009", serial="", detail="", kind="1", period=Period.year(2026),
        amount_fen=100_000, **who, **days,
    )  # fmt: skip


def _about(who: Resident, record_id: int) -> ToSend:
    topic = f"payments:{who.agency_code}"
    return ToSend(1, "agency", topic, who.payer_id, record_id, 1, 1, None)


def _to_send(row: Outgoing) -> ToSend:
    return ToSend(row.id, row.party, row.topic, row.payer_id, row.record_id, 1, 1, None)


def _rows(sql: str, *values: int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
