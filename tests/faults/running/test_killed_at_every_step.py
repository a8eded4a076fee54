"""Web and worker are killed at each step of a payment, an agreement and a certificate in turn.

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

TOGETHER = ("worker", "web")
_ALONE = os.environ.get("OPENLEVY_FAULT_ALONE") == "1"
_MOST_STEPS = 60
_log = logging.getLogger(__name__)
victims = pytest.mark.parametrize(
    "names", [("worker",), ("web",)] if _ALONE else [TOGETHER], ids="-".join
)


def _killed_at_each(
    scene: Scene, names: Sequence[str], act: Callable[[int], None]
) -> dict[str, list[str]]:
    """Does ``act`` again and again while each of the processes dies one step later each time, until
    all came through alive; the steps that each came by in the end."""
    scene.stack.settle()
    for step in range(1, _MOST_STEPS):
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


@victims
def test_a_payment(scene: Scene, names: Sequence[str]) -> None:
    [payer] = scene.ready("two-banks")
    debts = scene.debts(payer, 16)

    def pay(step: int) -> None:
        debt = debts[step - 1]
        declaration = scene.declared(debt)
        scene.await_end(payer, payer.pay(declaration))
        scene.pay_to_the_end(debt, declaration)
        scene.require_paid_once(debt)

    steps = _killed_at_each(scene, names, pay)
    # Taken, kept, before and after sending, marked; taken, moved, marked. – Declared, ordered,
    # the answer kept and committed.
    _require_steps(steps, worker=8, web=4)


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
