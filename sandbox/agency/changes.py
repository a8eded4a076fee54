"""What an agency's clerk changes of persons and enrolments afterwards: each change is a package of
that agency, kept in one transaction with its own book.

A person moves by the agencies of both places: the old one ends the enrolment, the new one begins
one, and neither knows of the other.
"""

from dataclasses import replace

from django.db import transaction

from sandbox import config, store
from sandbox.agency import register
from sandbox.agency.orders import INSURANCES
from sandbox.agency.package import enrolment_row, person_row
from sandbox.agency.register import ENROLMENTS, PERSONS, Columns, Kept
from sandbox.agency.telling import OrderRefused, tell, the_enrolment
from sandbox.store import Row
from sandbox.vault import vault
from sandbox.wire.pattern import fits
from sandbox.world import making
from sandbox.world.places import Place, places
from sandbox.world.records import ENDED, MEDICAL, SUPPLEMENTARY, Enrolment, Person

CHANGEABLE = ("group", "state", "to_month", "tax_office", "community")
_MONTH = r"(19|20)\d{2}(0[1-9]|1[0-2])"
_FOREVER = "999912"
_GROUP, _STATES = r"\d{2}", ("1", "2", "4")
_LONGEST_NAME = 50


@transaction.atomic
def correct_name(person: Person, agency_code: str, name: str, wire_name: str) -> Row:
    """The agency calls the person otherwise from now on, in all its rows of them.

    Raises:
        OrderRefused: no name, or the agency does not know the person.
    """
    name, wire_name = name.strip(), wire_name.strip()
    if not 0 < len(name) <= _LONGEST_NAME or len(wire_name) > _LONGEST_NAME:
        raise OrderRefused("a name is needed")
    mine = [
        one for one in register.rows_of(person)
        if one.grid == PERSONS and one.agency.code == agency_code
    ]  # fmt: skip
    if not mine:
        raise OrderRefused(f"{agency_code} does not know the person")
    rows = [replace(one, row={**one.row, "XM": name, "XM_GBK": wire_name}) for one in mine]
    return tell(person, mine[0].agency, "更正姓名", update=rows)


@transaction.atomic
def change_enrolment(person: Person, agency_code: str, levy_item: str, **columns: str) -> Row:
    """The agency changes an enrolment: ``group``, ``state``, ``to_month``, ``tax_office``,
    ``community``, whichever are given.

    Raises:
        OrderRefused
    """
    mine = the_enrolment(person, levy_item, agency=agency_code)
    row = {**mine.row, **_checked(columns)}
    if row["ZZJFNY"] < row["KSJFNY"]:
        raise OrderRefused("the last month lies before the first")
    words = "终止参保" if row["CBZT"] == ENDED != mine.row["CBZT"] else "变更参保登记"
    return tell(person, mine.agency, words, update=[replace(mine, row=row)])


@transaction.atomic
def enrol(person: Person, region: str, levy_item: str, from_month: str, group: str = "") -> Row:
    """An agency of another place enrols the person, as it is told by them at its window.

    Raises:
        OrderRefused: no such place, or enrolled there already.
    """
    place = next((one for one in places(config.REFERENCE_DIR) if one.region == region), None)
    if place is None or levy_item not in INSURANCES or not fits(from_month, _MONTH):
        raise OrderRefused(f"nobody is enrolled in {region} {levy_item} from {from_month}")
    new = _as_there(person, place, levy_item, from_month, group)
    rows = register.rows_of(person)
    known = [one for one in rows if one.agency == new.agency]
    theirs = Kept(new.agency, ENROLMENTS, enrolment_row(person, new))
    before = next((one for one in known if (one.grid, one.key) == (ENROLMENTS, theirs.key)), None)
    if before is not None:
        if before.row["CBZT"] != ENDED:
            raise OrderRefused("the person is enrolled there already")
        return tell(person, new.agency, "恢复参保", update=[theirs])
    inserted = [theirs]
    if not any(one.grid == PERSONS and one.row["GRBH"] == theirs.row["GRBH"] for one in known):
        inserted.insert(0, Kept(new.agency, PERSONS, _person_there(person, new, rows)))
    return tell(person, new.agency, "新参保", insert=inserted)


