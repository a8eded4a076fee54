"""The entrance: 202 when the bytes are safe, readable or not if the network has signed them, 400
when they are no message to us, 503 not yet."""

import pytest
from django.conf import settings
from django.test import Client, override_settings

from openlevy.gateways.treasury import codec as c
from openlevy.gateways.treasury.delivery import deliver
from openlevy.gateways.treasury.tests import network as n
from openlevy.gateways.treasury.tests.golden import FOLDER
from openlevy.gateways.treasury.tests.network import ADDRESS, Network, peer
from openlevy.messages.queries import received, waiting_to_handle, waiting_to_send
from openlevy.parties.tests.people import TODAY, Resident
from openlevy.payment.tests.paying import an_order, state_of
from openlevy.treasury.queries import work_date
from openlevy.treasury.tests.lists import open_differences

HOSTILE = sorted(
    path.name for path in (FOLDER / "hostile").glob("*.xml") if "signature" not in path.name
)
KEY = "20261121000000000044"
DAY = c.WorkDateChange(work_date=TODAY)


def test_the_same_bytes_twice_are_one_message(network: Network) -> None:
    wire = network.message(DAY)
    assert [network.post(wire).status_code for _ in range(2)] == [202, 202]
    assert waiting_to_handle() == 1


def test_signed_anew_it_is_the_same_message(network: Network) -> None:
    head = {"msg_id": "20261121000000000009"}
    first, second = (network.message(DAY, **head, msg_ref=head["msg_id"]) for _ in range(2))
    assert first != second, "a signature has chance in it"
    assert [network.post(wire).status_code for wire in (first, second)] == [202, 202]
    assert waiting_to_handle() == 1


def test_a_key_used_for_other_content_is_refused(network: Network) -> None:
    network.post(network.message(DAY, msg_id="20261121000000000009"))
    again = network.message(c.WorkDateChange(work_date=TODAY.replace(day=1)))
    other = again.replace(b"20261121000000000002", b"20261121000000000009")
    assert network.post(other).status_code == 202, "unsigned: kept apart, and answered"
    signed = network.message(
        c.WorkDateChange(work_date=TODAY.replace(day=1)), msg_id="20261121000000000009"
    )
    answer = network.post(signed)
    assert answer.status_code == 400
    assert "20261121000000000009" in answer.content.decode()


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_message_and_not_signed_is_not_kept(network: Network, name: str) -> None:
    answer = network.post((FOLDER / "hostile" / name).read_bytes())
    assert answer.status_code == 400
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert len(answer.content.decode().splitlines()) == 1
    assert waiting_to_handle() == 0


def test_too_much_is_not_read(network: Network) -> None:
    assert network.post(b"<" * (c.MOST_BYTES + 1)).status_code == 413
    assert waiting_to_handle() == 0


def test_a_message_between_others_is_refused(network: Network) -> None:
    for ends in ({"src": "222222222222"}, {"des": "222222222222"}):
        assert network.post(network.message(DAY, **ends)).status_code == 400
    ours = network.message(DAY, src=settings.OPENLEVY_NODE, des=settings.OPENLEVY_TREASURY_NODE)
    assert network.post(ours).status_code == 400
    assert waiting_to_handle() == 0


def test_nothing_is_taken_while_it_cannot_be_judged(network: Network) -> None:
    certificate = settings.OPENLEVY_KEYS_DIR / "nodes" / f"{settings.OPENLEVY_TREASURY_NODE}.crt"
    aside = certificate.with_suffix(".aside")
    wire = network.message(DAY)
    certificate.rename(aside)
    try:
        assert network.post(wire).status_code == 503
    finally:
        aside.rename(certificate)
    assert network.post(wire).status_code == 202


def test_only_posting_is_possible(network: Network) -> None:
    assert Client().get(ADDRESS).status_code == 405


