"""Orders that move the outside world: the work date, behaviours, deliveries, the world's size."""

from sandbox.agency import desk, orders
from sandbox.banks import accounts
from sandbox.network import day
from sandbox.web import forms
from sandbox.web.forms import Order, OrderMalformed
from sandbox.world import making
from sandbox.world.people import Maker
from sandbox.world.places import Place
from sandbox.world.records import (
    Person,
)
from sandbox.world.samples import PARTS, sample


@forms.order
def close_session(_order: Order) -> object:
    """Closes the open session: 3122."""
    return day.close_session()


@forms.order
def cut_day(order: Order) -> object:
    """Cuts the day; ``work_date`` names the next one."""
    return day.cut(forms.date(order, "work_date"))


@forms.order
def automatic(order: Order) -> object:
    """Automatic sessions every ``minutes``; 0 turns them off."""
    minutes = forms.whole(order, "minutes")
    if not 0 <= minutes <= 1440:
        raise OrderMalformed("minutes must be from 0 to 1440")
    day.set_automatic(minutes or None)
    return {"minutes": minutes}


@forms.order
def behave(order: Order) -> object:
    """Sets an account's ``mode`` (by ``account``: its number or last four digits)."""
    account = accounts.find(forms.text(order, "account"))
    mode = forms.text(order, "mode")
    accounts.behave(
        account, mode, forms.whole(order, "seconds", 30 if mode == "slow" else 0),
        forms.flag(order, "books", True),
    )  # fmt: skip
    return {"account": account, "mode": mode}


@forms.order
def deposit(order: Order) -> object:
    """Pays ``amount_fen`` into an account."""
    account = accounts.find(forms.text(order, "account"))
    amount_fen = forms.whole(order, "amount_fen")
    if not 0 < amount_fen <= 10**12:
        raise OrderMalformed("amount_fen must be positive")
    accounts.deposit(account, amount_fen)
    return {"account": account, "amount_fen": amount_fen}


@forms.order
def load(order: Order) -> object:
    """Makes the world at least ``persons`` large."""
    seed = forms.whole(order, "seed") if "seed" in order else None
    making.want(forms.whole(order, "persons"), seed)
    return making.progress()


@forms.order
def redeliver(order: Order) -> object:
    """Delivers a package (its number or id) once more, byte for byte."""
    package = desk.redeliver(forms.text(order, "package"))
    return {"package": package["id"], "CSPCH": package["batch_no"]}


@forms.order
def assess(order: Order) -> object:
    """An agency assesses one more special payable for a sample ``person`` (its key)."""
    maker, person = _sample(forms.text(order, "person"))
    due_on = forms.date(order, "due_on") or maker.made_on.replace(month=12, day=31)
    place = _place(person, forms.text(order, "region", ""))
    year, amount_fen = forms.whole(order, "year"), forms.whole(order, "amount_fen")
    return orders.assess(person, place, year, amount_fen, due_on, maker.made_on)


@forms.order
def withdraw(order: Order) -> object:
    """An agency withdraws a payable (``ZJTZLSH``, ``MXXH``) of a sample ``person``."""
    _maker, person = _sample(forms.text(order, "person"))
    place = _place(person, forms.text(order, "region", ""))
    return orders.withdraw(place, forms.text(order, "ZJTZLSH"), forms.text(order, "MXXH"))


def _sample(key: str) -> tuple[Maker, Person]:
    maker = making.current()
    index = next((i for i, part in enumerate(PARTS) if key in (part.key, part.username)), None)
    if maker is None or index is None:
        raise OrderMalformed("person must be the key of a sample person, and the world loaded")
    return maker, sample(maker, index)


def _place(person: Person, region: str) -> Place:
    for enrolment in person.enrolments:
        if region in ("", enrolment.place.region):
            return enrolment.place
    raise OrderMalformed(f"{person.name} is not enrolled in {region}")
