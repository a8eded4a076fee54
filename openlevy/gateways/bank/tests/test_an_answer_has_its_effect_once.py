"""From the question in the outbox to the bank's answer, with the bank played by the test."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from openlevy.access import rules
from openlevy.access.models import IdentityProof
from openlevy.access.queries import proof_of
from openlevy.access.services import CARD_PARTY, ask_bank, begin_proof, purge_proofs
from openlevy.access.states import ProofState
from openlevy.gateways.bank import delivery
from openlevy.gateways.bank.handlers import handle_waiting
from openlevy.gateways.posting import Answer, NotAccepted
from openlevy.gateways.signed import Signed
from openlevy.gateways.treasury.signing import PKCS7_P256, ensure_node_keys, signer_for
from openlevy.messages import services as messages
from openlevy.messages.models import Incoming, Outgoing
from openlevy.messages.queries import waiting_to_send
from openlevy.privacy.services import ensure_keys, unseal

TODAY = date(2026, 11, 20)
CARD, ID_NO = "9955010000000000072", "990101198603072220"
CARD = next(f"{CARD[:-1]}{d}" for d in range(10) if rules.card_number(f"{CARD[:-1]}{d}"))
ACCEPTED = Answer(202, Signed(b"", b""))


class Bank:
    """What it was asked, and how it answers."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.answer: Answer | Exception = ACCEPTED

    def __call__(self, address: str, signed: Signed) -> Answer:
        assert address == settings.OPENLEVY_CARD_PROOF_URL
        self.asked.append(json.loads(signed.body))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def says(self, *differs: str, number: int = 1, signer: str = "card-proofs") -> int:
        """Post an answer to the last question; the status."""
        told: dict[str, Any] = {
            "format": "openlevy.card_proof.answer",
            "version": "1.0",
            "number": f"20261120093001{number:012d}",
            "question": self.asked[-1]["number"],
            "made_at": "20261120093001",
            "result": "differ" if differs else "match",
        }
        body = json.dumps(told | ({"differs": list(differs)} if differs else {})).encode()
        folder = settings.OPENLEVY_KEYS_DIR / "services"
        ensure_node_keys(folder, signer, timezone.now())
        signed = signer_for(PKCS7_P256, folder, signer).sign(body).decode()
        response = Client().post(
            "/exchange/bank/card-proofs",
            body,
            content_type="application/json",
            headers={"X-Signature": signed},
        )
        return response.status_code


