"""Orders that move the outside world: the work date, behaviours, deliveries, the world's size."""

from sandbox.agency import changes, desk, orders, register
from sandbox.agency.telling import the_enrolment
from sandbox.banks import accounts
from sandbox.network import day
from sandbox.web import forms
from sandbox.web.forms import Order, OrderMalformed
from sandbox.world import making
from sandbox.world.people import Maker
from sandbox.world.records import PENSION, Person


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
    """An agency assesses one more special payable for a ``person`` (a sample's key, an ID number)
    of ``year`` and ``amount_fen``: by the ``insurance`` (its levy item) and ``region`` of one of
    their enrolments, of ``kind`` 2 补收 or 41 定额. With the latter ``subsidies`` may be told, in
    fen by the code of who pays them."""
    maker, person = _person(order)
    due_on = forms.date(order, "due_on") or maker.made_on.replace(month=12, day=31)
    under = the_enrolment(
        person,
        forms.text(order, "insurance", PENSION.levy_item),
        region=forms.text(order, "region", ""),
    )
    year, amount_fen = forms.whole(order, "year"), forms.whole(order, "amount_fen")
    kind = forms.text(order, "kind", orders.BACK_PAYMENT)
    return orders.assess(
        person, under, year, amount_fen, due_on, maker.made_on, kind,
        forms.amounts(order, "subsidies"),
    )  # fmt: skip


@forms.order
def withdraw(order: Order) -> object:
    """An agency withdraws a payable (``ZJTZLSH``, ``MXXH``) of a ``person``."""
    _maker, person = _person(order)
    return orders.withdraw(person, forms.text(order, "ZJTZLSH"), forms.text(order, "MXXH"))


@forms.order
def enrolment(order: Order) -> object:
    """What an agency changes of a ``person``. ``do``: ``name`` (``agency``, ``name``,
    ``wire_name``), ``change`` (``agency``, ``insurance``; ``group``, ``state``, ``to_month``,
    ``tax_office``, ``community``), ``enrol`` (``region``, ``insurance``, ``from_month``,
    ``group``), ``move`` (``region``, ``to_region``, ``last_month``)."""
    _maker, person = _person(order)

    def text(name: str, default: str | None = None) -> str:
        return forms.text(order, name, default)

    match text("do"):
        case "name":
            agency = text("agency")
            return changes.correct_name(person, agency, text("name"), text("wire_name", ""))
        case "change":
            columns = {name: text(name) for name in changes.CHANGEABLE if name in order}
            return changes.change_enrolment(person, text("agency"), text("insurance"), **columns)
        case "enrol":
            where = text("region"), text("insurance"), text("from_month")
            return changes.enrol(person, *where, text("group", ""))
        case "move":
            return changes.move(person, text("region"), text("to_region"), text("last_month"))
        case other:
            raise OrderMalformed(f"do must be name, change, enrol or move, not {other}")


def _person(order: Order) -> tuple[Maker, Person]:
    maker, person = making.current(), register.find(forms.text(order, "person"))
    if maker is None or person is None:
        raise OrderMalformed("person must be a sample's key or an ID number of the world")
    return maker, person
