"""What is not the network's own word moves nothing: unsigned, forged, altered, replayed, broken."""

import http.client
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest

from openlevy.gateways.treasury.codec import MOST_BYTES, DebitAnswer, Envelope, encode
from openlevy.gateways.treasury.signing import (
    PKCS7_P256,
    Signer,
    attach,
    ensure_node_keys,
    signer_for,
)
from tests.faults.running.scenes import Scene
from tests.stack.waiting import eventually

OURS, NETWORK, OTHER = "111111111111", "100000000000", "222222222222"
_TAKEN, _NO_MESSAGE, _TOO_LARGE = 202, 400, 413
_ORDER = "SELECT tax_office, entrust_on, trade_no, voucher_no FROM payment_order WHERE id = %s"
_EFFECTS = (
    "SELECT (SELECT count(*) FROM ledger_posting) + (SELECT count(*) FROM history_transition)"
)


def _post(scene: Scene, content: bytes) -> int:
    """What the platform answers to bytes at its entrance for the network."""
    address = urlsplit(scene.stack.url).netloc
    connection = http.client.HTTPConnection(address, timeout=30)
    try:
        kind = {"Content-Type": "application/xml; charset=GBK"}
        connection.request("POST", "/exchange/treasury/messages", content, kind)
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.fixture
def order(scene: Scene) -> Iterator[str]:
    """A debit about which the bank keeps silent: a forged answer would be believed."""
    [payer] = scene.ready("ordinary")
    [debt] = scene.debts(payer, 1)
    scene.behave(payer, "silent", books=False)
    made = scene.paid(debt)
    eventually(lambda: scene.order_state(made) == "UNKNOWN", what="silence")
    scene.stack.settle()
    yield made
    scene.behave(payer, "ok")


def _document(scene: Scene, order: str, **head: str) -> bytes:
    """ "交易成功" for the order, as the network would write it."""
    tax_office, entrusted_on, trade_no, voucher_no = scene.stack.rows(_ORDER, int(order))[0]
    body = DebitAnswer(
        tax_office_code=tax_office,
        transaction_no=trade_no,
        entrusted_on=entrusted_on,
        receipt_no=voucher_no,
        result="90000",
        debited_on=entrusted_on,
        note="交易成功",
    )
    told = {"src": NETWORK, "des": OURS, "msg_id": "20991231000000000001"} | head
    return encode(
        Envelope(msg_no="2001", msg_ref=told["msg_id"], work_date=date(2099, 12, 31), body=body,
                 src=told["src"], des=told["des"], msg_id=told["msg_id"])
    )  # fmt: skip


def _signer(folder: Path, node: str) -> Signer:
    ensure_node_keys(folder, node, datetime.now(UTC))
    return signer_for(PKCS7_P256, folder, node)


def test_nobody_else_can_confirm_a_debit(scene: Scene, order: str, tmp_path: Path) -> None:
    forger = _signer(tmp_path / "forged", NETWORK)  # a key of its own under the network's name
    foreign = _signer(tmp_path / "foreign", OTHER)
    ours = signer_for(PKCS7_P256, scene.stack.keys / "nodes", OURS)
    plain = _document(scene, order)
    real = signer_for(PKCS7_P256, scene.stack.sandbox_keys, NETWORK)
    signature = real.sign(_document(scene, order).replace(b"90000", b"24007"))
    other_id = _document(scene, order, msg_id="20991231000000000002")
    kept = [
        plain,
        plain + b"<!---->",
        plain + b"<!-- not base64 -->",
        plain + b"<!--" + signature + b"-->",
        attach(plain, forger),
        attach(plain, foreign),
        attach(plain, ours),
        attach(other_id, forger),
    ]
    refused = [
        attach(_document(scene, order, src=OTHER), foreign),
        attach(_document(scene, order, des=OTHER), real),
        attach(_document(scene, order, src=OURS, des=NETWORK), ours),
    ]
    effects = scene.stack.count(_EFFECTS)
    assert [_post(scene, content) for content in kept] == [_TAKEN] * len(kept)
    assert [_post(scene, content) for content in refused] == [_NO_MESSAGE] * len(refused)
    scene.stack.settle()
    assert scene.order_state(order) == "UNKNOWN"
    assert scene.stack.count(_EFFECTS) == effects
    assert _post(scene, attach(plain, real)) == _TAKEN, "the network's own word is still taken"
    scene.stack.settle()
    assert scene.order_state(order) == "CONFIRMED"


def test_everything_the_network_ever_said_said_again_changes_nothing(
    scene: Scene, order: str
) -> None:
    scene.stack.settle()
    effects = scene.stack.count(_EFFECTS)
    said = [
        scene.stack.outside.get(f"/messages/{one['id']}")["text"].encode("gbk")
        for number in ("2001", "9115", "3122", "3126", "9101", "9004")
        for one in scene.stack.outside.messages(number, "out")[:15]
    ]
    assert len(said) > 10
    assert {_post(scene, content) for content in said} == {_TAKEN}
    scene.stack.settle()
    assert scene.stack.count(_EFFECTS) == effects


def test_broken_bytes_are_refused_and_nothing_falls_over(scene: Scene, order: str) -> None:
    chance = Random(7)
    real = signer_for(PKCS7_P256, scene.stack.sandbox_keys, NETWORK)
    whole = attach(_document(scene, order), real)
    text = whole.decode("gbk")
    end = whole.index(b"</CFX>")
    broken = [
        b"",
        b"\x00" * 1000,
        chance.randbytes(5000),
        *(whole[: chance.randrange(end)] for _ in range(20)),
        text.encode("utf-8"),
        text.encode("utf-16"),
        text.replace("GBK", "UTF-8").encode("utf-8"),
        whole.replace(b"?>", b"?><!DOCTYPE CFX [<!ENTITY a 'b'>]>", 1),
        whole + whole,
        whole[:end] + b"x" * (MOST_BYTES - len(whole)) + whole[end:],
    ]
    effects = scene.stack.count(_EFFECTS)
    assert [_post(scene, content) for content in broken] == [_NO_MESSAGE] * len(broken)
    assert _post(scene, b"<" * (MOST_BYTES + 1)) == _TOO_LARGE
    for _ in range(60):
        at = chance.randrange(end)
        flipped = whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :]
        assert _post(scene, flipped) in (_TAKEN, _NO_MESSAGE), (at, flipped[at - 20 : at + 20])
    scene.stack.settle()
    assert scene.order_state(order) == "UNKNOWN"
    assert scene.stack.count(_EFFECTS) == effects
