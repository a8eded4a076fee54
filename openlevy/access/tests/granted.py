"""The roles that somebody holds, for tests and for the journeys that make officers."""

from openlevy.access.models import RoleGrant
from openlevy.kernel.flow import Role


def roles_of(user_id: int) -> dict[str, Role]:
    """The roles granted to a user, by scope. Paying is no grant: see ``UserView.payer_id``."""
    granted: dict[str, Role] = {}
    for scope, role in RoleGrant.objects.filter(user_id=user_id).values_list("scope", "role"):
        granted[scope] = granted.get(scope, Role(0)) | Role[role]
    return granted
