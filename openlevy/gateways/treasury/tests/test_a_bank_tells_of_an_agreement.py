"""9114 from a bank has its effect once, and is answered by a 9115 however often it comes."""

from dataclasses import replace
from typing import Any

import pytest

from openlevy.gateways.treasury import codec as c
from openlevy.gateways.treasury.codec.results import SIGNATURE_WRONG
from openlevy.gateways.treasury.delivery import deliver
from openlevy.gateways.treasury.from_banks import _WHY, told_in
from openlevy.gateways.treasury.handlers import handle
from openlevy.gateways.treasury.tests.golden import ENVELOPES
from openlevy.gateways.treasury.tests.network import Network, Peer
from openlevy.messages import services as messages
from openlevy.messages.queries import waiting_to_handle
from openlevy.parties.queries import id_number
from openlevy.parties.tests.people import TOMORROW, Resident
from openlevy.payment.queries import agreements
from openlevy.payment.rules import NotAccepted
from openlevy.payment.tests.at_the_bank import signing, somebody


@pytest.fixture
def holder(network: Network) -> Resident:
    return somebody()


def _request(who: Resident, action: str = "1", **changes: Any) -> c.AgreementRequest:
    told = signing(who)
    request = c.AgreementRequest(
        sender_code=told.sender,
        entrusted_on=told.entrusted_on,
        request_no=told.request_no,
        action=c.AgreementAction(action),
        tax_office_code=told.tax_office,
        payer_name=told.payer_name,
        payer_no=told.id_no,
        opening_bank_no=told.open_bank,
        clearing_bank_no=told.clearing_bank,
        payer_bank_account_no=told.bank_account,
        holder_name=told.holder_name,
        agreement_no=told.protocol_no,
    )
    return replace(request, **changes)


def _answers(taking: Peer) -> list[c.AgreementAnswer]:
    """What has been sent since the last time."""
    deliver(50, today=TOMORROW)
    bodies = [taking.read(number).body for number in range(len(taking.came))]
    taking.came.clear()
    assert all(isinstance(body, c.AgreementAnswer) for body in bodies)
    return bodies  # type: ignore[return-value]


def _states(who: Resident) -> list[str]:
    return [row.state for row in agreements(who.payer_id)]


def test_signed_and_ended_it_is_answered_with_all_that_was_told(
    network: Network, holder: Resident, taking: Peer
) -> None:
    told = _request(holder)
    network.says(told)
    deliver(50, today=TOMORROW)
    envelope = taking.read()
    assert envelope.msg_ref == f"{network.today:%Y%m%d}{network.sent:012d}"
    answer = envelope.body
    assert isinstance(answer, c.AgreementAnswer)
    assert (answer.verdict, answer.note) == (c.AgreementVerdict.PASSED, "已登记")
    assert answer.payer_no == id_number(holder.payer_id)
    assert told_in(answer) == told_in(told)  # type: ignore[arg-type]  # the same fields
    assert _states(holder) == ["VERIFIED"]
    taking.came.clear()
    network.says(replace(told, action=c.AgreementAction.REVOKE, request_no="77777777"))
    assert [answer.note for answer in _answers(taking)] == ["已解除"]
    assert _states(holder) == ["REVOKED"]


def test_a_refusal_says_why(network: Network, holder: Resident, taking: Peer) -> None:
    network.says(_request(holder, payer_no="990199195003010015"))
    [answer] = _answers(taking)
    assert answer.verdict is c.AgreementVerdict.FAILED
    assert answer.note == "经办机构未传递该证件号码的参保人"
    assert _states(holder) == []


def test_the_same_bytes_twice_are_one_agreement_and_one_answer(
    network: Network, holder: Resident, taking: Peer
) -> None:
    wire = network.message(_request(holder))
    for _ in range(2):
        assert network.post(wire).status_code == 202
        network.let_handle()
    assert len(_answers(taking)) == 1
    assert _states(holder) == ["VERIFIED"]


def test_under_another_msgid_it_is_answered_again_and_has_no_second_effect(
    network: Network, holder: Resident, taking: Peer
) -> None:
    told = _request(holder)
    network.says(told)
    network.says(told)
    first, second = _answers(taking)
    assert first == second
    assert _states(holder) == ["VERIFIED"]


def test_other_content_under_its_key_is_refused_and_the_first_stands(
    network: Network, holder: Resident, taking: Peer
) -> None:
    told = _request(holder)
    network.says(told)
    network.says(replace(told, payer_bank_account_no="6228480000000000000"))
    network.says(told)
    says = [answer.note for answer in _answers(taking)]
    assert says == ["已登记", "委托序号重复，内容与原请求不一致", "已登记"]
    assert _states(holder) == ["VERIFIED"]


def test_handled_again_after_a_kill_it_is_the_same(
    network: Network, holder: Resident, taking: Peer
) -> None:
    """Killed between the effect and the mark that it was handled."""
    network.post(network.message(_request(holder)))
    [taken] = messages.take_incoming(["treasury"], 50)
    assert handle(taken, today=TOMORROW) == "taken"
    messages.release()
    network.let_handle()
    assert waiting_to_handle() == 0
    assert len(_answers(taking)) == 1
    assert _states(holder) == ["VERIFIED"]


def test_what_the_network_has_not_signed_signs_nothing(
    network: Network, holder: Resident, taking: Peer
) -> None:
    network.says_unsigned(_request(holder))
    deliver(50, today=TOMORROW)
    body = taking.read().body
    assert isinstance(body, c.GeneralAnswer)
    assert body.result == SIGNATURE_WRONG
    assert _states(holder) == []


def test_the_golden_telling_is_understood() -> None:
    body = ENVELOPES["9114-signed-at-bank"].body
    assert isinstance(body, c.AgreementRequest)
    assert (told_in(body).sender, told_in(body).told) == ("102100099996", "signed")


def test_every_reason_is_told_in_words_that_the_network_takes() -> None:
    assert set(_WHY) == set(NotAccepted)
    assert len(set(_WHY.values())) == len(_WHY)
    assert all(len(words.encode("gbk")) and len(words) <= 60 for words in _WHY.values())
