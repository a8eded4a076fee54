"""The program is killed at each step of an agreement that is signed and ended at a bank's counter:
it is there once, ended once, and the bank is answered."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.faults.running.killing import TOGETHER, killed_at_each, require_steps
from tests.faults.running.scenes import Scene
from tests.stack.waiting import eventually

_OF_NUMBER = "SELECT id, state FROM payment_agreement WHERE protocol_no = %s"


@pytest.mark.parametrize("names", [TOGETHER, ("sandbox",)], ids="-".join)
def test_an_agreement_signed_and_ended_at_the_counter(scene: Scene, names: Sequence[str]) -> None:
    account = scene.stack.account("shanxi-two-places")
    bank_account = account["bank_accounts"][0]["number"]
    office = account["enrolments"][0]["tax_office"]

    def order(**told: object) -> dict[str, Any]:
        """Given until it is answered: a clerk who is cut off asks how it stands, and does it."""

        def done() -> list[dict[str, Any]]:
            try:
                return [scene.stack.outside.order("/control/counter", **told)]
            except OSError:
                scene.stack.ensure_running()
                return []

        return eventually(done, 60, f"the counter to {told['do']}")[0]

    def settled(visit: dict[str, Any]) -> dict[str, Any]:
        def answered() -> list[dict[str, Any]]:
            scene.stack.ensure_running()
            now = order(do="look", visit=visit["id"])
            return [] if now["state"] == "waiting" else [now]

        return eventually(answered, 60, "an answer to the bank")[0]

    def sign_and_end(_step: int) -> None:
        who = {"account": bank_account, "id_number": account["id_number"]}
        now = settled(order(do="sign", tax_office=office, **who))
        number = now["protocol_no"]
        assert (now["state"], now["agreement_state"]) == ("taken", "verified"), now
        [(agreement, state)] = scene.stack.rows(_OF_NUMBER, number)
        assert state == "VERIFIED"
        assert settled(order(do="end", **who))["state"] == "taken"
        assert scene.stack.rows(_OF_NUMBER, number) == [(agreement, "REVOKED")]
        steps = "SELECT action FROM history_transition WHERE record_id = %s ORDER BY id"
        assert scene.stack.rows(steps, agreement) == [("verify",), ("end",)]

    if names == TOGETHER:
        steps = killed_at_each(scene, names, sign_and_end)
        require_steps(steps, worker=8, web=2)
    else:
        sign_and_end(0)
        scene.stack.settle()
