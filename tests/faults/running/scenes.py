"""What the fault tests have payers do, and what must hold of a debt in the end."""

from dataclasses import dataclass
from itertools import count
from typing import Any

import psycopg

from tests.stack.payer_client import PayerClient
from tests.stack.program import RunningStack
from tests.stack.waiting import eventually

# By hand, from the guide: what the page says of a debit in each state.
SAYS = {
    "IN_FLIGHT": "缴费处理中",
    "UNKNOWN": "正在确认，请勿重复缴费",
    "REVERSING": "正在确认，请勿重复缴费",
    "CONFIRMED": "缴费成功",
    "CLEARED": "缴费成功",
    "REFUSED": "缴费失败",
    "REVERSED": "缴费失败",
    "RETRACTED": "缴费失败",
    "CREDITED": "已扣款，待处理",
    "CREDIT_CLEARED": "已扣款，待处理",
    "CREDIT_WITHDRAWN": "款项已冲回",
}
PAID = ("CONFIRMED", "CLEARED")
OPEN = ("IN_FLIGHT", "UNKNOWN", "REVERSING")
_amount = count(10_001)
_year = count(2000)
_ORDERS = """
    SELECT o.id, o.state, o.voucher_no, o.amount_fen FROM payment_order o
    JOIN payment_order_line l ON l.payer_id = o.payer_id AND l.order_id = o.id
    WHERE l.declaration_id = %s ORDER BY o.id"""
_STORY = """
    SELECT at, action FROM history_transition WHERE record_id = %s
    UNION ALL SELECT sent_at, topic FROM messages_outbox WHERE record_id = %s ORDER BY 1"""
_signed_in: dict[tuple[str, str], PayerClient] = {}


@dataclass(frozen=True)
class Debt:
    """One special payable of a payer, that can be declared and paid."""

    payer: PayerClient
    enrolment: str
    due: str


