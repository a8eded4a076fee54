"""``python -m tests.journeys.sign_up FILE``: signs people up in the product's environment.

FILE holds a JSON list of people as ``tests.journeys.crowd`` describes them; each must have been
delivered by an agency before. It stands for the registration, whose own journey comes with it.
"""

import json
import sys
from pathlib import Path

import django


def main(file: str) -> None:
    """Registers everybody in the file; once more is once."""
    django.setup()
    from openlevy.access.services import register
    from openlevy.access.services.roles import grant
    from openlevy.kernel.flow import Role
    from openlevy.parties.queries import payer_of_id

    for person in json.loads(Path(file).read_text()):
        payer_id = payer_of_id(person["id_type"], person["id_number"])
        assert payer_id is not None, f"{person['name']} was not delivered"
        user_id = register(
            username=person["username"],
            id_type=person["id_type"],
            id_no=person["id_number"],
            phone=person["phone"] or None,
            password=person["password"],
            display_name=person["name"],
            payer_id=payer_id if person["acts_for_payer"] else None,
            jurisdiction=person["jurisdiction"],
        )
        if "role" in person:
            grant(user_id, Role[person["role"]])


if __name__ == "__main__":
    main(sys.argv[1])
