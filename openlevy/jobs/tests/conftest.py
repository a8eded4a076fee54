"""A worker as a process of its own, on the database of the tests."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from launcher.process import bound_to_parent
from openlevy.gateways.treasury.tests.network import Peer, ensure_both_nodes, peer
from openlevy.ledger.services import ensure_seal_key
from openlevy.parties.tests.people import TOMORROW
from openlevy.privacy.services import ensure_keys
from openlevy.reference.services import open_business_date

_SECONDS = 30.0


@dataclass
class Workers:
    """Starts workers; those that still live at the end of the test are killed."""

    log: Path
    environment: dict[str, str]
    running: list["subprocess.Popen[bytes]"]

    def start(self) -> "subprocess.Popen[bytes]":
        """A worker; returned when it is ready."""
        before = self._ready()
        with self.log.open("ab") as log:
            worker = subprocess.Popen(
                [sys.executable, "-m", "openlevy.cli", "worker"],
                env=self.environment, stdout=log, stderr=log, start_new_session=True,
                preexec_fn=bound_to_parent(signal.SIGKILL),
            )  # fmt: skip
        self.running.append(worker)
        eventually(lambda: self._ready() > before, self.log.read_text)
        return worker

    def _ready(self) -> int:
        return self.log.read_text().count("worker ready") if self.log.exists() else 0


def eventually(holds: Callable[[], bool], told: Callable[[], str] = str) -> None:
    """Waits until something holds; fails with what ``told`` says when it does not in time."""
    until = time.monotonic() + _SECONDS
    while not holds():
        assert time.monotonic() < until, told()
        time.sleep(0.02)


@pytest.fixture
def taking(transactional_db: None) -> Iterator[Peer]:
    """An instance whose books are open, and a server where its messages go."""
    ensure_keys()
    ensure_seal_key()
    ensure_both_nodes()
    open_business_date(TOMORROW)
    with peer() as there:
        yield there


@pytest.fixture
def workers(taking: Peer, tmp_path: Path) -> Iterator[Workers]:
    """Workers on the database of the test, which send to ``taking``."""
    name = connection.settings_dict["NAME"]
    address = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
    told = {"DATABASE_URL": address, "OPENLEVY_TREASURY_URL": taking.url}
    made = Workers(tmp_path / "worker.log", {**os.environ, **told}, [])
    yield made
    for worker in made.running:
        worker.kill()
        worker.wait()
