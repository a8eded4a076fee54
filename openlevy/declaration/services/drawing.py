"""Draw up: payables declared, all or none, in one statement."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

import psycopg

from openlevy.assessment.queries import PayableSeen, payable_on_sql, payables
from openlevy.assessment.services import days_lifted, why_closed, year_elsewhere
from openlevy.assessment.services import move_sql as move_payables_sql
from openlevy.declaration.models import Declaration
from openlevy.declaration.rules import (
    MOST_AT_ONCE,
    AmountChanged,
    EnrolmentClosed,
    EnrolmentOfOtherYears,
    KeyReused,
    NothingChosen,
    NotOpen,
    YearChosenTwice,
    content_hash,
)
from openlevy.history.services import Actor, advance_values
from openlevy.kernel.errors import Refusal
from openlevy.kernel.flow import Role
from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period
from openlevy.ledger.chart import Event
from openlevy.ledger.services import post_sql
from openlevy.parties.queries import enrolment
from openlevy.parties.services import active_enrolments_sql, require_acting
from openlevy.reference.queries import closed_offices
from openlevy.statements.services import Fragment, StatementRefused, compose, run

_COPIED = (
    "enrolment_id, kind, kind_words, levy_item, levy_subitem, tax_office, agency_code,"
    " period_start, period_end, amount_fen"
)
_DRAWN = f"""
    INSERT INTO declaration_declaration (payer_id, payable_id, {_COPIED}, channel, request_key,
        position, content_hash, declared_on, declared_by)
    SELECT payer_id, id, {_COPIED}, %(channel)s, %(request_key)s,
        row_number() OVER (ORDER BY id), %(content_hash)s, %(today)s,
        nullif(%(declared_by)s::bigint, payer_id)
    FROM payables
    RETURNING payer_id, id, kind, amount_fen"""

_PAYABLES_CHOSEN = """t.payer_id = %(payer_id)s AND t.id = ANY(%(payable_ids)s)
    AND left(t.tax_office, 3) <> ALL(string_to_array(%(closed)s, ','))
    AND t.id IN (SELECT id FROM due)
    AND (t.kind = 'special' OR EXISTS (
        SELECT FROM enrolled e WHERE e.id = t.enrolment_id
            AND e.first_day <= t.period_end AND e.last_day >= t.period_start))"""


_ANSWERED = ("declaration_request_once", "payable_year_once")
"""What only another request can have broken, this moment: its answer, or why not, is read then."""


def draw_up(
    *,
    payer_id: int,
    payable_ids: Sequence[int],
    channel: str,
    actor: Actor,
    request_key: UUID,
    today: date,
    shown_fen: Fen | None = None,
    declared_by: int | None = None,
) -> list[int]:
    """Declare open payables, all or none, in one statement; the declarations' ids.

    The same request again gives the same answer. ``shown_fen`` is what the payer was shown for all
    together, None where nobody was: when it is another amount by now, nothing is declared.
    ``declared_by`` is the payer who declares for the one whose it is; None who does it themselves.

    Raises:
        NothingChosen, NotOpen, AmountChanged, EnrolmentClosed, EnrolmentOfOtherYears, KeyReused,
        OutsideDays, YearElsewhere, YearChosenTwice, NotActing, NotForOthers
    """
    chosen = sorted(set(payable_ids))
    if not 0 < len(chosen) <= MOST_AT_ONCE:
        raise NothingChosen(most=MOST_AT_ONCE)
    _require_acting(declared_by, payer_id, chosen)
    values = advance_values("payables", actor, today) | {
        "payer_id": payer_id,
        "payable_ids": chosen,
        "chosen": len(chosen),
        "shown_fen": shown_fen,
        "closed": ",".join(closed_offices(today)),
        "channel": channel,
        "declared_by": declared_by,
        "request_key": request_key,
        "content_hash": content_hash(chosen, shown_fen, declared_by or payer_id),
        "today": today,
    }
    ids = _drawn(actor.role, values) or _drawn_on_closed_days(actor.role, values)
    return sorted(ids or _same_answer(values))


def _require_acting(by: int | None, payer_id: int, chosen: Sequence[int]) -> None:
    if by is None or by == payer_id:
        return
    rows = [row for row in payables(payer_id, open_only=False) if row.id in chosen]
    require_acting(by, payer_id, [(row.levy_item, row.tax_office[1:7]) for row in rows])


def _drawn_on_closed_days(role: Role, values: dict[str, Any]) -> list[int]:
    """The same where reopened windows lift the days of the month; asked only after a refusal."""
    named = values["payer_id"], values["payable_ids"], values["today"]
    if not values["closed"] or not days_lifted(*named, declared=False):
        return []
    return _drawn(role, values | {"closed": ""})


def _drawn(role: Role, values: dict[str, Any]) -> list[int]:
    """The new declarations' ids; none when the statement was refused, or answered before."""
    try:
        ((_, ids),) = run(_draw_up_sql(role), values)
    except (psycopg.errors.UniqueViolation, psycopg.errors.ExclusionViolation) as error:
        if error.diag.constraint_name not in _ANSWERED:
            raise
        return []
    except StatementRefused:
        return []
    return list(ids)


