"""An invented person with a way in, delivered as an agency would; and the bank's answers."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import uuid4

from openlevy.access.services import register
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.kernel.identifiers import resident_id_check_digit
from openlevy.parties.services import (
    EnrolmentDelivered,
    PersonDelivered,
    amend_person,
    record_enrolment,
    record_person,
)
from openlevy.payment import queries
from openlevy.payment.rules import Answer
from openlevy.payment.services import (
    Answered,
    Signing,
    TradeKey,
    agreement_answered,
    answer_arrived,
    sign_agreement,
)
from openlevy.payment.tests.at_the_bank import bank_tells, is_signed_at_bank, signing_of
from openlevy.privacy.services import ensure_keys
from openlevy.reference.services import move_business_date, open_business_date
from openlevy.treasury.services import ReceiptLine, take_receipts

AGENCY = "1101110000000001"
OTHER_AGENCY = "1101010000000001"
HEALTHCARE = "1101110000000002"
OFFICE = "11101110000"
OTHER_OFFICE = "11101010000"
BRANCH = "102100091019"
PASSWORD = "moon over the ridge 9"
TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Payer:
    """Who signs in as ``login``."""

    payer_id: int
    enrolment_id: int
    login: str
    name: str
    id_no: str


def open_books() -> None:
    """Keys and a business date, as a started instance has them."""
    ensure_keys()
    open_business_date(TODAY)


def a_payer(name: str = "石桂兰", serial: int = 1) -> Payer:
    """A resident enrolled in 房山区, registered with the portal."""
    first17 = f"9901111950031{serial:04d}"
    id_no = first17 + resident_id_check_digit(first17)
    phone, login = f"138{serial:08d}", f"payer_{serial:04d}"
    payer_id = _delivered(AGENCY, f"P{serial:07d}", name, id_no, phone)
    register(
        username=login,
        id_type="201",
        id_no=id_no,
        phone=phone,
        password=PASSWORD,
        display_name=name,
        payer_id=payer_id,
        jurisdiction="beijing",
    )
    return Payer(payer_id, an_enrolment(f"P{serial:07d}"), login, name, id_no)


def a_second_enrolment(who: Payer, agency: str = OTHER_AGENCY, office: str = OTHER_OFFICE) -> int:
    """The same person, enrolled in 东城区 as well, or elsewhere."""
    _delivered(agency, "D0000001", who.name, who.id_no, "")
    return an_enrolment("D0000001", agency, office)


def _delivered(agency: str, personal_no: str, name: str, id_no: str, phone: str) -> int:
    told = (agency, personal_no, name, "", "201", id_no, "2", date(1950, 3, 1), "156", phone)
    return record_person(PersonDelivered(*told))


def an_enrolment(personal_no: str, agency: str = AGENCY, office: str = OFFICE) -> int:
    """An active enrolment."""
    return record_enrolment(
        EnrolmentDelivered(
            agency,
            personal_no,
            "10210",
            "102100100",
            office[1:7],
            "窦店镇",
            "下坡店村",
            office,
            "00",
            "1",
            date(2012, 1, 1),
            None,
            None,
        )
    )


def a_medical_enrolment(who: Payer, group: str = "13", personal_no: str = "M0000001") -> int:
    """The same person in medical insurance, as the healthcare agency delivers it."""
    _delivered(HEALTHCARE, personal_no, who.name, who.id_no, "")
    return record_enrolment(
        EnrolmentDelivered(
            HEALTHCARE,
            personal_no,
            "10212",
            "102120001",
            OFFICE[1:7],
            "窦店镇",
            "下坡店村",
            OFFICE,
            group,
            "1",
            date(2018, 1, 1),
            None,
            None,
        )
    )


def a_child(name: str = "程一诺", serial: int = 77, group: str = "12") -> Payer:
    """Somebody in medical insurance alone, of 房山区, without a way in."""
    first17 = f"9901112017031{serial:04d}"
    id_no = first17 + resident_id_check_digit(first17)
    personal_no = f"C{serial:07d}"
    payer_id = _delivered(HEALTHCARE, personal_no, name, id_no, "")
    child = Payer(payer_id, 0, "", name, id_no)
    return replace(child, enrolment_id=a_medical_enrolment(child, group, personal_no))


def in_question(who: Payer, name: str) -> None:
    """Another agency has them enrolled too, and tells another name."""
    _delivered(OTHER_AGENCY, f"Q{who.payer_id}", who.name, who.id_no, "")
    an_enrolment(f"Q{who.payer_id}", OTHER_AGENCY, OTHER_OFFICE)
    told = (OTHER_AGENCY, f"Q{who.payer_id}", name, "", "201", who.id_no, "2")
    amend_person(PersonDelivered(*told, date(1950, 3, 1), "156", ""), today=TODAY)


def an_agreement(who: Payer, account: str = "6228480010001234567", office: str = OFFICE) -> int:
    """A verified agreement, effective the day after ``TODAY``, signed where the office's place has
    it."""
    if is_signed_at_bank(office):
        assert bank_tells(signing_of(who.payer_id, office, bank_account=account)) is None
        return queries.agreements(who.payer_id)[0].id
    number = sign_agreement(
        payer_id=who.payer_id,
        signing=Signing(office, BRANCH, account),
        actor=Actor(Role.PAYER),
        request_key=uuid4(),
        today=TODAY,
    )
    bank_verifies(who, number)
    return number


def bank_verifies(who: Payer, number: int, *, passed: bool = True, words: str = "") -> None:
    """9115 for an agreement."""
    told = queries.agreement(who.payer_id, number)
    assert told is not None
    agreement_answered(told.protocol_no, passed, words, today=TODAY)


def next_day() -> date:
    """The books move on by a day."""
    return move_business_date(TODAY + timedelta(days=1))


def bank_answers(order_id: int, code: str, words: str = "") -> None:
    """2001 for an order."""
    told = queries.debit(order_id)
    key = TradeKey(told.tax_office, told.entrust_on, told.trade_no)
    debited_on = told.entrust_on if code == "90000" else None
    says = {"90000": Answer.DONE, "99091": Answer.UNKNOWN}.get(code, Answer.REFUSED)
    answer_arrived(key, says, Answered(code, words, debited_on), today=told.entrust_on)


def treasury_receives(order_id: int) -> None:
    """3126 for an order: received and cleared."""
    told = queries.debit(order_id)
    line = ReceiptLine(1, told.treasury_code, told.voucher_no, told.amount_fen)
    assert take_receipts(order_id, [line], received_on=told.entrust_on, today=told.entrust_on) == 1
