"""``openlevy sandbox …``: what the sandbox's page does, from a shell."""

import argparse
from typing import Any
from urllib.parse import quote

from demo import outside
from demo.outside import told
from demo.text import print_table

_MODES = (
    "ok", "insufficient", "closed", "mismatch", "silent", "mute", "lost", "slow",
    "twice", "says_refused", "says_ok",
)  # fmt: skip


def register(subparsers: Any) -> None:
    """Adds the group to the command line."""
    group = subparsers.add_parser("sandbox", help="the world outside: banks, network, agencies")
    commands = group.add_subparsers(dest="sandbox_command", required=True)
    _add_behave(commands)
    messages = commands.add_parser("messages", help="the network's messages, newest first")
    messages.add_argument(
        "query", nargs="?", default="", help="number, MsgID, account, ID, voucher"
    )
    messages.add_argument("--limit", type=int, default=20)
    messages.add_argument("--json", action="store_true")
    messages.set_defaults(run=_messages)
    books = commands.add_parser("books", help="the banks', treasury's and agencies' own books")
    books.add_argument("--json", action="store_true", help="with every voucher")
    books.set_defaults(run=_books)
    commands.add_parser("session", help="close the session: 3122").set_defaults(run=_session)
    cut = commands.add_parser("day-cut", help="cut the network's day: 3122, 3126, 9101")
    cut.set_defaults(run=_day_cut)
    credit = commands.add_parser("credit", help="have the agencies credit what was paid, at once")
    credit.set_defaults(run=_credit)
    redeliver = commands.add_parser("redeliver", help="deliver a package once more, byte for byte")
    redeliver.add_argument("package", help="its number (CSPCH) or id")
    redeliver.set_defaults(run=_redeliver)


def _add_behave(commands: Any) -> None:
    behave = commands.add_parser("behave", help="tell a bank account how to behave")
    behave.add_argument(
        "account", help="its number, or its last four digits where no other account ends so"
    )
    behave.add_argument("mode", choices=_MODES)
    behave.add_argument("--seconds", type=int, default=30, help="with slow: when the answer comes")
    behave.add_argument(
        "--unbooked", action="store_true", help="with silent: the money does not move either"
    )
    behave.set_defaults(run=_behave)


@told
def _behave(chosen: argparse.Namespace) -> None:
    done = outside.post(
        "/control/behave", account=chosen.account, mode=chosen.mode,
        seconds=chosen.seconds if chosen.mode == "slow" else 0, books=not chosen.unbooked,
    )  # fmt: skip
    print(f"Bank account {done['account']}: {done['mode']}")


@told
def _messages(chosen: argparse.Namespace) -> None:
    found = outside.get(f"/messages?limit={chosen.limit}&q={quote(chosen.query)}")["messages"]
    if chosen.json:
        outside.show_json(found)
        return
    print_table(
        ("at", "direction", "number", "MsgID", "state"),
        [
            (one["at"][:19], one["direction"], one["number"], one["message_id"],
             one["delivery"] or one["state"])
            for one in found
        ],
    )  # fmt: skip


@told
def _books(chosen: argparse.Namespace) -> int:
    found = outside.get("/books.json")
    if chosen.json:
        found["vouchers"] = _all_vouchers(found)
        outside.show_json(found)
    else:
        rows = [(name.removesuffix("_fen"), _shown(name, n)) for name, n in found["totals"].items()]
        print_table(("", "元"), rows)
        for fault in found["faults"]:
            print(fault)
    return 1 if found["faults"] else 0


@told
def _session(_chosen: argparse.Namespace) -> None:
    done = outside.post("/control/session")
    print(f"Session {done['session']} of {done['work_date']} closed")


@told
def _day_cut(_chosen: argparse.Namespace) -> None:
    done = outside.post("/control/day-cut")
    print(f"Day {done['closed']} cut; the network's work date is {done['work_date']}")


@told
def _credit(_chosen: argparse.Namespace) -> None:
    done = outside.post("/control/credit")
    print(
        f"{done['entries']} payments credited on {done['on']}, told in {done['packages']} packages"
    )


@told
def _redeliver(chosen: argparse.Namespace) -> None:
    print(f"Package {outside.post('/control/redeliver', package=chosen.package)['CSPCH']} queued")


def _all_vouchers(found: dict[str, Any]) -> list[Any]:
    vouchers = list(found["vouchers"])
    after = found["next"]
    while after:
        page = outside.get(f"/books.json?after={after}")
        vouchers += page["vouchers"]
        after = page["next"]
    return vouchers


def _shown(name: str, value: int) -> str:
    return f"{value // 100:,}.{value % 100:02d}" if name.endswith("_fen") else str(value)
