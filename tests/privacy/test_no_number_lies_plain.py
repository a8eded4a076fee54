"""House rule "Privacy": ID numbers, bank accounts, phones and passwords are sealed wherever the
program keeps anything, and of a number a page shows the last four characters.
"""

from pathlib import Path

import pytest

from tests.privacy.day import Day
from tests.privacy.lived import House
from tests.stack.pages import Page

pytestmark = [pytest.mark.fault, pytest.mark.usefixtures("day")]


def test_there_are_numbers_to_look_for(house: House) -> None:
    assert len(house.numbers) > 150
    assert house.account("ordinary")["id_number"] in set(house.numbers)


def test_no_table_holds_one(house: House) -> None:
    assert house.found(house.dumps) == {}


def test_no_file_holds_one(house: House) -> None:
    """Tables and write-ahead log, logs of every process, keys, marks, temporary files."""
    names = {path.name for path in house.files()}
    assert {"postgres.log", "web.log", "worker.log", "sandbox.log"} <= names
    assert any(path.parent.name == "pg_wal" for path in house.files())
    assert house.found(house.files) == {}


def test_no_export_holds_one(house: House, tmp_path: Path) -> None:
    file = tmp_path / "heads.jsonl"
    house.cli("journal", "heads", str(file))
    assert file.stat().st_size > 0
    assert house.numbers.found_in(file.read_bytes()) == set()


def test_a_page_shows_the_last_four_only(house: House, day: Day) -> None:
    assert len(day.pages) > 30
    assert {page.status for page in day.pages} <= {200, 302, 404}
    assert _shown(house, day.pages) == {}
    assert any(house.account("ordinary")["id_number"][-4:] in page.text for page in day.pages)


def test_the_check_tells_a_number_only_to_whoever_holds_the_paper(house: House, day: Day) -> None:
    ordinary = house.account("ordinary")
    right = day.checks.pop("right")
    assert ordinary["name"] in right.text
    assert house.numbers.found_in(right.source.encode()) <= {f"id number of {ordinary['name']}"}
    for page in day.checks.values():
        assert ordinary["name"] not in page.text
        assert house.numbers.found_in(without_typed(page)) == set()


def test_a_stranger_is_told_none(house: House, day: Day) -> None:
    assert len(day.tried) > 100
    for answer in day.tried:
        assert house.numbers.found_in(answer.encode()) == set(), answer


def _shown(house: House, pages: list[Page]) -> dict[str, set[str]]:
    found = {page.address: house.numbers.half_shown_in(page.source.encode()) for page in pages}
    return {address: whose for address, whose in found.items() if whose}


def without_typed(page: Page) -> bytes:
    """The page without what it gives back to who has just typed it."""
    kept = [part.partition('"')[2] for part in page.source.split('value="')[1:]]
    return (page.source.split('value="')[0] + "".join(kept)).encode()
