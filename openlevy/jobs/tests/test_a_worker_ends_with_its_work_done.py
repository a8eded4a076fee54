"""SIGTERM finishes what is in hand; SIGKILL loses nothing; several share the work."""

import signal
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from openlevy.gateways.treasury.tests.network import Peer
from openlevy.jobs.tests.conftest import Workers, eventually
from openlevy.messages.queries import stuck, waiting_to_send
from openlevy.parties.tests.people import a_resident
from openlevy.payment.tests.paying import sign

pytestmark = pytest.mark.program


def test_what_is_in_hand_is_finished_before_the_end(workers: Workers, taking: Peer) -> None:
    taking.pause_seconds = 1.5
    sign(a_resident())
    worker = workers.start()
    eventually(lambda: len(taking.came) == 1)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(20) == 0
    assert waiting_to_send() == 0


def test_it_ends_at_once_when_there_is_nothing_in_hand(workers: Workers, taking: Peer) -> None:
    worker = workers.start()
    asked_at = timezone.now()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(20) == 0
    assert timezone.now() - asked_at < timedelta(seconds=5)


def test_after_a_kill_the_next_one_sends_the_same_at_once(workers: Workers, taking: Peer) -> None:
    taking.pause_seconds = 3
    sign(a_resident())
    worker = workers.start()
    eventually(lambda: len(taking.came) == 1)
    worker.kill()
    worker.wait()
    assert waiting_to_send() == 1
    taking.pause_seconds = 0
    killed_at = timezone.now()
    workers.start()
    eventually(lambda: waiting_to_send() == 0)
    assert timezone.now() - killed_at < timedelta(seconds=20), "before the lease ran out"
    assert len(taking.came) == 2
    assert taking.came[0] == taking.came[1]


def test_two_workers_send_everything_once(workers: Workers, taking: Peer) -> None:
    workers.start()
    workers.start()
    for _ in range(12):
        sign(a_resident())
    eventually(lambda: waiting_to_send() == 0)
    assert len(taking.came) == len(set(taking.came)) == 12


_BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"


def _backends() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(_BACKENDS)
        return {pid for (pid,) in cursor.fetchall()}


def test_a_worker_outlives_its_connections(workers: Workers, taking: Peer) -> None:
    ours = _backends()
    worker = workers.start()
    eventually(lambda: bool(_backends() - ours))
    theirs = _backends() - ours
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s) AS pid", [list(theirs)])
    sign(a_resident())
    eventually(lambda: waiting_to_send() == 0, workers.log.read_text)
    assert worker.poll() is None
    assert stuck(attempts=2) == []
