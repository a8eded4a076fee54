"""A station goes on after a fault, pauses when there is nothing to do, and stops when told."""

import threading
import time
from collections.abc import Callable

import pytest

from openlevy.gateways.treasury.tests.network import Peer
from openlevy.jobs.stations import STATIONS, Station
from openlevy.jobs.worker import attend


def _attended(work: Callable[[], int], every_s: float, seconds: float) -> threading.Event:
    """A station that is attended to for so long; whether it ended when told."""
    stop, ended = threading.Event(), threading.Event()

    def run() -> None:
        attend(Station("tried", work, every_s), stop)
        ended.set()

    threading.Thread(target=run, daemon=True).start()
    time.sleep(seconds)
    stop.set()
    ended.wait(5)
    return ended


@pytest.mark.django_db(transaction=True)
def test_it_works_on_after_a_fault(caplog: pytest.LogCaptureFixture) -> None:
    turns: list[float] = []

    def work() -> int:
        turns.append(time.monotonic())
        if len(turns) == 1:
            raise RuntimeError("a fault")
        return 0

    assert _attended(work, 60.0, 3.0).is_set()
    assert len(turns) == 2
    assert turns[1] - turns[0] > 1, "not at once: the fault may last"
    assert "station tried" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_it_takes_up_work_as_long_as_there_is_some() -> None:
    waiting = [1] * 20

    def work() -> int:
        return waiting.pop() if waiting else 0

    assert _attended(work, 60.0, 1.0).is_set()
    assert waiting == []


@pytest.mark.parametrize("station", STATIONS, ids=lambda station: station.name)
def test_every_station_has_nothing_to_do_in_a_new_instance(taking: Peer, station: Station) -> None:
    assert station.work() == 0
    assert taking.came == []


def test_stations_are_told_apart() -> None:
    assert len({station.name for station in STATIONS}) == len(STATIONS)
