"""Agreements, orders and the answers to them, for tests."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from openlevy.assessment.tests.amounts import a_regular
from openlevy.declaration.tests.declaring import declare
from openlevy.parties.tests.people import TODAY, TOMORROW, Resident
from openlevy.payment import queries
from openlevy.payment.rules import Answer
from openlevy.payment.services import (
    Answered,
    Effect,
    Signing,
    TradeKey,
    agreement_answered,
    answer_arrived,
    ask_reversal,
    pay,
    sign_agreement,
)
from openlevy.payment.tests.accounts import a_bank_account as a_bank_account
from openlevy.payment.tests.at_the_bank import is_signed_at_bank, signed_at_bank

BRANCH = "102100091019"


def sign(
    who: Resident, *, account: str = "", key: UUID | None = None, office: str = "", branch: str = ""
) -> int:
    """The payer signs an agreement."""
    return sign_agreement(
        payer_id=who.payer_id,
        signing=Signing(office or who.tax_office, branch or BRANCH, account or a_bank_account()),
        actor=who.actor,
        request_key=key or uuid4(),
        today=TODAY,
    )


def bank_verifies(agreement_id: int, passed: bool = True, today: date = TODAY) -> str:
    """9115 to the submitted agreement."""
    told = queries.agreement_told(agreement_id)
    return agreement_answered(told.protocol_no, passed, "", today=today)


def an_agreement(who: Resident, office: str = "") -> int:
    """A verified agreement, effective tomorrow, signed where the office's place has it."""
    if is_signed_at_bank(office or who.tax_office):
        return signed_at_bank(replace(who, tax_office=office or who.tax_office))
    number = sign(who, office=office)
    bank_verifies(number)
    return number


def order(
    who: Resident,
    declaration_ids: list[int],
    agreement_id: int,
    *,
    key: UUID | None = None,
    today: date = TOMORROW,
) -> int:
    """The payer pays."""
    return pay(
        payer_id=who.payer_id,
        declaration_ids=declaration_ids,
        agreement_id=agreement_id,
        channel="mobile",
        actor=who.actor,
        request_key=key or uuid4(),
        today=today,
    )


def an_order(who: Resident) -> int:
    """The year's tier declared and its debit under way."""
    return order(who, declare(who, a_regular(who)), an_agreement(who))


def key_of(order_id: int) -> TradeKey:
    """How the network names the order's debit."""
    told = queries.debit(order_id)
    return TradeKey(told.tax_office, told.entrust_on, told.trade_no)


def bank_says(order_id: int, says: Answer, today: date = TOMORROW) -> Effect:
    """2001 for the order."""
    code = {Answer.DONE: "90000", Answer.REFUSED: "24003", Answer.UNKNOWN: "99091"}[says]
    debited_on = today if says is Answer.DONE else None
    return answer_arrived(key_of(order_id), says, Answered(code, "", debited_on), today=today)


def an_unknown(who: Resident) -> int:
    """An order whose outcome is unknown."""
    number = an_order(who)
    bank_says(number, Answer.UNKNOWN)
    return number


def a_reversing(who: Resident) -> int:
    """An order that the network has been asked to undo."""
    number = an_unknown(who)
    ask_reversal(key_of(number), today=TOMORROW)
    return number


def state_of(who: Resident, order_id: int) -> str:
    """The order's state."""
    seen = queries.order(who.payer_id, order_id)
    assert seen is not None
    return seen.state
