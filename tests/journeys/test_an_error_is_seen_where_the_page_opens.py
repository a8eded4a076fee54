"""A form that was refused opens at its first error, whole and clear of the bars over the page: on a
phone the menu and the buttons cover the lower part."""

from collections.abc import Callable

import pytest

from tests.journeys import steps
from tests.journeys.conftest import NewScreen
from tests.journeys.screen import PHONE, Screen
from tests.journeys.town import Town

SMALL = 600
"""The height of a small phone with the browser's own bars."""
ROOM = 6
FORM = "城乡居民社会保险费日常申报表"


@pytest.fixture
def small(new_screen: NewScreen) -> Screen:
    """A small phone."""
    screen = new_screen(width=PHONE)
    screen.page.set_viewport_size({"width": PHONE, "height": SMALL})
    return screen


def is_seen(screen: Screen, words: str) -> None:
    """The error of these words lies between the bar above and the buttons below, and what is read
    out next is it or the field that it is about."""
    error = screen.page.locator("main .notice[role=alert], main .field .wrong").first
    assert words in error.inner_text()
    box = error.bounding_box()
    assert box
    assert box["y"] >= _edge(screen, ".top", below=True) + ROOM, (words, box)
    lowest = min(_edge(screen, one) for one in (".actions", ".dock"))
    assert box["y"] + box["height"] <= lowest - ROOM, (words, box, lowest)
    focused = screen.page.locator("main .notice[role=alert]:focus, main [aria-invalid=true]:focus")
    assert focused.count() == 1, words


def _edge(screen: Screen, bar: str, *, below: bool = False) -> float:
    """The near edge of a bar that stays over the page; the page's own where there is none."""
    boxes = [one.bounding_box() for one in screen.page.locator(bar).locator("visible=true").all()]
    edges = [box["y"] + (box["height"] if below else 0) for box in boxes if box]
    return (max if below else min)([*edges, 0 if below else SMALL])


def _registration(screen: Screen) -> None:
    screen.open("/registration/").choose("证明方式", "银联实名认证注册").press("下一步")


def _agreement(screen: Screen) -> None:
    screen.open("/agreements/new/").press("提交")


def _amount(screen: Screen) -> None:
    steps.to_pension(screen).press("批量扣款缴费金额设置").press("城乡居民基本养老保险").press(
        "提交"
    )


def _others(screen: Screen) -> None:
    screen.open("/medical/others/").fill("委托人姓名", "秦晓雅").fill("身份证件号码", "12345")
    screen.press("下一步")


def _nobody(screen: Screen) -> None:
    screen.open("/medical/others/").fill("委托人姓名", "秦晓雅")
    screen.fill("身份证件号码", "990111197803100220").press("下一步")


def _nothing_ticked(screen: Screen) -> None:
    steps.to_medical(screen).follow("缴费办理", "下一步", "下一步")
    screen.page.get_by_role("checkbox").first.uncheck()
    screen.press("提交")


def _sent(screen: Screen) -> None:
    """The page's one form, with nothing in it."""
    button = screen.page.locator("main button[type=submit]").first
    screen.press(button.inner_text().strip())


def _password(screen: Screen) -> None:
    _sent(screen.open("/me/password/"))


def _days(screen: Screen) -> None:
    screen.open("/pension/declarations/?start=昨天&end=2026-02-31")


def _phone(screen: Screen) -> None:
    _sent(screen.open("/me/phone/"))


def _mailbox(screen: Screen) -> None:
    _sent(screen.open("/me/mailbox/"))


OF_BEIJING: dict[Callable[[Screen], None], str] = {
    _agreement: "请选择",
    _amount: "请选择缴费金额。",
    _others: "应为 18 位",
    _nobody: "没有找到",
    _nothing_ticked: "请先勾选",
    _password: "请填写",
    _days: "看不懂日期",
    _phone: "请填写",
    _mailbox: "请填写",
}


def test_on_every_form_of_beijings(small: Screen, town: Town) -> None:
    town.collect_medical()
    _registration(small)
    is_seen(small, "请填写")
    small.open("/sign-in").press("登录")
    is_seen(small, "请")
    small.sign_in(town.newcomer())
    for refused, words in OF_BEIJING.items():
        refused(small)
        is_seen(small, words)


def test_on_shanxis_form(small: Screen, town: Town) -> None:
    town.open_in_shanxi()
    small.sign_in(town.account("shanxi-two-places"))
    steps.in_shanxi(small, FORM)
    small.page.get_by_role("checkbox").last.scroll_into_view_if_needed()
    small.press("报表申报")
    is_seen(small, "请先勾选要申报的险种")
