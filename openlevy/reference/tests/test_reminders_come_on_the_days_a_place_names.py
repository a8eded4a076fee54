"""[reminders] of a place.toml."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from openlevy.reference.loading import check
from openlevy.reference.queries import places
from openlevy.reference.reminders import Reminders

UNTIL = date(2026, 12, 25)


def test_every_place_names_its_days() -> None:
    named = {one.key: one.reminders.days_before for one in places() if one.reminders}
    assert set(named) == {one.key for one in places()}
    assert set(named.values()) == {(30, 7, 1)}


@pytest.mark.parametrize(
    ("left", "step"),
    [(31, None), (30, 30), (8, 30), (7, 7), (2, 7), (1, 1), (0, 1), (-1, None)],
)
def test_the_last_of_the_days_that_was_reached_counts(left: int, step: int | None) -> None:
    reminders = Reminders("x.reminders", (30, 7, 1))
    assert reminders.stage(UNTIL, UNTIL - timedelta(days=left)) == step


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("[]", "whole numbers from 1 to 92, one at least"),
        ("[1, 7]", "descend, each once"),
        ("[7, 7]", "descend, each once"),
        ('["7"]', "whole numbers from 1 to 92"),
        ("[true]", "whole numbers from 1 to 92"),
        ("[7, 0]", "from 1 to 92"),
        ("[400]", "from 1 to 92"),
        ("7", "a list of whole numbers"),
    ],
)
def test_wrong_days_are_named(tmp_path: Path, days: str, said: str) -> None:
    source = Path(__file__).parents[3] / "jurisdictions"
    for name in ("beijing", "reference"):
        (tmp_path / name).mkdir()
        for file in (source / name).iterdir():
            (tmp_path / name / file.name).write_bytes(file.read_bytes())
    place = tmp_path / "beijing" / "place.toml"
    place.write_text(place.read_text().replace("days_before = [30, 7, 1]", f"days_before = {days}"))
    sentence, *_ = check(tmp_path / "beijing")
    assert sentence.startswith("beijing/place.toml: reminders.days_before")
    assert said in sentence
