"""``openlevy selfcheck | journal | jurisdiction``: prove the books, export seals, read a place."""

import argparse
import sys
from pathlib import Path
from typing import Any

from openlevy import selfcheck
from openlevy.ledger.queries import export_heads
from openlevy.reference.queries import check


def register(commands: Any) -> None:
    """Add the commands."""
    checking = commands.add_parser("selfcheck", help="prove the books; name what is not right")
    checking.set_defaults(run=_selfcheck)
    journal = commands.add_parser("journal", help="the journal's seals")
    verbs = journal.add_subparsers(metavar="VERB", required=True)
    heads = verbs.add_parser("heads", help="write the signed heads, one JSON line each")
    heads.add_argument("file", type=Path)
    heads.add_argument("--after", type=int, default=0, help="only blocks with higher numbers")
    heads.set_defaults(run=_heads)
    place = commands.add_parser("jurisdiction", help="a place's data")
    verbs = place.add_subparsers(metavar="VERB", required=True)
    reading = verbs.add_parser("check", help="say what a place's folder lacks")
    reading.add_argument("folder", type=Path)
    reading.set_defaults(run=_jurisdiction)


def _selfcheck(chosen: argparse.Namespace) -> int:
    findings = 0
    for finding in selfcheck.run():
        findings += 1
        print(finding)
    print(
        f"{findings} findings." if findings else "The books are right: every rule holds.",
        file=sys.stderr,
    )
    return 1 if findings else 0


def _heads(chosen: argparse.Namespace) -> None:
    written = export_heads(chosen.file, chosen.after)
    print(f"{written} heads written to {chosen.file}.")


def _jurisdiction(chosen: argparse.Namespace) -> int:
    sentences = check(chosen.folder)
    for sentence in sentences:
        print(sentence)
    return 1 if sentences else 0
