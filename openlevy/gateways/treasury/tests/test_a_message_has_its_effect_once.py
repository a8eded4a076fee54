"""Each of the network's messages moves what it is about, and the second time nothing."""

from dataclasses import replace

import pytest

from openlevy.assessment.tests.amounts import TIER_FEN, books
from openlevy.gateways.treasury import codec as c
from openlevy.gateways.treasury.tests import network as n
from openlevy.gateways.treasury.tests.network import Network
from openlevy.messages import services as messages
from openlevy.messages.queries import last_question, waiting_to_handle
from openlevy.parties.tests.people import TODAY, Resident
from openlevy.payment.queries import agreement
from openlevy.payment.queries import order as payment_order
from openlevy.payment.services import revoke_agreement
from openlevy.payment.tests.paying import (
    a_reversing,
    an_agreement,
    an_order,
    sign,
    state_of,
)
from openlevy.treasury.queries import work_date
from openlevy.treasury.tests.lists import open_differences

IN_FLIGHT = {"premium": -TIER_FEN, "in_flight": TIER_FEN}
COLLECTED = {"premium": -TIER_FEN, "collected": TIER_FEN}
DUE = {"premium": -TIER_FEN, "due": TIER_FEN}
CLEARED = {"premium": -TIER_FEN, "cleared": TIER_FEN}


def _agreement_state(who: Resident, number: int) -> str:
    seen = agreement(who.payer_id, number)
    assert seen is not None
    return seen.state


@pytest.mark.parametrize(
    ("result", "state", "left"),
    [("90000", "CONFIRMED", COLLECTED), ("24007", "REFUSED", DUE), ("99091", "UNKNOWN", IN_FLIGHT)],
)
def test_an_answer_ends_a_debit_or_leaves_it_open(
    network: Network, who: Resident, result: str, state: str, left: dict[str, int]
) -> None:
    order = an_order(who)
    for _ in range(2):
        network.says(n.debit_answer(order, result))
        assert state_of(who, order) == state
        assert books(who) == left
    assert open_differences() == []
    assert last_question(order, "9003")[0] == (1 if state == "UNKNOWN" else 0)


def test_a_second_answer_that_says_otherwise_is_a_difference(
    network: Network, who: Resident
) -> None:
    order = an_order(who)
    network.says(n.debit_answer(order, "90000"))
    network.says(n.debit_answer(order, "24007"))
    assert state_of(who, order) == "CONFIRMED"
    assert [row.kind for row in open_differences()] == ["ANSWER_CONTRADICTS"]


@pytest.mark.parametrize(
    ("status", "result", "state"),
    [
        (c.DebitStatus.DONE, "90000", "CONFIRMED"),
        (c.DebitStatus.REFUSED, "24007", "REFUSED"),
        (c.DebitStatus.RECEIVED, "", "UNKNOWN"),
        (None, "90001", "REVERSING"),
    ],
)
def test_the_networks_word_on_an_unknown_outcome(
    network: Network, who: Resident, status: c.DebitStatus | None, result: str, state: str
) -> None:
    order = an_order(who)
    n.taken("1001", order)
    network.says(n.debit_answer(order, "99091"))
    asked = n.taken("9003", order)
    for _ in range(2):
        network.says(n.status_answer(order, status, result), msg_ref=asked)
        assert state_of(who, order) == state
    assert last_question(order, "1021")[0] == (1 if state == "REVERSING" else 0)
    seen = payment_order(who.payer_id, order)
    assert seen is not None
    assert seen.debited_on == (seen.entrust_on if state == "CONFIRMED" else None)


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        (c.ReversalVerdict.REVERSED, "REVERSED"),
        (c.ReversalVerdict.NOTHING_KNOWN, "REVERSED"),
        (c.ReversalVerdict.TOO_LATE, "UNKNOWN"),
    ],
)
def test_a_reversal_is_answered(
    network: Network, who: Resident, verdict: c.ReversalVerdict, state: str
) -> None:
    order = a_reversing(who)
    for _ in range(2):
        network.says(n.reversal_answer(order, verdict))
        assert state_of(who, order) == state
    assert books(who) == (DUE if state == "REVERSED" else IN_FLIGHT)


@pytest.mark.parametrize("verdict", [c.ReversalVerdict.REVERSED, c.ReversalVerdict.TOO_LATE])
def test_what_was_booked_is_no_success_while_it_is_being_undone(
    network: Network, who: Resident, verdict: c.ReversalVerdict
) -> None:
    """The bank's answer may be older than our asking to undo it."""
    order = a_reversing(who)
    network.says(n.debit_answer(order))
    network.says(n.status_answer(order, c.DebitStatus.DONE, "90000"))
    assert state_of(who, order) == "REVERSING"
    network.says(n.reversal_answer(order, verdict))
    undone = verdict is c.ReversalVerdict.REVERSED
    assert state_of(who, order) == ("REVERSED" if undone else "UNKNOWN")
    network.says(n.status_answer(order, c.DebitStatus.DONE, "90000"))
    assert state_of(who, order) == ("REVERSED" if undone else "CONFIRMED")


@pytest.mark.parametrize(
    ("verdict", "state"),
    [(c.AgreementVerdict.PASSED, "VERIFIED"), (c.AgreementVerdict.FAILED, "FAILED")],
)
def test_an_agreement_is_verified_or_not(
    network: Network, who: Resident, verdict: c.AgreementVerdict, state: str
) -> None:
    number = sign(who)
    for _ in range(2):
        network.says(n.agreement_answer(number, verdict, c.AgreementAction.VERIFY))
        assert _agreement_state(who, number) == state


