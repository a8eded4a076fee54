"""What a place is asked for comes from its folder, dated by year where law changes by year."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from openlevy.kernel.period import Period
from openlevy.reference import queries
from openlevy.reference.loaded import CodeUnknown, reference


def test_one_deployment_serves_all_places() -> None:
    keys = [place.key for place in queries.places()]
    assert keys == ["beijing", "hubei", "neimenggu", "reference", "shanxi"]


def test_a_place_is_found_by_any_region_in_it() -> None:
    assert queries.place_of("420984").key == "hubei"
    assert queries.place_of("110000") == queries.place("beijing")
    with pytest.raises(CodeUnknown):
        queries.place_of("310101")
    with pytest.raises(CodeUnknown):
        queries.place("atlantis")


def test_the_seal_bears_the_full_name_of_the_authority() -> None:
    assert queries.place("beijing").authority == "国家税务总局北京市税务局"


def test_tiers_hold_from_a_year_until_the_next() -> None:
    assert queries.pension_tiers("beijing", 2026).amounts_fen[0] == 1000_00
    assert queries.pension_tiers("beijing", 2026).amounts_fen[-1] == 9000_00
    assert queries.pension_tiers("beijing", 2030) == queries.pension_tiers("beijing", 2018)


def test_new_tiers_leave_earlier_years_as_they_were(settings: Settings, tmp_path: Path) -> None:
    world = tmp_path / "jurisdictions"
    shutil.copytree(settings.OPENLEVY_JURISDICTIONS_DIR, world)
    with (world / "beijing" / "pension.toml").open("a", encoding="utf-8") as file:
        file.write(
            '[[tiers]]\nfrom_year = 2027\namounts_fen = [5]\ncertainty = "K"\nsource = "-"\n'
        )
    settings.OPENLEVY_JURISDICTIONS_DIR = world
    assert queries.pension_tiers("beijing", 2026).from_year == 2018
    assert queries.pension_tiers("beijing", 2027).amounts_fen == (5,)
    assert queries.pension_tiers("beijing", 2028).amounts_fen == (5,)


def test_a_year_before_the_first_tiers_is_refused() -> None:
    with pytest.raises(queries.TiersNotSet) as refused:
        queries.pension_tiers("beijing", 2017)
    assert refused.value.facts() == {"place": "beijing", "year": 2017}


def test_the_window_is_dated_in_the_year_asked_for() -> None:
    window = queries.place("beijing").pension.window.of(2026)
    assert window == Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("record", "state", "word"),
    [
        ("declaration", "DECLARED", "申报成功"),
        ("declaration", "paying", "申报处理中"),
        ("declaration", "VOIDED", "已作废"),
        ("payment_order", "UNKNOWN", "正在确认，请勿重复缴费"),
        ("agreement", "VERIFIED", "验证成功"),
        ("certificate", "MAKING", "正在制作"),
        ("certificate", "MADE", "制作成功"),
    ],
)
def test_stored_states_are_worded_as_the_guide_words_them(
    record: str, state: str, word: str
) -> None:
    assert queries.state_word("beijing", record, state) == word


def test_a_state_without_a_word_is_refused() -> None:
    with pytest.raises(CodeUnknown):
        queries.state_word("beijing", "declaration", "LOST")
    with pytest.raises(CodeUnknown):
        queries.state_word("beijing", "unheard_of", "DECLARED")


def test_the_menu_reads_as_in_the_guide() -> None:
    words = queries.place("beijing").words
    assert words.trail == ("办&查", "社保业务", "社保费办理")
    assert {e.label: [below.label for below in e.entries] for e in words.menu} == {
        "城乡居民养老": [
            "缴费办理",
            "申报记录查询",
            "缴费记录查询",
            "批量扣款缴费金额设置",
            "批量扣款缴费金额作废",
        ],
        "城乡居民医疗": ["缴费办理", "已申报作废", "缴费记录查询"],
        "缴费协议办理": ["缴费协议"],
        "开具社保缴费记录": ["记录打印", "记录下载", "记录查验"],
    }


def test_a_place_without_words_of_its_own_takes_those_of_reference(
    settings: Settings, tmp_path: Path
) -> None:
    world = tmp_path / "jurisdictions"
    shutil.copytree(settings.OPENLEVY_JURISDICTIONS_DIR, world)
    (world / "hubei" / "words.toml").unlink()
    settings.OPENLEVY_JURISDICTIONS_DIR = world
    taken, given = queries.place("hubei").words, queries.place("reference").words
    assert (taken.trail, taken.states) == (given.trail, given.states)


@pytest.mark.parametrize(
    ("place", "channel", "name"),
    [
        ("hubei", "mobile", "楚税通"),
        ("hubei", "portal", "电子税务局"),
        ("beijing", "mobile", "电子税务局（移动端）"),
        ("shanxi", "portal", "山西省电子税务局"),
        ("neimenggu", "mobile", "内蒙古税务手机APP"),
    ],
)
def test_a_channel_has_the_places_name(place: str, channel: str, name: str) -> None:
    assert queries.channel_name(place, channel) == name


def test_a_channel_without_a_name_is_refused() -> None:
    with pytest.raises(CodeUnknown):
        queries.channel_name("hubei", "pigeon")


def test_in_its_app_a_place_may_lead_to_the_menu_by_other_steps() -> None:
    hubei, shanxi = queries.place("hubei").words, queries.place("shanxi").words
    assert (hubei.trail[0], hubei.phone_trail[0]) == ("办税中心", "更多功能")
    assert shanxi.trail == ("我要办税", "社会保险费申报及缴纳")
    assert shanxi.phone_trail == ("社保综合", "山西城乡居民社保缴纳")


def test_inner_mongolia_has_words_of_its_own_marked_where_they_are_ours() -> None:
    menu = [entry.label for entry in queries.place("neimenggu").words.menu]
    assert menu[2:5] == ["缴费记录查询", "开具社保缴费证明", "缴费凭证开具"]
    marks = {name: fact.certainty for name, fact in reference().facts.items()}
    assert {marks[f"neimenggu.{name}"] for name in ("menu", "states", "agreements.signing")} == {
        "I"
    }
    assert queries.pension_tiers("neimenggu", 2027).from_year == 2026
