"""Invented officers of a tax office, with the second factor set up."""

from dataclasses import dataclass

from django.utils import timezone

from openlevy.access.queries import holds
from openlevy.access.second_factor import agree_second_factor
from openlevy.access.services.officers import add_officer, grant_office
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.kernel.one_time import STEP_SECONDS, code_of, step_at
from openlevy.privacy.services import ensure_keys

OPERATOR = Actor(Role.ADMIN)
PASSWORD = "lantern by the gate 7"
SECRET = b"twenty bytes of key!"
FANGSHAN, CHAOYANG = "11101110000", "11101050000"


@dataclass(frozen=True)
class Post:
    """An officer's account and what it may do."""

    user_id: int
    username: str
    role: Role
    office: str

    @property
    def actor(self) -> Actor:
        """The officer, acting in the one role that they have."""
        return Actor(self.role, self.user_id)


def an_officer(
    role: Role = Role.WINDOW, office: str = FANGSHAN, username: str = "", name: str = "秦明远"
) -> Post:
    """An account with one role at one office, and no second factor yet."""
    ensure_keys()
    username = username or f"{str(role.name).lower()}_{office[2:7]}"
    user_id = add_officer(
        username=username,
        display_name=name,
        password=PASSWORD,
        jurisdiction="beijing",
        by=OPERATOR,
    )
    grant_office(username, role, office, by=OPERATOR)
    assert holds(user_id, role, office)
    return Post(user_id, username, role, office)


def with_telephone(post: Post) -> Post:
    """The secret is in the telephone; the first code will confirm it."""
    agree_second_factor(post.user_id, SECRET)
    return post


def telephone_says(later: int = 0) -> str:
    """What the telephone shows ``later`` steps from now."""
    return code_of(SECRET, step_at(timezone.now().timestamp() + later * STEP_SECONDS))
