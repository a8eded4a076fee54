"""S3 ch. 3: a 两方协议 of shanxi, signed at a cooperating bank's counter, used, ended there."""

import pytest

from tests.journeys.crowd import Account
from tests.journeys.screen import PC, PHONE, Screen
from tests.journeys.steps import in_shanxi
from tests.journeys.town import Town

pytestmark = pytest.mark.row("P18")

FORM = "城乡居民社会保险费日常申报表"
TIER = "缴费档次 城乡居民基本养老保险"
WHO = {PHONE: "shanxi-counter", PC: "shanxi-counter-second"}


def _to(screen: Screen, label: str) -> Screen:
    return in_shanxi(screen, label)


def _list(screen: Screen) -> Screen:
    return _to(screen, "两方协议").press("缴费协议")


def _to_pay(screen: Screen) -> Screen:
    """费款缴纳 → 获取缴款信息 → 缴款 → the agreements."""
    return _to(screen, "费款缴纳").follow("获取缴款信息", "缴款", "确认缴费")


def _told(town: Town, number: str) -> list[str]:
    rows = town.rows("SELECT id FROM payment_agreement WHERE protocol_no = %s", number)
    return town.story("payment_agreement", rows[0][0])


def test_it_arrives_from_the_bank_pays_and_is_ended_there(screen: Screen, town: Town) -> None:
    year = _open_for_two_days(town)
    person = town.account(WHO[screen.width])
    screen.sign_in(person)
    _list(screen).see("还没有缴费协议", "在哪里签订", "协作银行柜台办理", "晋商银行", "示例")
    assert not screen.offers("新增协议")
    _to(screen, FORM).choose(f"{TIER} {year}年（当年）", "￥500.00")
    screen.press("报表申报").see("申报成功。")
    _to_pay(screen).see("没有可用的缴费协议", "在哪里签订")
    assert not screen.offers("新增协议")

    visit = town.sign_at_counter(person)
    assert (visit["state"], visit["agreement_state"]) == ("taken", "verified")
    _list(screen).see("起生效", "两方协议，在银行签订", "如需解除，请到该银行的柜台")
    assert not screen.offers("撤销")
    assert _told(town, visit["protocol_no"]) == ["verify SUBMITTED>VERIFIED"]
    _to_pay(screen).see("起生效，届时可用。", "在哪里签订")
    assert not screen.offers("确认缴费")

    town.advance_day()
    _list(screen).see("验证成功（生效）")
    _to_pay(screen).press("确认缴费").until("缴款成功")
    assert town.taken_from(person) == 50_000
    _is_ended(screen, town, person, visit["protocol_no"])


def _open_for_two_days(town: Town) -> int:
    """Shanxi collects today and tomorrow; the year."""
    town.open_in_shanxi()
    if town.today().day == 25:
        town.advance_day()
    return town.open_in_shanxi()


def _is_ended(screen: Screen, town: Town, person: Account, number: str) -> None:
    assert town.end_at_counter(person)["state"] == "taken"
    _list(screen).see("已撤销", "解除日期", "在哪里签订").see_not("如需解除")
    assert _told(town, number) == ["verify SUBMITTED>VERIFIED", "end VERIFIED>REVOKED"]
    screen.open("/messages/").see("协议签订成功", "协议已在银行解除")


def test_what_the_bank_has_wrong_is_not_taken_down(screen: Screen, town: Town) -> None:
    person = town.account("shanxi-assisted-second")
    other = town.account("shanxi-assisted")
    before = town.count("SELECT count(*) FROM payment_agreement")
    refused = town.sign_at_counter({**person, "id_number": other["id_number"]})
    assert (refused["state"], refused["agreement_state"]) == ("refused", "refused")
    assert refused["word"] == "姓名或户名与参保登记不一致"
    refused = town.sign_at_counter(person)
    assert refused["word"] == "该账户与该税务机关已有有效的协议"
    assert town.count("SELECT count(*) FROM payment_agreement") == before
    screen.sign_in(person)
    _list(screen).see("两方协议，在银行签订")
