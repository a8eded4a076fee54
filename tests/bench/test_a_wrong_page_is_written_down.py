"""Whatever is not the page that had to come counts as a fault of ``resident-peak``."""

from random import Random

import pytest

from bench.at_once import HungUp, Life
from bench.browser import Browser, WrongPage, form
from bench.client import Answer
from bench.resident import Resident

_ADDRESS = b"HTTP/1.1 302 Found\r\nlocation: "


def _page(title: str, status: int = 200, head: bytes = b"", shows: str = "石桂兰，您好") -> Answer:
    return Answer(status, head, f"<title>{title} · 社保缴费</title><main>{shows}</main>".encode())


def _resident(faults: list[str]) -> Resident:
    return Resident({"name": "石桂兰"}, Browser(80), 2026, lambda: 0.0, faults, Random(1))


def _started(life: Life) -> Life:
    assert next(life).page == "home"
    return life


@pytest.mark.parametrize(
    "answer",
    [
        _page("消息"),
        _page("首页", 500),
        _page("首页", shows="王秀兰，您好"),
        Answer(302, _ADDRESS + b"/sign-in", b""),
    ],
)
def test_another_page_is_a_fault_and_the_visit_begins_anew(answer: Answer) -> None:
    faults: list[str] = []
    life = _started(_resident(faults).live())
    assert life.send(answer).page == "home"
    assert len(faults) == 1
    assert faults[0].startswith(f"home /: {answer.status}")


def test_the_right_page_leads_on() -> None:
    faults: list[str] = []
    assert _started(_resident(faults).live()).send(_page("首页")).page == "messages"
    assert faults == []


def test_a_broken_connection_is_a_fault() -> None:
    faults: list[str] = []
    life = _started(_resident(faults).live())
    assert life.throw(HungUp("home: the server hung up")).page == "home"
    assert faults == ["home: the server hung up"]


def test_a_form_that_leads_elsewhere_is_a_fault() -> None:
    step = Browser(80).send("pay", "/payment/agreement/", [], "/payments/")
    next(step)
    with pytest.raises(WrongPage, match="/sign-in"):
        step.send(Answer(302, _ADDRESS + b"/sign-in", b""))


def test_cookies_are_kept_and_sent() -> None:
    browser = Browser(80)
    step = browser.open("home", "/", "首页")
    next(step)
    with pytest.raises(StopIteration):
        step.send(_page("首页", head=b"HTTP/1.1 200 OK\r\nset-cookie: seat=7; Path=/"))
    assert b"Cookie: seat=7\r\n" in next(browser.open("home", "/", "首页")).request


def test_a_form_without_a_field_or_with_none_to_choose_is_a_fault() -> None:
    fields = '<input name="csrfmiddlewaretoken" value="t"><input name="key" value="k">'
    due = '<input type="checkbox" name="due" value="9"'
    assert form(f"{fields}{due}>", "due")[2] == ("due", "9")
    for source in (fields, f"{fields}{due} disabled>"):
        with pytest.raises(WrongPage, match="no due"):
            form(source, "due")
