"""Every column against its form: what the description allows is read, the rest is named."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openlevy.gateways.agency import codec, words
from openlevy.gateways.agency.codec import Action, Flaw, PackageFault, Row, RowFault, Table
from openlevy.gateways.agency.codec.document import DocumentTooLarge, DocumentUnreadable
from openlevy.gateways.agency.tests.desk import (
    credit,
    enrolment,
    payable,
    person,
    told_in_the_document,
    written,
)
from openlevy.kernel.period import Period

ROWS = {"persons": person, "enrolments": enrolment, "payables": payable, "credits": credit}
RIGHT: list[tuple[str, str, Any, str, Any]] = [
    ("persons", "GRBH", "A", "personal_no", "A"),
    ("persons", "SHBZH", "", "social_security_no", ""),
    ("persons", "ZJLX", "208", "id_type", "208"),
    ("persons", "XM", "阿不都热合曼·买买提", "name", "阿不都热合曼·买买提"),
    ("persons", "XM", "𬱖㛃" + "䶮" * 48, "name", "𬱖㛃" + "䶮" * 48),
    ("persons", "XM", "JOHN A. SMITH", "name", "JOHN A. SMITH"),
    ("persons", "XM_GBK", "", "wire_name", ""),
    ("persons", "CS_RQ", "20000229", "born_on", date(2000, 2, 29)),
    ("persons", "YDDH", "", "phone", ""),
    ("persons", "LX_DZ", "址" * 100, "address", "址" * 100),
    ("enrolments", "ZZJFNY", "999912", "last_month", None),
    ("enrolments", "ZZJFNY", "201801", "last_month", date(2018, 1, 1)),
    ("enrolments", "CBZT", "4", "status", "4"),
    ("enrolments", "CBRYTSLB", "03", "group", "03"),
    ("enrolments", "SCCB_RQ", "", "first_enrolled_on", None),
    ("payables", "FKSSQZ", "202402", "period", Period(date(2024, 1, 1), date(2024, 2, 29))),
    ("payables", "YJJE", "0.01", "principal_fen", 1),
    ("payables", "YJJE", "9999999999999.99", "principal_fen", 999_999_999_999_999),
    ("payables", "ZNJ", "00.50", "late_fee_fen", 50),
    ("payables", "JKQX", "19000101", "due_on", date(1900, 1, 1)),
    ("payables", "BZ", None, "remark", ""),
    ("credits", "DZSPHM", "A" * 20, "voucher_no", "A" * 20),
    ("credits", "DZ_RQ", "20281231", "credited_on", date(2028, 12, 31)),
]
WRONG: list[tuple[str, str, Any, Flaw]] = [
    ("persons", "GRBH", "", Flaw.MISSING),
    ("persons", "GRBH", None, Flaw.MISSING),
    ("persons", "GRBH", 12, Flaw.NOT_TEXT),
    ("persons", "GRBH", ["1"], Flaw.NOT_TEXT),
    ("persons", "GRBH", "a1", Flaw.FORM),
    ("persons", "GRBH", "1" * 21, Flaw.FORM),
    ("persons", "GRBH", "1\n", Flaw.FORM),
    ("persons", "GRBH", "１２", Flaw.FORM),
    ("persons", "SHBZH", "1" * 21, Flaw.LENGTH),
    ("persons", "ZJLX", "0201", Flaw.FORM),
    ("persons", "ZJHM", "990101198603072221", Flaw.ID_NUMBER),
    ("persons", "ZJHM", "990101198613072220", Flaw.ID_NUMBER),
    ("persons", "ZJHM", "99010119860307222", Flaw.ID_NUMBER),
    ("persons", "ZJHM", "99010119860307222x", Flaw.ID_NUMBER),
    ("persons", "ZJHM", "1" * 31, Flaw.LENGTH),
    ("persons", "XM", "李" * 51, Flaw.LENGTH),
    ("persons", "XM", " 李䶮", Flaw.UNTRIMMED),
    ("persons", "XM", "李䶮\u3000", Flaw.UNTRIMMED),
    ("persons", "XM", "李\u0000", Flaw.CHARACTERS),
    ("persons", "XM", "李\u200b䶮", Flaw.CHARACTERS),
    ("persons", "XM", "李\u202e䶮", Flaw.CHARACTERS),
    ("persons", "XM", "李\ue863", Flaw.CHARACTERS),
    ("persons", "XM", "李\ud842", Flaw.CHARACTERS),
    ("persons", "XM", "李\n䶮", Flaw.CHARACTERS),
    ("persons", "XM", "阿不都•买买提", Flaw.MIDDLE_DOT),
    ("persons", "XM", "阿不都・买买提", Flaw.MIDDLE_DOT),
    ("persons", "XM_GBK", "李䶮", Flaw.NOT_GBK),
    ("persons", "XB", "9", Flaw.CHOICE),
    ("persons", "CS_RQ", "20010229", Flaw.DAY),
    ("persons", "CS_RQ", "00000101", Flaw.DAY),
    ("persons", "CS_RQ", "2001-02-2", Flaw.DAY),
    ("persons", "CS_RQ", "２００１０２２８", Flaw.DAY),
    ("persons", "GJDQ_DM", "CHN", Flaw.FORM),
    ("persons", "YDDH", "1" * 21, Flaw.LENGTH),
    ("persons", "LX_DZ", "址" * 101, Flaw.LENGTH),
    ("enrolments", "ZSXM_DM", "1021", Flaw.FORM),
    ("enrolments", "ZSPM_DM", "10210010", Flaw.FORM),
    ("enrolments", "XZQHXQ_DM", "1101050", Flaw.FORM),
    ("enrolments", "XZJD_DM", "", Flaw.MISSING),
    ("enrolments", "XZJD_MC", "镇" * 61, Flaw.LENGTH),
    ("enrolments", "SQCBH_DM", "11010503020", Flaw.FORM),
    ("enrolments", "SQC_MC", "", Flaw.MISSING),
    ("enrolments", "ZGSWJG_DM", "1110105000", Flaw.FORM),
    ("enrolments", "KSJFNY", "201813", Flaw.MONTH),
    ("enrolments", "KSJFNY", "", Flaw.MISSING),
    ("enrolments", "ZZJFNY", "201712", Flaw.REVERSED),
    ("enrolments", "CBRYTSLB", "5", Flaw.FORM),
    ("enrolments", "CBZT", "3", Flaw.CHOICE),
    ("enrolments", "SCCB_RQ", "20180100", Flaw.DAY),
    ("payables", "ZJTZLSH", "1" * 33, Flaw.FORM),
    ("payables", "MXXH", "1A", Flaw.FORM),
    ("payables", "JFLX_DM", "3", Flaw.CHOICE),
    ("payables", "JFLX_MC", "", Flaw.MISSING),
    ("payables", "FKSSQZ", "202312", Flaw.REVERSED),
    ("payables", "FKSSQQ", "000012", Flaw.MONTH),
    ("payables", "YJJE", "0.00", Flaw.NOT_POSITIVE),
    ("payables", "YJJE", "1000", Flaw.AMOUNT),
    ("payables", "YJJE", "1000.0", Flaw.AMOUNT),
    ("payables", "YJJE", "1,000.00", Flaw.AMOUNT),
    ("payables", "YJJE", "-1.00", Flaw.AMOUNT),
    ("payables", "YJJE", "1e3", Flaw.AMOUNT),
    ("payables", "YJJE", "1000.00\n", Flaw.AMOUNT),
    ("payables", "YJJE", "10000000000000.00", Flaw.AMOUNT),
    ("payables", "YJJE", 1000.00, Flaw.NOT_TEXT),
    ("payables", "YJJE", "１.００", Flaw.AMOUNT),
    ("payables", "LX", "", Flaw.MISSING),
    ("payables", "ZNJ", "-0.01", Flaw.AMOUNT),
    ("payables", "HDRQ", "20261131", Flaw.DAY),
    ("payables", "BZ", "注" * 101, Flaw.LENGTH),
]


@pytest.mark.parametrize(("table", "tag", "value", "field", "read"), RIGHT)
def test_what_is_allowed_is_read(table: str, tag: str, value: Any, field: str, read: Any) -> None:
    more = {"ZJHM": "E1234567"} if value == "208" else {}
    row = _read(table, "insert", ROWS[table](1, **{tag: value, **more}))
    assert isinstance(row, Row)
    assert getattr(row.value, field) == read


@pytest.mark.parametrize(("table", "tag", "value", "flaw"), WRONG)
@pytest.mark.parametrize("action", ["insert", "update"])
def test_what_is_not_allowed_is_named(
    table: str, tag: str, value: Any, flaw: Flaw, action: str
) -> None:
    row = _read(table, action, ROWS[table](1, **{tag: value}))
    assert isinstance(row, RowFault)
    assert (row.column, row.flaw) == (tag, flaw)
    assert words.of_row(row).startswith(f"{tag}（")


@pytest.mark.parametrize("table", sorted(ROWS.keys() - {"credits"}))
def test_a_delete_needs_its_key_alone(table: str) -> None:
    key = {"persons": ["GRBH"], "enrolments": ["GRBH", "ZSXM_DM"], "payables": ["ZJTZLSH", "MXXH"]}
    whole = ROWS[table](1)
    least = {tag: whole[tag] for tag in ["XH", *key[table]]}
    assert isinstance(_read(table, "delete", least), Row)
    for tag in key[table]:
        fault = _read(table, "delete", {**least, tag: None})
        assert isinstance(fault, RowFault)
        assert (fault.column, fault.flaw) == (tag, Flaw.MISSING)


@pytest.mark.parametrize("table", ROWS)
def test_what_must_be_there_must_be_there(table: str) -> None:
    optional = {"SHBZH", "XM_GBK", "YDDH", "LX_DZ", "SCCB_RQ", "BZ"}
    whole = ROWS[table](1)
    for tag in whole.keys() - {"XH"}:
        row = _read(table, "insert", {name: whole[name] for name in whole if name != tag})
        assert isinstance(row, Row) == (tag in optional), tag


def test_a_column_twice_is_the_rows_fault_and_an_unknown_one_nobodys() -> None:
    body = written(_package("persons", "insert", person(1)))
    twice = body.replace(b'"XB": "2"', b'"XB": "2", "XB": "1"')
    (row,) = codec.decode(twice).rows
    assert isinstance(row, RowFault)
    assert (row.column, row.flaw) == ("XB", Flaw.TWICE)
    other = body.replace(b'"XB": "2"', b'"XB": "2", "NEW": 1, "NEW": {}')
    assert isinstance(codec.decode(other).rows[0], Row)


def test_every_column_is_named_in_words() -> None:
    for tag in codec.TAGS:
        fault = RowFault(1, Table.PERSONS, Action.INSERT, tag, Flaw.MISSING, person(1))  # type: ignore[arg-type]
        assert words.of_row(fault).endswith("不能为空")


def test_every_flaw_and_every_package_fault_is_worded() -> None:
    for flaw in Flaw:
        fault = RowFault(1, Table.PERSONS, Action.INSERT, "XM", flaw, person(1))  # type: ignore[arg-type]
        assert words.of_row(fault)
    for code in ("001", "002", "003", "004", "005", "999"):
        assert words.of_package(PackageFault(codec.Code(code), "XH"))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(), below, max_size=3),
    max_leaves=8,
)
_TAGS = st.sampled_from([*sorted(codec.TAGS), "XH", "insert", "delete", *Table])


@given(tag=_TAGS, value=_JSON, table=st.sampled_from([*Table]), action=st.sampled_from([*Action]))
def test_whatever_stands_in_a_package_is_read_or_named(
    tag: str, value: Any, table: Table, action: Action
) -> None:
    package = _package(table, action, {**ROWS[table](1), tag: value})
    for body in (json.dumps(package), json.dumps({**package, tag: value})):
        try:
            for row in codec.decode(body.encode()).rows:
                codec.encode_row(_result(row))
        except (PackageFault, DocumentUnreadable, DocumentTooLarge):
            pass


def _result(row: Row | RowFault) -> codec.RowResult:
    return codec.RowResult(
        row.row_no, row.table, row.action, codec.Code.MALFORMED, "", None, row.delivered
    )


def _read(table: str, action: str, row: dict[str, Any]) -> Row | RowFault:
    (read,) = codec.decode(json.dumps(_package(table, action, row)).encode()).rows
    return read


def _package(table: str, action: str, row: dict[str, Any]) -> dict[str, Any]:
    head = {tag: value for tag, value in told_in_the_document()[0].items() if tag not in set(Table)}
    return {**head, table: {action: [row]}}
