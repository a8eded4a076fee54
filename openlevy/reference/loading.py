"""From the data files to frozen values, or to sentences that say what is wrong with them. Pure.

A place's folder holds ``place.toml`` and ``pension.toml`` of its own; ``medical.toml``,
``agreements.toml``, ``channels.toml``, ``words.toml`` and ``certificate.toml`` it may leave to the
folder ``reference`` beside it. A place with a supplementary pension has a ``supplementary.toml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from openlevy.reference.facts import Fact, ReferenceDataError
from openlevy.reference.loading_agreements import read_agreements, unknown_banks
from openlevy.reference.loading_certificates import read_certificates
from openlevy.reference.loading_channels import read_channels
from openlevy.reference.loading_medical import DAY, read_medical
from openlevy.reference.menus import with_certificates
from openlevy.reference.month_days import MonthDays
from openlevy.reference.places import (
    MenuEntry,
    Pension,
    Place,
    Service,
    Tiers,
    Window,
    Words,
)
from openlevy.reference.reminders import Reminders, read_reminders
from openlevy.reference.sections import Section, open_section
from openlevy.reference.tables import Tables, read_tables, table_facts

FALLBACK = "reference"
RECORDS = ("declaration", "payment_order", "agreement", "certificate")
"""The records whose states a place puts into words."""

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Reference:
    """All of it, loaded: the tables, the places by key, and every value's mark by its key."""

    tables: Tables
    places: dict[str, Place]
    facts: dict[str, Fact]


def load(jurisdictions: Path) -> Reference:
    """The package's tables and every folder of ``jurisdictions`` that holds a ``place.toml``.

    Raises:
        ReferenceDataError: with one sentence for each thing that is wrong.
    """
    problems: list[str] = []
    folders = sorted(file.parent for file in jurisdictions.glob("*/place.toml"))
    if not folders:
        problems.append(f"{jurisdictions}: holds no folder with a place.toml.")
    reference = _read(folders, jurisdictions / FALLBACK, problems)
    if problems:
        raise ReferenceDataError(problems)
    return reference


def check(folder: Path) -> list[str]:
    """What is wrong with one place's folder, or with every place in a folder of places."""
    problems: list[str] = []
    if (folder / "place.toml").exists():
        _read([folder], folder.parent / FALLBACK, problems)
        return problems
    try:
        load(folder)
    except ReferenceDataError as wrong:
        problems.extend(wrong.sentences)
    return problems


def _read(folders: list[Path], fallback: Path, problems: list[str]) -> Reference:
    tables = read_tables([_DATA, *folders], problems)
    facts = list(table_facts(tables))
    places = {
        folder.name: with_certificates(_place(folder, fallback, facts, problems))
        for folder in folders
    }
    for place in places.values():
        problems.extend(_unknown_levy_items(place, tables))
        problems.extend(unknown_banks(place.key, place.agreements, tables))
    problems.extend(_same_code(places))
    return Reference(tables, places, {f.key: f for f in facts})


def _place(folder: Path, fallback: Path, facts: list[Fact], problems: list[str]) -> Place:
    file = open_section(folder, "place.toml", problems)
    place, service, others = (file.child(name) for name in ("place", "service", "for_others"))
    facts += [place.fact(f"{folder.name}.place"), service.fact(f"{folder.name}.service")]
    facts.append(others.fact(f"{folder.name}.for_others"))
    result = Place(
        key=folder.name,
        code=place.text("code", "[0-9]{2}0000"),
        name=place.text("name"),
        authority=place.text("authority"),
        portal=place.text("portal"),
        service=_service(service),
        pension=_pension(folder, "pension", facts, problems),
        medical=read_medical(
            _holder(folder, fallback, "medical.toml"), folder.name, facts, problems
        ),
        for_others=others.texts("levy_items"),
        principal_label=others.text("name_label", ".{1,20}"),
        agreements=read_agreements(
            _holder(folder, fallback, "agreements.toml"), folder.name, facts, problems
        ),
        channels=read_channels(
            _holder(folder, fallback, "channels.toml"), folder.name, facts, problems
        ),
        words=_words(_holder(folder, fallback, "words.toml"), facts, problems),
        certificates=read_certificates(
            _holder(folder, fallback, "certificate.toml"), facts, problems
        ),
        supplementary=_supplementary(folder, facts, problems),
        days=_days(file.child("days"), f"{folder.name}.days", facts) if file.has("days") else None,
        reminders=_reminders(file, f"{folder.name}.reminders", facts),
    )
    _close(file, place, service, others)
    return result


def _holder(folder: Path, fallback: Path, name: str) -> Path:
    return folder if (folder / name).exists() else fallback


def _service(section: Section) -> Service:
    phone = "[0-9-]{5,13}"
    return Service(
        tax_phone=section.text("tax_phone", phone),
        social_insurance_phone=section.text("social_insurance_phone", phone),
        healthcare_phone=section.text("healthcare_phone", phone),
    )


