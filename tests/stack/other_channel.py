"""``python -m tests.stack.other_channel …``: payers come in by another channel than the portal.

A process with threads that call the product's services, as a channel's own server would. Words: the
payer's and the user's number, the payable or declaration, the agreement (0: only declare), how many
at once, and the instant (Unix time) at which all of them begin. Prints what each was told, as JSON.
"""

import json
import os
import sys
import threading
import time
from typing import Any
from uuid import uuid4

CHANNEL = "mobile"


def main(words: list[str]) -> int:
    """Runs them and prints their answers in one line."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "openlevy.config.settings"
    django.setup()
    payer, user, record, agreement, times = (int(word) for word in words[:5])
    told: list[dict[str, Any]] = []
    threads = [
        threading.Thread(target=_one, args=(payer, user, record, agreement, float(words[5]), told))
        for _ in range(times)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


def _one(
    payer: int, user: int, record: int, agreement: int, at: float, told: list[dict[str, Any]]
) -> None:
    from django.db import connection

    from openlevy.kernel.errors import Refusal

    connection.ensure_connection()
    time.sleep(max(0.0, at - time.time()))
    try:
        told.append({"made": _acted(payer, user, record, agreement)})
    except Refusal as refusal:
        told.append({"refused": refusal.code})
    finally:
        connection.close()


def _acted(payer: int, user: int, record: int, agreement: int) -> int:
    from openlevy.declaration.services import draw_up
    from openlevy.history.services import Actor
    from openlevy.kernel.flow import Role
    from openlevy.payment.services import pay
    from openlevy.reference.queries import business_date

    common: dict[str, Any] = {
        "payer_id": payer,
        "channel": CHANNEL,
        "actor": Actor(Role.PAYER, user),
        "request_key": uuid4(),
        "today": business_date(),
    }
    if agreement:
        return pay(declaration_ids=[record], agreement_id=agreement, **common)
    return draw_up(payable_ids=[record], **common)[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
