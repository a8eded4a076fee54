"""What a registering person has at hand: a phone that shows what arrived, and fields to fill."""

import re

from tests.journeys.crowd import Account
from tests.journeys.screen import Screen
from tests.journeys.town import Town
from tests.stack.waiting import eventually

PASSWORD = "Shimo-qiao-2026"  # of invented people
CARD, CODE = "银联实名认证注册", "已获取个人注册码用户注册"


def identify(screen: Screen, person: Account, way: str, name: str = "") -> Screen:
    """立即注册 up to the proof."""
    screen.open("/sign-in").press("立即注册").see("用户注册")
    return fill_identity(screen, person, way, name)


def fill_identity(screen: Screen, person: Account, way: str, name: str = "") -> Screen:
    """Who one is, and how that is proved."""
    screen.choose("证明方式", way).fill("姓名", name or person["name"])
    screen.choose("证件类型", "居民身份证").fill("证件号码", person["id_number"])
    return screen.press("下一步")


def fill_account(screen: Screen, username: str, code: str) -> Screen:
    """The last page."""
    screen.fill("短信验证码", code).fill("用户名", username)
    return screen.fill("密码", PASSWORD).fill("确认密码", PASSWORD)


def code_on(town: Town, phone: str, seen: int = 0) -> str:
    """The code in the short text that arrived last on a phone, after ``seen`` earlier ones."""
    texts = arrived(town, phone, seen + 1)
    found = [code for text in texts for code in re.findall(r"验证码 (\d{6})", text)]
    assert found, texts
    return str(found[0])


def arrived(town: Town, phone: str, count: int) -> list[str]:
    """The texts on a phone, newest first, once there are so many."""

    def texts() -> list[str]:
        return [one["text"] for one in town.outside.get(f"/notices.json?q={phone}")["notices"]]

    eventually(lambda: len(texts()) >= count, what=f"{count} texts on a phone")
    return texts()
