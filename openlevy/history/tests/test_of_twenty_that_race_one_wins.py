"""A state moves along its flow by compare-and-set, with one row on who moved it; the row stays."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from openlevy.assessment.models import Payable
from openlevy.assessment.states import PAYABLE, PayableState
from openlevy.assessment.tests.amounts import a_regular, a_special
from openlevy.history.models import Transition
from openlevy.history.queries import of_payer
from openlevy.history.services import AGENCY, BANK, Actor, AlreadyMoved, advance, advance_sql
from openlevy.history.tests.records import of_record
from openlevy.kernel.flow import ActionNotAllowed, Role
from openlevy.parties.tests.people import TODAY, Resident, a_resident
from openlevy.privacy.services import unseal_text
from openlevy.statements.services import compose, run

pytestmark = pytest.mark.django_db
PAYER = Actor(Role.PAYER, 7)


@pytest.fixture
def who() -> Resident:
    return a_resident()


@pytest.fixture
def payable(who: Resident) -> Payable:
    return Payable.objects.get(payer_id=who.payer_id, id=a_regular(who))


def test_a_move_leaves_one_row_about_itself(who: Resident, payable: Payable) -> None:
    advance(payable, PAYABLE, "declare", PAYER, today=TODAY)
    (happened,) = of_record(who.payer_id, payable.id)
    assert (happened.subject, happened.action) == ("assessment_payable", "declare")
    assert (happened.from_state, happened.to_state) == ("OPEN", "DECLARED")
    assert (happened.role, happened.business_date) == (Role.PAYER, TODAY)
    assert Transition.objects.get(record_id=payable.id).actor_id == 7
    payable.refresh_from_db()
    assert payable.state == "DECLARED"


def test_whoever_saw_an_older_state_moves_nothing(who: Resident, payable: Payable) -> None:
    seen_before = Payable.objects.get(payer_id=who.payer_id, id=payable.id)
    advance(payable, PAYABLE, "declare", PAYER, today=TODAY)
    with pytest.raises(AlreadyMoved):
        advance(seen_before, PAYABLE, "withdraw", AGENCY, today=TODAY)
    assert len(of_record(who.payer_id, payable.id)) == 1
    payable.refresh_from_db()
    assert payable.state == "DECLARED"


@pytest.mark.parametrize(("action", "actor"), [("declare", BANK), ("settle", BANK), ("fly", PAYER)])
def test_only_the_flows_steps_by_their_roles_happen(
    payable: Payable, action: str, actor: Actor
) -> None:
    with pytest.raises(ActionNotAllowed):
        advance(payable, PAYABLE, action, actor, today=TODAY)
    payable.refresh_from_db()
    assert payable.state == "OPEN"


def test_columns_go_along_and_the_note_is_sealed(payable: Payable) -> None:
    advance(
        payable, PAYABLE, "declare", PAYER, today=TODAY, note="电话 13800000001",
        also={"remark": "by phone"},
    )  # fmt: skip
    payable.refresh_from_db()
    assert payable.remark == "by phone"
    note = bytes(Transition.objects.get(record_id=payable.id).note or b"")
    assert b"13800000001" not in note
    assert unseal_text(note, purpose="history.note") == "电话 13800000001"


@pytest.mark.parametrize("sql", ["UPDATE history_transition SET action = 'x'",
                                 "DELETE FROM history_transition"])  # fmt: skip
def test_what_happened_is_never_rewritten(payable: Payable, sql: str) -> None:
    advance(payable, PAYABLE, "declare", PAYER, today=TODAY)
    with (
        pytest.raises(DatabaseError, match="insert-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert Transition.objects.get(record_id=payable.id).action == "declare"


def test_the_set_form_leaves_the_rows_that_the_single_form_leaves(who: Resident) -> None:
    by_one, by_set = (
        Payable.objects.get(payer_id=who.payer_id, id=a_special(who)) for _ in range(2)
    )
    advance(by_one, PAYABLE, "declare", PAYER, today=TODAY)
    assert move_by_set(by_set, "declare", PAYER) == 1
    rows = [
        Transition.objects.filter(record_id=payable.id)
        .values("payer_id", "subject", "action", "from_state", "to_state", "role", "actor_id",
                "note", "business_date").get()
        for payable in (by_one, by_set)
    ]  # fmt: skip
    assert rows[0] == rows[1]
    by_set.refresh_from_db()
    assert by_set.state == by_one.state


def test_the_set_form_moves_only_what_stands_where_the_step_begins(payable: Payable) -> None:
    advance(payable, PAYABLE, "declare", PAYER, today=TODAY)
    assert move_by_set(payable, "declare", PAYER) == 0
    assert len(of_record(payable.payer_id, payable.id)) == 1


@pytest.mark.parametrize(("action", "actor"), [("declare", BANK), ("fly", PAYER)])
def test_the_set_form_is_not_composed_for_a_step_that_is_not_there(
    payable: Payable, action: str, actor: Actor
) -> None:
    with pytest.raises(ValueError, match="0 starting states"):
        move_by_set(payable, action, actor)


def move_by_set(payable: Payable, action: str, actor: Actor) -> int:
    sql, values = compose(
        advance_sql(
            "moved", "assessment_payable", PAYABLE, action, actor, today=TODAY,
            where="t.id = %(id)s", source=PayableState.OPEN,
        ),
        answer="SELECT count(*) FROM moved",
    )  # fmt: skip
    ((moved,),) = run(sql, values | {"id": payable.id})
    return int(moved)


def test_a_payers_happenings_come_newest_first_and_by_the_page(who: Resident) -> None:
    ids = [a_special(who) for _ in range(3)]
    for number in ids:
        row = Payable.objects.get(payer_id=who.payer_id, id=number)
        advance(row, PAYABLE, "declare", PAYER, today=date(2026, 1, 1))
    first = of_payer(who.payer_id, actions=["declare"], most=2)
    assert [h.record_id for h in first] == ids[:0:-1]
    oldest = Transition.objects.filter(record_id=ids[1]).values_list("id", flat=True).get()
    rest = of_payer(who.payer_id, actions=["declare"], before_id=oldest)
    assert [h.record_id for h in rest] == ids[:1]
    assert of_payer(who.payer_id, actions=["withdraw"]) == []
    assert of_payer(a_resident().payer_id, actions=["declare"]) == []
