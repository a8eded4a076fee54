"""What breaks the format is refused, naming why, the tag, what stood there and what should have."""

import pytest

from openlevy.gateways.treasury.codec import MOST_BYTES, Fault, MessageUnreadable, decode
from openlevy.gateways.treasury.tests.golden import FOLDER, message

HELD_BY_THE_SIGNATURE = {"no-signature", "signature-not-base64", "signature-of-other-bytes"}
"""Whole and well-formed: it is for ``verify`` to refuse them."""

REFUSED = {
    "amount-in-exponents": (Fault.VALUE, "TraAmt", "3e3", r"-?[0-9]{1,15}\.[0-9]{2}", "1001"),
    "amount-in-full-width-digits": (
        Fault.VALUE,
        "TraAmt",
        "３０００.００",
        r"-?[0-9]{1,15}\.[0-9]{2}",
        "1001",
    ),
    "amount-without-cents": (Fault.VALUE, "TraAmt", "3000", r"-?[0-9]{1,15}\.[0-9]{2}", "1001"),
    "attribute": (Fault.FOREIGN_XML, "CFX", "", "", ""),
    "block-twice": (Fault.TAG_TWICE, "SingleReturn2001", "", "", "2001"),
    "comment-inside-value": (Fault.FOREIGN_XML, "Result", "", "", ""),
    "date-that-is-not": (Fault.VALUE, "EntrustDate", "20260230", "yyyyMMdd", "1001"),
    "detail-count-differs": (Fault.ARITHMETIC, "DetailNum", "2", "1", "1001"),
    "empty": (Fault.EMPTY, "", "", "", ""),
    "encoding-big5-declared": (Fault.ENCODING, "", "Big5", "GBK", ""),
    "encoding-not-declared": (Fault.ENCODING, "", "", "GBK", ""),
    "entity-bomb": (Fault.DOCUMENT_TYPE, "", "", "", ""),
    "external-dtd": (Fault.DOCUMENT_TYPE, "", "", "", ""),
    "external-entity": (Fault.DOCUMENT_TYPE, "", "", "", ""),
    "gbk-declared-utf-8-bytes": (Fault.NOT_GBK, "", "UTF-8", "GBK", ""),
    "half-a-character": (Fault.NOT_GBK, "", "591", "", ""),
    "head-twice": (Fault.TAG_TWICE, "HEAD", "", "", ""),
    "message-number-of-another": (Fault.UNKNOWN_TAG, "SingleReturn2001", "", "", "2021"),
    "name-gbk-cannot-write": (Fault.NOT_GBK, "TaxPayName", "\u4dae", "GBK", "1001"),
    "not-xml": (Fault.NOT_XML, "CFX", "", "", ""),
    "nul-byte": (Fault.NOT_XML, "", "20:17", "", ""),
    "number-with-a-line-break": (Fault.VALUE, "OriTraNo", "00000001\n", "[0-9]{8,8}", "2001"),
    "overlong-name": (Fault.VALUE, "PayeeName", "库" * 60, "1..60", "1001"),
    "overlong-node": (Fault.VALUE, "SRC", "1000000000001", "[0-9]{12,12}", ""),
    "pack-amount-differs": (Fault.ARITHMETIC, "CurPackAmt", "4523.46", "4523.45", "3122"),
    "pack-beyond-the-last": (Fault.CONTRADICTION, "CurPackNo", "", "", "3122"),
    "pack-count-differs": (Fault.ARITHMETIC, "CurPackNum", "3", "2", "3122"),
    "period-ends-before-it-starts": (Fault.CONTRADICTION, "TaxEndDate", "", "", "1001"),
    "premium-count-differs": (Fault.ARITHMETIC, "TaxTypeNum", "2", "1", "1001"),
    "processing-instruction": (Fault.FOREIGN_XML, "CFX", "", "", ""),
    "receipt-counts-differ": (Fault.ARITHMETIC, "TaxAllNum", "3", "2", "3126"),
    "required-tag-empty": (Fault.TAG_MISSING, "Result", "", "", "2001"),
    "second-root": (Fault.AFTER_THE_END, "CFX", "", "", ""),
    "signature-inside": (Fault.FOREIGN_XML, "CFX", "", "", ""),
    "success-without-a-date": (Fault.CONTRADICTION, "TaxDate", "", "", "2001"),
    "sum-of-details-differs": (Fault.ARITHMETIC, "TaxTypeAmt", "3000.00", "2999.99", "1001"),
    "sum-of-premiums-differs": (Fault.ARITHMETIC, "TraAmt", "3000.01", "3000.00", "1001"),
    "tag-inside-value": (Fault.FOREIGN_XML, "b", "", "", ""),
    "tag-missing": (Fault.TAG_MISSING, "Result", "", "", "2001"),
    "tag-twice": (Fault.TAG_TWICE, "TraAmt", "", "", "1001"),
    "text-after-end": (Fault.AFTER_THE_END, "CFX", "", "", ""),
    "text-between-tags": (Fault.FOREIGN_XML, "OriTaxOrgCode", "", "", ""),
    "truncated": (Fault.NOT_XML, "CFX", "", "", ""),
    "two-comments": (Fault.AFTER_THE_END, "CFX", "", "", ""),
    "unknown-block": (Fault.UNKNOWN_TAG, "Extra2001", "", "", "2001"),
    "unknown-message": (Fault.UNKNOWN_MESSAGE, "MsgNo", "7777", "", "7777"),
    "unknown-tag": (Fault.UNKNOWN_TAG, "Amount", "", "", "2001"),
    "utf-16": (Fault.NOT_XML, "CFX", "", "", ""),
    "utf-8-declared-gbk-bytes": (Fault.ENCODING, "", "UTF-8", "GBK", ""),
}