def test_an_answer_after_the_revocation_revives_nothing(network: Network, who: Resident) -> None:
    number = sign(who)
    revoke_agreement(payer_id=who.payer_id, agreement_id=number, actor=who.actor, today=TODAY)
    network.says(n.agreement_answer(number, c.AgreementVerdict.PASSED, c.AgreementAction.VERIFY))
    assert _agreement_state(who, number) == "REVOKING"
    network.says(n.agreement_answer(number, c.AgreementVerdict.PASSED, c.AgreementAction.REVOKE))
    assert _agreement_state(who, number) == "REVOKED"
    network.says(n.agreement_answer(number, c.AgreementVerdict.PASSED, c.AgreementAction.VERIFY))
    assert _agreement_state(who, number) == "REVOKED"


def test_a_revocation_that_nobody_asked_for_revokes_nothing(
    network: Network, who: Resident
) -> None:
    number = an_agreement(who)
    network.says(n.agreement_answer(number, c.AgreementVerdict.PASSED, c.AgreementAction.REVOKE))
    assert _agreement_state(who, number) == "VERIFIED"


def test_the_session_and_the_receipt_carry_a_debit_to_clearing(
    network: Network, who: Resident
) -> None:
    order = an_order(who)
    for _ in range(2):
        network.says(n.session(order, c.DebitStatus.DONE))
        assert state_of(who, order) == "CONFIRMED"
    network.says(n.receipts(order))
    assert state_of(who, order) == "CLEARED"
    assert books(who) == CLEARED
    assert open_differences() == []


def test_a_receipt_in_several_vouchers_is_one_receipt(network: Network, who: Resident) -> None:
    order = an_order(who)
    network.says(n.receipts(order, 30_000, TIER_FEN - 30_000))
    assert state_of(who, order) == "CLEARED"


def test_the_session_overturns_what_the_bank_said(network: Network, who: Resident) -> None:
    order = an_order(who)
    network.says(n.debit_answer(order, "90000"))
    network.says(n.session(order, c.DebitStatus.REFUSED))
    assert state_of(who, order) == "RETRACTED"
    assert books(who) == DUE
    assert [row.kind for row in open_differences()] == ["NOT_BOOKED_AGAINST_ANSWER"]


def test_the_work_date_is_the_networks(network: Network) -> None:
    network.says(c.WorkDateChange(work_date=TODAY))
    assert work_date() == TODAY


def test_a_debit_that_was_not_taken_on_is_asked_after(network: Network, who: Resident) -> None:
    order = an_order(who)
    [sent] = messages.take_outgoing(["treasury"], 50)[-1:]
    messages.keep_composed(sent, message_key="20261121000000000077", wire=b"x")
    complaint = c.GeneralAnswer(original_message_no="1001", result="91005", note="电子签名校验错")
    for _ in range(2):
        network.says(complaint, msg_ref="20261121000000000077")
        assert state_of(who, order) == "UNKNOWN"
    assert last_question(order, "9003")[0] == 1


@pytest.mark.parametrize("result", ["90000", "24007"])
def test_an_answer_that_names_another_voucher_ends_nothing(
    network: Network, who: Resident, result: str
) -> None:
    order = an_order(who)
    told = replace(n.debit_answer(order, result), receipt_no="411016261100099999")
    for _ in range(2):
        network.says(told)
        assert state_of(who, order) == "UNKNOWN"
        assert books(who) == IN_FLIGHT
    assert {row.kind for row in open_differences()} == {"VOUCHER_DIFFERS"}
    assert last_question(order, "9003")[0] == 1


@pytest.mark.parametrize(
    ("result", "state"), [("91005", "FAILED"), ("92004", "FAILED"), ("90002", "SUBMITTED")]
)
def test_an_agreement_that_the_network_cannot_read_has_failed(
    network: Network, who: Resident, result: str, state: str
) -> None:
    number = sign(who)
    [sent] = messages.take_outgoing(["treasury"], 50)[-1:]
    messages.keep_composed(sent, message_key="20261121000000000078", wire=b"x")
    complaint = c.GeneralAnswer(original_message_no="9114", result=result, note="报文校验错")
    for _ in range(2):
        network.says(complaint, msg_ref="20261121000000000078")
        assert _agreement_state(who, number) == state


def test_an_answer_to_an_order_not_there_waits(network: Network, who: Resident) -> None:
    told = n.debit_answer(an_order(who))
    stranger = c.DebitAnswer(
        tax_office_code=told.tax_office_code,
        transaction_no="99999999",
        entrusted_on=told.entrusted_on,
        receipt_no=told.receipt_no,
        result="90000",
        debited_on=told.entrusted_on,
    )
    network.says(stranger)
    assert waiting_to_handle() == 1
    assert network.let_handle() == 0, "it is left alone for a while"


def test_one_that_cannot_be_handled_does_not_hold_up_the_next(
    network: Network, who: Resident
) -> None:
    order = an_order(who)
    network.post(network.message(n.receipts(order, 0)))  # a voucher of nothing: nobody foresaw it
    network.post(network.message(n.debit_answer(order)))
    assert network.let_handle() == 2
    assert state_of(who, order) == "CONFIRMED"
    assert waiting_to_handle() == 1
