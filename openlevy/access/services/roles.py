"""Capacities beside paying. Read at every request that asks for them, so a loss works at once."""

from openlevy.access.models import RoleGrant
from openlevy.kernel.flow import Role


def grant(user_id: int, role: Role, *, scope: str = "") -> None:
    """Let a user act as ``role`` (one, not several) within ``scope``; again changes nothing."""
    RoleGrant.objects.get_or_create(user_id=user_id, role=_name(role), scope=scope)


def revoke(user_id: int, role: Role, *, scope: str = "") -> None:
    """Take it back; not having had it changes nothing."""
    RoleGrant.objects.filter(user_id=user_id, role=_name(role), scope=scope).delete()


def _name(role: Role) -> str:
    if role.name is None or role not in Role:
        raise ValueError(f"one role, not {role!r}")
    return role.name
