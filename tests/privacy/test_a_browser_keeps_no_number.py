"""A village's shared PC: whoever sits down next finds no number in what the browser has kept, not
in its addresses, cookies and storage, nor in the files of its profile."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from launcher import machine
from tests.privacy.lived import House

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request

pytestmark = pytest.mark.journey
_OF_THE_BROWSER = ("Login Data", "Web Data", "Session_", "Tabs_")
"""Where a browser keeps what was typed into it, as its user has it set: remembered passwords and
names, suggestions, forms to be restored. No page decides about these."""
_STORED = """async () => {
    const kept = [document.cookie, JSON.stringify({...localStorage}),
        JSON.stringify({...sessionStorage}), JSON.stringify(history.state), window.name];
    kept.push(JSON.stringify(await indexedDB.databases()), JSON.stringify(await caches.keys()));
    return kept.join("\\n");
}"""


def test_nothing_is_left_for_whoever_comes_next(
    house: House, browser: "Browser", tmp_path: Path
) -> None:
    person = house.account("two-places")
    told: list[str] = []
    context = _opened(browser, tmp_path / "profile")
    context.on("request", lambda request: told.append(_addressed(request)))
    page = context.new_page()
    for step in (_mistaken, _signed_in, _agreement, _lists, _check, _left):
        step(page, house.url, person)
        told.append(f"{page.url} {page.title()} {page.evaluate(_STORED)}")
    told += [f"{one}" for one in context.cookies()]
    context.close()

    assert len(told) > 30
    assert house.numbers.found_in("\n".join(told).encode()) == set()
    files = [path for path in (tmp_path / "profile").rglob("*") if _is_ours(path)]
    assert any(path.name == "History" for path in files)
    kept = {path.name: house.numbers.found_in(path.read_bytes()) for path in files}
    assert {name: whose for name, whose in kept.items() if whose} == {}


def _is_ours(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(_OF_THE_BROWSER)


def _opened(browser: "Browser", profile: Path) -> "BrowserContext":
    return browser.browser_type.launch_persistent_context(
        profile,
        executable_path=machine.chromium(),
        args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        locale="zh-CN",
    )


def _addressed(request: "Request") -> str:
    return f"{request.url} {request.headers.get('referer', '')}"


def _mistaken(page: "Page", url: str, person: dict[str, Any]) -> None:
    page.goto(f"{url}/sign-in")
    for name in (person["id_number"], person["phone"]):
        _sign_in(page, name, "Cuowu-mima-00")


def _signed_in(page: "Page", url: str, person: dict[str, Any]) -> None:
    _sign_in(page, person["id_number"], person["password"])
    page.wait_for_url(f"{url}/")


def _sign_in(page: "Page", name: str, password: str) -> None:
    page.get_by_label("证件号码 / 手机号 / 用户名").fill(name)
    page.get_by_label("密码").fill(password)
    page.locator("main").get_by_role("button", name="登录").click()
    page.wait_for_load_state("load")


def _agreement(page: "Page", url: str, person: dict[str, Any]) -> None:
    """Typed, left, come back to, refused once because a list was forgotten, and sent."""
    bank = person["bank_accounts"][0]
    page.goto(f"{url}/agreements/new/")
    page.get_by_label("银行账号").fill(bank["number"])
    page.goto(f"{url}/me/")
    page.go_back()
    page.get_by_label("银行账号").fill(bank["number"])
    page.locator("main").get_by_role("button", name="提交").click()
    page.wait_for_load_state("load")
    page.get_by_label("税务机关").select_option(person["enrolments"][0]["tax_office"])
    page.get_by_label("开户银行名称").select_option(bank["bank_cnaps"])
    page.get_by_label("银行账号").fill(bank["number"])
    page.locator("main").get_by_role("button", name="提交").click()
    page.wait_for_url("**/signed/")


def _lists(page: "Page", url: str, person: dict[str, Any]) -> None:
    for path in ("/me/", "/agreements/", "/pension/payment/", "/records/print/", "/messages/"):
        page.goto(url + path)


def _check(page: "Page", url: str, person: dict[str, Any]) -> None:
    """Refused, because the picture was not read."""
    page.goto(f"{url}/verify")
    page.get_by_label("纳税人识别号").fill(person["id_number"])
    page.get_by_label("证明校验码").fill("ABCD EFGH JKLM NPQR")
    page.get_by_label("验证码").fill("????")
    page.locator("main").get_by_role("button").last.click()
    page.wait_for_load_state("load")


def _left(page: "Page", url: str, person: dict[str, Any]) -> None:
    page.goto(f"{url}/")
    page.get_by_role("button", name="退出登录").locator("visible=true").first.click()
    page.wait_for_url("**/sign-in")