@pytest.fixture
def bank(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Bank:
    """The bank in place of the network. No transaction around the test."""
    ensure_keys()
    for folder, name in (("nodes", settings.OPENLEVY_NODE), ("services", "card-proofs")):
        ensure_node_keys(settings.OPENLEVY_KEYS_DIR / folder, name, timezone.now())
    one = Bank()
    monkeypatch.setattr(delivery, "post", one)
    return one


@pytest.fixture
def proof(bank: Bank) -> UUID:
    """李䶮, who has been asked about."""
    key = begin_proof(
        purpose=rules.REGISTRATION,
        way=rules.CARD,
        payer_id=7002,
        place="beijing",
        name="李䶮",
        wire_name="李龑",
        id_type="201",
        id_no=ID_NO,
    )
    ask(key)
    return key


def ask(key: UUID) -> None:
    ask_bank(key, card_no=CARD, phone="15420260301", today=TODAY)
    delivery.deliver(50)


def state(key: UUID) -> ProofState:
    seen = proof_of(key)
    assert seen is not None
    return seen.state


def handle() -> int:
    return handle_waiting(50, today=TODAY)


def test_the_bank_is_asked_with_the_name_that_it_can_write(bank: Bank, proof: UUID) -> None:
    (asked,) = bank.asked
    assert (asked["name"], asked["id_no"], asked["card_no"]) == ("李龑", ID_NO, CARD)
    assert asked["phone"] == "15420260301"
    assert waiting_to_send() == 0


def test_a_match_proves_it_and_twice_is_once(bank: Bank, proof: UUID) -> None:
    assert [bank.says(), bank.says(), bank.says(number=2)] == [202, 202, 202]
    assert handle() == 2
    assert state(proof) is ProofState.PROVED
    outcomes = Incoming.objects.values_list("outcome", flat=True)
    assert sorted(outcome or "" for outcome in outcomes) == [
        "decided before",
        "matches",
    ]


def test_what_differs_is_kept_and_a_late_answer_decides_nothing_new(
    bank: Bank, proof: UUID
) -> None:
    assert bank.says("phone") == 202
    handle()
    assert state(proof) is ProofState.DIFFERS
    first = bank.asked[-1]
    ask(proof)
    second, bank.asked = bank.asked[-1], [first]
    assert first["number"] != second["number"]
    bank.says(number=3)
    handle()
    assert state(proof) is ProofState.ASKED
    bank.asked = [second]
    bank.says(number=4)
    handle()
    assert state(proof) is ProofState.PROVED


@pytest.mark.parametrize(
    "answer",
    [NotAccepted("TimeoutError"), Answer(503, Signed(b"", b"")), Answer(200, Signed(b"", b""))],
)
def test_no_answer_is_no_refusal(bank: Bank, proof: UUID, answer: Answer | Exception) -> None:
    key = begin_proof(
        purpose=rules.REGAIN,
        way=rules.CARD,
        payer_id=7003,
        place="beijing",
        name="王兰",
        id_type="201",
        id_no="99010119620304002X",
    )
    bank.answer = answer
    ask(key)
    assert (state(key), waiting_to_send()) == (ProofState.ASKED, 1)
    Outgoing.objects.update(due_at=timezone.now())
    bank.answer = ACCEPTED
    delivery.deliver(50)
    assert waiting_to_send() == 0
    assert bank.asked[-1] == bank.asked[-2]


def bytes_kept() -> list[bytes]:
    rows = Outgoing.objects.order_by("id")
    return [unseal(bytes(row.wire or b""), purpose="messages.wire") for row in rows]


def test_a_question_that_was_not_accepted_is_not_asked_weeks_later(bank: Bank, proof: UUID) -> None:
    Outgoing.objects.update(sent_at=None, due_at=timezone.now())
    later = timezone.now() + 2 * rules.PROOF_LIFE + timedelta(seconds=1)
    (in_hand,) = messages.take_outgoing([CARD_PARTY], 9)
    assert CARD.encode() in (in_hand.wire or b"")
    assert purge_proofs(later) == 1
    assert (waiting_to_send(), bytes_kept()) == (0, [b""])
    asked = len(bank.asked)
    delivery._deliver(in_hand)
    assert len(bank.asked) == asked


def test_a_question_that_was_left_waiting_before_is_dropped_without_its_bytes(
    bank: Bank, proof: UUID
) -> None:
    IdentityProof.objects.update(card_no=None)
    Outgoing.objects.update(sent_at=None, due_at=timezone.now())
    delivery.deliver(50)
    assert (len(bank.asked), waiting_to_send(), bytes_kept()) == (1, 0, [b""])


def test_an_answer_before_its_question_counts_as_accepted_leaves_no_bytes(
    bank: Bank, proof: UUID
) -> None:
    Outgoing.objects.update(sent_at=None)
    assert bank.says() == 202
    handle()
    assert (state(proof), waiting_to_send(), bytes_kept()) == (ProofState.PROVED, 0, [b""])


def test_another_says_nothing_for_the_bank(bank: Bank, proof: UUID) -> None:
    assert bank.says(signer="somebody") == 403
    assert handle() == 0
    assert state(proof) is ProofState.ASKED


def test_an_answer_to_no_question_is_kept_and_means_nothing(bank: Bank, proof: UUID) -> None:
    bank.asked = [{"number": "1" * 26}]
    assert bank.says() == 202
    assert handle() == 1
    assert Incoming.objects.values_list("outcome", flat=True).get() == "no question of ours"


def test_a_number_used_again_for_something_else_is_refused(bank: Bank, proof: UUID) -> None:
    assert (bank.says(), bank.says("card")) == (202, 400)
