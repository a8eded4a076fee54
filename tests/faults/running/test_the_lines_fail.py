"""The lines between the platform and the network are cut, slow, wrong, or say everything twice."""

import pytest

from tests.faults.running.scenes import OPEN, Scene
from tests.stack.waiting import eventually
from tests.stack.wire import Fault

_REQUESTS = 3


@pytest.mark.parametrize("line", ["to_network", "to_product"])
def test_every_fault_of_a_line_is_survived(scene: Scene, line: str) -> None:
    payers = scene.ready("two-banks", "special")
    debts = [scene.debts(payer, len(Fault)) for payer in payers]
    wire = getattr(scene.stack, line)
    for fault, *at_once in zip(Fault, *debts, strict=True):
        wire.disturb(fault, times=_REQUESTS)
        declarations = [scene.declared(debt) for debt in at_once]
        for debt, declaration in zip(at_once, declarations, strict=True):
            debt.payer.pay(declaration)
        for debt, declaration in zip(at_once, declarations, strict=True):
            scene.pay_to_the_end(debt, declaration)
        wire.mend()
    scene.stack.settle()
    for debt in (debt for of_payer in debts for debt in of_payer):
        scene.require_paid_once(debt)


def test_while_the_network_is_away_the_page_says_not_to_pay_again(scene: Scene) -> None:
    [payer] = scene.ready("two-banks")
    [debt] = scene.debts(payer, 1)
    scene.stack.settle()
    scene.stack.kill("sandbox")
    order = scene.paid(debt)
    eventually(lambda: payer.outcome(order) == "正在确认，请勿重复缴费", 30, "the warning")
    page = payer.open(f"/payment/agreement/?declaration={scene.declaration_of(debt)}")
    assert page.status == 409
    assert "请勿重复缴费" in page.text or "没有重复扣款" in page.text
    assert scene.order_state(order) in OPEN
    scene.stack.restart("sandbox")
    scene.pay_to_the_end(debt, scene.declaration_of(debt))
    scene.require_paid_once(debt)
