"""People and packages by seed: the same every time, valid in every digit, nobody real."""

import csv
import datetime as dt
import json
import re
from dataclasses import replace

import pytest
from stdnum import luhn
from stdnum.cn import ric

from sandbox.agency.package import for_people, package, payable_row, row_count, written
from sandbox.tests.peer import ROOT
from sandbox.world.making import person
from sandbox.world.people import Maker
from sandbox.world.places import places
from sandbox.world.records import (
    Person,
)
from sandbox.world.samples import PARTS

DATA = ROOT / "openlevy" / "reference" / "data"
DOCUMENT = ROOT / "docs" / "messages" / "agency.md"
MADE_ON = dt.date(2026, 3, 1)
COUNT = 1_500


def _people(seed: int = 7) -> list[Person]:
    maker = Maker(seed, MADE_ON, places(DATA))
    return [person(maker, index) for index in range(COUNT)]


@pytest.fixture(scope="module")
def crowd() -> list[Person]:
    return _people()


def test_the_same_seed_gives_the_same_people(crowd: list[Person]) -> None:
    assert _people() == crowd
    assert _people(seed=8)[len(PARTS) :] != crowd[len(PARTS) :]


def test_no_id_number_could_be_anybodys(crowd: list[Person]) -> None:
    with (DATA / "regions.csv").open(encoding="utf-8") as file:
        assigned = {row["code"] for row in csv.DictReader(file)}
    for one in crowd:
        assert one.id_number.startswith("99")
        assert one.id_number[:6] not in assigned
        assert ric.calc_check_digit(one.id_number) == one.id_number[17]
        assert one.id_number[6:14] == f"{one.born_on:%Y%m%d}"
        assert int(one.id_number[16]) % 2 == one.male
    assert len({one.id_number for one in crowd}) == COUNT


def test_accounts_are_with_real_banks_under_numbers_of_none(crowd: list[Person]) -> None:
    numbers = [account.number for one in crowd for account in one.accounts]
    assert len(set(numbers)) == len(numbers)
    for one in crowd:
        for account in one.accounts:
            assert luhn.is_valid(account.number)
            assert account.number.startswith("9955")
            assert _mod_11_10(account.bank.cnaps)
            assert _mod_11_10(account.bank.clearing_cnaps)
        banks = [account.bank.clearing_cnaps for account in one.accounts]
        assert len(set(banks)) == len(banks)


def test_banks_write_names_that_gbk_has(crowd: list[Person]) -> None:
    rare = 0
    for one in crowd:
        for account in one.accounts:
            account.holder_name.encode("gbk") if one.wire_name else None
        try:
            one.name.encode("gbk")
        except UnicodeEncodeError:
            rare += 1
        else:
            assert one.wire_name == ""
    assert rare > 5


