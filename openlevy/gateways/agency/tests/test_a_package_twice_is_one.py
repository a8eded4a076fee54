"""``SBJBJG_DM`` + ``CSPCH`` is the key of a package, and its body is what it is the same by."""

import threading
from collections.abc import Callable

from django.db import connection

from openlevy.gateways.agency.handlers import handle_waiting
from openlevy.gateways.agency.tests.desk import AGENCY, Desk, enrolment, payable, person, written
from openlevy.ledger.chart import Account
from openlevy.ledger.queries import by_payer
from openlevy.messages.queries import waiting_to_handle, waiting_to_send
from openlevy.parties.queries import payer_of_agency_person
from openlevy.parties.queries import person as person_seen

ALL = {
    "persons": {"insert": [person(1)]},
    "enrolments": {"insert": [enrolment(2)]},
    "payables": {"insert": [payable(3)]},
}


def test_the_same_package_again_has_its_first_feedback_sent_again(desk: Desk) -> None:
    package = desk.package(**ALL)
    first = desk.answer(package)
    # Were it applied again, the deletion would now say that nobody is there.
    assert desk.codes(payables={"delete": [payable(1)]}) == {1: "000"}
    assert desk.answer(package) == first
    assert desk.answer(package) == first
    assert waiting_to_handle() == 0


def test_while_the_feedback_is_under_way_it_is_sent_once(desk: Desk) -> None:
    package = desk.package(**ALL)
    assert [desk.post(package) for _ in range(3)] == [202, 202, 202]
    assert waiting_to_handle() == 1
    desk.handle()
    assert desk.post(package) == 202
    assert waiting_to_send() == 1
    assert len(desk.feedbacks()) == 1


def test_a_fresh_signature_makes_no_other_package(desk: Desk) -> None:
    body = written(desk.package(**ALL))
    assert desk.signature(body) != desk.signature(body)
    first = desk.answer(body, desk.signature(body))
    assert desk.answer(body, desk.signature(body)) == first


def test_other_content_under_the_same_number_is_refused(desk: Desk) -> None:
    package = desk.package(**ALL)
    assert desk.answer(package)["RECODE_ZT"] == "000"
    other = {**package, "persons": {"update": [person(1, XM="李艳", XM_GBK="")]}}
    answer = desk.answer(other)
    assert (answer["RECODE_ZT"], answer["rows"]) == ("004", [])
    assert answer["CSPCH_SRC"] == package["CSPCH"]
    assert person_seen(_payer()).name == "李䶮"
    assert desk.answer(other) == answer
    assert desk.answer(package)["RECODE_ZT"] == "000"


def test_the_number_of_another_agency_is_another_number(desk: Desk) -> None:
    package = desk.package(**ALL)
    assert desk.answer(package)["RECODE_ZT"] == "000"
    other = Desk("1101060000000001", desk.today)
    theirs = {**package, "SBJBJG_DM": other.code}
    assert other.answer(theirs)["RECODE_ZT"] == "000"


def test_delivered_eight_times_at_once_it_is_one(desk: Desk) -> None:
    body = written(desk.package(**ALL))
    signature = desk.signature(body)
    barrier = threading.Barrier(8)
    statuses: list[int] = []

    def deliver() -> None:
        barrier.wait()
        statuses.append(desk.post(body, signature))
        connection.close()

    _all_at_once(*[deliver] * 8)
    assert statuses == [202] * 8
    assert waiting_to_handle() == 1
    desk.handle()
    (answer,) = desk.feedbacks()
    assert {row["returnCode"] for row in answer["rows"]} == {"000"}


def test_two_packages_with_the_same_people_at_once(desk: Desk) -> None:
    """Each row is there once; both agencies' clerks read that all is in order."""
    people = [person(n, GRBH=f"G{n:04d}", ZJLX="208", ZJHM=f"E{n:07d}") for n in range(1, 41)]
    other = Desk("1101060000000001", desk.today)
    for sender in (desk, other):
        assert sender.post(sender.package(persons={"insert": people})) == 202

    def handle() -> None:
        handle_waiting(1, today=desk.today)
        connection.close()

    _all_at_once(handle, handle)
    answers = desk.feedbacks()
    assert [row["returnCode"] for answer in answers for row in answer["rows"]] == ["000"] * 80
    for row in people:
        assert payer_of_agency_person(AGENCY, row["GRBH"]) == payer_of_agency_person(
            other.code, row["GRBH"]
        )


def test_what_is_owed_is_posted_once(desk: Desk) -> None:
    package = desk.package(**ALL)
    desk.answer(package)
    desk.answer(package)
    assert by_payer(Account.DUE) == {_payer(): 101_500}


def _payer() -> int:
    found = payer_of_agency_person(AGENCY, "1101050000012")
    assert found is not None
    return found


def _all_at_once(*acts: Callable[[], None]) -> None:
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
