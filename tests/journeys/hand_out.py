"""``python -m tests.journeys.hand_out FILE``: an officer hands a 注册码 to the person in FILE, and
says it on standard output, as at the counter of a hall."""

import json
import sys
from pathlib import Path

import django


def main(file: str) -> None:
    """Hands it out and prints it."""
    django.setup()
    from openlevy.access.services import hand_out_registration_code
    from openlevy.history.services import Actor
    from openlevy.kernel.flow import Role

    person = json.loads(Path(file).read_text())
    code = hand_out_registration_code(
        id_type=person["id_type"],
        id_no=person["id_number"],
        name=person["name"],
        officer=Actor(Role.TAX, 1),
        office="11101050000",
    )
    print(code)  # noqa: T201  # said at the counter


if __name__ == "__main__":
    main(sys.argv[1])