class Scene:
    """The program, and payers by the keys of the sample people."""

    def __init__(self, stack: RunningStack) -> None:
        self.stack = stack

    def mend(self) -> None:
        """Lines are good, traps are gone, everything runs, both sides have the same day."""
        for name in self.stack.processes:
            self.stack.disarm(name)
        self.stack.outside.while_away = self.stack.ensure_running
        for wire in (self.stack.to_network, self.stack.to_product):
            wire.mend()
        self.stack.await_ready()
        day = str(self._one("SELECT business_date FROM reference_business_date"))
        if (network_day := self.stack.outside.get("/health")["work_date"]) > day:
            self.stack.cli("clock", "set", network_day)

    def rewrite(self, *statements: tuple[Any, ...]) -> None:
        """Statements with their parameters, in one transaction: a scene that no process of the
        product could set."""
        with psycopg.connect(self.stack._databases.product) as connection:
            for sql, *parameters in statements:
                connection.execute(sql.encode(), parameters)

    # -- payers --------------------------------------------------------------------------------

    def payer(self, key: str) -> PayerClient:
        """Signed in, and patient; the same browser for the whole session of tests."""
        at = (self.stack.url, key)
        if at not in _signed_in:
            _signed_in[at] = PayerClient(self.stack.url, self.stack.account(key)).sign_in()
            _signed_in[at].while_away = self.stack.ensure_running
        return _signed_in[at]

    def ready(self, *keys: str) -> list[PayerClient]:
        """Signed in, each with an agreement in effect for a bank account that does as it should."""
        payers = [self.payer(key) for key in keys]
        fresh = [one for one in payers if not self._agreements(one)]
        for one in fresh:
            self.behave(one, "ok")
            number = one.sign_agreement()
            self.await_agreement(number, "VERIFIED")
        if fresh:
            self.stack.advance_day()
        return payers

    def behave(self, payer: PayerClient, mode: str, seconds: int = 0, books: bool = True) -> None:
        """How the payer's first bank account behaves from now on."""
        self.stack.behave(payer.account["bank_accounts"][0]["number"], mode, seconds, books)

    def await_agreement(self, number: str, state: str) -> None:
        """Waits until the agreement is in the state."""

        def there() -> bool:
            self.stack.ensure_running()
            return self.agreement_state(number) == state

        eventually(there, 60, f"{state} of agreement {number}")

    def agreement_state(self, number: str) -> str:
        """As stored."""
        return str(self._one("SELECT state FROM payment_agreement WHERE id = %s", int(number)))

    def _agreements(self, payer: PayerClient) -> bool:
        return "验证成功（生效）" in payer.open("/agreements/").text

    # -- debts ---------------------------------------------------------------------------------

    def debts(self, payer: PayerClient, number: int) -> list[Debt]:
        """Has the agency assess so many special payables, and waits until they are there."""
        before = set(self._specials(payer))
        for _ in range(number):
            self.stack.outside.order(
                "/control/assess", person=payer.account["key"],
                year=1990 + next(_year) % 35, amount_fen=next(_amount),
            )  # fmt: skip

        def there() -> list[Debt]:
            found = [debt for debt in self._specials(payer) if debt not in before]
            return found if len(found) == number else []

        return eventually(there, 60, f"payables assessed for {payer.account['key']}")

    def _specials(self, payer: PayerClient) -> list[Debt]:
        return [
            Debt(payer, enrolment, due)
            for enrolment in payer.enrolments()
            for due in payer.specials(enrolment)
        ]

    def declared(self, debt: Debt) -> str:
        """Declares it; the declaration's number."""
        return debt.payer.declare(debt.enrolment, "special", debt.due)

    def paid(self, debt: Debt) -> str:
        """Declares it and orders the debit; the order's number."""
        return debt.payer.pay(self.declared(debt))

    def orders_of(self, declaration: str) -> list[Any]:
        """Number, state, voucher and amount of every order for it, the first one first."""
        return self.stack.rows(_ORDERS, int(declaration))

    def order_state(self, order: str) -> str:
        """As stored."""
        return str(self._one("SELECT state FROM payment_order WHERE id = %s", int(order)))

    def declaration_of(self, debt: Debt) -> str:
        """The live declaration of a debt."""
        found = self._one(
            "SELECT id FROM declaration_declaration WHERE payable_id = %s AND state <> 'VOIDED'",
            int(debt.due),
        )
        return str(found)

    # -- what must hold ------------------------------------------------------------------------

    def await_end(self, payer: PayerClient, order: str, timeout: float = 60) -> str:
        """The state in which the payer's order has ended; the page says the same."""

        def ended() -> bool:
            self.stack.ensure_running()
            return self.order_state(order) not in OPEN

        eventually(ended, timeout, f"an end of {order}")
        self.require_true_page(payer, order)
        return self.order_state(order)

    def require_true_page(self, payer: PayerClient, order: str) -> None:
        """The payer's page says what is so (it may move between two looks)."""

        def true() -> bool:
            before = self.order_state(order)
            said = payer.outcome(order)
            return self.order_state(order) == before and said == SAYS[before]

        eventually(true, 10, f"a true page of {order}")

    def pay_to_the_end(self, debt: Debt, declaration: str, timeout: float = 90) -> str:
        """Whatever became of the first try, the payer goes on until it is paid; the order."""

        def settled() -> str:
            self.stack.ensure_running()
            orders = self.orders_of(declaration)
            if not orders or orders[-1][1] in ("REFUSED", "REVERSED"):
                orders = [(debt.payer.pay(declaration), "IN_FLIGHT")]
            return str(orders[-1][0]) if orders[-1][1] in PAID else ""

        return eventually(settled, timeout, f"payment of declaration {declaration}")

    def require_paid_once(self, debt: Debt) -> None:
        """One declaration, one order that holds, one debit at the bank, and the page says it."""
        declaration = self.declaration_of(debt)
        orders = self.orders_of(declaration)
        paid = [row for row in orders if row[1] in PAID]
        assert len(paid) == 1, self.story(orders)
        vouchers = self.stack.outside.vouchers()
        taken = sum(
            vouchers[row[2]]["debited_fen"] - vouchers[row[2]]["reversed_fen"]
            for row in orders
            if row[2] in vouchers
        )
        assert taken == paid[0][3], f"{taken} taken\n{self.story(orders)}"
        self.require_true_page(debt.payer, str(paid[0][0]))

    def story(self, orders: list[Any]) -> str:
        """What happened to orders on both sides, for whoever reads a failure."""
        lines = []
        for number, state, voucher, amount_fen in orders:
            lines.append(f"order {number} {state} {voucher} {amount_fen}")
            lines += [f"  ours {row}" for row in self.stack.rows(_STORY, number, number)]
            lines += [
                f"  theirs {one['at']} {one['direction']} {one['number']} {one['state']}"
                for one in reversed(self.stack.outside.messages(voucher))
            ]
        return "\n".join(lines)

    def _one(self, sql: str, *parameters: object) -> Any:
        return self.stack.rows(sql, *parameters)[0][0]
