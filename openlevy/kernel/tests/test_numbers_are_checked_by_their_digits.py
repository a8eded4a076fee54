"""Identifiers against published specimens and against python-stdnum, which was written apart."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric
from stdnum.iso7064 import mod_11_10

from openlevy.kernel import identifiers as ids
from openlevy.kernel.identifiers import Fault, Finding, NumberWrong

SPECIMEN = "11010519491231002X"
DIGITS = "0123456789"


def _digits(count: int) -> st.SearchStrategy[str]:
    return st.text(DIGITS, min_size=count, max_size=count)


def _id(first17: str) -> str:
    return first17 + ids.resident_id_check_digit(first17)


@pytest.mark.parametrize("text", [SPECIMEN, "11010519491231002x", "１１０１０５ 19491231 002Ｘ "])
def test_a_number_typed_in_any_width_or_case_is_one_number(text: str) -> None:
    assert ids.resident_id(text) == SPECIMEN


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.FORMAT),
        ("110105491231002", Fault.FORMAT),
        ("1101051949123100XX", Fault.FORMAT),
        ("11010519491231002X1", Fault.FORMAT),
        ("٣1010519491231002X", Fault.FORMAT),
        (_id("11010519490229002"), Fault.DATE),
        (_id("11010500001231002"), Fault.DATE),
        ("110105194912310021", Fault.CHECK_DIGIT),
        ("11010519491231003X", Fault.CHECK_DIGIT),
    ],
)
def test_a_wrong_resident_id_is_refused_with_the_reason(text: str, fault: Fault) -> None:
    with pytest.raises(NumberWrong) as refused:
        ids.resident_id(text)
    assert (refused.value.kind, refused.value.fault) == ("resident_id", fault)


def test_a_refusal_shows_no_more_than_the_tail_of_the_number() -> None:
    with pytest.raises(NumberWrong) as refused:
        ids.resident_id("110105194912310021")
    assert refused.value.tail == "0021"
    assert "1949" not in str(refused.value)


def test_nobody_is_born_tomorrow() -> None:
    number = _id("99010120260302001")
    assert ids.resident_id(number, today=date(2026, 3, 2)) == number
    with pytest.raises(NumberWrong) as refused:
        ids.resident_id(number, today=date(2026, 3, 1))
    assert refused.value.fault == Fault.DATE


def test_an_unassigned_area_is_a_finding_and_no_refusal() -> None:
    number = ids.resident_id(_id("99010119800101001"))
    assert ids.resident_id_findings(number) == (Finding.AREA_UNASSIGNED,)
    assert ids.resident_id_findings(SPECIMEN) == ()


@pytest.mark.parametrize("area", ["10", "16", "20", "24", "38", "40", "47", "55", "60", "66", "70"])
def test_prefixes_between_the_regions_are_unassigned(area: str) -> None:
    assert ids.resident_id_findings(_id(f"{area}010119800101001"))


@given(_digits(17))
def test_the_resident_id_check_digit_agrees_with_stdnum(first17: str) -> None:
    assert ids.resident_id_check_digit(first17) == ric.calc_check_digit(first17 + "0")


@pytest.mark.parametrize(
    "number",
    [
        "402701002999",
        "314701012069",
        "011701000014",
        "102100009980",
        "102100000458",
        "103100021092",
        "105391002138",
        "104391012065",
    ],
)
def test_known_bank_numbers_pass(number: str) -> None:
    assert ids.cnaps(number) == number


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("10210000998", Fault.FORMAT),
        ("1021000099800", Fault.FORMAT),
        ("10210000998X", Fault.FORMAT),
        ("102100009981", Fault.CHECK_DIGIT),
        ("102100009890", Fault.CHECK_DIGIT),
    ],
)
def test_a_wrong_bank_number_is_refused_with_the_reason(text: str, fault: Fault) -> None:
    with pytest.raises(NumberWrong) as refused:
        ids.cnaps(text)
    assert (refused.value.kind, refused.value.fault) == ("cnaps", fault)


@given(_digits(11))
def test_the_bank_number_check_digit_agrees_with_stdnum(first11: str) -> None:
    assert ids.cnaps_check_digit(first11) == mod_11_10.calc_check_digit(first11)


@pytest.mark.parametrize(
    ("text", "keep", "masked"),
    [
        ("990101198001011234", 4, "**************1234"),
        ("12345", 4, "*2345"),
        ("1234", 4, "****"),
        ("12", 4, "**"),
        ("", 4, ""),
        ("12345", 0, "*****"),
    ],
)
def test_masking_never_shows_a_whole_number(text: str, keep: int, masked: str) -> None:
    assert ids.mask_tail(text, keep) == masked
