"""The worker is killed at each step between the treasury's receipt and the agency's credit: every
payment is told once, and credited once on the day that the agency has named."""

import logging

from tests.faults.running.scenes import Scene
from tests.stack.waiting import eventually

_log = logging.getLogger(__name__)
_CREDITED = """
    SELECT c.credited_on FROM payment_credited c JOIN payment_order o ON o.id = c.order_id
    WHERE o.voucher_no = %s"""


def test_telling_and_crediting(scene: Scene) -> None:
    [payer] = scene.ready("two-banks")
    debts = scene.debts(payer, 80)
    vouchers: list[str] = []
    for step, debt in enumerate(debts, start=1):
        vouchers.append(_paid(scene, scene.paid(debt)))
        scene.stack.arm("worker", step)
        # The cut brings this payment's receipt, and the agency's credit of the one before.
        scene.stack.cut_day()
        _await_told(scene, vouchers[-1])
        for voucher in vouchers[-2:-1]:
            _await_credited(scene, voucher)
        steps = scene.stack.disarm("worker")
        scene.stack.ensure_running()
        if len(steps) < step:
            break
        _log.info("%s", steps[step - 1])
    else:
        raise AssertionError(f"the worker never came through {len(debts)} steps")
    # Booked, cleared and queued, kept, sent, marked; the credit kept, its feedback sent, marked.
    assert len(steps) >= 15, steps
    scene.stack.outside.order("/control/credit")
    for voucher in vouchers:
        _await_credited(scene, voucher)


def _paid(scene: Scene, order: str) -> str:
    """Waits for the debit and for quiet; the voucher."""

    def confirmed() -> bool:
        scene.stack.ensure_running()
        return scene.order_state(order) == "CONFIRMED"

    eventually(confirmed, 90, f"the debit of {order}")
    scene.stack.settle()
    return str(scene.stack.rows("SELECT voucher_no FROM payment_order WHERE id = %s", order)[0][0])


def _await_told(scene: Scene, voucher: str) -> None:
    def told() -> bool:
        scene.stack.ensure_running()
        return len(_entries(scene, voucher)) == 1

    eventually(told, 60, f"the agency's knowledge of {voucher}")


def _await_credited(scene: Scene, voucher: str) -> None:
    """The product has the very day that the agency has, once."""

    def credited() -> bool:
        scene.stack.ensure_running()
        (theirs,) = [one["credited_on"] for one in _entries(scene, voucher)]
        ours = [str(day) for (day,) in scene.stack.rows(_CREDITED, voucher)]
        return ours == [theirs]

    eventually(credited, 60, f"the credit of {voucher}")


def _entries(scene: Scene, voucher: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = scene.stack.outside.get(f"/payments.json?q={voucher}")["entries"]
    return found
