"""Known codes that do not belong together: the row is rejected, and says which of them."""

from dataclasses import replace
from typing import Any

import pytest

from openlevy.gateways.agency.tests.desk import AGENCY, HEALTHCARE, Desk, enrolment, person
from openlevy.parties.queries import enrolment_by_key
from openlevy.reference.queries import is_within

_MEDICAL = {"ZSXM_DM": "10212", "ZSPM_DM": "102120001", "CBRYTSLB": "13"}
_XIAODIAN = {"XZQHXQ_DM": "140105", "ZGSWJG_DM": "11401050000"}
OFFICE = "ZGSWJG_DM（主管税务机关）不是该行政区划的税务机关，请核对"
AGENCYS = "XZQHXQ_DM（行政区划）不属于本经办机构的经办范围，请核对"
KIND = "ZSXM_DM（征收项目）不由本类经办机构经办，请核对"


@pytest.mark.parametrize(
    ("agency", "told", "words"),
    [
        (AGENCY, {"ZGSWJG_DM": "11401050000"}, OFFICE),
        (AGENCY, {"ZGSWJG_DM": "11101110000"}, OFFICE),
        (AGENCY, {"XZQHXQ_DM": "110111"}, AGENCYS),
        (AGENCY, _XIAODIAN, AGENCYS),
        (AGENCY, _MEDICAL, KIND),
        (HEALTHCARE, {}, KIND),
        ("1401050000000001", {"XZQHXQ_DM": "140105"}, OFFICE),
        ("1401050000000002", {"ZSXM_DM": "10215", "ZSPM_DM": "102150100", **_XIAODIAN}, KIND),
        ("1101050000000001", {**_MEDICAL, **_XIAODIAN, "CBRYTSLB": "20"}, KIND),
    ],
)
def test_office_region_agency_and_insurance_belong_together(
    desk: Desk, agency: str, told: dict[str, Any], words: str
) -> None:
    at = replace(desk, code=agency)
    grids = {"persons": {"insert": [person(1)]}, "enrolments": {"insert": [enrolment(2, **told)]}}
    [_, row] = at.answer(at.package(**grids))["rows"]
    assert (row["returnCode"], row["returnMsg"]) == ("114", words)


def test_no_update_carries_an_enrolment_over_to_another_agencys_county(desk: Desk) -> None:
    desk.enrol()
    for other in (_XIAODIAN, {"ZGSWJG_DM": "11101110000"}):
        assert desk.codes(enrolments={"update": [enrolment(1, **other)]}) == {1: "114"}
    under = enrolment_by_key(AGENCY, "1101050000012", "10210")
    assert under is not None
    assert (under.region, under.tax_office) == ("110105", "11101050000")


@pytest.mark.parametrize(
    ("region", "group", "code"),
    [("140105", "00", "000"), ("140105", "20", "101"), ("110105", "00", "101")],
)
def test_the_supplementary_pension_is_known_where_there_is_one(
    desk: Desk, region: str, group: str, code: str
) -> None:
    """Beside the pension, under the same personal number; shanxi has it, beijing has not."""
    at, office = Desk(f"{region}0000000001", desk.today), f"1{region}0000"
    row = enrolment(
        2, ZSXM_DM="10215", ZSPM_DM="102150100", XZQHXQ_DM=region, ZGSWJG_DM=office,
        CBRYTSLB=group,
    )  # fmt: skip
    told = at.codes(persons={"insert": [person(1)]}, enrolments={"insert": [row]})
    assert told == {1: "000", 2: code}


@pytest.mark.parametrize(
    ("region", "area", "within"),
    [
        ("140105", "140105", True),
        ("140105", "140106", False),
        ("140105", "140100", True),
        ("140105", "140200", False),
        ("140105", "140000", True),
        ("140105", "110000", False),
        ("140100", "140105", False),
    ],
)
def test_a_county_lies_in_its_prefecture_and_its_province(
    region: str, area: str, *, within: bool
) -> None:
    assert is_within(region, area) == within
