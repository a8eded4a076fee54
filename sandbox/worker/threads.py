"""The threads: handlers of messages, senders, and one for the clock and the invented world."""

import logging
import os
import threading
import time
from collections.abc import Callable

from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
    transaction,
)

from sandbox import config
from sandbox.network import day, debits, handlers, proofs
from sandbox.worker import bell, sending
from sandbox.world import making

_log = logging.getLogger(__name__)
_IDLE_SECONDS = 0.25
_FAULT_SECONDS = 1.0
_PARENT_SECONDS = 0.5

Step = Callable[[], bool]


def start() -> None:
    """Starts the threads of this process; they end with it."""
    _thread("parent", _end_with_parent)
    _thread("left over", lambda: _once(sending.release))
    for number in range(config.HANDLERS):
        _thread(f"handler-{number}", lambda: _loop(_handle, bell.arrived))
    for number in range(config.SENDERS):
        _thread(f"sender-{number}", lambda: _loop(sending.send_next, bell.leaving))
    _thread("world", lambda: _loop(_tick, bell.Bell()))


def _handle() -> bool:
    """One step of each kind of a handler's work; one that fails does not hold up the others."""
    busy = False
    for step in (handlers.handle_next, *_STEPS):
        try:
            busy = step() or busy
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            _log.exception("a step failed")
    if busy:
        bell.leaving.ring()
    return busy


_STEPS: tuple[Step, ...] = tuple(
    transaction.atomic(step) for step in (debits.book_next, debits.answer_next, proofs.answer_next)
)


def _tick() -> bool:
    automatic = day.run_automatic()
    with transaction.atomic():
        made = making.make_next()
    if automatic or made:
        bell.leaving.ring()
    return made


def _loop(step: Step, wake: bell.Bell) -> None:
    """Steps while there is work, then waits; a lost database is waited for."""
    while True:
        try:
            if not step():
                close_old_connections()
                wake.wait(_IDLE_SECONDS)
        except (DatabaseError, InterfaceError) as error:
            _log.warning("database: %s", str(error).splitlines()[0] if str(error) else error)
            connection.close()
            time.sleep(_FAULT_SECONDS)
        except Exception:
            _log.exception("a step failed")
            time.sleep(_FAULT_SECONDS)


def _once(step: Callable[[], None]) -> None:
    """A step done once, as soon as the database lets it."""
    while True:
        try:
            step()
        except (DatabaseError, InterfaceError):
            connection.close()
            time.sleep(_FAULT_SECONDS)
        else:
            connection.close()
            return


def _end_with_parent() -> None:
    """Ends this process when the supervisor that started it is gone, kill -9 included."""
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(_PARENT_SECONDS)
    os._exit(1)


def _thread(name: str, target: Callable[[], None]) -> None:
    threading.Thread(target=target, name=name, daemon=True).start()
