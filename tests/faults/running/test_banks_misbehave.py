"""A bank that refuses, keeps silent, answers late, twice, or otherwise than it booked."""

from dataclasses import dataclass

from tests.faults.running.scenes import SAYS, Debt, Scene
from tests.stack.waiting import eventually


@dataclass(frozen=True)
class Case:
    """How an account behaves, and by hand what must come of a debit: before the session is closed,
    after, and whether the bank keeps the money. ``others`` are on the way to ``before``."""

    key: str
    mode: str
    before: str
    after: str
    booked: bool
    seconds: int = 0
    books: bool = True


CASES = (
    Case("ordinary", "insufficient", "REFUSED", "REFUSED", booked=False),
    Case("two-places", "closed", "REFUSED", "REFUSED", booked=False),
    Case("special", "mismatch", "REFUSED", "REFUSED", booked=False),
    Case("two-banks", "silent", "UNKNOWN", "CONFIRMED", booked=True),
    Case("arrears", "silent", "UNKNOWN", "REFUSED", booked=False, books=False),
    Case("long-name", "lost", "CONFIRMED", "CONFIRMED", booked=True),
    Case("rare-with-wire", "slow", "CONFIRMED", "CONFIRMED", booked=True, seconds=5),
    Case("rare-extension", "twice", "CONFIRMED", "CONFIRMED", booked=True),
    Case("assisted", "says_refused", "REFUSED", "CONFIRMED", booked=True),
    Case("elderly", "says_ok", "CONFIRMED", "RETRACTED", booked=False),
)
_DIFFERENCES = "SELECT kind FROM treasury_difference WHERE order_id = %s"


def test_every_behaviour_is_resolved_by_session_and_day_cut(scene: Scene) -> None:
    payers = scene.ready(*(case.key for case in CASES))
    debts = [scene.debts(payer, 1)[0] for payer in payers]
    try:
        for case, payer in zip(CASES, payers, strict=True):
            scene.behave(payer, case.mode, case.seconds, case.books)
        orders = {case: scene.paid(debt) for case, debt in zip(CASES, debts, strict=True)}
        for case, order in orders.items():
            _await_state(scene, case, order, case.before)
        scene.stack.close_session()
        for case, order in orders.items():
            _await_state(scene, case, order, case.after)
        _require_books(scene, orders)
        scene.stack.cut_day()
        for case, order in orders.items():
            _await_state(scene, case, order, "CLEARED" if case.booked else case.after)
    finally:
        for payer in payers:
            scene.behave(payer, "ok")
    _require_differences(scene, {case.mode: order for case, order in orders.items()})


def _await_state(scene: Scene, case: Case, order: str, state: str) -> None:
    eventually(lambda: scene.order_state(order) == state, 40, f"{case.mode} being {state}")
    payer = scene.payer(case.key)
    assert payer.outcome(order) == SAYS[state], case.mode


def _require_books(scene: Scene, orders: dict[Case, str]) -> None:
    vouchers = scene.stack.outside.vouchers()
    for case, order in orders.items():
        [(voucher, fen)] = scene.stack.rows(
            "SELECT voucher_no, amount_fen FROM payment_order WHERE id = %s", int(order)
        )
        taken = vouchers[voucher]["debited_fen"] - vouchers[voucher]["reversed_fen"]
        assert taken == (fen if case.booked else 0), case.mode


def _require_differences(scene: Scene, orders: dict[str, str]) -> None:
    found = {
        mode: [kind for (kind,) in scene.stack.rows(_DIFFERENCES, int(order))]
        for mode, order in orders.items()
    }
    assert found.pop("says_refused") == ["BOOKED_AGAINST_ANSWER"]
    assert found.pop("says_ok") == ["NOT_BOOKED_AGAINST_ANSWER"]
    assert not any(found.values()), found


def test_money_booked_after_the_debt_was_paid_otherwise_is_the_payers_credit(scene: Scene) -> None:
    [payer] = scene.ready("assisted")
    [debt] = scene.debts(payer, 1)
    first, second = _refused_then_paid(scene, debt)
    scene.stack.close_session()
    eventually(lambda: scene.order_state(first) == "CREDITED", 40, "a credit")
    assert scene.order_state(second) == "CONFIRMED"
    assert payer.outcome(first) == "已扣款，待处理"
    credits = "SELECT count(*) FROM payment_credit WHERE order_id = %s"
    assert scene.stack.count(credits, int(first)) == 1
    scene.stack.cut_day()
    eventually(lambda: scene.order_state(first) == "CREDIT_CLEARED", 40, "its clearing")
    assert scene.order_state(second) == "CLEARED"


def _refused_then_paid(scene: Scene, debt: Debt) -> tuple[str, str]:
    """The bank books and says no; the payer pays once more, and that goes well."""
    payer = debt.payer
    scene.behave(payer, "says_refused")
    try:
        declaration = scene.declared(debt)
        first = payer.pay(declaration)
        assert scene.await_end(payer, first) == "REFUSED"
    finally:
        scene.behave(payer, "ok")
    second = payer.pay(declaration)
    assert scene.await_end(payer, second) == "CONFIRMED"
    return first, second
