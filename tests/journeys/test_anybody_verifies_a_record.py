"""S2 4.3 记录查验: 纳税人识别号, 校验码, what the picture says; the content, or a clear no."""

import pytest

from tests.journeys.conftest import NewScreen
from tests.journeys.screen import PHONE, Screen
from tests.journeys.town import Town

pytestmark = pytest.mark.row("C3")


def test_what_is_on_the_paper_is_shown_to_anybody(screen: Screen, quiet_town: Town) -> None:
    paper = quiet_town.paper()
    screen.open("/sign-in").press("记录查验")
    _fill(screen, quiet_town, paper.id_number, paper.code)
    screen.press("开始校验").see("校验结果正确", "社会保险费缴费记录")
    facts = screen.facts()
    assert facts["纳税人名称"] == paper.name
    assert facts["纳税人识别号"].endswith(paper.id_number[-4:])
    assert paper.id_number not in screen.text
    assert facts["金额合计"] == "￥1,000.00"
    assert facts["金额合计（大写）"] == "壹仟元整"
    assert len(screen.rows()) == 1
    screen.press("重新查验").see("记录查验")


def test_the_code_is_read_as_people_write_it(screen: Screen, quiet_town: Town) -> None:
    paper = quiet_town.paper()
    spaced = " ".join(paper.code[i : i + 4].lower() for i in range(0, 16, 4))
    screen.open(f"/verify?code={paper.code}")
    assert screen.page.get_by_label("证明校验码", exact=True).input_value() == paper.code
    _fill(screen, quiet_town, paper.id_number.lower(), spaced)
    screen.press("开始校验").see("校验结果正确")


def test_a_wrong_code_or_number_is_answered_by_a_clear_no(screen: Screen, quiet_town: Town) -> None:
    paper = quiet_town.paper()
    wrong = paper.code[:-1] + ("A" if paper.code[-1] != "A" else "C")
    for number, code in ((paper.id_number, wrong), ("110105194912310021", paper.code)):
        screen.open("/verify")
        _fill(screen, quiet_town, number, code)
        screen.press("开始校验").see("校验结果不正确").see(
            "没有与所填纳税人识别号和证明校验码相符的缴费记录或缴费证明。"
        )
        screen.see_not(paper.name)
        screen.press("重新查验")


def test_a_wrong_picture_asks_again_and_keeps_what_was_typed(
    screen: Screen, quiet_town: Town
) -> None:
    paper = quiet_town.paper()
    screen.open("/verify")
    _fill(screen, quiet_town, paper.id_number, paper.code)
    screen.fill("验证码", "00000").press("开始校验").see("验证码不正确或已过期，请按新图片填写。")
    assert screen.page.get_by_label("证明校验码", exact=True).input_value() == paper.code
    assert screen.page.get_by_label("验证码", exact=True).input_value() == ""
    _read(screen, quiet_town)
    screen.press("开始校验").see("校验结果正确")


def test_a_picture_is_good_for_one_answer_only(screen: Screen, quiet_town: Town) -> None:
    paper = quiet_town.paper()
    screen.open("/verify")
    key = screen.page.locator("[name=captcha_key]").input_value()
    _fill(screen, quiet_town, paper.id_number, paper.code)
    answer = screen.page.get_by_label("验证码", exact=True).input_value()
    screen.press("开始校验").see("校验结果正确")

    screen.open("/verify")
    screen.fill("纳税人识别号", paper.id_number).fill("证明校验码", paper.code).fill(
        "验证码", answer
    )
    screen.page.locator("[name=captcha_key]").evaluate("(field, key) => field.value = key", key)
    screen.press("开始校验").see("验证码不正确或已过期，请按新图片填写。").see_not(paper.name)


def test_the_picture_changes_when_it_is_clicked_and_nothing_typed_is_lost(
    screen: Screen, quiet_town: Town
) -> None:
    screen.open("/verify").fill("证明校验码", "ABCD")
    picture = screen.page.locator(".captcha img")
    before = picture.get_attribute("src")
    key = screen.page.locator("[name=captcha_key]").input_value()
    picture.click()
    screen.page.wait_for_function(
        "before => document.querySelector('.captcha img').getAttribute('src') !== before",
        arg=before,
    )
    assert screen.page.locator("[name=captcha_key]").input_value() != key
    assert screen.page.get_by_label("证明校验码", exact=True).input_value() == "ABCD"


def test_guessing_is_limited_and_the_wait_is_named(new_screen: NewScreen, quiet_town: Town) -> None:
    screen = new_screen(width=PHONE)
    screen.open("/verify")
    for _ in range(20):
        screen.fill("纳税人识别号", "1").fill("证明校验码", "ACDEFGHJ34679ACD").fill(
            "验证码", "AAAAA"
        )
        screen.press("开始校验").see("验证码不正确或已过期，请按新图片填写。")
    screen.fill("验证码", "AAAAA").press("开始校验")
    screen.see("尝试次数过多，请在 10 分钟后再试。")
    assert screen.status == 429
    assert not screen.offers("开始校验")
    assert screen.offers("重新查验")


def _fill(screen: Screen, town: Town, number: str, code: str) -> None:
    screen.fill("纳税人识别号", number).fill("证明校验码", code)
    _read(screen, town)


def _read(screen: Screen, town: Town) -> None:
    key = screen.page.locator("[name=captcha_key]").input_value()
    screen.fill("验证码", town.read_picture(key))
