"""到账: the agency's own word, of every agency concerned; nothing is guessed before it."""

from datetime import date, timedelta

from openlevy.assessment.tests.amounts import a_regular, a_special
from openlevy.declaration.tests.declaring import declare
from openlevy.parties.services import record_person
from openlevy.parties.tests.people import Resident, a_person
from openlevy.payment.queries import debit
from openlevy.payment.services import credited
from openlevy.payment.tests.paying import an_agreement, order
from openlevy.portals.payer.tests.conftest import Browser
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import order_of, pay
from openlevy.portals.shared.tests.people import (
    AGENCY,
    OFFICE,
    OTHER_AGENCY,
    TODAY,
    an_enrolment,
    bank_answers,
    treasury_receives,
)

RECEIVED = TODAY + timedelta(days=1)
CREDITED = TODAY + timedelta(days=2)


def _says(number: int, who: Resident, on: date) -> None:
    """The agency tells of what the order has brought under the enrolment."""
    credited(
        voucher_no=debit(number).voucher_no,
        payer_id=who.payer_id,
        enrolment_id=who.enrolment_id,
        on=on,
    )


def _resident(browser: Browser) -> Resident:
    who = browser.who
    return Resident(who.payer_id, AGENCY, "P0000001", who.enrolment_id, OFFICE)


def _with_another_agency(browser: Browser) -> Resident:
    """The same person, enrolled with 东城区's agency as well, under the same tax office."""
    who = browser.who
    record_person(
        a_person(agency_code=OTHER_AGENCY, personal_no="D1", name=who.name, id_no=who.id_no)
    )
    enrolment_id = an_enrolment("D1", OTHER_AGENCY, OFFICE)
    return Resident(who.payer_id, OTHER_AGENCY, "D1", enrolment_id, OFFICE)


def test_before_the_treasury_has_it_there_is_nothing_to_credit(browser: Browser) -> None:
    number = order_of(pay(browser))
    bank_answers(number, "90000")
    assert "到账 尚未发生" in browser.open("payment_record", number)


def test_until_the_agency_has_told_the_page_says_so(browser: Browser) -> None:
    number = order_of(pay(browser))
    bank_answers(number, "90000")
    treasury_receives(number)
    assert "到账 社保经办机构尚未告知" in browser.open("payment_record", number)
    _says(number, _resident(browser), CREDITED)
    page = browser.open("payment_record", number)
    assert f"到账 {CREDITED.isoformat()}" in page
    assert "尚未告知" not in page


def test_of_two_agencies_each_tells_of_its_own(browser: Browser) -> None:
    here = _resident(browser)
    there = _with_another_agency(browser)
    declared = declare(here, a_regular(here), a_special(there))
    number = order(here, declared, an_agreement(here))
    bank_answers(number, "90000")
    treasury_receives(number)
    assert browser.open("payment_record", number).count("到账 社保经办机构尚未告知") == 2
    _says(number, there, CREDITED)
    page = browser.open("payment_record", number)
    assert f"到账 {CREDITED} 北京市东城区社会保险基金管理中心记账：城乡居民基本养老保险" in page
    assert page.count("到账 社保经办机构尚未告知") == 1
    _says(number, here, CREDITED + timedelta(days=3))
    page = browser.open("payment_record", number)
    assert f"到账 {CREDITED + timedelta(days=3)}" in page
    assert "尚未告知" not in page
