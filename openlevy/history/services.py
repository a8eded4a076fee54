"""``advance`` and its fragment: the compare-and-set that moves a state, and the row about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from django.db import connection, transaction

from openlevy.history.models import Act, Transition
from openlevy.kernel.errors import Refusal
from openlevy.kernel.flow import Flow, Role
from openlevy.privacy.services import seal
from openlevy.statements.services import Fragment


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: in which capacity, and the user's or officer's id when a person does."""

    role: Role
    id: int | None = None


CLOCK = Actor(Role.CLOCK)
BANK = Actor(Role.BANK)
TREASURY = Actor(Role.TREASURY)
AGENCY = Actor(Role.AGENCY)


@dataclass
class AlreadyMoved(Refusal):
    """Another process moved the record first."""

    subject: str
    record_id: int
    action: str
    code = "history.already_moved"


class Record(Protocol):
    """What ``advance`` needs of a row: its keys, its state and its table."""

    payer_id: Any
    id: Any
    state: Any

    @property
    def _meta(self) -> Any: ...


@transaction.atomic
def advance(
    record: Record,
    flow: Flow,
    action: str,
    actor: Actor,
    *,
    today: date,
    note: str = "",
    also: Mapping[str, Any] | None = None,
) -> None:
    """Move one record along its flow, writing ``also`` columns in the same UPDATE.

    Args:
        record: a row whose ``state`` is what the caller decided upon.
        note: free text for whoever reads the history; stored sealed.

    Raises:
        ActionNotAllowed: the flow has no such step for this role.
        AlreadyMoved: the row's state is not any more what the caller saw.
    """
    state = next(s for s in flow.states if s == record.state)
    target = flow.target(state, action, actor.role)
    table = record._meta.db_table
    columns = {"state": target.value, **(also or {})}
    sets = ", ".join(f"{column} = %s" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {sets} WHERE payer_id = %s AND id = %s AND state = %s",
            [*columns.values(), record.payer_id, record.id, state.value],
        )
        if cursor.rowcount != 1:
            raise AlreadyMoved(subject=table, record_id=record.id, action=action)
    _write(record, table, action, state.value, target.value, actor, today, note)
    record.state = target.value


def _write(
    record: Record,
    table: str,
    action: str,
    was: str,
    now: str,
    actor: Actor,
    today: date,
    note: str,
) -> None:
    Transition.objects.create(
        payer_id=record.payer_id,
        subject=table,
        record_id=record.id,
        action=action,
        from_state=was,
        to_state=now,
        role=actor.role.value,
        actor_id=actor.id,
        note=seal(note, purpose="history.note") if note else None,
        business_date=today,
    )


def record_act(
    actor: Actor,
    act: str,
    *,
    office: str = "",
    payer_id: int | None = None,
    record_id: int | None = None,
    note: str = "",
) -> None:
    """Put on record what somebody did that moves no record along a flow, in the transaction of what
    is done.

    Args:
        office: the tax office in whose name.
        note: free text for whoever reads the history; stored sealed.
    """
    Act.objects.create(
        actor_id=actor.id,
        role=actor.role.value,
        act=act,
        office=office,
        payer_id=payer_id,
        record_id=record_id,
        note=seal(note, purpose="history.note") if note else None,
    )


def advance_sql(
    name: str,
    table: str,
    flow: Flow,
    action: str,
    actor: Actor,
    *,
    where: str,
    today: date,
    also: str = "",
    returning: str = "",
    source: str | None = None,
) -> Fragment:
    """The set form as ``WITH`` items: ``name`` are the rows moved, ``name_kept`` their history.

    Only rows in the one state from which the flow lets this role take ``action`` are moved.

    Args:
        where: a condition on ``t``, the table; it may name items written before.
        also: further assignments, each preceded by a comma.
        returning: further columns of ``t``, each preceded by a comma, beside payer_id and id.
        source: which starting state is meant, where the action has several.

    Raises:
        ValueError: no starting state, or several and none named: no one ``from_state`` to record.
    """
    was, target = _one_move(flow, action, actor.role, source)
    moved = f"""
        UPDATE {table} AS t SET state = '{target.value}'{also}
        WHERE t.state = '{was.value}' AND {where}
        RETURNING t.payer_id, t.id{returning}"""
    kept = f"""
        INSERT INTO history_transition (payer_id, subject, record_id, action, from_state,
            to_state, role, actor_id, business_date)
        SELECT payer_id, '{table}', id, '{action}', '{was.value}', '{target.value}',
            {actor.role.value}, %({name}_actor)s::bigint, %({name}_today)s::date
        FROM {name}"""
    return Fragment({name: moved, f"{name}_kept": kept}, advance_values(name, actor, today))


def advance_values(name: str, actor: Actor, today: date) -> dict[str, Any]:
    """The values that ``advance_sql``'s fragment called ``name`` takes. Its text depends on the
    actor's role alone, so a hot statement is composed once a role and given these each time."""
    return {f"{name}_actor": actor.id, f"{name}_today": today}


def _one_move(flow: Flow, action: str, role: Role, source: str | None) -> tuple[StrEnum, StrEnum]:
    moves = {
        was: target
        for was, target in flow.sources(action, role).items()
        if source is None or was == source
    }
    if len(moves) != 1:
        raise ValueError(f"{flow.name}.{action}: {len(moves)} starting states for {role}")
    ((was, target),) = moves.items()
    return was, target
