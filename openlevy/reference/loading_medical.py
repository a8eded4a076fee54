"""``medical.toml`` of a place, to a frozen value or to sentences that say what is wrong. Pure."""

import re
from collections.abc import Callable, Container
from pathlib import Path

from openlevy.kernel.period import PeriodReversed
from openlevy.reference.facts import Fact
from openlevy.reference.medical import (
    Amounts,
    CollectionWindow,
    Group,
    Medical,
    MedicalYear,
    SpecialGroup,
)
from openlevy.reference.sections import Section, open_section

DAY = "(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_SOME_YEAR = 2026
_FURTHEST = 2
_SUBSIDISER, _LONGEST_NAME = "[0-9]{2}", 20


def read_medical(folder: Path, key: str, facts: list[Fact], problems: list[str]) -> Medical:
    """The file of ``folder``; its facts are named ``key``.medical…"""
    key = f"{key}.medical"
    file = open_section(folder, "medical.toml", problems)
    levy = file.child("levy")
    facts.append(levy.fact(f"{key}.levy"))
    subsidisers = _subsidisers(file.child("subsidisers"), f"{key}.subsidisers", facts)
    result = Medical(
        levy_item=levy.text("item", "[0-9]{5}"),
        levy_subitem=levy.text("subitem", "[0-9]{9}"),
        year=_year(file.child("year"), f"{key}.year", facts),
        window=_window(file.child("window"), f"{key}.window", facts),
        amounts=_amounts(file, f"{key}.amounts", facts),
        special_groups=_special(file.child("special_groups"), key, facts, subsidisers),
        subsidisers=subsidisers,
    )
    for section in (file, levy):
        section.close()
    return result


def _subsidisers(section: Section, key: str, facts: list[Fact]) -> dict[str, str]:
    facts.append(section.fact(key))
    names = section.table_of_texts("names")
    if not all(re.fullmatch(_SUBSIDISER, code) for code in names):
        section.note("names", "must have codes of two digits")
    if any(len(name) > _LONGEST_NAME for name in names.values()):
        section.note("names", f"must hold names of {_LONGEST_NAME} characters at most")
    if len(set(names.values())) < len(names):
        section.note("names", "must hold each name once")
    section.close()
    return names


def _special(
    section: Section, key: str, facts: list[Fact], subsidisers: Container[str]
) -> dict[str, SpecialGroup]:
    facts.append(section.fact(f"{key}.special_groups"))
    groups = [_special_group(one, subsidisers) for one in section.children("groups")]
    by_code = {group.code: group for group in groups}
    if len(by_code) < len(groups):
        section.note("groups", "must hold each code once")
    section.close()
    return by_code


def _special_group(section: Section, subsidisers: Container[str]) -> SpecialGroup:
    group = SpecialGroup(
        section.text("code", "[0-9]{2}"),
        section.text("name"),
        section.texts("subsidised_by"),
        section.flag("in_full"),
    )
    if not all(code in subsidisers for code in group.subsidised_by):
        section.note("subsidised_by", "must name some of the subsidisers")
    section.close()
    return group


def _year(section: Section, key: str, facts: list[Fact]) -> MedicalYear:
    facts.append(section.fact(key))
    year = MedicalYear(key, section.text("start", DAY), section.whole("offset", -1, 1))
    if not _dated(lambda: year.of(_SOME_YEAR)):
        section.note("start", "must be a day of every year")
    section.close()
    return year


def _window(section: Section, key: str, facts: list[Fact]) -> CollectionWindow:
    facts.append(section.fact(key))
    window = CollectionWindow(
        key,
        section.text("start", DAY),
        section.whole("start_offset", -_FURTHEST, _FURTHEST),
        section.text("end", DAY),
        section.whole("end_offset", -_FURTHEST, _FURTHEST),
    )
    if not _dated(lambda: window.of(_SOME_YEAR)):
        section.note("end", "must be a day of every year, start too, and not lie before it")
    section.close()
    return window


def _dated(dates: Callable[[], object]) -> bool:
    try:
        dates()
    except (ValueError, PeriodReversed):
        return False
    return True


def _amounts(file: Section, key: str, facts: list[Fact]) -> tuple[Amounts, ...]:
    result = []
    for section in file.children("amounts"):
        year = section.whole("from_year", 2009, 2199)
        facts.append(section.fact(f"{key}.{year}"))
        groups = [_group(group) for group in section.children("groups")]
        by_code = {group.code: group for group in groups}
        if len(by_code) < len(groups):
            section.note("groups", "must hold each code once")
        result.append(Amounts(f"{key}.{year}", year, by_code))
        section.close()
    years = [amounts.from_year for amounts in result]
    if years != sorted(set(years)):
        file.note("amounts", "must ascend by from_year, each year once")
    return tuple(result)


def _group(section: Section) -> Group:
    group = Group(
        section.text("code", "[0-9]{2}"),
        section.text("name"),
        section.whole("amount_fen", 1, 10_000_000),
    )
    section.close()
    return group
