"""``certificate.toml`` of a place, to a frozen value or to sentences that say what is wrong.

Pure.
"""

from pathlib import Path

from openlevy.reference.certificates import Certificates, Issued, Kind, Seal
from openlevy.reference.facts import Fact
from openlevy.reference.sections import Section, open_section

_LONGEST = 60


def read_certificates(folder: Path, facts: list[Fact], problems: list[str]) -> Certificates:
    """The file of ``folder``. A kind that has no table in it is not issued there."""
    key = f"{folder.name}.certificate"
    file = open_section(folder, "certificate.toml", problems)
    section, ready = file.child("certificate"), file.child("ready")
    facts += [section.fact(key), ready.fact(f"{key}.ready")]
    kinds = {
        kind: _issued(file.child(kind), f"{key}.{kind}", facts) for kind in Kind if file.has(kind)
    }
    if not kinds:
        file.note(Kind.RECORD, f"is missing, and {Kind.PROOF} too")
    result = Certificates(
        check_title=section.text("check_title"),
        also_valid=section.texts("also_valid") if section.has("also_valid") else (),
        ready_after=_range(ready),
        kinds=kinds,
    )
    for each in (section, ready, file):
        each.close()
    return result


def _issued(section: Section, key: str, facts: list[Fact]) -> Issued:
    facts.append(section.fact(key))
    seal = section.text("seal", "|".join(Seal))
    issued = Issued(
        title=section.text("title"),
        menu=section.text("menu"),
        seal=Seal(seal) if seal in list(Seal) else Seal.PRINTED_IN,
    )
    section.close()
    return issued


def _range(section: Section) -> tuple[int, int]:
    least, most = (section.whole(f"working_days_{end}", 0, _LONGEST) for end in ("least", "most"))
    if least > most:
        section.note("working_days_most", "must not lie below working_days_least")
    return least, most
