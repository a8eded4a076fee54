"""What a resident does at the program, visit after visit, as the guide leads them (S2 1, 2, 3.1).

A visit looks at the pages from the first one on; in each insurance the resident pays when their
moment has come, before that now and then declares and voids again, and afterwards looks at what
was paid. No pause between two pages: as soon as one is there, the next is asked for.
"""

import re
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bench.at_once import HungUp, Life, Sent
from bench.browser import Browser, WrongPage, form, values
from bench.client import Answer

Steps = Generator[Sent, Answer, None]
PAID = "缴费成功"
_VOIDS = 0.1
"""The share of visits on which somebody who has yet to pay declares and voids again."""

_LAST_MOMENT = 0.9
"""When the last begin to pay: before the end of the run, by which they have paid."""

_PATIENCE = 60
"""How often an outcome is asked for."""

_POLL = re.compile(r'hx-trigger="every (\d+)s"')
_TIER = re.compile(r'<option value="(\d+)"')
_DECLARATION = re.compile(r"declaration=(\d+)$")
_NUMBER = re.compile(r"/(\d+)/")


@dataclass
class Insurance:
    """One of the two, and how far this resident is with it."""

    at: str
    title: str
    moment: float
    """The share of the run after which the resident pays."""
    declarations: str = "申报记录查询"
    amount_is_set: bool = True
    order: str = ""


