"""补充养老: shanxi's residents have a supplementary pension with tiers of its own (A3)."""

import shutil
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from openlevy.reference import queries

SUPPLEMENTARY = "10215"


def test_it_has_a_levy_item_and_tiers_of_its_own() -> None:
    shanxi = queries.place("shanxi")
    assert shanxi.supplementary is not None
    assert shanxi.pension_of(SUPPLEMENTARY) is shanxi.supplementary
    assert shanxi.pension_of("10210") is shanxi.pension
    assert shanxi.pension_of("10212") is None
    assert queries.levy_item(SUPPLEMENTARY).name == "城乡居民补充养老保险费"
    first, second = (
        queries.pension_tiers("shanxi", 2026, item) for item in ("10210", SUPPLEMENTARY)
    )
    assert first.key == "shanxi.pension.tiers.2018"
    assert second.key == "shanxi.supplementary.tiers.2018"
    assert first.amounts_fen != second.amounts_fen
    assert queries.is_unverified(second.key)


def test_its_people_are_told_apart_as_in_the_pension() -> None:
    assert queries.resident_group("140105", SUPPLEMENTARY, "00") == ""
    with pytest.raises(queries.CodeUnknown):
        queries.resident_group("140105", SUPPLEMENTARY, "20")


def test_elsewhere_there_is_none() -> None:
    assert [one.key for one in queries.places() if one.supplementary] == ["shanxi"]
    with pytest.raises(queries.CodeUnknown):
        queries.resident_group("110111", SUPPLEMENTARY, "00")


def test_a_code_that_no_table_knows_is_named(settings: Settings, tmp_path: Path) -> None:
    world = tmp_path / "jurisdictions"
    shutil.copytree(settings.OPENLEVY_JURISDICTIONS_DIR, world)
    file = world / "shanxi" / "supplementary.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("10215", "10299"), encoding="utf-8")
    assert queries.check(world / "shanxi")[0] == (
        "shanxi/supplementary.toml: levy item 10299 is unknown."
    )
