"""Void: by the payer, and by an agency's correction of what was declared."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from openlevy.access.services import ToPayer, tell_payers
from openlevy.assessment.services import hold_regular, is_owed_so, lock_enrolment
from openlevy.assessment.services import move_sql as move_payables_sql
from openlevy.declaration.models import Declaration
from openlevy.declaration.rules import (
    DeclarationUnknown,
    DrawnByAnother,
    NotVoidable,
)
from openlevy.declaration.services.moves import move_sql
from openlevy.declaration.states import DeclarationState
from openlevy.history.services import AGENCY, Actor
from openlevy.kernel.money import format_yuan
from openlevy.kernel.period import Period
from openlevy.ledger.chart import Event
from openlevy.ledger.services import post_sql
from openlevy.parties.queries import EnrolmentSeen, enrolment, principal_of
from openlevy.parties.services import require_acting
from openlevy.reference.queries import levy_item
from openlevy.statements.services import StatementRefused, compose, run


def void(
    *, payer_id: int, declaration_id: int, actor: Actor, today: date, by: int | None = None
) -> None:
    """Take an unpaid declaration back; its payable can be declared again.

    Voiding what is voided changes nothing. ``by`` is the payer who takes back what they drew up
    for the one whose it is; None who takes back their own, whoever drew it up.

    Raises:
        DeclarationUnknown, NotVoidable, DrawnByAnother, NotActing
    """
    require_acting(by, payer_id)
    drawn_by = None if by == payer_id else by
    try:
        _void(payer_id, declaration_id, actor, today, drawn_by)
    except StatementRefused:
        _why_not_voided(payer_id, declaration_id, drawn_by)


def void_outdated(under: EnrolmentSeen, *, today: date) -> list[int]:
    """Take back what is declared under an enrolment, not paid, and no longer what is owed: after an
    agency's correction the old declaration is replaced, not doubled (A5). The declarations' ids.
    The caller has opened a transaction, and lets what is owed follow the enrolment."""
    # One at a time under an enrolment: what comes back from a bank while its agency corrects it
    # would be taken after what it declares here, and before it there. Then in the order in which
    # a debit's outcome takes them: declarations, then what they declare. Read again, for one that
    # was drawn up meanwhile, and the enrolment, which may have been corrected.
    lock_enrolment(under.id)
    _held(under)
    hold_regular(under)
    under = enrolment(under.payer_id, under.id) or under
    outdated = [
        row
        for row in _held(under)
        if not is_owed_so(
            under,
            kind=row.kind,
            tax_office=row.tax_office,
            period=Period(row.period_start, row.period_end),
            amount_fen=row.amount_fen,
        )
    ]
    for row in outdated:
        _void(under.payer_id, row.id, AGENCY, today)
    tell_payers([told for row in outdated for told in _replaced(row)])
    return [row.id for row in outdated]


def _replaced(row: Declaration) -> Iterator[ToPayer]:
    """Told to the insured, and to who has declared for them and still may: children have no way
    in."""
    kind, by = "declaration.replaced", row.declared_by
    yield ToPayer(row.payer_id, f"{kind}:{row.id}", kind, _facts(row))
    if by is not None and principal_of(by, row.payer_id, now=timezone.now()) is not None:
        facts = {**_facts(row), "side": "paid_for_another"}
        yield ToPayer(by, f"{kind}:{row.id}", kind, facts)


def _facts(row: Declaration) -> dict[str, str]:
    """What was declared, as a message names it."""
    return {
        "insurance": levy_item(row.levy_item).name,
        "year": str(row.period_start.year),
        "last_year": str(row.period_end.year),
        "yuan": format_yuan(row.amount_fen),
    }


def _held(under: EnrolmentSeen) -> list[Declaration]:
    return list(
        Declaration.objects.select_for_update().filter(
            payer_id=under.payer_id, enrolment_id=under.id, state=DeclarationState.DECLARED
        )
    )


def _void(
    payer_id: int, declaration_id: int, actor: Actor, today: date, drawn_by: int | None = None
) -> None:
    mine = "t.payer_id = %(payer_id)s AND t.id = %(declaration_id)s"
    mine += " AND (%(drawn_by)s::bigint IS NULL OR t.declared_by = %(drawn_by)s::bigint)"
    sql, values = compose(
        move_sql(
            "voided",
            "void",
            actor,
            where=mine,
            today=today,
            returning=", t.payable_id, t.kind, t.amount_fen",
        ),
        move_payables_sql(
            "reopened",
            "reopen",
            actor,
            today=today,
            where="(t.payer_id, t.id) IN (SELECT payer_id, payable_id FROM voided)",
        ),
        post_sql(
            "posted",
            Event.DECLARATION_VOIDED,
            rows="SELECT payer_id, id, payer_id, payer_id, amount_fen, %(today)s::date"
            " FROM voided WHERE kind = 'regular'",
        ),
        answer="SELECT statement_require(count(*) = 1, 'not_voidable') FROM reopened",
    )
    values |= {"payer_id": payer_id, "declaration_id": declaration_id, "today": today}
    run(sql, values | {"drawn_by": drawn_by})


def _why_not_voided(payer_id: int, declaration_id: int, drawn_by: int | None) -> None:
    row = Declaration.objects.filter(payer_id=payer_id, id=declaration_id).first()
    if row is None:
        raise DeclarationUnknown
    if drawn_by not in (None, row.declared_by):
        raise DrawnByAnother
    if row.state != "VOIDED":
        raise NotVoidable(state=row.state)
