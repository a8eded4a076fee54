"""用户注册 by bank card and by 注册码, 忘记密码, 更换手机号 (S3 ch3; L1)."""

import pytest

from openlevy.kernel.identifiers import resident_id_check_digit
from tests.journeys import registrations as at
from tests.journeys.crowd import Account
from tests.journeys.screen import Screen
from tests.journeys.town import Town

pytestmark = pytest.mark.row("L1")


def _signed_in(screen: Screen, person: Account, name: str, password: str = at.PASSWORD) -> None:
    screen.sign_in({**person, "username": name, "password": password})
    screen.press("我的").see(person["name"])


def test_by_bank_card_and_reserved_phone(screen: Screen, town: Town) -> None:
    person = town.stranger()
    card = person["bank_accounts"][0]["number"]
    at.identify(screen, person, at.CARD)
    screen.press("下一步").see("请填写银行卡号。", "请填写手机号。")
    screen.fill("银行卡号", card[:-1] + str((int(card[-1]) + 1) % 10)).fill(
        "银行预留手机号", person["phone"]
    )
    screen.press("下一步").see("银行卡号有误")
    screen.fill("银行卡号", card).fill("银行预留手机号", "15400000001").press("下一步")
    town.settle()
    screen.reload().see(
        "与银行核对没有通过：银行卡号、姓名、证件号码、预留手机号中有与银行登记不一致的。"
    )
    screen.fill("银行卡号", card).fill("银行预留手机号", person["phone"]).press("下一步")
    town.settle()
    screen.reload().see("身份已核对一致。").press("获取验证码")
    code = at.code_on(town, person["phone"])
    at.fill_account(screen, "kaka_2026", "000000")
    screen.press("注册").see("验证码不正确，还可以再试 4 次。")
    at.fill_account(screen, "1", code).press("注册").see("用户名须为")
    name = f"kaka_{screen.width}_{person['id_number'][-5:-1]}"
    at.fill_account(screen, name, code).press("注册").see("注册成功")
    screen.reload().see("注册成功").press("去登录")
    for identifier in (name, person["phone"], person["id_number"]):
        _signed_in(screen, person, identifier)
        screen.press("退出登录")

    at.identify(screen, person, at.CODE).see("已经注册过", "这个证件号码已经注册过").press(
        "忘记密码"
    )
    screen.see("用注册手机号接收验证码")


def test_by_a_code_from_the_hall_and_back_in_with_another_phone(screen: Screen, town: Town) -> None:
    person = town.stranger()
    code = town.hand_out(person)
    at.identify(screen, person, at.CODE)
    screen.fill("注册码", "AAAA-3333").fill("手机号", person["phone"]).press("下一步")
    screen.see("注册码与本人证件不符，还可以再试 4 次。")
    screen.fill("注册码", f"{code[:4]}-{code[4:].lower()}").fill("手机号", person["phone"])
    screen.press("下一步").see("身份已核对一致。")
    screen.press("重新获取验证码").see("尝试次数过多")
    name = f"mama_{screen.width}_{person['id_number'][-5:-1]}"
    at.fill_account(screen, name, at.code_on(town, person["phone"])).press("注册").see("注册成功")

    screen.open("/sign-in").follow("忘记密码", "注册手机号已停用").see("重新验证身份")
    at.fill_identity(screen, person, "个人注册码")
    screen.fill("注册码", code).fill("手机号", person["phone"]).press("下一步")
    screen.see("注册码已失效")
    other = f"1549{person['phone'][-7:]}"
    screen.fill("注册码", town.hand_out(person)).fill("手机号", other).press("下一步")
    screen.fill("短信验证码", at.code_on(town, other))
    screen.fill("新密码", f"{at.PASSWORD}x").fill("确认新密码", f"{at.PASSWORD}x").press("提交")
    screen.see("手机号和密码已重设")
    _signed_in(screen, person, other, f"{at.PASSWORD}x")
    assert f"尾号 {other[-4:]}" in at.arrived(town, person["phone"], 2)[0]


def test_who_is_known_to_nobody_is_told_where_to_enrol(screen: Screen, town: Town) -> None:
    person = town.stranger()
    at.identify(screen, {**person, "id_number": f"{person['id_number'][:-1]}z"}, at.CARD)
    screen.see("证件号码有误，请逐位核对后重新填写。")
    nobody = "99010119620304003"
    for other in (
        {**person, "name": f"{person['name']}某"},
        {**person, "id_number": nobody + resident_id_check_digit(nobody)},
    ):
        at.identify(screen, other, at.CARD)
        screen.see("没有查到参保登记", "12333", "12393")
    screen.press("重新填写").see("用户注册").press("返回登录").see("自然人业务")


def test_a_forgotten_password_is_set_anew(screen: Screen, town: Town) -> None:
    person = town.newcomer_with_phone()
    screen.open("/sign-in").press("忘记密码")
    screen.press("获取验证码").see("请填写证件号码。")
    screen.fill("证件号码", "meiyouzhegeren").press("获取验证码")
    screen.see("所填的证件号码如已注册，验证码已发送到注册手机")
    screen.open("/recovery/").fill("证件号码", person["id_number"])
    screen.press("获取验证码").see("所填的证件号码如已注册，验证码已发送到注册手机")
    code = at.code_on(town, person["phone"])
    screen.fill("短信验证码", code).fill("新密码", "12345678").fill("确认新密码", "12345678")
    screen.press("提交").see("密码过于简单")
    screen.fill("短信验证码", code).fill("新密码", at.PASSWORD).fill("确认新密码", at.PASSWORD)
    screen.press("提交").see("密码已重设").press("去登录")
    _signed_in(screen, person, person["username"])
    assert "密码已重设" in at.arrived(town, person["phone"], 2)[0]


def test_a_phone_is_changed(screen: Screen, town: Town) -> None:
    person = town.newcomer_with_phone()
    new = f"1548{person['phone'][-7:]}"
    screen.sign_in(person).press("我的").press("更换手机号")
    screen.fill("当前密码", "cuowu-de-mima").fill("新手机号", new).press("获取验证码")
    screen.see("当前密码不正确，还可以再试 4 次。")
    screen.fill("当前密码", person["password"]).fill("新手机号", "13900000000")
    screen.press("获取验证码").see("尾号 0000")
    town.settle()
    screen.reload().see("短信没有发出").press("换一个号码")
    screen.fill("当前密码", person["password"]).fill("新手机号", new).press("获取验证码")
    screen.fill("短信验证码", at.code_on(town, new)).press("提交")
    screen.see("手机号已更换，今后用新手机号登录和接收验证码。").press("退出登录")
    _signed_in(screen, person, new, person["password"])
