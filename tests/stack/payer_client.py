"""A payer who drives the portal over plain HTTP: reads pages, fills forms in, sends them."""

import http.client
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.stack.pages import Page
from tests.stack.waiting import eventually

_SECONDS = 20.0
_FOUND = 302
_SERVER_ERROR = 500
_AWAY = (OSError, http.client.HTTPException)
Sent = list[tuple[str, str]]


class PayerClient:
    """One person with one browser. A verb raises ``AssertionError`` when a page is not as it
    should be, ``OSError`` or ``http.client.HTTPException`` when the program is away.

    With ``while_away`` set the person is patient instead: whatever was sent is sent again, the very
    same form, until there is an answer; the function is called before each further try.
    """

    def __init__(self, url: str, account: dict[str, Any]) -> None:
        self._server = urlsplit(url).netloc
        self._cookies: dict[str, str] = {}
        self.account = account
        self.while_away: Callable[[], object] | None = None

    # -- pages and forms -----------------------------------------------------------------------

    def open(self, path: str) -> Page:
        """A page."""
        return self.see(path) if self.while_away else self._asked("GET", path, None)

    def send(self, path: str, form: Sent) -> Page:
        """The answer to a form."""
        if self.while_away:
            return self.persist(path, form)
        return self._asked("POST", path, urlencode(form))

    def persist(self, path: str, form: Sent, timeout: float = 40.0) -> Page:
        """Sends the very same form until the program answers, as somebody who reloads would."""
        return self._until_answered("POST", path, urlencode(form), timeout)

    def see(self, path: str, timeout: float = 40.0) -> Page:
        """A page, asked for until the program answers."""
        return self._until_answered("GET", path, None, timeout)

    # -- what a payer does ---------------------------------------------------------------------

    def sign_in(self) -> "PayerClient":
        """「登录」."""
        form = self.open("/sign-in").form("login")
        told = form.filled(login=self.account["username"], password=self.account["password"])
        page = self.send("/sign-in", told)
        assert page.status == _FOUND, page.text
        return self

    def enrolments(self) -> list[str]:
        """Their numbers, in the order of the page."""
        return self.open("/pension/payment/enrolments/").form("enrolment").choices["enrolment"]

    def insured(self) -> list[str]:
        """The numbers of the enrolments in medical insurance."""
        page = self.open("/medical/payment/enrolments/")
        return page.form("enrolment").choices["enrolment"]

    def set_amount(self, enrolment: str, choice: int = 0) -> str:
        """Chooses a 缴费金额, the lowest when none is named; in fen."""
        address = f"/pension/amount/{enrolment}/"
        form = self.open(address).form("tier")
        tier = form.choices["tier"][choice]
        page = self.send(address, form.filled(tier=tier))
        assert page.status == _FOUND, page.text
        return tier

    def prepared_declaration(self, enrolment: str, kind: str = "regular") -> tuple[str, Sent]:
        """The form of 缴费信息提交 as it would be sent: all that is ticked there."""
        address = f"/pension/payment/enrolments/{enrolment}/{kind}/"
        return address, self.open(address).form("due").filled()

    def specials(self, enrolment: str) -> list[str]:
        """What is open under 特殊缴费, by number."""
        address = f"/pension/payment/enrolments/{enrolment}/special/"
        page = self.open(address)
        return page.form("due").choices["due"] if 'name="due"' in page.source else []

    def declare(self, enrolment: str, kind: str = "regular", due: str = "") -> str:
        """「提交」; the number of the one declaration made. ``due``: this one alone."""
        address, sent = self.prepared_declaration(enrolment, kind)
        if due:
            sent = [(name, value) for name, value in sent if name != "due"] + [("due", due)]
        return declaration_in(self.send(address, sent))

    def prepared_payment(self, declaration: str, agreement: str = "") -> tuple[str, Sent]:
        """The form of 「确认缴费」 as it would be sent."""
        address = f"/payment/agreement/?declaration={declaration}"
        form = self.open(address).form("agreement")
        usable = form.choices["agreement"]
        return address, form.filled(agreement=agreement or usable[0])

    def pay(self, declaration: str, agreement: str = "") -> str:
        """「确认缴费」; the number of the order."""
        return order_in(self.send(*self.prepared_payment(declaration, agreement)))

    def prepared_agreement(
        self, bank_account: int = 0, enrolment: int = 0, office: str = ""
    ) -> tuple[str, Sent]:
        """The form of 「新增协议」 for one of the person's bank accounts, and the tax office of an
        enrolment or the one named."""
        bank = self.account["bank_accounts"][bank_account]
        form = self.open("/agreements/new/").form("bank_account")
        office = office or self.account["enrolments"][enrolment]["tax_office"]
        told = form.filled(tax_office=office, bank=bank["bank_cnaps"], bank_account=bank["number"])
        return "/agreements/new/", told

    def sign_agreement(self, bank_account: int = 0, enrolment: int = 0, office: str = "") -> str:
        """「提交」 under 「新增协议」; the number of the agreement."""
        return agreement_in(self.send(*self.prepared_agreement(bank_account, enrolment, office)))

    def revoke(self, agreement: str) -> None:
        """「撤销」 and 「确定」."""
        address = f"/agreements/{agreement}/revocation/"
        page = self.send(address, self.open(address).form("key").filled())
        assert page.status == _FOUND, page.text

    def agreement_says(self, agreement: str) -> str:
        """What the page of a signed agreement is headed."""
        return self.see(f"/agreements/{agreement}/signed/").headings[0]

    def prepared_record(self, start: str, end: str) -> tuple[str, Sent]:
        """The form of 「证明申请」 for premium periods from ``start`` to ``end``, as 2026-01."""
        page = self.open(f"/records/print/?start={start}&end={end}")
        return "/records/print/", page.form("key").filled()

    def records(self) -> list[tuple[str, str]]:
        """What 记录下载 lists: 制作状态, and the number of the paper where there is one."""
        source = self.see("/records/downloads/").source
        rows = re.findall(r'<tr role="row">.*?</tr>', source, re.DOTALL)[1:]
        found = []
        for row in rows:
            state = re.search(r'<span class="badge"[^>]*>([^<]*)', row)
            paper = re.search(r"/records/(\d+)/document", row)
            found.append((state[1] if state else "", paper[1] if paper else ""))
        return found

    def outcome(self, order: str) -> str:
        """What 缴费完成 is headed: the state of the debit in the payer's words."""
        return self.see(f"/payments/{order}/outcome/").headings[0]

    # -- underneath ----------------------------------------------------------------------------

    def _until_answered(self, method: str, path: str, body: str | None, timeout: float) -> Page:
        def tried() -> Page | None:
            try:
                page = self._asked(method, path, body)
            except _AWAY:
                page = None
            if page is not None and page.status < _SERVER_ERROR:
                return page
            if self.while_away:
                self.while_away()
            return None

        page = eventually(tried, timeout, f"an answer to {method} {path}")
        assert page is not None
        return page

    def _asked(self, method: str, path: str, body: str | None) -> Page:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection(self._server, timeout=_SECONDS)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            source = answer.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name.strip()] = value
        return Page(answer.status, path, source, answer.headers.get("Location", ""))


def declaration_in(page: Page) -> str:
    """The declaration that the answer to 「提交」 leads on with."""
    return _number(page, r"declaration=(\d+)$")


def order_in(page: Page) -> str:
    """The order that the answer to 「确认缴费」 leads on with."""
    return _number(page, r"/payments/(\d+)/outcome/$")


def agreement_in(page: Page) -> str:
    """The agreement that the answer to 「新增协议」 leads on with."""
    return _number(page, r"/agreements/(\d+)/signed/$")


def _number(page: Page, pattern: str) -> str:
    found = re.search(pattern, page.location)
    assert page.status == _FOUND, f"{page.status}: {page.text}"
    assert found, page.location
    return found[1]
