"""Web and worker are killed at each step of whatever a payer or a bank brings about, in turn; the
sandbox at each step of a payment.

A step is a point after which the world differs (see ``tests.stack.killable``). Afterwards they are
started again, and nothing is lost and nothing is there twice. Both die in one run; each alone with
OPENLEVY_FAULT_ALONE=1.
"""

import logging
import os
from collections.abc import Callable, Sequence

import pytest

from tests.faults.running.scenes import Scene
from tests.stack.waiting import eventually
from tests.stack.wire import Fault

TOGETHER = ("worker", "web")
OUTSIDE = ("sandbox",)
_ALONE = os.environ.get("OPENLEVY_FAULT_ALONE") == "1"
_MOST_STEPS = 60
_DIFFERENCES = "SELECT kind FROM treasury_difference WHERE order_id = %s ORDER BY id"
_DECLARED = """
    SELECT id, amount_fen FROM declaration_declaration
    WHERE enrolment_id = %s AND state = 'DECLARED'"""
_log = logging.getLogger(__name__)
victims = pytest.mark.parametrize(
    "names", [("worker",), ("web",)] if _ALONE else [TOGETHER], ids="-".join
)


def _killed_at_each(
    scene: Scene,
    names: Sequence[str],
    act: Callable[[int], None],
    before: Callable[[int], None] = lambda step: None,
) -> dict[str, list[str]]:
    """Does ``act`` again and again while each of the processes dies one step later each time, until
    all came through alive; the steps that each came by in the end. ``before`` is done in peace."""
    scene.stack.settle()
    for step in range(1, _MOST_STEPS):
        before(step)
        for name in names:
            scene.stack.arm(name, step)
        act(step)
        steps = {name: scene.stack.disarm(name) for name in names}
        scene.stack.ensure_running()
        died = {name: said[step - 1] for name, said in steps.items() if len(said) >= step}
        if not died:
            return steps
        _log.info("%s", died)
    raise AssertionError(f"{names} never came through {_MOST_STEPS} steps")


def _require_steps(steps: dict[str, list[str]], **least: int) -> None:
    """That they were killed at no fewer steps than we know there are."""
    for name, said in steps.items():
        assert len(said) >= least[name], said


@pytest.mark.parametrize(
    "names", [("worker",), ("web",), OUTSIDE] if _ALONE else [TOGETHER, OUTSIDE], ids="-".join
)
def test_a_payment(scene: Scene, names: Sequence[str]) -> None:
    [payer] = scene.ready("two-banks")
    debts = scene.debts(payer, 40 if names == OUTSIDE else 16)

    def pay(step: int) -> None:
        debt = debts[step - 1]
        declaration = scene.declared(debt)
        scene.await_end(payer, payer.pay(declaration))
        scene.pay_to_the_end(debt, declaration)
        scene.require_paid_once(debt)

    steps = _killed_at_each(scene, names, pay)
    # Taken, kept, before and after sending, marked; taken, moved, marked. – Declared, ordered,
    # the answer kept and committed.
    # The message kept, its digest, taken, the debit and its entries, answered, posted, marked.
    _require_steps(steps, worker=8, web=4, sandbox=8)


@victims
def test_an_agreement(scene: Scene, names: Sequence[str]) -> None:
    payer = scene.payer("no-phone")
    scene.behave(payer, "ok")

    def sign_and_revoke(_step: int) -> None:
        number = payer.sign_agreement()
        scene.await_agreement(number, "VERIFIED")
        assert payer.agreement_says(number) == "协议签订成功"
        payer.revoke(number)
        scene.await_agreement(number, "REVOKED")
        assert payer.agreement_says(number) == "协议已撤销"

    steps = _killed_at_each(scene, names, sign_and_revoke)
    _require_steps(steps, worker=18, web=10)


@victims
def test_a_certificate(scene: Scene, names: Sequence[str]) -> None:
    [payer] = scene.ready("elderly")
    [debt] = scene.debts(payer, 1)
    order = scene.paid(debt)
    assert scene.await_end(payer, order) == "CONFIRMED"
    scene.stack.cut_day()
    eventually(lambda: scene.order_state(order) == "CLEARED", what="clearing")

    def certify(_step: int) -> None:
        before = len(payer.records())
        page = payer.send(*payer.prepared_record("1990-01", "2026-12"))
        assert page.status == 302, page.text

        def made() -> str:
            scene.stack.ensure_running()
            rows = payer.records()
            assert len(rows) == before + 1, "one application, one paper"
            return rows[0][1]

        number = eventually(made, 60, "the paper")
        assert payer.records()[0][0] == "制作成功"
        assert payer.open(f"/records/{number}/document.pdf").source.startswith("%PDF-")

    steps = _killed_at_each(scene, names, certify)
    _require_steps(steps, worker=4, web=3)


