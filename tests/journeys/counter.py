"""``python -m tests.journeys.counter PAYER [SIGNAL]``: declares what a payer has open, as the
officer at a service hall's counter will, and prints the declarations or the refusal's code.

The counter has no screen yet; its channel has. With SIGNAL, a file, it gets ready and then waits
until that file is there, so that a test can have it act in the same instant as somebody else.
"""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import django


@dataclass(frozen=True)
class CounterCall:
    """A counter that waits for its signal."""

    process: "subprocess.Popen[str]"
    signal: Path

    def go(self) -> None:
        """Acts, now."""
        self.signal.touch()

    def answer(self) -> str:
        """The declarations' numbers, or the refusal's code."""
        assert self.process.stdout
        return self.process.stdout.read()


def main(payer: str, signal: str = "") -> None:
    """Declares at the counter."""
    django.setup()
    from openlevy.assessment.queries import payables
    from openlevy.declaration.services import draw_up
    from openlevy.history.services import Actor
    from openlevy.kernel.errors import Refusal
    from openlevy.kernel.flow import Role
    from openlevy.reference.queries import business_date

    today = business_date()
    chosen = [row.id for row in payables(int(payer))]
    if signal:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while not Path(signal).exists():
            time.sleep(0.001)
    try:
        made = draw_up(
            payer_id=int(payer),
            payable_ids=chosen,
            channel="counter",
            actor=Actor(Role.TAX, 1),
            request_key=uuid4(),
            today=today,
        )
    except Refusal as refusal:
        sys.stdout.write(refusal.code)
    else:
        sys.stdout.write(" ".join(map(str, made)))


if __name__ == "__main__":
    main(*sys.argv[1:])
