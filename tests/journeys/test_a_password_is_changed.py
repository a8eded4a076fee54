"""修改密码: what a person does when somebody may know their password."""

from tests.journeys.conftest import NewScreen
from tests.journeys.quality import PHONE
from tests.journeys.screen import Screen
from tests.journeys.town import Town

NEW = "Xinmima-2027-hao"


def test_it_is_changed_by_the_old_one_and_ends_the_other_devices(
    screen: Screen, new_screen: NewScreen, town: Town
) -> None:
    person = town.newcomer_with_phone()
    elsewhere = new_screen(width=PHONE).sign_in(person)
    screen.sign_in(person).press("我的").press("修改密码")
    screen.see("至少 8 位，不能是常见密码，也不能含有用户名、出生日期，")

    screen.press("提交").see("请填写当前密码。", "请填写新密码。", "请再填写一次新密码。")
    screen.fill("当前密码", person["password"]).fill("新密码", NEW).fill("确认新密码", NEW[:-1])
    screen.press("提交").see("两次填写的新密码不一致。")
    screen.fill("当前密码", "cuowu-de-mima").fill("新密码", NEW).fill("确认新密码", NEW)
    screen.press("提交").see("当前密码不正确，还可以再试 4 次。")
    screen.fill("当前密码", person["password"]).fill("新密码", NEW).fill("确认新密码", NEW)
    screen.press("提交").see("密码已修改，其他设备上的登录已经结束。已发短信通知您。", "身份信息")

    elsewhere.open("/me/").see("请登录后继续。")
    elsewhere.sign_in({**person, "password": NEW})


def test_going_back_changes_nothing(screen: Screen, town: Town) -> None:
    person = town.newcomer()
    screen.sign_in(person).press("我的").press("修改密码").press("取消").see("身份信息")
    screen.press("退出登录").sign_in(person)