def test_a_debit_that_never_arrived(scene: Scene) -> None:
    """The network has taken the instruction and lost it: asked after (9003), it has never seen it,
    and is asked to undo it should it ever come (1021, 2021)."""
    [payer] = scene.ready("special")
    debts = scene.debts(payer, 40)
    line = scene.stack.to_network
    orders: list[str] = []

    def lost(step: int) -> None:
        declaration = scene.declared(debts[step - 1])
        scene.stack.settle()
        line.disturb(Fault.SWALLOWED, times=1)
        orders.append(payer.pay(declaration))
        scene.stack.settle()
        line.disturb(Fault.DOWN)
        _await_state(scene, orders[-1], "UNKNOWN")

    def undone(_step: int) -> None:
        line.mend()
        _await_state(scene, orders[-1], "REVERSED")
        scene.require_true_page(payer, orders[-1])

    steps = _killed_at_each(scene, TOGETHER, undone, before=lost)
    # 9003 and 1021, each taken, kept, sent, marked; their answers, each kept, handled, marked.
    _require_steps(steps, worker=14, web=4)
    for debt in debts[: len(orders)]:
        declaration = scene.declaration_of(debt)
        scene.pay_to_the_end(debt, declaration)
        scene.require_paid_once(debt)


def test_a_list_that_says_otherwise(scene: Scene) -> None:
    """3122 overturns what two banks had answered: one had booked and said no, one the reverse."""
    refused, confirmed = scene.ready("assisted", "elderly")
    debts = scene.debts(refused, 40), scene.debts(confirmed, 40)
    orders: list[tuple[str, str]] = []

    def answered_wrongly(step: int) -> None:
        scene.behave(refused, "says_refused")
        scene.behave(confirmed, "says_ok")
        try:
            no, yes = (scene.paid(of[step - 1]) for of in debts)
            assert scene.await_end(refused, no) == "REFUSED"
            assert scene.await_end(confirmed, yes) == "CONFIRMED"
            orders.append((no, yes))
        finally:
            scene.behave(refused, "ok")
            scene.behave(confirmed, "ok")
        scene.stack.settle()

    def overturned(_step: int) -> None:
        no, yes = orders[-1]
        scene.stack.close_session()
        _await_state(scene, no, "CONFIRMED")
        _await_state(scene, yes, "RETRACTED")
        scene.require_true_page(refused, no)
        scene.require_true_page(confirmed, yes)

    steps = _killed_at_each(scene, ("worker",), overturned, before=answered_wrongly)
    # Kept by the web; taken, the pack, a line each with its difference, marked.
    _require_steps(steps, worker=6)
    for no, yes in orders:
        found = [scene.stack.rows(_DIFFERENCES, int(order)) for order in (no, yes)]
        assert found == [[("BOOKED_AGAINST_ANSWER",)], [("NOT_BOOKED_AGAINST_ANSWER",)]]


def test_what_is_set_declared_and_voided(scene: Scene) -> None:
    payer = scene.payer("no-account")
    enrolment = payer.enrolments()[0]
    count = "SELECT count(*) FROM declaration_declaration WHERE enrolment_id = %s AND state = %s"

    def set_declare_void(step: int) -> None:
        tier = payer.set_amount(enrolment, step % 2)
        declaration = payer.declare(enrolment)
        assert scene.stack.rows(_DECLARED, int(enrolment)) == [(int(declaration), int(tier))]
        address = f"/pension/declarations/{declaration}/voiding/"
        assert payer.send(address, payer.open(address).form("key").filled()).status == 302
        states = [scene.stack.count(count, int(enrolment), was) for was in ("DECLARED", "VOIDED")]
        assert states == [0, step], "each declared once and voided once"
        assert payer.prepared_declaration(enrolment)[1], "what is voided can be declared again"

    steps = _killed_at_each(scene, ("web",), set_declare_void)
    # The amount and its payable, committed; the declaration; its end, the payable open again.
    _require_steps(steps, web=6)


def _await_state(scene: Scene, order: str, state: str) -> None:
    def there() -> bool:
        scene.stack.ensure_running()
        return scene.order_state(order) == state

    eventually(there, 60, f"{order} being {state}")
