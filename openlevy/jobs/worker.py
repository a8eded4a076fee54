"""The worker process: every station in threads of its own, until told to stop."""

import logging
import signal
import threading
import time

from django.db import close_old_connections, connection

from openlevy.jobs.stations import STATIONS, Station

_log = logging.getLogger(__name__)
_PAUSE_AFTER_FAULT_S = 2.0
_STOP_SECONDS = 20.0


def work() -> None:
    """Run until SIGTERM or SIGINT; what is in hand is finished first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threads = [
        threading.Thread(target=_attend, args=(station, stop), name=station.name, daemon=True)
        for station in STATIONS
        for _ in range(station.hands)
    ]
    for thread in threads:
        thread.start()
    _log.info("worker ready: %d stations", len(STATIONS))
    while not stop.wait(1.0):
        pass
    deadline = time.monotonic() + _STOP_SECONDS
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))


def _attend(station: Station, stop: threading.Event) -> None:
    """Take up work as long as there is some, then pause. A fault is told and survived: the rows
    are still there."""
    while not stop.is_set():
        try:
            done = station.work()
            pause = 0.0 if done else station.every_s
        except Exception:
            _log.exception("station %s", station.name)
            pause = _PAUSE_AFTER_FAULT_S
            connection.close()
        close_old_connections()
        stop.wait(pause)
    connection.close()
