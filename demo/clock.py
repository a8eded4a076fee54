"""``openlevy clock show | advance | set``: moves the product's business date and, before it, the
network's work date, so that the day is cut as it would be at night.
"""

import argparse
from datetime import date, timedelta
from typing import Any

from demo import outside
from demo.outside import told
from openlevy.reference.queries import business_date
from openlevy.reference.services import move_business_date

_MOST_DAYS = 3660


def register(subparsers: Any) -> None:
    """Adds the group to the command line."""
    group = subparsers.add_parser("clock", help="the business date of the demonstration")
    commands = group.add_subparsers(dest="clock_command", required=True)
    show = commands.add_parser("show", help="business date and the network's work date")
    show.set_defaults(run=_show)
    advance = commands.add_parser("advance", help="move on by days, cutting the day")
    advance.add_argument("--days", type=_days, default=1)
    advance.set_defaults(run=_advance)
    set_to = commands.add_parser("set", help="move on to a date, cutting the day")
    set_to.add_argument("date", type=_date)
    set_to.set_defaults(run=_set)


@told
def _show(_chosen: argparse.Namespace) -> None:
    print(f"业务日期      {business_date()}")
    print(f"网络工作日期  {_work_date()}")


@told
def _advance(chosen: argparse.Namespace) -> None:
    _moved(business_date() + timedelta(days=chosen.days))


@told
def _set(chosen: argparse.Namespace) -> None:
    _moved(chosen.date)


def _moved(to: date) -> None:
    if _work_date() >= to:
        print("网络已先行日切，这次只推进业务日期，没有日切；再推进一天才会日切。")
    move(to)
    print(f"业务日期      {to}")
    print(f"网络工作日期  {_work_date()}")


def move(to: date) -> None:
    """Moves both dates on, the network's first, which cuts its day: interrupted in between, the
    same again ends the same.

    Raises:
        BusinessDateBackwards: ``to`` lies before the business date.
    """
    if to >= business_date() and _work_date() < to:
        outside.post("/control/day-cut", work_date=to.isoformat())
    move_business_date(to)


def _work_date() -> date:
    return date.fromisoformat(outside.get("/health")["work_date"])


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a date like 2026-03-01") from None


def _days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _MOST_DAYS:
        raise argparse.ArgumentTypeError(f"a whole number from 1 to {_MOST_DAYS}")
    return int(text)
