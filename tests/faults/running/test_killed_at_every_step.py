"""Web and worker are killed at each step of a payment, an agreement and a certificate in turn; the
sandbox at each step of a payment.

Both die in one run; each alone with OPENLEVY_FAULT_ALONE=1.
"""

import os
from collections.abc import Sequence

import pytest

from tests.faults.running.killing import TOGETHER, killed_at_each, require_steps
from tests.faults.running.scenes import Scene
from tests.stack.waiting import eventually

OUTSIDE = ("sandbox",)
_ALONE = os.environ.get("OPENLEVY_FAULT_ALONE") == "1"
victims = pytest.mark.parametrize(
    "names", [("worker",), ("web",)] if _ALONE else [TOGETHER], ids="-".join
)


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

    steps = killed_at_each(scene, names, pay)
    # Taken, kept, before and after sending, marked; taken, moved, marked. – Declared, ordered,
    # the answer kept and committed.
    # The message kept, its digest, taken, the debit and its entries, answered, posted, marked.
    require_steps(steps, worker=8, web=4, sandbox=8)


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

    steps = killed_at_each(scene, names, sign_and_revoke)
    require_steps(steps, worker=18, web=10)


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

    steps = killed_at_each(scene, names, certify)
    require_steps(steps, worker=4, web=3)
