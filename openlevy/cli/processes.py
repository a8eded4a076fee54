"""``openlevy migrate | web | worker``: the database's tables and the two processes."""

import argparse
from contextlib import suppress
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from granian import Granian
from granian.constants import Interfaces

from openlevy.jobs.worker import work
from openlevy.ledger.services import keep_counter_ahead
from openlevy.reference import queries as reference
from openlevy.reference.services import BusinessDateAlreadyOpen, open_business_date

_TARGET = "openlevy.config.wsgi:application"


def register(commands: Any) -> None:
    """Add the commands."""
    migrate = commands.add_parser("migrate", help="bring the tables up to this version")
    migrate.add_argument(
        "--open-on",
        type=date.fromisoformat,
        metavar="DATE",
        help="the first day of the books, where they have none yet; today when left out",
    )
    migrate.set_defaults(run=_migrate)
    web = commands.add_parser("web", help="serve pages and receive messages")
    web.add_argument("--host", default="127.0.0.1")
    web.add_argument("--port", type=int, default=8000)
    web.add_argument("--workers", type=int, default=1, help="processes")
    web.add_argument("--threads", type=int, default=8, help="threads of each process")
    web.set_defaults(run=_web)
    worker = commands.add_parser("worker", help="send and handle messages, make papers")
    worker.set_defaults(run=_worker)


def _migrate(chosen: argparse.Namespace) -> None:
    call_command("migrate", verbosity=1, interactive=False)
    # After a restore from a dump, transactions would be counted from below what is sealed.
    keep_counter_ahead()
    with suppress(BusinessDateAlreadyOpen):
        open_business_date(chosen.open_on or timezone.localdate())


def _confirmed() -> None:
    """A production starts only when somebody has confirmed every unproven value."""
    if settings.PRODUCTION:
        reference.require_confirmed()


def _web(chosen: argparse.Namespace) -> None:
    _confirmed()
    Granian(
        target=_TARGET,
        address=chosen.host,
        port=chosen.port,
        interface=Interfaces.WSGI,
        workers=chosen.workers,
        blocking_threads=chosen.threads,
        backpressure=256,
        log_access=False,
    ).serve()


def _worker(chosen: argparse.Namespace) -> int:
    _confirmed()
    return work()