def test_the_world_has_what_life_has(crowd: list[Person]) -> None:
    crowd = crowd[len(PARTS) :]
    ages = [(MADE_ON - one.born_on).days // 365 for one in crowd]
    assert min(ages) < 20
    assert max(ages) > 80
    assert any(len(one.enrolments) > 1 for one in crowd)
    assert any(len(one.accounts) == 2 for one in crowd)
    assert any(not one.accounts for one in crowd)
    payables = [row for one in crowd for e in one.enrolments for row in e.payables]
    assert any(row.due_on < MADE_ON and row.late_fee_fen > 0 for row in payables)
    assert any(row.interest_fen > 0 for row in payables)
    assert {account.mode for one in crowd for account in one.accounts} > {"ok", "silent"}


def test_the_samples_are_always_there(crowd: list[Person]) -> None:
    for index, part in enumerate(PARTS):
        assert (crowd[index].name, crowd[index].key) == (part.name, part.key)
        if part.username:
            assert re.fullmatch("[a-z][a-z0-9_]{3,19}", part.username)
    named = [part.username for part in PARTS if part.username]
    assert len(set(named)) == len(named)


def test_children_are_in_medical_insurance_alone(crowd: list[Person]) -> None:
    children = [one for one in crowd if not one.enrolments]
    assert len(children) > len(crowd) // 20
    for one in children:
        assert (one.accounts, one.phone, one.username) == ((), "", "")
        assert (MADE_ON - one.born_on).days < 16 * 366
        assert {e.group for e in one.medical} <= {"12", "20"}
    whose = {part.key.removesuffix("-second") for part in PARTS if not part.username}
    assert whose == {
        "child",
        "infant",
        "hubei-child",
        "neimenggu-child",
        "shanxi-child",
        "shanxi-grandfather",
        "shanxi-grandmother",
        "unregistered",
    }


def test_a_package_is_as_described(crowd: list[Person]) -> None:
    made_at = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    chaoyang = crowd[0].enrolments[0].agency
    package = for_people(crowd, chaoyang, "20260301093000110105000001", made_at)
    read = json.loads(written(package))
    rows = [
        row
        for table in ("persons", "enrolments", "payables")
        for row in read.get(table, {}).get("insert", [])
    ]
    assert sorted(row["XH"] for row in rows) == list(range(1, row_count(package) + 1))
    known = {row["GRBH"] for row in read["persons"]["insert"]}
    assert all(row["GRBH"] in known for row in rows)
    for row in read["payables"]["insert"]:
        assert all(re.fullmatch(r"\d{1,13}\.\d{2}", row[name]) for name in ("YJJE", "LX", "ZNJ"))
        assert row["FKSSQQ"] <= row["FKSSQZ"]
    keys = [(row["ZJTZLSH"], row["MXXH"]) for row in read["payables"]["insert"]]
    assert len(set(keys)) == len(keys)


def test_healthcare_agencies_deliver_their_own(crowd: list[Person]) -> None:
    """Packages, numbers of persons and groups of their own, for most people."""
    made_at = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    place = crowd[0].enrolments[0].place
    told = for_people(crowd, place.healthcare, "20260301093000110105100001", made_at)
    assert told["SBJBJG_DM"] == "1101050000000002"
    rows = told["enrolments"]["insert"]
    assert {(row["ZSXM_DM"], row["ZSPM_DM"]) for row in rows} == {("10212", "102120001")}
    assert {row["CBRYTSLB"] for row in rows} >= {"11", "13"}
    social = for_people(crowd, place.social_insurance, "20260301093000110105000001", made_at)
    numbers = {row["GRBH"] for row in told["persons"]["insert"]}
    assert not numbers & {row["GRBH"] for row in social["persons"]["insert"]}
    share = sum(bool(one.medical) for one in crowd) / len(crowd)
    assert 0.85 < share < 0.95


@pytest.mark.parametrize(
    ("born_on", "male", "region", "group"),
    [
        ("2008-03-02", True, "110105", "12"),
        ("2008-03-01", True, "110105", "13"),
        ("1976-03-02", False, "110105", "13"),
        ("1976-03-01", False, "110105", "11"),
        ("1966-03-02", True, "110105", "13"),
        ("1966-03-01", True, "110105", "11"),
        ("1940-01-01", True, "420984", "20"),
    ],
)
def test_a_group_follows_from_age_and_place(
    crowd: list[Person], born_on: str, male: bool, region: str, group: str
) -> None:
    maker = Maker(7, MADE_ON, places(DATA))
    beside = replace(crowd[0].enrolments[0], place=maker.place(region))
    assert maker.medical(beside, dt.date.fromisoformat(born_on), male).group == group


def test_public_money_pays_for_some_and_their_agency_says_what_is_left(
    crowd: list[Person],
) -> None:
    assisted = [e for one in crowd for e in one.medical if e.group.startswith("3")]
    assert {e.group for e in assisted} == {"31", "32", "33"}
    for e in assisted:
        assert bool(e.payables) == (e.group != "31")
    told = for_people(
        crowd, crowd[0].enrolments[0].place.healthcare, "20260301093000110105100001",
        dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
    )  # fmt: skip
    rows = told["payables"]["insert"]
    assert {(row["JFLX_DM"], row["ZSXM_DM"]) for row in rows} == {("41", "10212")}
    told_as = ("JFBZ", "ZZZT_DM1", "ZZJE1", "ZZZT_DM2", "ZZJE2", "YJJE", "BZ")
    assert {tuple(row.get(tag) for tag in told_as) for row in rows} == {
        ("705.00", "01", "605.00", None, None, "100.00", ""),
        ("705.00", "01", "405.00", "02", "100.00", "200.00", ""),
    }
    numbers = {row["GRBH"] for row in told["persons"]["insert"]}
    assert {row["GRBH"] for row in rows} <= numbers


def test_a_subsidised_amount_is_told_as_the_description_has_it() -> None:
    """The very package of the last example, by the sandbox's own codec."""
    told = json.loads(re.findall(r"```json\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)[6])
    made_on = dt.date(2026, 11, 20)
    maker = Maker(7, made_on, places(DATA))
    who = replace(person(maker, 12), index=12)
    chaoyang = replace(who.enrolments[0], place=maker.place("110105"))
    under = maker.assisted(maker.medical(chaoyang, who.born_on, who.male), "33")
    [payable] = under.payables
    row = payable_row(who, under.place, payable, 1, under.insurance)
    made_at = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)
    grids = {"payables": {"insert": [row]}}
    made = package(under.place.healthcare, told["CSPCH"], made_at, grids)
    assert json.loads(written(made)) == told


def test_shanxis_samples_have_a_supplementary_pension_at_the_same_agency(
    crowd: list[Person],
) -> None:
    [who] = [one for one in crowd if one.key == "shanxi-back"]
    agency = who.enrolments[0].agency
    made_at = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    told = for_people([who], agency, "20260301093000140105000001", made_at)
    assert len(told["persons"]["insert"]) == 1
    rows = told["enrolments"]["insert"]
    assert [row["ZSXM_DM"] for row in rows] == ["10210", "10215"]
    assert len({row["GRBH"] for row in rows}) == 1
    keys = [(row["ZSXM_DM"], row["MXXH"]) for row in told["payables"]["insert"]]
    assert keys == [("10210", "1"), ("10215", "501")]


def test_where_samples_alone_live_nobody_of_the_crowd_does(crowd: list[Person]) -> None:
    away = {
        region: [
            one.key
            for one in crowd
            if any(enrolment.place.region == region for enrolment in one.all_enrolments)
        ]
        for region in ("140121", "420902")
    }
    assert away == {
        "140121": ["shanxi-two-places"],
        "420902": ["hubei-xiaonan", "hubei-two-counties"],
    }


@pytest.mark.parametrize(
    ("region", "month", "year", "due_on"),
    [
        ("110105", 8, 2026, dt.date(2026, 12, 31)),
        ("110105", 9, 2027, dt.date(2026, 12, 31)),
        ("110105", 12, 2027, dt.date(2026, 12, 31)),
        ("420984", 8, 2026, dt.date(2026, 8, 31)),
        ("420984", 9, 2027, dt.date(2027, 8, 31)),
    ],
)
def test_what_is_left_is_of_the_year_that_is_collected(
    crowd: list[Person], region: str, month: int, year: int, due_on: dt.date
) -> None:
    maker = Maker(7, dt.date(2026, month, 1), places(DATA))
    beside = replace(crowd[0].enrolments[0], place=maker.place(region))
    made = maker.medical(beside, crowd[0].born_on, crowd[0].male)
    [payable] = maker.assisted(made, "32").payables
    assert (payable.from_month, payable.to_month) == (f"{year}01", f"{year}12")
    assert payable.due_on == due_on


def _mod_11_10(number: str) -> bool:
    product = 10
    for digit in number[:-1]:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == int(number[-1])