@cache
def _draw_up_sql(role: Role) -> str:
    sql, _ = compose(
        active_enrolments_sql("enrolled"),
        payable_on_sql("due"),
        move_payables_sql(
            "payables",
            "declare",
            Actor(role),
            where=_PAYABLES_CHOSEN,
            today=date.min,
            returning=", " + ", ".join(f"t.{name.strip()}" for name in _COPIED.split(",")),
        ),
        Fragment({"drawn": _DRAWN}),
        post_sql(
            "posted",
            Event.DECLARED,
            rows="SELECT payer_id, id, payer_id, payer_id, amount_fen, %(today)s::date"
            " FROM drawn WHERE kind = 'regular'",
        ),
        answer="SELECT statement_require(count(*) = %(chosen)s AND"
        " coalesce(sum(amount_fen) = %(shown_fen)s::bigint, true), 'not_open'), array_agg(id)"
        " FROM drawn",
    )
    return sql


def _same_answer(asked: dict[str, Any]) -> list[int]:
    """What the same request was answered before; the first one may have won this very moment."""
    key = {name: asked[name] for name in ("payer_id", "request_key")}
    before = sorted(Declaration.objects.filter(**key).values_list("id", "content_hash"))
    if not before:
        raise _why_not_drawn(
            asked["payer_id"], asked["payable_ids"], asked["today"], asked["shown_fen"]
        )
    if bytes(before[0][1]) != asked["content_hash"]:
        raise KeyReused
    return [number for number, _ in before]


def _why_not_drawn(payer_id: int, chosen: list[int], today: date, shown_fen: Fen | None) -> Refusal:
    """The facts behind a refused statement, read afterwards: which rule it was."""
    still = [row for row in payables(payer_id) if row.id in chosen]
    shut = why_closed(payer_id, [row.id for row in still], today, declared=False)
    if shut is not None:
        return shut
    if _of_one_year(still):
        return YearChosenTwice()
    for row in still:
        why_not = _why_not_this(row, today)
        if why_not is not None:
            return why_not
    now_fen = sum(row.amount_fen for row in still)
    if len(still) == len(chosen) and shown_fen not in (None, now_fen):
        return AmountChanged(now_fen=now_fen)
    return NotOpen()


def _of_one_year(chosen: Sequence[PayableSeen]) -> bool:
    """Whether two of them are the same insurance's premium of the same year."""
    years = [
        (row, Period(row.period_start, row.period_end))
        for row in chosen
        if row.is_the_years(Period(row.period_start, row.period_end))
    ]
    return any(
        one.levy_item == other.levy_item and one.is_the_years(days)
        for number, (one, _) in enumerate(years)
        for other, days in years[number + 1 :]
    )


def _why_not_this(row: PayableSeen, today: date) -> Refusal | None:
    period = Period(row.period_start, row.period_end)
    under = enrolment(row.payer_id, row.enrolment_id) if row.is_the_years(period) else None
    if under is None:
        return None
    regular = row.kind == "regular" and row.due_on >= today
    if regular and not under.may_pay_for(period):
        closed = EnrolmentOfOtherYears if under.is_active else EnrolmentClosed
        return closed(year=row.period_start.year)
    return year_elsewhere(under, period)
