"""``python -m tests.journeys.posts FILE``: makes officers in the product's environment.

FILE holds a JSON list of officers: username, name, password, secret (as typed into a telephone),
and ``posts``, pairs of role and tax office, which take the place of what they held before.
"""

import json
import sys
from contextlib import suppress
from pathlib import Path

import django


def main(file: str) -> None:
    """Makes everybody in the file; once more is once."""
    django.setup()
    from openlevy.access.errors import AlreadyRegistered
    from openlevy.access.second_factor import agree_second_factor, has_second_factor
    from openlevy.access.services import officers
    from openlevy.access.tests.granted import roles_of
    from openlevy.history.services import Actor
    from openlevy.kernel.flow import Role
    from openlevy.kernel.one_time import from_letters

    operator = Actor(Role.ADMIN)
    for one in json.loads(Path(file).read_text()):
        name = one["username"]
        with suppress(AlreadyRegistered):
            officers.add_officer(
                username=name,
                display_name=one["name"],
                password=one["password"],
                jurisdiction="beijing",
                by=operator,
            )
        number = officers.officer_numbered(name)
        for office, held in roles_of(number).items():
            for role in held:
                officers.revoke_office(name, role, office, by=operator)
        for role, office in one["posts"]:
            officers.grant_office(name, Role[role], office, by=operator)
        if one["secret"] and not has_second_factor(number):
            agree_second_factor(number, from_letters(one["secret"]))


if __name__ == "__main__":
    main(sys.argv[1])
