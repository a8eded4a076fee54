"""An agency tells what it has credited: of what it was told, on one day, once; and nothing else."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from openlevy.assessment.tests.amounts import a_regular, a_special
from openlevy.declaration.tests.declaring import declare
from openlevy.gateways.agency import handlers
from openlevy.gateways.agency import rows as effects
from openlevy.gateways.agency.tests.desk import AGENCY, Desk, Row, credit
from openlevy.messages import services as messages
from openlevy.parties.tests.people import CHAOYANG, TOMORROW, Resident, a_resident
from openlevy.payment.models import Credited
from openlevy.payment.queries import lines_paid_by, voucher
from openlevy.payment.rules import Answer, CreditedOnOtherDay, NothingCleared
from openlevy.payment.services import credited
from openlevy.payment.tests.paying import an_agreement, bank_says, order
from openlevy.treasury.tests.lists import booking, listed, receipt, received

RECEIVED = TOMORROW
CREDITED = TOMORROW + timedelta(days=1)


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def who(desk: Desk) -> Resident:
    return a_resident(region=CHAOYANG)


def _paid(who: Resident, *payables: int) -> int:
    """Declared, debited; not yet received."""
    number = order(who, declare(who, *(payables or (a_regular(who),))), an_agreement(who))
    bank_says(number, Answer.DONE)
    return number


def _cleared(desk: Desk, who: Resident, *payables: int) -> int:
    number = _paid(who, *payables)
    received(receipt(number), on=RECEIVED)
    desk.feedbacks()
    return number


def _row(who: Resident, order_id: int, number: int = 1, **other: str) -> Row:
    told = receipt(order_id)
    row = {"DZSPHM": told.voucher_no, "GRBH": who.personal_no, "DZ_RQ": f"{CREDITED:%Y%m%d}"}
    return credit(number, **{**row, **other})


def _days(who: Resident, order_id: int) -> list[date | None]:
    return [line.credited_on for line in lines_paid_by(who.payer_id, order_id)]


def test_what_was_credited_has_its_day(desk: Desk, who: Resident) -> None:
    number = _cleared(desk, who)
    assert _days(who, number) == [None]
    answer = desk.answer(desk.package(credits={"insert": [_row(who, number)]}))
    (told,) = answer["rows"]
    assert (told["table"], told["action"], told["returnCode"], told["SWBH"]) == (
        "credits",
        "insert",
        "000",
        str(number),
    )
    assert _days(who, number) == [CREDITED]


def test_one_credit_is_of_all_that_the_voucher_paid_for_the_person(
    desk: Desk, who: Resident
) -> None:
    number = _cleared(desk, who, a_regular(who), a_special(who))
    assert desk.codes(credits={"insert": [_row(who, number)]}) == {1: "000"}
    assert _days(who, number) == [CREDITED, CREDITED]


def test_the_same_day_again_is_in_order_and_another_is_not(desk: Desk, who: Resident) -> None:
    number = _cleared(desk, who)
    other = f"{CREDITED + timedelta(days=1):%Y%m%d}"
    rows = [_row(who, number, 1), _row(who, number, 2), _row(who, number, 3, DZ_RQ=other)]
    assert desk.codes(credits={"insert": rows}) == {1: "000", 2: "000", 3: "111"}
    assert desk.codes(credits={"insert": rows}) == {1: "000", 2: "000", 3: "111"}
    assert _days(who, number) == [CREDITED]
    assert Credited.objects.count() == 1


def test_another_day_is_worded_with_the_day_that_counts(desk: Desk, who: Resident) -> None:
    number = _cleared(desk, who)
    other = f"{CREDITED + timedelta(days=1):%Y%m%d}"
    rows = [_row(who, number, 1), _row(who, number, 2, DZ_RQ=other)]
    answer = desk.answer(desk.package(credits={"insert": rows}))
    assert answer["rows"][1]["returnMsg"] == "该笔缴费已告知到账日期 2026-11-22，不能更改"


def test_before_the_treasury_has_it_nothing_can_be_credited(desk: Desk, who: Resident) -> None:
    number = _paid(who)
    early = [_row(who, number)]
    assert desk.codes(credits={"insert": early}) == {1: "110"}
    received(receipt(number), on=RECEIVED)
    desk.feedbacks()
    assert desk.codes(credits={"insert": early}) == {1: "000"}
    assert _days(who, number) == [CREDITED]


def test_it_is_not_credited_before_it_was_received(desk: Desk, who: Resident) -> None:
    number = _cleared(desk, who)
    day_before = f"{RECEIVED - timedelta(days=1):%Y%m%d}"
    rows = [_row(who, number, DZ_RQ=day_before)]
    answer = desk.answer(desk.package(credits={"insert": rows}))
    (told,) = answer["rows"]
    assert (told["returnCode"], told["returnMsg"]) == ("199", "到账日期早于入库日期 2026-11-21")
    assert desk.codes(credits={"insert": [_row(who, number, DZ_RQ=f"{RECEIVED:%Y%m%d}")]}) == {
        1: "000"
    }


def test_what_is_not_the_agencys_is_not_known(desk: Desk, who: Resident) -> None:
    number = _cleared(desk, who)
    other = a_resident(region=CHAOYANG)
    elsewhere = a_resident()
    rows = [
        _row(who, number, 1, DZSPHM="411016269999999999"),
        _row(who, number, 2, GRBH="NOBODY"),
        _row(who, number, 3, GRBH=other.personal_no),
        _row(who, number, 4, GRBH=elsewhere.personal_no),
        _row(who, number, 5, ZSXM_DM="10212"),
    ]
    assert set(desk.codes(credits={"insert": rows}).values()) == {"110"}
    assert Desk("1101110000000001", desk.today).codes(credits={"insert": [_row(who, number)]}) == {
        1: "110"
    }
    assert _days(who, number) == [None]


def test_money_that_settled_nothing_cannot_be_credited(desk: Desk, who: Resident) -> None:
    declared, under = declare(who, a_regular(who)), an_agreement(who)
    first = order(who, declared, under)
    bank_says(first, Answer.REFUSED)
    bank_says(order(who, declared, under), Answer.DONE)
    listed(booking(first))
    received(receipt(first))
    seen = voucher(receipt(first).voucher_no)
    assert seen is not None
    assert seen.state == "CREDIT_CLEARED"
    assert desk.codes(credits={"insert": [_row(who, first)]}) == {1: "110"}


def test_every_rejection_is_worded(desk: Desk, who: Resident) -> None:
    number = _cleared(desk, who)
    rows = [
        _row(who, number, 1, DZBJ="2"),
        _row(who, number, 2, GRBH="NOBODY"),
        _row(who, number, 3, DZSPHM="411016269999999999"),
    ]
    answer = desk.answer(desk.package(credits={"insert": rows}))
    assert [row["returnMsg"] for row in answer["rows"]] == [
        "DZBJ（到账标记）不是规定的代码",
        "没有该人员这一险种的参保信息",
        "没有告知过该税票下这一人员、险种的缴费",
    ]


def test_what_was_told_is_not_changed_behind_the_verb(desk: Desk, who: Resident) -> None:
    number = _cleared(desk, who)
    assert desk.codes(credits={"insert": [_row(who, number)]}) == {1: "000"}
    for sql in (
        "UPDATE payment_credited SET credited_on = credited_on",
        "DELETE FROM payment_credited",
    ):
        with pytest.raises(Exception, match="payment_credited"), connection.cursor() as cursor:
            cursor.execute(sql)


@pytest.mark.fault
@pytest.mark.parametrize("after", [False, True])
def test_killed_at_a_credit_it_is_kept_once(
    desk: Desk, who: Resident, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    number = _cleared(desk, who)
    apply, alive = effects.apply, [False]

    def killed(*arguments: object, **more: object) -> int:
        done = apply(*arguments, **more) if after or alive[0] else 0  # type: ignore[arg-type]
        if not alive[0]:
            raise Killed
        return done

    monkeypatch.setattr(effects, "apply", killed)
    assert desk.post(desk.package(credits={"insert": [_row(who, number)]})) == 202
    (message,) = messages.take_incoming(["agency"], 1)
    with pytest.raises(Killed):
        handlers.handle(message, today=desk.today)
    assert _days(who, number) == [None]
    alive[0] = True
    handlers.handle(message, today=desk.today)
    (answer,) = desk.feedbacks()
    assert [row["returnCode"] for row in answer["rows"]] == ["000"]
    assert _days(who, number) == [CREDITED]


def test_of_two_that_tell_different_days_at_once_one_counts(desk: Desk, who: Resident) -> None:
    number = _cleared(desk, who)
    barrier, outcomes = threading.Barrier(8), []

    def tell(day: int) -> None:
        barrier.wait()
        try:
            credited(
                voucher_no=receipt(number).voucher_no,
                payer_id=who.payer_id,
                enrolment_id=who.enrolment_id,
                on=CREDITED + timedelta(days=day),
            )
            outcomes.append(day)
        except CreditedOnOtherDay:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=tell, args=(place % 2,)) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(set(outcomes)) == 1
    assert len(outcomes) == 4
    assert _days(who, number) == [CREDITED + timedelta(days=outcomes[0])]


def test_the_verb_knows_no_other_payer(desk: Desk, who: Resident) -> None:
    number = _cleared(desk, who)
    stranger = a_resident(region=CHAOYANG)
    for payer_id, enrolment_id in (
        (stranger.payer_id, who.enrolment_id),
        (who.payer_id, stranger.enrolment_id),
    ):
        with pytest.raises(NothingCleared):
            credited(
                voucher_no=receipt(number).voucher_no,
                payer_id=payer_id,
                enrolment_id=enrolment_id,
                on=CREDITED,
            )
    assert who.agency_code == AGENCY
