"""``openlevy officer``: accounts of tax officers, their roles at offices, and what a lost telephone
or a left post asks for. Each is on record as the operator's act."""

import argparse
import getpass
import sys
from typing import Any

from openlevy.access.services import officers
from openlevy.history.services import Actor
from openlevy.kernel.flow import OFFICERS, Role
from openlevy.reference.loaded import CodeUnknown
from openlevy.reference.queries import place_of, tax_office

OPERATOR = Actor(Role.ADMIN)
"""Whoever sits at the command line: an administrator without a number."""
_ROLES = {str(role.name).lower(): role for role in OFFICERS}


def register(commands: Any) -> None:
    """Add the group."""
    group = commands.add_parser("officer", help="tax officers: accounts and roles")
    verbs = group.add_subparsers(metavar="VERB", required=True)
    add = _verb(verbs, "add", _add, "make an account; asks for the password, or reads stdin")
    add.add_argument("--name", required=True, help="the name that pages show")
    _at_office(add)
    _at_office(_verb(verbs, "grant", _grant, "let an officer act in a role at an office"))
    _at_office(_verb(verbs, "revoke", _revoke, "take a role at an office back"))
    _verb(verbs, "lock", _lock, "shut an account and end its sessions")
    _verb(verbs, "unlock", _unlock, "open it again")
    _verb(verbs, "renew-factor", _renew, "have another second factor set up: a lost telephone")


def _verb(verbs: Any, name: str, run: Any, words: str) -> Any:
    parser = verbs.add_parser(name, help=words)
    parser.add_argument("username")
    parser.set_defaults(run=run)
    return parser


def _at_office(parser: Any) -> None:
    parser.add_argument("--role", required=True, choices=sorted(_ROLES))
    parser.add_argument("--office", required=True, type=_office, help="the tax office's code")


def _add(chosen: argparse.Namespace) -> None:
    officers.add_officer(
        username=chosen.username,
        display_name=chosen.name,
        password=_password(),
        jurisdiction=place_of(chosen.office[1:7]).key,
        by=OPERATOR,
    )
    _grant(chosen)
    print("The second factor is set up at the first sign-in.")


def _grant(chosen: argparse.Namespace) -> None:
    role, office = _ROLES[chosen.role], chosen.office
    officers.grant_office(chosen.username, role, office, by=OPERATOR)
    print(f"{chosen.username} acts as {chosen.role} at {office} {tax_office(office).name}.")


def _revoke(chosen: argparse.Namespace) -> None:
    role = _ROLES[chosen.role]
    officers.revoke_office(chosen.username, role, chosen.office, by=OPERATOR)
    print(f"{chosen.username} does not act as {chosen.role} at {chosen.office} any more.")


def _lock(chosen: argparse.Namespace) -> None:
    officers.lock_officer(chosen.username, locked=True, by=OPERATOR)
    print(f"{chosen.username} is locked.")


def _unlock(chosen: argparse.Namespace) -> None:
    officers.lock_officer(chosen.username, locked=False, by=OPERATOR)
    print(f"{chosen.username} may sign in again.")


def _renew(chosen: argparse.Namespace) -> None:
    officers.renew_second_factor(chosen.username, by=OPERATOR)
    print(f"{chosen.username} sets up another second factor at the next sign-in.")


def _password() -> str:
    """Typed twice where somebody types, one line of standard input otherwise: never an argument,
    which every process of the machine could read."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first, again = getpass.getpass("Password: "), getpass.getpass("Once more: ")
    if first != again:
        raise SystemExit("The two passwords differ; nothing was made.")
    return first


def _office(text: str) -> str:
    try:
        return tax_office(text).code
    except CodeUnknown:
        raise argparse.ArgumentTypeError("the code of a tax office, 11 digits") from None
