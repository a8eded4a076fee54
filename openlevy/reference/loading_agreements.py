"""``agreements.toml`` of a place, to a frozen value or to sentences on what is wrong. Pure."""

from pathlib import Path

from openlevy.reference.agreements import Agreements, SignedAt
from openlevy.reference.facts import Fact
from openlevy.reference.sections import Section, open_section
from openlevy.reference.tables import Tables

_LATEST_DAYS = 31


def read_agreements(folder: Path, key: str, facts: list[Fact], problems: list[str]) -> Agreements:
    """The file of ``folder``; its facts are named ``key``.agreements…"""
    key = f"{key}.agreements"
    file = open_section(folder, "agreements.toml", problems)
    signing = file.child("signing")
    facts.append(signing.fact(f"{key}.signing"))
    at = signing.text("at", "|".join(SignedAt))
    signing.close()
    result = Agreements(SignedAt.PORTAL)
    if at == SignedAt.BANK:
        banks, days = _banks(file, f"{key}.banks", facts), _days(file, f"{key}.effect", facts)
        result = Agreements(SignedAt.BANK, banks, days)
    file.close()
    return result


def _banks(file: Section, key: str, facts: list[Fact]) -> tuple[str, ...]:
    section = file.child("banks")
    facts.append(section.fact(key))
    codes = section.texts("codes")
    if len(set(codes)) < len(codes):
        section.note("codes", "must hold each bank once")
    section.close()
    return codes


def _days(file: Section, key: str, facts: list[Fact]) -> int:
    section = file.child("effect")
    facts.append(section.fact(key))
    days = section.whole("days_after_signing", 0, _LATEST_DAYS)
    section.close()
    return days


def unknown_banks(key: str, agreements: Agreements, tables: Tables) -> list[str]:
    """The cooperating banks that no table knows."""
    return [
        f"{key}/agreements.toml: bank {code} is unknown."
        for code in agreements.banks
        if code not in tables["banks"]
    ]
