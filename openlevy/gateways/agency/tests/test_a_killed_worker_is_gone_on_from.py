"""Whatever stops a worker in the middle of a package: no row is lost, and none counts twice."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from openlevy.gateways.agency import handlers, rows
from openlevy.gateways.agency.codec import Row as RowRead
from openlevy.gateways.agency.tests.desk import Desk, Row, enrolment, payable, person
from openlevy.messages import services as messages
from openlevy.messages.models import Incoming, IncomingPart
from openlevy.messages.queries import waiting_to_handle, waiting_to_send
from openlevy.messages.services import ToHandle

Before = Callable[[RowRead], None]


class Killed(BaseException):
    """The process ends here."""


def _grids() -> dict[str, dict[str, list[Row]]]:
    """Rows that would be answered otherwise if any of them were applied again."""
    return {
        "persons": {"insert": [person(1), person(2, YDDH="9")], "update": [person(3, YDDH="8")]},
        "enrolments": {"insert": [enrolment(4)]},
        "payables": {
            "insert": [payable(5), payable(6, MXXH="2"), payable(7, YJJE="1")],
            "update": [payable(8, YJJE="1100.00")],
            "delete": [payable(9, MXXH="2")],
        },
    }


CODES = {1: "000", 2: "111", 3: "000", 4: "000", 5: "000", 6: "000", 7: "101", 8: "000", 9: "000"}


def _only_at(monkeypatch: pytest.MonkeyPatch, row_no: int, before: Before, after: Before) -> None:
    """Have something happen around the row's effect, the first time that it is applied."""
    apply, armed = rows.apply, [True]

    def applied(agency_code: str, row: RowRead, **more: Any) -> int:
        strikes = armed[0] and row.row_no == row_no
        armed[0] = armed[0] and not strikes
        if strikes:
            before(row)
        done = apply(agency_code, row, **more)
        if strikes:
            after(row)
        return done

    monkeypatch.setattr(rows, "apply", applied)


def _kill(row: RowRead) -> None:
    raise Killed


def _nothing(row: RowRead) -> None:
    pass


def _lose_the_database(row: RowRead) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.mark.parametrize("row_no", [1, 3, 5, 8, 9])
@pytest.mark.parametrize("around", [(_kill, _nothing), (_nothing, _kill)], ids=["before", "after"])
def test_killed_at_a_row_the_feedback_is_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, row_no: int, around: tuple[Before, Before]
) -> None:
    _only_at(monkeypatch, row_no, *around)
    assert desk.post(desk.package(**_grids())) == 202
    with pytest.raises(Killed):
        desk.handle()
    _lease_runs_out()
    desk.handle()
    _is_as_if_nothing_had_been(desk)


def _wait_too_long(row: RowRead) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '20ms'")
        cursor.execute("SELECT pg_sleep(5)")


@pytest.mark.parametrize("row_no", [1, 5, 9])
@pytest.mark.parametrize("fault", [_lose_the_database, _wait_too_long])
def test_without_the_database_the_package_waits(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, row_no: int, fault: Before
) -> None:
    _only_at(monkeypatch, row_no, fault, _nothing)
    assert desk.post(desk.package(**_grids())) == 202
    desk.handle()
    assert (waiting_to_handle(), waiting_to_send()) == (1, 0)
    _lease_runs_out()
    desk.handle()
    _is_as_if_nothing_had_been(desk)


def test_killed_before_the_answer_is_queued(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(**_: Any) -> None:
        raise Killed

    assert desk.post(desk.package(**_grids())) == 202
    with monkeypatch.context() as patched:
        patched.setattr(messages, "enqueue", killed)
        with pytest.raises(Killed):
            desk.handle()
    assert waiting_to_handle() == 1
    _lease_runs_out()
    desk.handle()
    _is_as_if_nothing_had_been(desk)


def test_two_workers_with_the_same_package_go_in_step(desk: Desk) -> None:
    assert desk.post(desk.package(**_grids())) == 202
    (message,) = messages.take_incoming(["agency"], 1)
    barrier = threading.Barrier(4)
    threads = [
        threading.Thread(target=_handle_in_thread, args=(message, desk, barrier)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    _is_as_if_nothing_had_been(desk)


def test_handled_again_it_changes_nothing(desk: Desk) -> None:
    assert desk.post(desk.package(**_grids())) == 202
    (message,) = messages.take_incoming(["agency"], 1)
    handlers.handle(message, today=desk.today)
    outcome = handlers.handle(message, today=desk.today)
    assert outcome == "handled already"
    _is_as_if_nothing_had_been(desk)


def test_one_package_that_cannot_be_handled_does_not_hold_up_others(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _only_at(monkeypatch, 1, _lose_the_database, _nothing)
    package = desk.package(persons={"insert": [person(1)]})
    other = desk.package(persons={"insert": [person(2, GRBH="B", ZJLX="208", ZJHM="E1")]})
    assert [desk.post(package), desk.post(other)] == [202, 202]
    desk.handle()
    (answer,) = desk.feedbacks()
    assert answer["CSPCH_SRC"] == other["CSPCH"]
    _lease_runs_out()
    desk.handle()
    (answer,) = desk.feedbacks()
    assert answer["CSPCH_SRC"] == package["CSPCH"]


def _handle_in_thread(message: ToHandle, desk: Desk, barrier: threading.Barrier) -> None:
    barrier.wait()
    handlers.handle(message, today=desk.today)
    connection.close()


def _lease_runs_out() -> None:
    Incoming.objects.update(due_at=timezone.now() - timedelta(seconds=1))


def _is_as_if_nothing_had_been(desk: Desk) -> None:
    (answer,) = desk.feedbacks()
    assert {row["XH"]: row["returnCode"] for row in answer["rows"]} == CODES
    assert waiting_to_handle() == 0
    assert not IncomingPart.objects.exists()
    (message,) = Incoming.objects.values_list("outcome", flat=True)
    assert message == "000 000×7 101×1 111×1"
