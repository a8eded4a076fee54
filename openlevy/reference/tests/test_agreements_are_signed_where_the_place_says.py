"""On our pages, or at a cooperating bank of the place."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from openlevy.reference import queries

SIGNED_ON = date(2026, 11, 30)
BANKED = '[signing]\nat = "bank"\ncertainty = "V"\nsource = "-"\n'
BANKS = '[banks]\ncodes = ["102100099996"]\ncertainty = "V"\nsource = "-"\n'
EFFECT = '[effect]\ndays_after_signing = 0\ncertainty = "V"\nsource = "-"\n'
Write = Callable[[str], Path]


@pytest.fixture
def write(settings: Settings, tmp_path: Path) -> Write:
    """Gives hubei another ``agreements.toml``, or none."""
    world = tmp_path / "jurisdictions"
    shutil.copytree(settings.OPENLEVY_JURISDICTIONS_DIR, world)
    settings.OPENLEVY_JURISDICTIONS_DIR = world

    def written(text: str) -> Path:
        file = world / "hubei" / "agreements.toml"
        file.write_text(text, encoding="utf-8") if text else file.unlink()
        return world / "hubei"

    return written


def test_beijing_signs_on_its_pages_and_shanxi_at_a_bank() -> None:
    assert not queries.place("beijing").agreements.at_bank
    shanxi = queries.place("shanxi").agreements
    assert shanxi.at_bank
    assert [queries.bank(code).name for code in shanxi.banks][-1] == "山西省农村信用社"
    assert shanxi.effective_on(SIGNED_ON) == date(2026, 12, 1)


def test_a_place_that_does_not_say_is_as_reference(write: Write) -> None:
    write("")
    assert queries.place("hubei").agreements == queries.place("reference").agreements


def test_one_may_count_from_the_day_it_is_signed(write: Write) -> None:
    write(BANKED + BANKS + EFFECT)
    assert queries.place("hubei").agreements.effective_on(SIGNED_ON) == SIGNED_ON


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("# -\n", "signing is missing."),
        (BANKED.replace("bank", "window"), "signing.at is 'window'; it must match portal|bank."),
        (BANKED + EFFECT, "banks is missing."),
        (BANKED + BANKS, "effect is missing."),
        (BANKED + BANKS.replace('"102100099996"', "") + EFFECT, "banks.codes must hold texts"),
        (
            BANKED + BANKS.replace("codes = [", 'codes = ["102100099996", ') + EFFECT,
            "banks.codes must hold each bank once.",
        ),
        (BANKED + BANKS.replace("099996", "099997") + EFFECT, "bank 102100099997 is unknown."),
        (BANKED + BANKS + EFFECT.replace("= 0", "= -1"), "effect.days_after_signing is -1"),
        (BANKED.replace("bank", "portal") + BANKS, "banks is not known here."),
    ],
)
def test_a_slip_is_named(write: Write, text: str, sentence: str) -> None:
    problems = queries.check(write(text))
    assert any(p.startswith("hubei/agreements.toml: ") and sentence in p for p in problems), (
        problems
    )
