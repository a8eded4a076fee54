"""Every page answers, in Chinese, with what it is for; the buttons work without scripts."""

import re
from collections.abc import Callable
from http.cookies import SimpleCookie
from typing import Any

import pytest

from sandbox.tests import asking
from sandbox.tests.peer import Outside


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "网络工作日期"),
        ("/page/accounts", "示例人员的账户"),
        ("/page/accounts?all=1", "余额（元）"),
        ("/page/accounts?q=王秀兰", "王秀兰"),
        ("/page/messages?q=9114", "协议验证或撤销"),
        ("/page/packages", "经办机构数据包"),
        ("/page/packages/1", "openlevy.agency.package"),
        ("/page/books", "待报解"),
        ("/page/people", "古丽巴哈尔·吐尔逊江"),
    ],
)
def test_a_page_answers(
    outside: Outside, agreed: Callable[[str], dict[str, Any]], path: str, words: str
) -> None:
    agreed("ordinary")
    status, content = outside.request("GET", path.replace("王秀兰", "%E7%8E%8B%E7%A7%80%E5%85%B0"))
    assert status == 200
    assert words in content.decode()
    assert "{{" not in content.decode()


def test_a_message_is_shown_indented_with_its_conversation(
    outside: Outside, agreed: Callable[[str], dict[str, Any]], number: Callable[[], int]
) -> None:
    tra_no = number()
    outside.ask("1001", asking.debit(agreed("ordinary"), tra_no, 1_000), "2001")
    found = outside.get(f"/messages?q=4110162603{tra_no:08d}")["messages"]
    row = next(one for one in found if one["number"] == "1001")
    page = outside.request("GET", f"/page/messages/{row['id']}")[1].decode()
    assert "&lt;RealHead1001&gt;" in page
    assert "扣税回执" in page


@pytest.mark.parametrize("path", ["/page/messages/999999999", "/page/packages/99999999", "/nil"])
def test_what_is_not_there_is_404(outside: Outside, path: str) -> None:
    assert outside.request("GET", path)[0] == 404


def test_behaviour_is_switched_on_the_page(
    outside: Outside, people: dict[str, dict[str, Any]]
) -> None:
    account = people["hubei"]["bank_accounts"][0]["number"]
    page = _page(outside, f"/page/accounts?q={account}")
    action = re.search(r'action="(/page/accounts/\d+)"', page.text)
    assert action is not None
    done = page.submit(action[1], "mode=silent-unbooked&seconds=0")
    assert done == 302
    now = next(
        one for one in outside.get("/bank-accounts.json?limit=500")["bank_accounts"]
        if one["number"] == account
    )  # fmt: skip
    assert (now["mode"], now["mode_books"]) == ("silent", False)
    assert page.submit(action[1], "mode=nonsense") == 404


class _page:  # noqa: N801  # reads as a call
    """A page with its form's token and cookie."""

    def __init__(self, outside: Outside, path: str) -> None:
        import http.client

        connection = http.client.HTTPConnection("127.0.0.1", outside.port, timeout=20)
        connection.request("GET", path)
        answer = connection.getresponse()
        self._outside = outside
        self.text = answer.read().decode()
        cookie = SimpleCookie(answer.headers["Set-Cookie"])
        self._cookie = f"sandbox_csrf={cookie['sandbox_csrf'].value}"
        connection.close()

    def submit(self, action: str, fields: str) -> int:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.text)
        assert token is not None
        headers = {
            "Cookie": self._cookie,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        body = f"csrfmiddlewaretoken={token[1]}&{fields}".encode()
        return self._outside.request("POST", action, body, headers)[0]