@dataclass
class Resident:
    """Somebody signed up, at a browser.

    Args:
        account: as the sandbox lists its people.
        year: of the books.
        share: how much of the run is over, from 0 to 1.
        faults: where it is written down what went wrong.
    """

    account: dict[str, Any]
    browser: Browser
    year: int
    share: Callable[[], float]
    faults: list[str]
    chance: Random
    insurances: list[Insurance] = field(init=False)

    def __post_init__(self) -> None:
        self.insurances = [
            Insurance("pension", "城乡居民养老", self._moment(), amount_is_set=False),
            Insurance("medical", "城乡居民医疗", self._moment(), declarations="已申报作废"),
        ]

    def sign_in(self) -> Life:
        """「登录」, and 「新增协议」 for the one bank account."""
        page = yield from self.browser.open("sign_in", "/sign-in", "自然人业务")
        typed = [("login", self.account["username"]), ("password", self.account["password"])]
        token = [("csrfmiddlewaretoken", values(page, "csrfmiddlewaretoken")[0])]
        yield from self.browser.send("sign_in", "/sign-in", token + typed, "/")
        page = yield from self.browser.open("agreement_new", "/agreements/new/", "新增协议")
        bank = self.account["bank_accounts"][0]
        told = [
            ("tax_office", self.account["enrolments"][0]["tax_office"]),
            ("bank", bank["bank_cnaps"]),
            ("bank_account", bank["number"]),
        ]
        where = "/agreements/new/"
        yield from self.browser.send("agreement_new", where, form(page) + told, "/agreements/")

    def live(self) -> Life:
        """Visits without end."""
        while True:
            try:
                yield from self._visit()
            except (WrongPage, HungUp) as wrong:
                self.faults.append(str(wrong))

    def _moment(self) -> float:
        return self.chance.random() * _LAST_MOMENT

    # -- a visit -------------------------------------------------------------------------------

    def _visit(self) -> Steps:
        open_page = self.browser.open
        yield from open_page("home", "/", "首页", shows=self.account["name"])
        yield from open_page("messages", "/messages/", "消息")
        for insurance in self.insurances:
            yield from open_page("services", "/services/", "办&amp;查")
            yield from open_page("premium_services", "/services/premiums/", "社保费办理")
            yield from open_page(insurance.at, f"/{insurance.at}/", insurance.title)
            yield from self._in(insurance)
        yield from open_page("agreements", "/agreements/", "缴费协议")
        yield from open_page("record_services", "/services/records/", "开具社保缴费记录")
        yield from open_page("record_printing", f"/records/print/?{self._months()}", "记录打印")
        yield from open_page("record_downloads", "/records/downloads/", "记录下载")
        yield from open_page("me", "/me/", "我的")

    def _in(self, insurance: Insurance) -> Steps:
        if insurance.order:
            yield from self._look_at(insurance)
        elif self.share() >= insurance.moment:
            yield from self._pay(insurance, (yield from self._declare(insurance)))
        elif self.chance.random() < _VOIDS:
            yield from self._void((yield from self._declare(insurance)))
            yield from self._list(insurance)
        else:
            yield from self._list(insurance)

    def _list(self, insurance: Insurance) -> Steps:
        where = f"/{insurance.at}/declarations/"
        yield from self.browser.open(f"{insurance.at}_declarations", where, insurance.declarations)

    def _look_at(self, insurance: Insurance) -> Steps:
        yield from self._list(insurance)
        name, record = f"{insurance.at}_payments", f"/payments/{insurance.order}/"
        where = f"/{insurance.at}/payments/?{self._months()}"
        yield from self.browser.open(name, where, "缴费记录查询", shows=f'href="{record}"')
        yield from self.browser.open("payment_record", record, "缴费详情")

    def _months(self) -> str:
        return f"start={self.year}-01&end={self.year + 1}-12"

    # -- 缴费办理 ------------------------------------------------------------------------------

    def _declare(self, insurance: Insurance) -> Generator[Sent, Answer, str]:
        """Up to 「提交」; the declaration's number."""
        at, browser = insurance.at, self.browser
        yield from browser.open(f"{at}_payment", f"/{at}/payment/", "缴费办理")
        where = f"/{at}/payment/enrolments/"
        page = yield from browser.open(f"{at}_payment_enrolments", where, "参保信息选择")
        enrolment = (values(page, "enrolment") or [""])[0]
        if not insurance.amount_is_set:
            yield from self._set_amount(enrolment)
            insurance.amount_is_set = True
        name, chosen = f"{at}_amounts", f"{where}?enrolment={enrolment}&next=1"
        where = yield from browser.follow(f"{at}_payment_enrolments", chosen, where)
        page = yield from browser.open(name, where, "缴费信息提交")
        filled = form(page, "due", "shown")
        to = yield from browser.send(f"{name} POST", where, filled, "/payment/method/")
        return _first(_DECLARATION, to)

    def _set_amount(self, enrolment: str) -> Steps:
        """批量扣款缴费金额设置: the lowest."""
        title, where = "批量扣款缴费金额设置", f"/pension/amount/{enrolment}/"
        page = yield from self.browser.open("amount_enrolment", where, title)
        filled = [*form(page), ("tier", _first(_TIER, page))]
        done = yield from self.browser.send("amount_enrolment POST", where, filled, where)
        yield from self.browser.open("amount_done", done, title)

    def _void(self, declaration: str) -> Steps:
        """「作废」, and again when asked."""
        where = f"/declarations/{declaration}/"
        yield from self.browser.open("declaration", where, "申报详情")
        page = yield from self.browser.open(
            "declaration_voiding", f"{where}voiding/", "确认作废这条申报"
        )
        send = self.browser.send
        yield from send("declaration_voiding POST", f"{where}voiding/", form(page), "/")

    def _pay(self, insurance: Insurance, declaration: str) -> Steps:
        """From 选择支付方式 to the bank's answer."""
        query = f"?declaration={declaration}"
        yield from self.browser.open("pay", f"/payment/method/{query}", "选择支付方式")
        if insurance.at == "medical":
            where = f"/payment/confirmation/{query}"
            yield from self.browser.open("pay_confirmation", where, "请确认缴费信息")
        where = f"/payment/agreement/{query}"
        page = yield from self.browser.open("pay_agreement", where, "选择缴费协议")
        filled = form(page, "agreement")
        to = yield from self.browser.send("pay_agreement POST", where, filled, "/payments/")
        insurance.order = _first(_NUMBER, to)
        page = yield from self.browser.open("outcome", to, "缴费")
        yield from self._await_outcome(f"{to}state/", page)

    def _await_outcome(self, where: str, page: str) -> Steps:
        """Asks as often as the page says."""
        for _ in range(_PATIENCE):
            every = _POLL.findall(page)
            if not every:
                break
            page = yield from self.browser.open(
                "outcome_state", where, "缴费", after_seconds=float(every[0])
            )
        if PAID not in page:
            raise WrongPage(f"outcome {where}: not paid")


def _first(sought: re.Pattern[str], source: str) -> str:
    found = sought.search(source)
    if found is None:
        raise WrongPage(f"no {sought.pattern} in {source[-300:]}")
    return found[1]
