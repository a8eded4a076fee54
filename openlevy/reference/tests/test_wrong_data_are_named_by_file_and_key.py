"""Whatever is wrong in a place's folder becomes a sentence that names file and key."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from openlevy.reference import queries
from openlevy.reference.facts import ReferenceDataError
from openlevy.reference.loading import load

SHIPPED = Path(__file__).resolve().parents[3] / "jurisdictions"
Change = Callable[[str, str, str], Path]


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A copy of all places that a test may spoil."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "jurisdictions"))


@pytest.fixture
def change(world: Path) -> Change:
    """Replaces a text, which must be there, in a file of beijing; gives the folder."""

    def replace(name: str, old: str, new: str) -> Path:
        file = world / "beijing" / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return world / "beijing"

    return replace


def test_what_is_shipped_is_right() -> None:
    assert queries.check(SHIPPED) == []
    assert [queries.check(file.parent) for file in SHIPPED.glob("*/place.toml")] == [[]] * 5


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("place.toml", 'code = "110000"\n', "", "place.code is missing."),
        ("place.toml", '"110000"', '"110001"', "place.code is '110001'; it must match"),
        ("place.toml", '"110000"', "110000", "place.code must be a text."),
        ("place.toml", '"北京市"', '""', "place.name is ''; it must match"),
        ("place.toml", "[service]", "[servise]", "servise is not known here."),
        ("place.toml", '"12366"', '"call us"', "service.tax_phone is 'call us'"),
        ("place.toml", 'certainty = "V"', 'certainty = "X"', "place.certainty is 'X'"),
        ("place.toml", "[place]", "[place", "is no TOML in UTF-8"),
        ("pension.toml", "100_000,", "-1,", "tiers[0].amounts_fen must hold positive"),
        ("pension.toml", "100_000,", "1000.5,", "tiers[0].amounts_fen must hold positive"),
        ("pension.toml", "100_000,", "true,", "tiers[0].amounts_fen must hold positive"),
        ("pension.toml", "100_000,", "200_000,", "tiers[0].amounts_fen must hold positive"),
        ("pension.toml", "from_year = 2018", "from_year = 18", "tiers[0].from_year is 18"),
        ("pension.toml", "from_year = 2018", "from_year = true", "tiers[0].from_year is True"),
        ("pension.toml", "from_year = 2018", "", "tiers[0].from_year is missing."),
        ("pension.toml", "from_year", "form_year", "tiers[0].form_year is not known here."),
        ("pension.toml", "[[tiers]]", "[tiers]", "tiers must be an array of tables."),
        ("pension.toml", '"01-01"', '"02-30"', "window.end must be a day of every year"),
        ("pension.toml", '"12-31"', '"02-29"', "window.end must be a day of every year"),
        ("pension.toml", '"01-01"', '"13-01"', "window.start is '13-01'"),
        ("pension.toml", '2 = "补收"', '2 = ""', "special_kinds.kinds must hold texts"),
        ("pension.toml", '"102100100"', '"102100109"', "levy item 102100109 is unknown."),
        ("words.toml", '"办&查",', "5,", "menu.trail must hold texts, one at least."),
        ("words.toml", '"社保业务", "社保费办理"', "", "menu.trail must name two steps at least."),
        ("words.toml", 'key = "pay"', 'key = "Pay!"', "menu.entries[0].entries[0].key is 'Pay!'"),
        ("words.toml", 'label = "缴费办理"', "", "menu.entries[0].entries[0].label is missing."),
        ("words.toml", "[states.declaration]", "[states.extra]", "states.extra is not known here."),
        ("channels.toml", 'certainty = "S"', "", "channels.certainty is missing."),
        ("channels.toml", "mobile = ", "phone = ", "channels.names.mobile is missing."),
        ("channels.toml", "mobile = ", "phone = ", "channels.names.phone is not known here."),
        ("channels.toml", '"银行"', '""', "channels.names.bank is ''; it must match"),
        ("certificate.toml", "[certificate]", "", "certificate is missing."),
        ("certificate.toml", "[payment_record]", "[paid]", "paid is not known here."),
        ("certificate.toml", "[payment_record]", "[paid]", "payment_record is missing, and"),
        ("certificate.toml", '"printed_in"', '"painted"', "payment_record.seal is 'painted'; it"),
        (
            "certificate.toml",
            'title = "社会保险费缴费记录"',
            "",
            "payment_record.title is missing.",
        ),
        ("certificate.toml", 'menu = "', 'menus = "', "payment_record.menus is not known here."),
        ("certificate.toml", "[certificate]", "[certificate]\nalso_valid = []", "must hold texts"),
    ],
)
def test_a_slip_is_named(change: Change, name: str, old: str, new: str, sentence: str) -> None:
    problems = queries.check(change(name, old, new))
    assert any(p.startswith(f"beijing/{name}: ") and sentence in p for p in problems), problems


def test_a_window_may_not_end_before_it_begins(change: Change) -> None:
    change("pension.toml", '"01-01"', '"12-31"')
    folder = change("pension.toml", 'end = "12-31"', 'end = "01-01"')
    assert any("window.end must be" in p for p in queries.check(folder))


def test_tiers_ascend_by_year(change: Change) -> None:
    twice = '[[tiers]]\nfrom_year = 2018\namounts_fen = [1]\ncertainty = "K"\nsource = "-"\n\n'
    (problem,) = queries.check(change("pension.toml", "[window]", twice + "[window]"))
    assert problem == "beijing/pension.toml: tiers must ascend by from_year, each year once."


def test_tiers_must_be_tables(change: Change) -> None:
    folder = change("pension.toml", "[levy]", "tiers = [5]\n[levy]")
    text = (folder / "pension.toml").read_text(encoding="utf-8")
    start, end = text.index("[[tiers]]"), text.index("[window]")
    (folder / "pension.toml").write_text(text[:start] + text[end:], encoding="utf-8")
    assert "beijing/pension.toml: tiers must hold tables, one at least." in queries.check(folder)


def test_every_fault_is_named_at_once(change: Change) -> None:
    change("place.toml", '"北京市"', "7")
    folder = change("pension.toml", '"10210"', '"1021"')
    problems = queries.check(folder)
    assert any("place.name" in p for p in problems)
    assert any("levy.item" in p for p in problems)


def test_a_missing_file_is_named(world: Path) -> None:
    (world / "beijing" / "pension.toml").unlink()
    (first, *_) = queries.check(world / "beijing")
    assert first.startswith("beijing/pension.toml: cannot be read")


def test_a_lone_folder_needs_words_of_its_own(world: Path, tmp_path: Path) -> None:
    lone = Path(shutil.copytree(world / "hubei", tmp_path / "elsewhere" / "hubei"))
    (lone / "words.toml").unlink()
    problems = queries.check(lone)
    assert any(p.startswith("reference/words.toml: cannot be read") for p in problems)


def test_two_places_may_not_share_a_code(change: Change, world: Path) -> None:
    change("place.toml", '"110000"', '"420000"')
    assert queries.check(world) == ["hubei/place.toml: code 420000 is also that of beijing."]


def test_a_folder_without_places_is_named(tmp_path: Path) -> None:
    assert queries.check(tmp_path) == [f"{tmp_path}: holds no folder with a place.toml."]


def test_loading_stops_with_all_sentences(change: Change, world: Path) -> None:
    change("place.toml", '"110000"', '"11"')
    with pytest.raises(ReferenceDataError, match=r"beijing/place\.toml: place\.code") as wrong:
        load(world)
    assert wrong.value.sentences == tuple(queries.check(world))


# -- tables that a place brings along ------------------------------------------------------------

HEAD = "code,name,bank,region,certainty,source\n"
GOOD = "102100091019,工行示例支行,102100099996,110105,V,示例\n"


def _with_branches(world: Path, text: str) -> list[str]:
    (world / "beijing" / "branches.csv").write_text(text, encoding="utf-8")
    return queries.check(world / "beijing")


def test_a_place_may_bring_rows_of_its_own_that_win(world: Path) -> None:
    assert _with_branches(world, HEAD + GOOD) == []
    assert load(world).tables["branches"]["102100091019"].name == "工行示例支行"
    assert len(load(world).tables["branches"]) == len(queries.branches())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("code,name\n", "beijing/branches.csv: must have the columns code, name,"),
        ("", "beijing/branches.csv: must have the columns"),
        (HEAD + GOOD + GOOD, "line 3: code 102100091019 stands there twice."),
        (HEAD + GOOD.replace("91019", "91018"), "line 2: code has a wrong check digit."),
        (HEAD + GOOD.replace("102100091019", "1021"), "line 2: code is '1021'"),
        (HEAD + GOOD.replace(",V,", ",Q,"), "line 2: certainty is 'Q'"),
        (HEAD + GOOD.replace("工行示例支行", ""), "line 2: name is ''"),
        (HEAD + GOOD.replace("110105", "110199"), "102100091019: region 110199 is unknown."),
        (HEAD + GOOD.replace(",示例\n", "\n"), "line 2: has too few or too many columns."),
        (HEAD + GOOD.replace(",示例\n", ",示例,x\n"), "line 2: has too few or too many"),
        (HEAD + '"open', "beijing/branches.csv: cannot be read"),
    ],
)
def test_a_wrong_row_is_named(world: Path, text: str, sentence: str) -> None:
    problems = _with_branches(world, text)
    assert any(sentence in p for p in problems), problems


def test_an_office_lies_in_the_region_its_code_says(world: Path) -> None:
    (world / "beijing" / "tax_offices.csv").write_text(
        "code,name,region,treasury,certainty,source\n"
        "11101050001,示例税务所,110106,0104000000,V,示例\n",
        encoding="utf-8",
    )
    assert queries.check(world / "beijing") == [
        "beijing/tax_offices.csv: line 2: code 11101050001 is not of region 110106."
    ]


def test_bytes_that_are_no_text_are_named(world: Path) -> None:
    (world / "beijing" / "branches.csv").write_bytes(b"\xff\xfe")
    (world / "beijing" / "certificate.toml").write_bytes(b"\xff\xfe")
    problems = queries.check(world / "beijing")
    assert any(p.startswith("beijing/branches.csv: cannot be read") for p in problems)
    assert any(p.startswith("beijing/certificate.toml: is no TOML") for p in problems)
