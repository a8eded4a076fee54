"""Whom a payer pays for; plain values."""

from dataclasses import dataclass
from datetime import datetime

from openlevy.parties.rules import PROVED_FOR
from openlevy.statements.services import read


@dataclass(frozen=True, slots=True)
class PrincipalSeen:
    """Somebody whom a payer pays for, by the ``number`` that the payer calls them by."""

    number: int
    payer_id: int
    name: str
    id_type: str
    id_tail: str
    nationality: str
    saved: bool


_PRINCIPALS = """
    SELECT a.id, p.payer_id, p.name, p.id_type, p.id_tail, p.nationality, a.saved
    FROM parties_acts_for a JOIN parties_person p ON p.payer_id = a.principal_id
    WHERE a.payer_id = %(payer_id)s"""
_STANDING = f"{_PRINCIPALS} AND (a.saved OR a.proved_at > %(since)s)"
_SAVED = f"{_PRINCIPALS} AND a.saved ORDER BY a.id"
_ALL_STANDING = f"{_STANDING} ORDER BY a.id"
_PRINCIPAL = f"{_STANDING} AND a.id = %(number)s"
_PRINCIPAL_OF = f"{_STANDING} AND a.principal_id = %(principal_id)s"


def principals(payer_id: int) -> list[PrincipalSeen]:
    """常用缴费人 of a payer, in the order saved."""
    return [PrincipalSeen(*row) for row in read(_SAVED, {"payer_id": payer_id})]


def standing_principals(payer_id: int, *, now: datetime) -> list[PrincipalSeen]:
    """Everybody whom the payer may pay for now, saved or not, in the order first named."""
    values = {"payer_id": payer_id, "since": now - PROVED_FOR}
    return [PrincipalSeen(*row) for row in read(_ALL_STANDING, values)]


def principal(payer_id: int, number: int, *, now: datetime) -> PrincipalSeen | None:
    """Somebody whom the payer may pay for now, by the payer's number for them."""
    values = {"payer_id": payer_id, "number": number, "since": now - PROVED_FOR}
    rows = read(_PRINCIPAL, values)
    return PrincipalSeen(*rows[0]) if rows else None


def principal_of(payer_id: int, principal_id: int, *, now: datetime) -> PrincipalSeen | None:
    """The same by who they are."""
    values = {"payer_id": payer_id, "principal_id": principal_id, "since": now - PROVED_FOR}
    rows = read(_PRINCIPAL_OF, values)
    return PrincipalSeen(*rows[0]) if rows else None