def _facts(content: bytes) -> tuple[object, ...]:
    with pytest.raises(MessageUnreadable) as refused:
        decode(content)
    return tuple(refused.value.facts().values())


def _changed(name: str, old: str, new: str) -> bytes:
    text = message(name).decode("gbk")
    assert old in text
    return text.replace(old, new).encode("gbk")


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_message_is_refused_with_its_facts(name: str) -> None:
    assert _facts(message(f"hostile/{name}")) == REFUSED[name]


def test_every_hostile_file_has_its_reason() -> None:
    files = {path.stem for path in (FOLDER / "hostile").iterdir()}
    assert files == set(REFUSED) | HELD_BY_THE_SIGNATURE


def test_a_message_of_twenty_megabytes_is_refused_before_it_is_parsed() -> None:
    padded = _changed("2001-ok", "交易成功", "x" * 20_000_000)
    assert _facts(padded)[0] is Fault.TOO_LARGE
    assert _facts(b" " * (MOST_BYTES + 1))[0] is Fault.TOO_LARGE


def test_elements_nested_without_end_are_refused() -> None:
    nested = _changed("2001-ok", "交易成功", "<a>" * 100_000 + "</a>" * 100_000)
    assert _facts(nested)[:2] == (Fault.FOREIGN_XML, "a")


def test_a_pack_of_more_rows_than_allowed_is_refused() -> None:
    text = message("3122-pack-2-of-2").decode("gbk")
    start = text.index("    <CompDeduct3122>")
    row = text[start : text.index("  </MSG>")]
    crowded = text.replace(row, row * 1001).encode("gbk")
    assert _facts(crowded)[:4] == (Fault.TOO_MANY, "CompDeduct3122", "1001", "1000")


def test_an_order_without_details_is_refused() -> None:
    text = message("1001-one-premium").decode("gbk")
    start, end = text.index("        <TaxSubjectList1001>"), text.index("      </TaxTypeList1001>")
    bare = (text[:start] + text[end:]).encode("gbk")
    assert _facts(bare)[:2] == (Fault.TAG_MISSING, "TaxSubjectList1001")