@transaction.atomic
def move(person: Person, region: str, to_region: str, last_month: str) -> list[Row]:
    """Ends whatever the person is enrolled in there after a month, and begins the same elsewhere
    with the next; what the other place does not have only ends. What was done, in order.

    Raises:
        OrderRefused: nothing to end there, or see ``enrol``.
    """
    if region == to_region or not fits(last_month, _MONTH):
        raise OrderRefused(f"from {region} to {to_region} after {last_month}")
    leaving = [
        one for one in register.rows_of(person)
        if one.grid == ENROLMENTS and one.row["XZQHXQ_DM"] == region
        and one.row["CBZT"] != ENDED
    ]  # fmt: skip
    if not leaving:
        raise OrderRefused(f"the person is not enrolled in {region}")
    year, month = int(last_month[:4]), int(last_month[4:])
    next_month = f"{year + month // 12}{month % 12 + 1:02d}"
    done = []
    for one in leaving:
        item = one.row["ZSXM_DM"]
        ended = {"state": ENDED, "to_month": last_month}
        done.append(change_enrolment(person, one.agency.code, item, **ended))
        if item != SUPPLEMENTARY.levy_item:
            done.append(enrol(person, to_region, item, next_month))
    return done


def changes(person: Person | None, size: int) -> list[Row]:
    """What was changed lately, of one person or of all, with what became of the packages."""
    digest = vault().digest(person.id_number) if person else b""
    return store.rows(
        "SELECT c.id, c.at, c.what, p.id AS package, p.batch_no, p.agency_name,"
        " d.state AS delivery, d.attempts, d.status, d.fault, f.id AS feedback, f.result, f.word,"
        " f.accepted, f.rejected FROM agency_change c JOIN package p ON p.id = c.package"
        " LEFT JOIN LATERAL (SELECT * FROM delivery WHERE package = p.id"
        "  ORDER BY id DESC LIMIT 1) d ON true"
        " LEFT JOIN LATERAL (SELECT * FROM feedback WHERE package = p.id"
        "  ORDER BY id DESC LIMIT 1) f ON true"
        " WHERE %s = ''::bytea OR c.id_digest = %s ORDER BY c.id DESC LIMIT %s",
        digest, digest, size,
    )  # fmt: skip


def _checked(columns: dict[str, str]) -> Columns:
    told: Columns = {}
    for name, value in columns.items():
        value = value.strip()
        match name:
            case "group" if fits(value, _GROUP):
                told["CBRYTSLB"] = value
            case "state" if value in _STATES:
                told["CBZT"] = value
            case "to_month" if value in ("", _FOREVER) or fits(value, _MONTH):
                told["ZZJFNY"] = value or _FOREVER
            case "tax_office" if fits(value, r"\d{11}"):
                told["ZGSWJG_DM"] = value
            case "community" if 0 < len(value) <= _LONGEST_NAME:
                told["SQC_MC"] = value
            case _:
                raise OrderRefused(f"{name} is not to be {value}")
    return told


def _as_there(
    person: Person, place: Place, levy_item: str, from_month: str, group: str
) -> Enrolment:
    maker = making.current()
    if maker is None:
        raise OrderRefused("there is no world")
    beside = maker.enrolment(maker.chance(person.index), place, person.born_on)
    made = replace(beside, insurance=INSURANCES[levy_item])
    if levy_item == MEDICAL.levy_item:
        made = maker.medical(beside, person.born_on, person.male)
    made = replace(made, from_month=from_month)
    return replace(made, group=group) if group else made


def _person_there(person: Person, new: Enrolment, rows: list[Kept]) -> Columns:
    """The person with the name in their papers: as it was corrected last anywhere."""
    row = person_row(person, new)
    first = {"XM": row["XM"], "XM_GBK": row["XM_GBK"]}
    told = [one.row for one in rows if one.grid == PERSONS]
    other = [one for one in told if any(one[name] != first[name] for name in first)]
    return {**row, **{name: other[-1][name] for name in first}} if other else row
