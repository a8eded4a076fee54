"""What happened to a payer's records, newest first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openlevy.kernel.flow import Role
from openlevy.statements.services import Fragment, columns, read


@dataclass(frozen=True, slots=True)
class Happening:
    """One transition, as pages show it."""

    subject: str
    record_id: int
    action: str
    from_state: str
    to_state: str
    role: Role
    business_date: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """What an officer did: ``subject`` is the table of the record that was moved; empty for an act
    that moved none."""

    id: int
    subject: str
    action: str
    payer_id: int | None
    record_id: int | None
    at: datetime


_TOLD = f"SELECT {columns(Happening)} FROM history_transition WHERE payer_id = %(payer_id)s"
_OF_PAYER = f"""
    {_TOLD} AND action = ANY(%(actions)s)
        AND (%(before_id)s::bigint IS NULL OR id < %(before_id)s::bigint)
    ORDER BY id DESC
    LIMIT %(most)s
"""
_OF_RECORDS = f"""
    SELECT {columns(Happening)} FROM history_transition
    WHERE payer_id = ANY(%(payer_ids)s::bigint[]) AND record_id = ANY(%(record_ids)s::bigint[])
        AND action = ANY(%(actions)s)
    ORDER BY id DESC
    LIMIT %(most)s
"""
_OF_OFFICER = f"""
    (SELECT id, subject, action, payer_id, record_id, at FROM history_transition
        WHERE actor_id = %(actor_id)s AND role >= {Role.WINDOW.value}
        ORDER BY id DESC LIMIT %(most)s)
    UNION ALL
    (SELECT id, '' AS subject, act, payer_id, record_id, at FROM history_act
        WHERE actor_id = %(actor_id)s
        ORDER BY id DESC LIMIT %(most)s)
    ORDER BY id DESC LIMIT %(most)s OFFSET %(offset)s
"""


def of_payer(
    payer_id: int, *, actions: list[str], before_id: int | None = None, most: int = 20
) -> list[Happening]:
    """The payer's transitions by the named actions, newest first."""
    values = {"payer_id": payer_id, "actions": actions, "before_id": before_id, "most": most}
    return [_happening(*row) for row in read(_OF_PAYER, values)]


def of_records(
    payer_ids: list[int], record_ids: list[int], *, actions: list[str], most: int = 20
) -> list[Happening]:
    """The transitions by the named actions of some records of some payers, newest first."""
    values = {
        "payer_ids": payer_ids,
        "record_ids": record_ids,
        "actions": actions,
        "most": most,
    }
    return [_happening(*row) for row in read(_OF_RECORDS, values)]


def of_officer(actor_id: int, *, offset: int = 0, most: int = 20) -> list[Done]:
    """What an officer did, newest first."""
    values = {"actor_id": actor_id, "most": offset + most, "offset": offset}
    return [Done(*row) for row in read(_OF_OFFICER, values)][:most]


def steps_sql(name: str, subject: str) -> Fragment:
    """Every transition of one table's records as a ``WITH`` item: payer_id, record_id, action,
    from_state, to_state, before (the state that the step before led to, null for the first),
    is_last."""
    sql = f"""
        SELECT payer_id, record_id, action, from_state, to_state, lag(to_state) OVER way AS before,
            lead(id) OVER way IS NULL AS is_last
        FROM history_transition WHERE subject = '{subject}'
        WINDOW way AS (PARTITION BY payer_id, record_id ORDER BY id)"""
    return Fragment({name: sql})


def _happening(
    subject: str, record_id: int, action: str, before: str, after: str, role: int, *when: Any
) -> Happening:
    return Happening(subject, record_id, action, before, after, Role(role), *when)
