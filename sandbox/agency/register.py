"""The agencies' books of persons: whom each has enrolled, as the world began and as changed since.

A row that an agency has changed is kept as it told it last: the next change of it starts from
there, since an ``update`` is a whole row.
"""

import json
from dataclasses import dataclass

from sandbox import config, store
from sandbox.agency.package import enrolment_row, payable_row, person_row
from sandbox.vault import vault
from sandbox.world import making
from sandbox.world.numbers import index_of
from sandbox.world.places import Agency, agencies
from sandbox.world.records import SUPPLEMENTARY, Person
from sandbox.world.samples import PARTS

PERSONS, ENROLMENTS, PAYABLES = "persons", "enrolments", "payables"
_KEYS = {
    PERSONS: ("GRBH",),
    ENROLMENTS: ("GRBH", "ZSXM_DM"),
    PAYABLES: ("ZJTZLSH", "MXXH"),
}
_LATER_DETAIL = 500
"""As ``package`` counts the supplementary pension's payables."""

Columns = dict[str, str]


@dataclass(frozen=True)
class Kept:
    """A row as its agency holds it."""

    agency: Agency
    grid: str
    row: Columns
    withdrawn: bool = False

    @property
    def key(self) -> str:
        """The row's key within the agency."""
        return "|".join(self.key_columns.values())

    @property
    def key_columns(self) -> Columns:
        """The columns that are the key: all that a ``delete`` tells."""
        return {name: self.row[name] for name in _KEYS[self.grid]}


def find(reference: str) -> Person | None:
    """Somebody of the world: by a sample's key or user name, or by the whole ID number."""
    maker, made = making.current(), making.progress()["made"]
    reference = "".join(reference.split()).upper()
    if maker is None or not reference:
        return None
    for index, part in enumerate(PARTS):
        if reference in (part.key.upper(), part.username.upper()):
            return making.person(maker, index)
    number = index_of(reference)
    if number is None or number >= made:
        return None
    found = making.person(maker, number)
    return found if found.id_number == reference else None


def at(index: int) -> Person | None:
    """The person of an index, once made."""
    maker, made = making.current(), making.progress()["made"]
    return making.person(maker, index) if maker is not None and 0 <= index < made else None


def rows_of(person: Person) -> list[Kept]:
    """Every row that any agency has about a person."""
    found = {(one.agency.code, one.grid, one.key): one for one in _from_the_start(person)}
    named = {agency.code: agency for agency in agencies(config.REFERENCE_DIR)}
    changed = store.rows(
        "SELECT agency_code, grid, row_sealed, withdrawn FROM agency_row WHERE id_digest = %s"
        " ORDER BY agency_code, grid, key_digest",
        vault().digest(person.id_number),
    )
    for told in changed:
        row = json.loads(vault().open(bytes(told["row_sealed"])))
        one = Kept(named[told["agency_code"]], told["grid"], row, told["withdrawn"])
        found[one.agency.code, one.grid, one.key] = one
    return list(found.values())


def keep(person: Person, kept: Kept, package: int) -> None:
    """Writes down a row as it has just been told."""
    store.execute(
        "INSERT INTO agency_row (agency_code, grid, key_digest, id_digest, row_sealed, withdrawn,"
        " package) VALUES (%s, %s, %s, %s, %s, %s, %s)"
        " ON CONFLICT (agency_code, grid, key_digest) DO UPDATE SET"
        " row_sealed = excluded.row_sealed, withdrawn = excluded.withdrawn,"
        " package = excluded.package",
        kept.agency.code, kept.grid, vault().digest(kept.key), vault().digest(person.id_number),
        vault().seal(json.dumps(kept.row, ensure_ascii=False).encode()), kept.withdrawn, package,
    )  # fmt: skip


def _from_the_start(person: Person) -> list[Kept]:
    found = []
    for enrolment in person.all_enrolments:
        agency, place = enrolment.agency, enrolment.place
        found.append(Kept(agency, PERSONS, person_row(person, enrolment)))
        found.append(Kept(agency, ENROLMENTS, enrolment_row(person, enrolment)))
        first = 1 + _LATER_DETAIL * (enrolment.insurance == SUPPLEMENTARY)
        found += [
            Kept(agency, PAYABLES, payable_row(person, place, one, number, enrolment.insurance))
            for number, one in enumerate(enrolment.payables, start=first)
        ]
    return found
