"""Twenty attempts at one payable at one instant, from two channels: one declaration, one debit.

Ten come by the portal over HTTP, half of them the same form sent again and again, and ten by
another channel's process.
"""

import json
import threading
import time
from typing import Any

from tests.faults.running.scenes import Debt, Scene
from tests.stack.pages import Page
from tests.stack.payer_client import PayerClient, Sent, declaration_in, order_in

_EACH = 10
_START_SECONDS = 4.0
_FOUND, _CONFLICT = 302, 409


class Attempts:
    """Forms got ready beforehand, and sent at one instant."""

    def __init__(self, scene: Scene, debt: Debt) -> None:
        self._scene = scene
        self._debt = debt
        account = debt.payer.account
        self._payer_id, self._user_id = scene.stack.rows(
            "SELECT payer_id, id FROM access_user WHERE username = %s", account["username"]
        )[0]

    def race(
        self, forms: list[tuple[str, Sent]], record: str, agreement: str
    ) -> tuple[list[Page], list[dict[str, Any]]]:
        """What the portal answered to the forms, and the other channel to as many attempts."""
        at = time.time() + _START_SECONDS
        pages: list[Page] = []
        threads = [
            threading.Thread(target=_send, args=(self._debt.payer, at, form, pages))
            for form in forms
        ]
        for thread in threads:
            thread.start()
        words = (self._payer_id, self._user_id, record, agreement or 0, _EACH, at)
        said = self._scene.stack.run_beside(
            "tests.stack.other_channel", *(str(word) for word in words)
        )
        for thread in threads:
            thread.join(60)
        return pages, json.loads(said)


def _send(payer: PayerClient, at: float, form: tuple[str, Sent], pages: list[Page]) -> None:
    time.sleep(max(0.0, at - time.time()))
    pages.append(payer.send(*form))


def _half_the_same(forms: list[tuple[str, Sent]]) -> list[tuple[str, Sent]]:
    """Each form once, the first one five times more."""
    return forms + [forms[0]] * (_EACH - len(forms))


def test_one_declaration_and_one_debit(scene: Scene) -> None:
    [payer] = scene.ready("two-banks")
    [debt] = scene.debts(payer, 1)
    attempts = Attempts(scene, debt)

    forms = [_declaring(debt) for _ in range(_EACH // 2)]
    pages, others = attempts.race(_half_the_same(forms), debt.due, "")
    declaration = scene.declaration_of(debt)
    _require_one(pages, others, declaration, declaration_in)
    live = "SELECT count(*) FROM declaration_declaration WHERE payable_id = %s"
    assert scene.stack.count(live, int(debt.due)) == 1

    paying = [payer.prepared_payment(declaration) for _ in range(_EACH // 2)]
    agreement = next(value for name, value in paying[0][1] if name == "agreement")
    pages, others = attempts.race(_half_the_same(paying), declaration, agreement)
    [order] = scene.orders_of(declaration)
    _require_one(pages, others, str(order[0]), order_in)
    assert scene.await_end(payer, str(order[0])) == "CONFIRMED"
    scene.require_paid_once(debt)


def _declaring(debt: Debt) -> tuple[str, Sent]:
    address, sent = debt.payer.prepared_declaration(debt.enrolment, "special")
    return address, [pair for pair in sent if pair[0] != "due"] + [("due", debt.due)]


def _require_one(pages: list[Page], others: list[dict[str, Any]], made: str, number: Any) -> None:
    """Whoever was told a number was told the same one; all others were told what holds now."""
    assert len(pages) == len(others) == _EACH
    assert {page.status for page in pages} <= {_FOUND, _CONFLICT}, [page.text for page in pages]
    told = {number(page) for page in pages if page.status == _FOUND}
    told |= {str(one["made"]) for one in others if "made" in one}
    assert told == {made}
    refused = {one["refused"] for one in others if "refused" in one}
    assert refused <= {"declaration.not_open", "payment.being_paid", "payment.paid_already"}
