"""The shipped tables: complete where they claim to be, each number right by its check digit."""

import pytest
from stdnum.iso7064 import mod_11_10

from openlevy.kernel.identifiers import resident_id_findings
from openlevy.reference import queries
from openlevy.reference.loaded import CodeUnknown

SERVED = ("11", "14", "15", "42")


@pytest.mark.parametrize(
    ("province", "prefectures", "counties"),
    [("11", 0, 16), ("14", 11, 117), ("15", 12, 103), ("42", 13, 103)],
)
def test_the_places_served_are_divided_completely(
    province: str, prefectures: int, counties: int
) -> None:
    below = [r.code for r in queries.regions(province) if not r.code.endswith("0000")]
    assert len([code for code in below if code.endswith("00")]) == prefectures
    assert len(queries.counties(province)) == counties


def test_every_province_is_there() -> None:
    assert len([r for r in queries.regions() if r.code.endswith("0000")]) == 34


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("110000", "北京市"),
        ("110105", "北京市朝阳区"),
        ("420900", "湖北省孝感市"),
        ("420984", "湖北省孝感市汉川市"),
        ("429004", "湖北省仙桃市"),
        ("152223", "内蒙古自治区兴安盟扎赉特旗"),
    ],
)
def test_a_region_is_named_with_what_it_lies_in(code: str, path: str) -> None:
    assert queries.region_name(code) == path


def test_the_area_of_invented_people_is_assigned_to_nobody() -> None:
    assert queries.regions("99") == ()
    assert resident_id_findings("990101198001010019")


def test_every_bank_number_is_right_by_a_foreign_reckoning() -> None:
    numbers = [b.code for b in queries.banks()] + [b.code for b in queries.branches()]
    numbers += [queries.treasury(o.treasury).bank_row for o in queries.tax_offices()]
    assert len(numbers) == len(set(numbers)) > 400
    assert all(mod_11_10.is_valid(number) for number in numbers)


@pytest.mark.parametrize("province", SERVED)
def test_every_place_has_branches_of_several_banks(province: str) -> None:
    assert len({b.bank for b in queries.branches(province)}) >= 6


def test_branches_are_found_by_region_and_bank() -> None:
    found = queries.branches("110105", "102100099996")
    assert [b.name for b in found] == ["中国工商银行股份有限公司北京朝阳支行"]
    assert queries.branch(found[0].code) == found[0]
    assert queries.bank(found[0].bank).category == "102"


@pytest.mark.parametrize("province", SERVED)
def test_every_county_has_an_office_with_its_treasury_and_both_agencies(province: str) -> None:
    for county in queries.counties(province):
        (office,) = queries.tax_offices(county.code)
        assert office.code == f"1{county.code}0000"
        assert queries.treasury(office.treasury).region == county.code
        assert len(queries.agencies(county.code, "social_insurance")) == 1
        assert len(queries.agencies(county.code, "healthcare")) == 1


def test_the_pair_of_office_and_treasury_that_was_seen_is_kept() -> None:
    assert queries.tax_office("11101020000").treasury == "0103000000"


def test_codes_of_levies_and_documents_have_names() -> None:
    assert queries.levy_item("102100100").item == "10210"
    assert queries.levy_item("10210").name == "城乡居民基本养老保险费"
    assert queries.insurance_type("170").levy_item == "10210"
    assert queries.id_type("201").name == "居民身份证"
    assert "237" in [kind.code for kind in queries.id_types()]
    assert queries.payment_kind("19").name == "一次性补收"
    assert queries.agency("1101050000000001").phone == "12333"
    assert "403" in [category.code for category in queries.bank_categories()]


@pytest.mark.parametrize(
    ("read", "code"),
    [
        (queries.region, "990101"),
        (queries.region_name, "110199"),
        (queries.branch, "102100099997"),
        (queries.tax_office, "11101020001"),
        (queries.levy_item, ""),
    ],
)
def test_an_unknown_code_is_refused(read: object, code: str) -> None:
    assert callable(read)
    with pytest.raises(CodeUnknown) as refused:
        read(code)
    assert refused.value.unknown == code
