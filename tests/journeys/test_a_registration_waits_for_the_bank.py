"""用户注册 while the bank does not answer, and in a browser without scripts (L1, D4)."""

import pytest

from tests.journeys import registrations as at
from tests.journeys.conftest import NewScreen
from tests.journeys.screen import PHONE, Screen
from tests.journeys.town import Town

pytestmark = pytest.mark.row("L1")


def test_no_answer_is_no_refusal_and_the_page_can_be_left(
    screen: Screen, new_screen: NewScreen, town: Town
) -> None:
    person = town.stranger()
    card = person["bank_accounts"][0]["number"]
    town.outside.behave(card, "slow", 8)
    at.identify(screen, person, at.CARD)
    screen.fill("银行卡号", card).fill("银行预留手机号", person["phone"]).press("下一步")
    screen.see("正在与银行核对", "银行没有答复不代表核对不通过。")
    left = screen.path
    screen.press("返回登录").see("自然人业务")

    elsewhere = new_screen(width=PHONE).open(left)
    elsewhere.see("身份已核对一致。")  # by itself, once the bank has answered
    elsewhere.press("获取验证码")
    name = f"gege_{screen.width}_{person['id_number'][-5:-1]}"
    at.fill_account(elsewhere, name, at.code_on(town, person["phone"])).press("注册")
    elsewhere.see("注册成功")
    screen.open(left).see("注册成功")


def test_a_mute_bank_is_waited_for_and_the_hall_helps(screen: Screen, town: Town) -> None:
    person = town.stranger()
    card = person["bank_accounts"][0]["number"]
    town.outside.behave(card, "mute")
    at.identify(screen, person, at.CARD)
    screen.fill("银行卡号", card).fill("银行预留手机号", person["phone"]).press("下一步")
    town.settle()
    screen.reload().see("正在与银行核对")
    at.identify(screen, person, at.CODE)
    screen.fill("注册码", town.hand_out(person)).fill("手机号", person["phone"]).press("下一步")
    name = f"dudu_{screen.width}_{person['id_number'][-5:-1]}"
    at.fill_account(screen, name, at.code_on(town, person["phone"])).press("注册").see("注册成功")


@pytest.mark.row("D4")
def test_it_works_without_scripts(new_screen: NewScreen, town: Town) -> None:
    plain = new_screen(width=PHONE, scripts=False)
    person = town.stranger()
    at.identify(plain, person, at.CARD)
    plain.fill("银行卡号", person["bank_accounts"][0]["number"])
    plain.fill("银行预留手机号", person["phone"]).press("下一步")
    town.settle()
    plain.reload().see("身份已核对一致。").press("获取验证码")
    name = f"plain_{person['id_number'][-5:-1]}"
    at.fill_account(plain, name, at.code_on(town, person["phone"])).press("注册").see("注册成功")
