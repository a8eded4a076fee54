"""The program is killed at each step of an agreement that is signed and ended at a bank's counter:
it is there once, ended once, and the bank is answered."""

from typing import Any

from tests.faults.running.killing import TOGETHER, killed_at_each, require_steps
from tests.faults.running.scenes import Scene
from tests.stack.waiting import eventually

_STEPS = "SELECT action FROM history_transition WHERE record_id = %s ORDER BY id"
_OF_NUMBER = "SELECT id, state FROM payment_agreement WHERE protocol_no = %s"


def test_an_agreement_signed_and_ended_at_the_counter(scene: Scene) -> None:
    account = scene.stack.account("shanxi-two-places")
    who = {"account": account["bank_accounts"][0]["number"], "id_number": account["id_number"]}
    office = account["enrolments"][0]["tax_office"]

    def sign_and_end(_step: int) -> None:
        now = _told(scene, do="sign", tax_office=office, **who)
        number = now["protocol_no"]
        assert (now["state"], now["agreement_state"]) == ("taken", "verified"), now
        [(agreement, state)] = scene.stack.rows(_OF_NUMBER, number)
        assert state == "VERIFIED"
        assert _told(scene, do="end", **who)["state"] == "taken"
        assert scene.stack.rows(_OF_NUMBER, number) == [(agreement, "REVOKED")]
        assert scene.stack.rows(_STEPS, agreement) == [("verify",), ("end",)]

    steps = killed_at_each(scene, TOGETHER, sign_and_end)
    # Taken, moved, marked, and the answer as any message; for the signing and for the end.
    require_steps(steps, worker=8, web=2)


def _told(scene: Scene, **order: object) -> dict[str, Any]:
    """The visit to the counter, once the bank has its answer."""
    visit = scene.stack.outside.order("/control/counter", **order)

    def answered() -> list[dict[str, Any]]:
        scene.stack.ensure_running()
        now = scene.stack.outside.order("/control/counter", do="look", visit=visit["id"])
        return [] if now["state"] == "waiting" else [now]

    return eventually(answered, 60, "an answer to the bank")[0]