def _days(section: Section, key: str, facts: list[Fact]) -> MonthDays:
    facts.append(section.fact(key))
    # No later than the 28th: every month has the day.
    first, last = (section.whole(name, 1, 28) for name in ("first", "last"))
    if first > last:
        section.note("last", "must not lie before first")
    section.close()
    return MonthDays(key, first, last)


def _reminders(file: Section, key: str, facts: list[Fact]) -> Reminders | None:
    if not file.has("reminders"):
        return None
    section = file.child("reminders")
    facts.append(section.fact(key))
    return read_reminders(section, key)


def _supplementary(folder: Path, facts: list[Fact], problems: list[str]) -> Pension | None:
    if not (folder / "supplementary.toml").exists():
        return None
    return _pension(folder, "supplementary", facts, problems)


def _pension(folder: Path, name: str, facts: list[Fact], problems: list[str]) -> Pension:
    key = f"{folder.name}.{name}"
    file = open_section(folder, f"{name}.toml", problems)
    levy, kinds = file.child("levy"), file.child("special_kinds")
    facts += [levy.fact(f"{key}.levy"), kinds.fact(f"{key}.special_kinds")]
    result = Pension(
        levy_item=levy.text("item", "[0-9]{5}"),
        levy_subitem=levy.text("subitem", "[0-9]{9}"),
        tiers=_tiers(file, f"{key}.tiers", facts, problems),
        window=_window(file.child("window"), f"{key}.window", facts),
        special_kinds=kinds.table_of_texts("kinds"),
    )
    _close(file, levy, kinds)
    return result


def _tiers(file: Section, key: str, facts: list[Fact], problems: list[str]) -> tuple[Tiers, ...]:
    result = []
    for section in file.children("tiers"):
        year = section.whole("from_year", 2009, 2199)
        facts.append(section.fact(f"{key}.{year}"))
        result.append(Tiers(f"{key}.{year}", year, section.amounts_fen("amounts_fen")))
        section.close()
    years = [tiers.from_year for tiers in result]
    if years != sorted(set(years)):
        problems.append(f"{file.file}: tiers must ascend by from_year, each year once.")
    return tuple(result)


def _window(section: Section, key: str, facts: list[Fact]) -> Window:
    facts.append(section.fact(key))
    window = Window(key, section.text("start", DAY), section.text("end", DAY))
    if not _is_window(window):
        section.note("end", "must be a day of every year, start too, and not lie before it")
    section.close()
    return window


def _is_window(window: Window) -> bool:
    try:
        return window.start <= window.end and bool(window.of(2026))
    except ValueError:
        return False


def _words(folder: Path, facts: list[Fact], problems: list[str]) -> Words:
    file = open_section(folder, "words.toml", problems)
    menu, states = file.child("menu"), file.child("states")
    facts += [menu.fact(f"{folder.name}.menu"), states.fact(f"{folder.name}.states")]
    trail = _trail(menu, "trail")
    result = Words(
        trail=trail,
        phone_trail=_trail(menu, "phone_trail") if menu.has("phone_trail") else trail,
        menu=_entries(menu),
        states={record: states.table_of_texts(record) for record in RECORDS},
    )
    _close(file, menu, states)
    return result


def _trail(menu: Section, name: str) -> tuple[str, ...]:
    steps = menu.texts(name)
    if len(steps) == 1:
        menu.note(name, "must name two steps at least")
    return steps


def _entries(section: Section) -> tuple[MenuEntry, ...]:
    result = []
    for entry in section.children("entries"):
        below = _entries(entry) if entry.has("entries") else ()
        key = entry.text("key", "[a-z_]{1,40}")
        result.append(MenuEntry(key, entry.text("label"), below))
        entry.close()
    return tuple(result)


def _unknown_levy_items(place: Place, tables: Tables) -> list[str]:
    pension, medical = place.pension, place.medical
    collected = {
        "pension.toml": (pension.levy_item, pension.levy_subitem),
        "medical.toml": (medical.levy_item, medical.levy_subitem),
    }
    if place.supplementary is not None:
        second = place.supplementary
        collected["supplementary.toml"] = (second.levy_item, second.levy_subitem)
    return [
        f"{place.key}/{file}: levy item {code} is unknown."
        for file, codes in collected.items()
        for code in codes
        if code not in tables["levy_items"]
    ]


def _same_code(places: Mapping[str, Place]) -> list[str]:
    by_code: dict[str, str] = {}
    return [
        f"{place.key}/place.toml: code {place.code} is also that of {other}."
        for place in places.values()
        if (other := by_code.setdefault(place.code, place.key)) != place.key
    ]


def _close(*sections: Section) -> None:
    for section in sections:
        section.close()
