"""The sandbox over HTTP, as the commands need it."""

import http.client
import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn
from urllib.parse import urlsplit

_TIMEOUT_SECONDS = 60
_OK = 200


class OutsideFault(Exception):
    """The sandbox does not answer, or refuses; the sentence says which."""


def get(path: str) -> Any:
    """What the sandbox has at ``path``.

    Raises:
        OutsideFault: it does not answer, or not in order.
    """
    return _asked("GET", path, None)


def post(path: str, **order: object) -> Any:
    """Gives the sandbox an order.

    Raises:
        OutsideFault: it does not answer, or refuses.
    """
    return _asked("POST", path, json.dumps(order).encode())


def told(command: Callable[[Any], int | None]) -> Callable[[Any], int]:
    """A command whose faults outside end in one sentence and exit code 1."""

    @wraps(command)
    def run(chosen: Any) -> int:
        try:
            return command(chosen) or 0
        except OutsideFault as fault:
            print(fault, file=sys.stderr)
            return 1

    return run


def address() -> str:
    """Where the sandbox is: ``OPENLEVY_SANDBOX_URL``."""
    return os.environ.get("OPENLEVY_SANDBOX_URL", "http://127.0.0.1:8001").rstrip("/")


def show_json(content: object) -> None:
    """Prints an answer for scripts."""
    print(json.dumps(content, ensure_ascii=False, indent=2))


def _asked(method: str, path: str, body: bytes | None) -> Any:
    parts = urlsplit(address())
    if parts.scheme != "http" or not parts.hostname:
        raise OutsideFault(f"OPENLEVY_SANDBOX_URL is {address()!r}; it must be an http address.")
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=_TIMEOUT_SECONDS)
    try:
        headers = {"Content-Type": "application/json"} if body is not None else {}
        connection.request(method, parts.path + path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise OutsideFault(f"The sandbox at {address()} does not answer: {error}.") from error
    finally:
        connection.close()
    found = _parsed(content)
    if answer.status != _OK:
        _refused(answer.status, found)
    return found


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


def _refused(status: int, found: Any) -> NoReturn:
    words = found.get("error") if isinstance(found, dict) else None
    raise OutsideFault(f"The sandbox refuses: {words or f'status {status}'}.")