def test_what_is_unsigned_or_altered_is_kept_answered_and_never_acted_upon(
    network: Network, who: Resident
) -> None:
    order = an_order(who)
    unsigned = network.document(n.debit_answer(order))
    altered = network.message(n.debit_answer(order, "24007")).replace(b"24007", b"24003")
    turned = network.message(n.debit_answer(order)).replace(b"90000", b"24007")
    for wire in (unsigned, altered, turned):
        assert network.post(wire).status_code == 202
    assert network.let_handle() == 3
    assert waiting_to_handle() == 0
    assert state_of(who, order) == "IN_FLIGHT"


def test_a_stranger_cannot_take_the_networks_next_key(network: Network, who: Resident) -> None:
    order = an_order(who)
    key = "20261121000000000099"
    network.says_unsigned(n.debit_answer(order, "24007"), msg_id=key)
    assert state_of(who, order) == "IN_FLIGHT"
    network.says(n.debit_answer(order), msg_id=key)
    assert state_of(who, order) == "CONFIRMED"


def test_a_certificate_configured_later_revives_no_strangers_message(
    network: Network, who: Resident
) -> None:
    order = an_order(who)
    key = settings.OPENLEVY_KEYS_DIR / "nodes" / f"{settings.OPENLEVY_TREASURY_NODE}.crt"
    wire, right = network.message(n.debit_answer(order)), key.read_bytes()
    ours = key.with_name(f"{settings.OPENLEVY_NODE}.crt").read_bytes()
    key.write_bytes(ours)
    try:
        assert network.post(wire).status_code == 202
    finally:
        key.write_bytes(right)
    network.let_handle()
    assert state_of(who, order) == "IN_FLIGHT"


UNREADABLE = {
    "a tag unknown": (b"SysStat>", b"SysState>"),
    "a value outside its format": (b"<SysStat>1<", b"<SysStat>one<"),
    "a message number unknown": (b"<MsgNo>9101<", b"<MsgNo>9105<"),
}


@pytest.mark.parametrize("change", UNREADABLE.values(), ids=UNREADABLE)
def test_what_the_network_signed_is_kept_although_it_cannot_be_read(
    network: Network, change: tuple[bytes, bytes]
) -> None:
    with peer() as taking, override_settings(OPENLEVY_TREASURY_URL=taking.url):
        wire = network.signed(network.document(DAY, msg_id=KEY).replace(*change))
        assert [network.post(wire).status_code for _ in range(2)] == [202, 202]
        assert network.let_handle() == 1
        assert waiting_to_handle() == 0
        (found,) = open_differences()
        assert found.kind == "MESSAGE_UNREADABLE"
        assert found.message_id is not None
        assert received(found.message_id).message_key.startswith("unreadable:")
        assert deliver(50, today=TODAY) == 1
        answer = taking.read()
    assert isinstance(answer.body, c.GeneralAnswer)
    assert (answer.body.result, answer.msg_ref) == ("92001", KEY)
    network.says(DAY, msg_id=KEY)
    assert work_date() == DAY.work_date, "the same message mended is another, and has its effect"


def test_what_does_not_even_say_who_sends_it_is_kept_and_not_answered(network: Network) -> None:
    wire = network.signed(network.document(DAY).replace(b"MsgRef>", b"MsgRfe>"))
    assert network.post(wire).status_code == 202
    assert network.let_handle() == 1
    assert [found.kind for found in open_differences()] == ["MESSAGE_UNREADABLE"]
    assert waiting_to_send() == 0


def test_a_general_answer_that_cannot_be_read_is_not_answered(network: Network) -> None:
    complaint = network.document(c.GeneralAnswer(original_message_no="1001", result="91005"))
    assert network.post(network.signed(complaint.replace(b"91005", b"wrong"))).status_code == 202
    assert network.let_handle() == 1
    assert [found.kind for found in open_differences()] == ["MESSAGE_UNREADABLE"]
    assert waiting_to_send() == 0
