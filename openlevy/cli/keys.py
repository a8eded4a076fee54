"""``openlevy keys``: make what is missing, add a data key."""

import argparse
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from openlevy.gateways.treasury.signing import ensure_node_keys
from openlevy.ledger.services import ensure_seal_key
from openlevy.privacy.services import ensure_keys, rotate


def register(commands: Any) -> None:
    """Add the group."""
    group = commands.add_parser("keys", help="make and rotate the key files")
    verbs = group.add_subparsers(metavar="VERB", required=True)
    make = verbs.add_parser("make", help="make the keys that are missing; safe to repeat")
    make.set_defaults(run=_make)
    add = verbs.add_parser("rotate", help="seal personal data with a new key from now on")
    add.set_defaults(run=_rotate)


def _make(chosen: argparse.Namespace) -> None:
    folder: Path = settings.OPENLEVY_KEYS_DIR
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    ensure_keys()
    ensure_seal_key()
    ensure_node_keys(folder / "nodes", settings.OPENLEVY_NODE, timezone.now())
    _session_key(Path(os.environ.get("OPENLEVY_SECRET_KEY_FILE", folder / "session.key")))
    print(f"Keys are in {folder}. Whoever loses them loses the personal data; see the README.")


def _session_key(path: Path) -> None:
    """What sessions are signed with; made once, readable by its owner alone."""
    if path.exists():
        return
    draft = path.with_name(f".{path.name}-{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    # A name is given to a whole file only, and never to a second one.
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()


def _rotate(chosen: argparse.Namespace) -> None:
    print(f"Personal data are sealed with key {rotate()} from now on; older keys must be kept.")
