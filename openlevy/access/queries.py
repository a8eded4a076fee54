"""Reads, as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from openlevy.access.models import RegistrationCode, RoleGrant, User
from openlevy.kernel.flow import Role
from openlevy.statements.services import run


@dataclass(frozen=True, slots=True)
class UserView:
    """What may be shown of a user."""

    id: int
    username: str
    display_name: str
    jurisdiction: str
    payer_id: int | None
    is_active: bool


def user(user_id: int) -> UserView | None:
    """The user of that number."""
    return next(_views(pk=user_id), None)


def user_of_payer(payer_id: int) -> UserView | None:
    """The first user who acts for the payer."""
    return next(_views(payer_id=payer_id), None)


def roles_of(user_id: int) -> dict[str, Role]:
    """The roles granted to a user, by scope. Paying is no grant: see ``UserView.payer_id``."""
    granted: dict[str, Role] = {}
    for scope, role in RoleGrant.objects.filter(user_id=user_id).values_list("scope", "role"):
        granted[scope] = granted.get(scope, Role(0)) | Role[role]
    return granted


@dataclass(frozen=True, slots=True)
class CodeHandedOut:
    """A 注册码 as its office may see it afterwards: whose, by whom, what became of it. The code
    itself was told once."""

    id: int
    name: str
    id_type: str
    id_tail: str
    officer_id: int | None
    handed_out_at: datetime
    expires_at: datetime
    used_at: datetime | None
    withdrawn_at: datetime | None


def codes_handed_out(office: str, most: int = 50) -> list[CodeHandedOut]:
    """The latest 注册码 that an office handed out, newest first."""
    columns = list(CodeHandedOut.__dataclass_fields__)
    rows = RegistrationCode.objects.filter(office=office).order_by("-id")
    return [CodeHandedOut(*row) for row in rows.values_list(*columns)[:most]]


_HOLDS = """
SELECT 1 FROM access_role_grant g JOIN access_user u ON u.id = g.user_id AND u.is_active
WHERE g.user_id = %(user_id)s AND g.role = %(role)s AND g.scope = %(office)s
FOR SHARE OF g
"""


def holds(user_id: int, role: Role, office: str) -> bool:
    """Whether the officer holds the role at the office; within a transaction, to its end: whoever
    takes the role away waits for what is done by it."""
    values = {"user_id": user_id, "role": role.name, "office": office}
    return bool(run(_HOLDS, values))


def names_of(user_ids: list[int]) -> dict[int, str]:
    """What these users are called, by their numbers."""
    return dict(User.objects.filter(pk__in=user_ids).values_list("pk", "display_name"))


def _views(**wanted: int) -> Iterator[UserView]:
    rows = User.objects.filter(**wanted).order_by("id")[:1]
    return (
        UserView(
            id=row.pk,
            username=row.username,
            display_name=row.display_name,
            jurisdiction=row.jurisdiction,
            payer_id=row.payer_id,
            is_active=row.is_active,
        )
        for row in rows
    )