def test_an_order_of_nothing_is_refused() -> None:
    assert _facts(_changed("1001-one-premium", "3000.00", "0.00"))[:2] == (
        Fault.CONTRADICTION,
        "TraAmt",
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "place"),
    [
        ("9004-done", "<OpStat>1", "<OpStat>2", "Result"),
        ("9004-refused", "24007", "90000", "Result"),
        ("9004-never-seen", "90001", "90000", "Result"),
        ("9004-never-seen", "      <Result>90001</Result>\n", "", "Result"),
        ("9004-refused", "      <Result>24007</Result>\n", "", "Result"),
        ("9004-reversed", "24020", "90001", "Result"),
        ("9004-received", "</OpStat>", "</OpStat><Result>24007</Result>", "Result"),
        ("9004-done", "      <ChkDate>20260301</ChkDate>\n", "", "ChkDate"),
        ("3122-pack-1-of-2", "      <TaxDate>20260301</TaxDate>\n", "", "TaxDate"),
        ("3122-pack-1-of-2", "<AllNum>3", "<AllNum>1", "AllNum"),
        ("3122-empty-session", "<AllAmt>0.00", "<AllAmt>0.01", "AllNum"),
        ("3122-empty-session", "<CurPackNo>1", "<CurPackNo>0", "CurPackNo"),
        ("3126-receipts-and-a-refund", "<CurPackNo>1", "<CurPackNo>2", "CurPackNo"),
    ],
)
def test_values_that_contradict_each_other_are_refused(
    name: str, old: str, new: str, place: str
) -> None:
    assert _facts(_changed(name, old, new))[:2] == (Fault.CONTRADICTION, place)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("3122-pack-1-of-2", "<OpStat>1", "<OpStat>0"),
        ("9115-passed", "<VCResult>0", "<VCResult>7"),
        ("1001-one-premium", "<PrintVouSign>0", "<PrintVouSign>2"),
        ("1001-two-premiums", "<TaxRate>0.08", "<TaxRate>-0.08"),
        ("1001-one-premium", "<TaxTypeNum>1", "<TaxTypeNum>01"),
        ("1001-one-premium", "<EntrustDate>20260301", "<EntrustDate>2026-03-01"),
        ("9004-done", "<OriPackNo>00000000", "<OriPackNo>0"),
        ("9004-done", "<Result>90000", "<Result>900000"),
        ("2001-ok", "交易成功", "交易\n成功"),
        ("2001-ok", "交易成功", "交" * 201),
        ("2001-ok", "<OriTraNo>00000001", "<OriTraNo>０0000001"),
        ("1001-one-premium", "<PayAcct>6222", "<PayAcct>６222"),
    ],
)
def test_values_outside_their_kind_are_refused(name: str, old: str, new: str) -> None:
    assert _facts(_changed(name, old, new))[0] is Fault.VALUE


def test_an_element_with_children_is_no_value() -> None:
    facts = _facts(_changed("2001-ok", "90000", "<b>90000</b>"))
    assert facts[:2] == (Fault.FOREIGN_XML, "Result")


def test_a_message_says_that_it_is_gbk() -> None:
    bare = message("2001-refused").split(b"\n", 1)[1]
    assert _facts(bare)[:2] == (Fault.ENCODING, "")


def test_an_error_shows_no_more_of_an_account_than_its_last_four() -> None:
    facts = _facts(_changed("9114-verify", "6222000200112233445", "6222 0002 0011 2233 445"))
    assert facts[1:3] == ("PayAcct", "… 445")


def test_a_root_of_another_name_is_refused() -> None:
    start = b'<?xml version="1.0" encoding="GBK"?>'
    assert _facts(start + b"<A><CFX></CFX>")[0] is Fault.NOT_XML
    assert _facts(start + b"<A></A></CFX>")[0] is Fault.NOT_XML
    text = message("2001-ok").decode("gbk").replace("  <MSG>", "<CFX/>  <MSG>", 1)
    assert _facts(text.encode("gbk"))[:2] == (Fault.UNKNOWN_TAG, "CFX")


@pytest.mark.parametrize("tag", ["HEAD", "MSG"])
def test_a_message_lacks_neither_head_nor_body(tag: str) -> None:
    text = message("9101-day-cut").decode("gbk")
    start, end = text.index(f"  <{tag}>"), text.index(f"</{tag}>") + len(f"</{tag}>\n")
    assert _facts((text[:start] + text[end:]).encode("gbk"))[:2] == (Fault.TAG_MISSING, tag)


def test_a_message_lacks_no_block() -> None:
    text = message("9101-day-cut").decode("gbk")
    start, end = text.index("    <ChangeState9101>"), text.index("  </MSG>")
    assert _facts((text[:start] + text[end:]).encode("gbk"))[:2] == (
        Fault.TAG_MISSING,
        "ChangeState9101",
    )


def test_character_data_sections_are_refused() -> None:
    facts = _facts(_changed("2001-ok", "交易成功", "<![CDATA[</Result>]]>"))
    assert facts[:2] == (Fault.FOREIGN_XML, "AddWord")
