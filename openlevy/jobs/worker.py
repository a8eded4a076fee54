"""The worker process: every station in threads of its own, until told to stop."""

import logging
import signal
import threading
import time
from contextlib import suppress

from django.db import close_old_connections, connection

from openlevy.certificate.services import making as certificates
from openlevy.jobs.stations import STATIONS, Station
from openlevy.messages import services as messages

_log = logging.getLogger(__name__)
_PAUSE_AFTER_FAULT_S = 2.0
_STOP_SECONDS = 20.0


def work() -> int:
    """Run until SIGTERM or SIGINT; what is in hand is finished first.

    Returns:
        0, or 1 when a station has stopped by itself: whoever supervises the process starts it anew.
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    messages.release()
    certificates.release()
    threads = [
        threading.Thread(target=attend, args=(station, stop), name=station.name, daemon=True)
        for station in STATIONS
        for _ in range(station.hands)
    ]
    for thread in threads:
        thread.start()
    _log.info("worker ready: %d stations", len(STATIONS))
    while not stop.wait(1.0) and all(thread.is_alive() for thread in threads):
        pass
    lost = [thread.name for thread in threads if not thread.is_alive() and not stop.is_set()]
    stop.set()
    deadline = time.monotonic() + _STOP_SECONDS
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    if lost:
        _log.error("stations ended by themselves: %s", ", ".join(lost))
    return 1 if lost else 0


def attend(station: Station, stop: threading.Event) -> None:
    """Take up work as long as there is some, then pause, until told to stop."""
    while not stop.is_set():
        stop.wait(_turn(station))
    connection.close()


def _turn(station: Station) -> float:
    """One turn of work; how long to pause. A fault is told and survived: the rows are still
    there."""
    try:
        done = station.work()
        close_old_connections()
    except Exception:
        _log.exception("station %s", station.name)
        with suppress(Exception):
            connection.close()
        return _PAUSE_AFTER_FAULT_S
    return 0.0 if done else station.every_s
