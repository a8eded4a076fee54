"""Persons, enrolments, payables; insert, update, delete; whatever the order in the package."""

from openlevy.gateways.agency.tests.desk import Desk, enrolment, payable, person


def test_a_package_may_bring_a_person_with_all_that_hangs_on_them(desk: Desk) -> None:
    package = desk.package(
        payables={"update": [payable(6, BZ="更正")], "insert": [payable(5)]},
        enrolments={"update": [enrolment(4, CBZT="2")], "insert": [enrolment(3)]},
        persons={"update": [person(2, YDDH="")], "insert": [person(1)]},
    )
    answer = desk.answer(package)
    assert [(row["XH"], row["returnCode"]) for row in answer["rows"]] == [
        (number, "000") for number in range(1, 7)
    ]


def test_within_a_list_rows_come_as_listed(desk: Desk) -> None:
    later, sooner = person(9, YDDH="1"), person(3, YDDH="2")
    assert desk.codes(persons={"insert": [later, sooner]}) == {9: "000", 3: "111"}


def test_deleting_comes_last(desk: Desk) -> None:
    grids = {
        "persons": {"delete": [person(1)], "insert": [person(2)]},
        "enrolments": {"delete": [enrolment(3)], "insert": [enrolment(4)]},
    }
    # The person cannot go while the enrolment, which comes later, is not there to keep them.
    assert desk.codes(**grids) == {2: "000", 1: "000", 4: "110", 3: "113"}


def test_what_came_too_early_is_delivered_again(desk: Desk) -> None:
    rest = {"enrolments": {"insert": [enrolment(1)]}, "payables": {"insert": [payable(2)]}}
    assert desk.codes(**rest) == {1: "110", 2: "110"}
    assert desk.codes(persons={"insert": [person(1)]}) == {1: "000"}
    assert desk.codes(**rest) == {1: "000", 2: "000"}


def test_packages_may_arrive_in_any_order(desk: Desk) -> None:
    first, second = (
        desk.package(persons={"insert": [person(1)]}),
        desk.package(enrolments={"insert": [enrolment(1)]}),
    )
    early = desk.answer(second)
    assert [row["returnCode"] for row in early["rows"]] == ["110"]
    assert [row["returnCode"] for row in desk.answer(first)["rows"]] == ["000"]
    # The first answer stands for the package that came too early; its rows come in a new one.
    assert desk.answer(second) == early
