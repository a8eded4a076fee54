"""The codec reads the golden bytes to the values told by hand, and writes those bytes of them."""

import pytest

from openlevy.gateways.treasury.codec import (
    LAYOUTS,
    DebitRequest,
    ForwardedDebit,
    SessionPack,
    StatusAnswer,
    TransactionKey,
    decode,
    encode,
    read_head,
)
from openlevy.gateways.treasury.tests.golden import ENVELOPES, FOLDER, message
from openlevy.gateways.treasury.tests.golden_orders import MARCH_1, OFFICE


@pytest.mark.parametrize("name", ENVELOPES)
def test_golden_bytes_are_read_to_their_values(name: str) -> None:
    assert decode(message(name)) == ENVELOPES[name]


@pytest.mark.parametrize("name", ENVELOPES)
def test_values_are_written_to_the_golden_bytes(name: str) -> None:
    assert encode(ENVELOPES[name]) == message(name)


def test_every_golden_file_and_every_message_is_told() -> None:
    unsigned = {path.stem for path in FOLDER.glob("*.xml") if ".signed" not in path.stem}
    assert set(ENVELOPES) == unsigned
    assert {envelope.msg_no for envelope in ENVELOPES.values()} == set(LAYOUTS)


def test_a_signature_behind_the_document_does_not_change_what_is_read() -> None:
    assert decode(message("2001-ok.signed-pkcs7")) == ENVELOPES["2001-ok"]


def test_layout_and_empty_optional_elements_do_not_change_what_is_read() -> None:
    text = message("2001-refused").decode("gbk")
    dense = text.replace("\n", "").replace("  ", "").replace("<Result>", "<TaxDate/><Result>")
    spread = text.replace("\n", "\r\n\t").replace("</HEAD>", "<Reserve> </Reserve></HEAD>")
    assert decode(dense.encode("gbk")) == ENVELOPES["2001-refused"]
    assert decode(spread.encode("gbk") + b"\r\n") == ENVELOPES["2001-refused"]


def test_elements_may_stand_in_another_order() -> None:
    text = message("9101-day-cut").decode("gbk")
    head, rest = text.split("  <MSG>")
    start, head = head.split("  <HEAD>")
    swapped = f"{start}  <MSG>{rest}".replace("</CFX>", f"  <HEAD>{head}</CFX>")
    assert decode(swapped.encode("gbk")) == ENVELOPES["9101-day-cut"]


def test_the_head_of_a_message_is_read_when_its_body_cannot_be() -> None:
    head = read_head(message("hostile/unknown-message"))
    assert (head.msg_no, head.src, head.msg_id) == ("7777", "100000000000", "20260301101503000001")


def test_sums_are_made_of_the_details() -> None:
    debit = ENVELOPES["1001-two-premiums"].body
    forwarded = ENVELOPES["3001-forwarded"].body
    assert isinstance(debit, DebitRequest)
    assert isinstance(forwarded, ForwardedDebit)
    assert (debit.amount_fen, forwarded.amount_fen) == (152345, 300000)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("1001-one-premium", "00000001"),
        ("3001-forwarded", "00000001"),
        ("2001-refused", "00000002"),
        ("1021-reversal", "00000002"),
        ("2021-too-late", "00000002"),
        ("9003-status-query", "00000001"),
        ("9004-never-seen", "00000003"),
    ],
)
def test_every_message_on_a_debit_names_it_by_the_same_key(name: str, number: str) -> None:
    key = TransactionKey(OFFICE, MARCH_1, number)
    assert ENVELOPES[name].body.key == key  # type: ignore[union-attr]


def test_every_row_of_a_session_names_its_debit_by_the_same_key() -> None:
    pack = ENVELOPES["3122-pack-1-of-2"].body
    assert isinstance(pack, SessionPack)
    assert pack.debits[1].key == TransactionKey(OFFICE, MARCH_1, "00000002")


def test_an_agreement_asked_about_has_no_day_of_reconciliation() -> None:
    text = message("9004-done").decode("gbk").replace("<OriMsgNo>1001", "<OriMsgNo>9114")
    text = text.replace("      <ChkDate>20260301</ChkDate>\n", "")
    read = decode(text.encode("gbk")).body
    assert isinstance(read, StatusAnswer)
    assert read.checked_on is None
