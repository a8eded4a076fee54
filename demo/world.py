"""``openlevy demo load | accounts``: the invented world and its sample people."""

import argparse
import time
from typing import Any

from demo import agreements, officers, outside
from demo.outside import OutsideFault, told
from demo.text import Progress, print_table
from openlevy.access import queries as access
from openlevy.access.services import register as register_user
from openlevy.parties import queries as parties

_LOOK_EVERY_SECONDS = 0.5
_PATIENCE_SECONDS = 120


def register(subparsers: Any) -> None:
    """Adds the group to the command line."""
    group = subparsers.add_parser("demo", help="the invented world of the demonstration")
    commands = group.add_subparsers(dest="demo_command", required=True)
    load = commands.add_parser("load", help="have the world delivered and sign up sample people")
    load.add_argument("--persons", type=_persons, default=300, help="how many people at least")
    load.set_defaults(run=_load)
    accounts = commands.add_parser("accounts", help="sample sign-ins, and what is special")
    accounts.add_argument("--json", action="store_true", help="everything, for scripts")
    accounts.set_defaults(run=_accounts)
    code = commands.add_parser("code", help="what the telephone of a sample officer shows now")
    code.add_argument("username", choices=[one.username for one in officers.SAMPLES])
    code.set_defaults(run=_code)


@told
def _load(chosen: argparse.Namespace) -> int:
    """Asks for the world, waits for the feedback to every row, signs up; twice is once."""
    outside.post("/world/load", persons=chosen.persons)
    now = _await_feedback()
    people = outside.get("/world/accounts.json")["accounts"]
    signed_up, missing = _sign_up(people)
    posts = officers.sign_up()
    agreed, waiting = agreements.sign(people)
    print(
        f"{now['made']} people in {now['packages']} packages, {now['rows']} rows;"
        f" {signed_up} sample people signed up, {agreed} of their agreements verified;"
        f" {posts} sample officers."
    )
    if waiting:
        print("Some banks have not answered yet: the same command goes on where this one stopped.")
    if missing:
        print(f"Not enrolled, hence not signed up: {', '.join(missing)}.")
    if now["rejected_rows"] or now["refused_packages"]:
        print(
            f"{now['rejected_rows']} rows rejected, {now['refused_packages']} packages refused;"
            f" why: {outside.address()}/page/packages"
        )
        return 1
    return 1 if missing or waiting else 0


def _await_feedback() -> dict[str, int]:
    """Waits until every row is answered; gives up when nothing moves for two minutes."""
    progress = Progress("delivered and answered")
    moved_at, before = time.monotonic(), -1
    while True:
        now: dict[str, int] = outside.get("/world/progress.json")
        progress.show(now["answered_rows"], now["rows"], f"({now['made']}/{now['wanted']} people)")
        if now["made"] >= now["wanted"] and now["answered_packages"] == now["packages"]:
            progress.end(f"delivered and answered 100% {now['answered_rows']}/{now['rows']}")
            return now
        standing = now["made"] + now["answered_rows"]
        if standing != before:
            moved_at, before = time.monotonic(), standing
        elif time.monotonic() - moved_at > _PATIENCE_SECONDS:
            raise OutsideFault(
                f"No feedback for {_PATIENCE_SECONDS} seconds: are web and worker running?"
                f" The same command goes on where this one stopped."
            )
        time.sleep(_LOOK_EVERY_SECONDS)


def _sign_up(people: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """Registers the sample people who have no sign-in yet; how many have one, and who cannot.
    Children have none: somebody else acts for them; one adult registers by hand."""
    progress = Progress("signing up")
    missing = []
    adults = [person for person in people if person["username"]]
    for number, person in enumerate(adults, start=1):
        payer_id = parties.payer_of_id(person["id_type"], person["id_number"])
        if payer_id is None:
            missing.append(person["name"])
        elif access.user_of_payer(payer_id) is None:
            register_user(
                username=person["username"],
                id_type=person["id_type"],
                id_no=person["id_number"],
                phone=person["phone"] or None,
                password=person["password"],
                display_name=person["name"],
                payer_id=payer_id,
                jurisdiction=person["jurisdiction"],
            )
        progress.show(number, len(adults), person["name"])
    progress.end(f"signed up 100% {len(adults) - len(missing)}/{len(adults)}")
    return len(adults) - len(missing), missing


@told
def _accounts(chosen: argparse.Namespace) -> None:
    people = outside.get("/world/accounts.json")["accounts"]
    if chosen.json:
        outside.show_json(people)
        return
    if not people:
        raise OutsideFault("There is no world yet: openlevy demo load")
    print_table(
        ("姓名", "用户名", "密码", "地方", "银行账户", "特别之处"),
        [row for one in people for row in _rows(one)],
    )
    print("\n税务人员（/officer/，朝阳区税务局）")
    print_table(officers.HEAD, officers.rows())


def _code(chosen: argparse.Namespace) -> None:
    sample = next(one for one in officers.SAMPLES if one.username == chosen.username)
    print(officers.code(sample.secret))


def _rows(person: dict[str, Any]) -> list[list[str]]:
    """A person's line, with one more for each further bank account; of whoever has no sign-in, by
    what they are identified."""
    told = [f"{one['number']} {one['bank']}" for one in person["bank_accounts"]]
    known = [person[name] for name in ("name", "username", "password", "jurisdiction")]
    if not person["username"]:
        known[2] = ""
        phone = [f"手机号 {person['phone']}"] if person["phone"] else []
        told = [f"证件号码 {person['id_number']}", *phone, *told]
    first, *more = told or [""]
    return [[*known, first, person["special"]], *(["", "", "", "", one, ""] for one in more)]


def _persons(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text) <= 5_000_000:
        raise argparse.ArgumentTypeError("a whole number up to 5000000")
    return int(text)
