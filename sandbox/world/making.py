"""Making the world in packets: accounts opened and packages dispatched, a chunk a transaction."""

import datetime as dt

from django.db import transaction

from sandbox import config, store
from sandbox.agency import desk
from sandbox.agency.package import for_people
from sandbox.banks import accounts
from sandbox.store import Row
from sandbox.world.people import MEDICAL, Maker, Person
from sandbox.world.places import places
from sandbox.world.samples import PARTS, sample

SEED = 20260301
CHUNK = 100
MOST_PERSONS = 5_000_000
_HEALTHCARE = 100_000
"""The numbers of healthcare agencies' packages begin here, so that a region's numbers differ."""


class WorldRefused(ValueError):
    """Another seed than the world's own, or too many people."""


def want(persons: int, seed: int | None = None) -> Row:
    """Asks for a world of at least so many people (and the samples); twice is once.

    Raises:
        WorldRefused: the world there is has another seed, or ``persons`` is out of range.
    """
    if not 0 <= persons <= MOST_PERSONS:
        raise WorldRefused(f"persons must be from 0 to {MOST_PERSONS}")
    today = dt.datetime.now(desk.BEIJING).date()
    with transaction.atomic():
        world = store.one(
            "INSERT INTO world (seed, made_on, wanted) VALUES (%s, %s, %s)"
            " ON CONFLICT (single) DO UPDATE SET wanted = greatest(world.wanted, excluded.wanted)"
            " RETURNING seed, made_on, wanted, made",
            seed or SEED, today, max(persons, len(PARTS)),
        )  # fmt: skip
        if seed is not None and seed != world["seed"]:
            raise WorldRefused(f"the world was made with seed {world['seed']}")
    return world


def make_next() -> bool:
    """Makes the next chunk of people that is wanted; whether there was one."""
    world = store.first(
        "SELECT seed, made_on, wanted, made FROM world WHERE made < wanted FOR UPDATE SKIP LOCKED"
    )
    if world is None:
        return False
    start, end = world["made"], min(world["made"] + CHUNK, world["wanted"])
    maker = maker_of(world)
    people = [person(maker, index) for index in range(start, end)]
    accounts.open_many([account for one in people for account in _accounts(one)])
    _dispatch(people, start)
    store.execute("UPDATE world SET made = %s", end)
    return True


def progress() -> dict[str, int]:
    """How far the world is: people wanted and made, rows delivered, answered and rejected."""
    world = store.first("SELECT wanted, made FROM world") or {"wanted": 0, "made": 0}
    rows = store.one(
        "SELECT count(*) AS packages, coalesce(sum(p.row_count), 0)::bigint AS rows,"
        " count(f.*) AS answered_packages,"
        " coalesce(sum(CASE WHEN f.package IS NOT NULL THEN p.row_count END), 0)::bigint"
        " AS answered_rows, coalesce(sum(f.rejected), 0)::bigint AS rejected_rows,"
        " count(f.*) FILTER (WHERE f.result <> '000') AS refused_packages"
        " FROM package p LEFT JOIN LATERAL (SELECT package, rejected, result FROM feedback"
        "  WHERE feedback.package = p.id ORDER BY id DESC LIMIT 1) f ON true"
    )
    return {name: int(value) for name, value in {**world, **rows}.items()}


def maker_of(world: Row) -> Maker:
    """The maker of this world's people."""
    return Maker(world["seed"], world["made_on"], places(config.REFERENCE_DIR))


def current() -> Maker | None:
    """The maker of the world there is."""
    world = store.first("SELECT seed, made_on FROM world")
    return maker_of(world) if world else None


def person(maker: Maker, index: int) -> Person:
    """The person of an index: a sample first, then the crowd."""
    return sample(maker, index) if index < len(PARTS) else maker.person(index)


def _accounts(one: Person) -> list[accounts.NewAccount]:
    return [
        accounts.NewAccount(
            account.number, account.bank.cnaps, account.bank.clearing_cnaps, account.bank.name,
            account.holder_name, account.deposit_fen, account.mode, account.seconds,
            account.special, account.books, one.id_number, one.phone,
        )
        for account in one.accounts
    ]  # fmt: skip


def _dispatch(people: list[Person], chunk: int) -> None:
    made_at = dt.datetime.now(desk.BEIJING)
    delivered = {
        (enrolment.agency.code, enrolment.insurance): enrolment.agency
        for one in people
        for enrolment in one.all_enrolments
    }
    for (_, insurance), agency in sorted(delivered.items(), key=lambda one: one[0][0]):
        sequence = chunk // CHUNK + (_HEALTHCARE if insurance == MEDICAL else 0)
        number = desk.batch_no(made_at, agency.region, sequence)
        desk.dispatch(for_people(people, agency, number, made_at), chunk)
