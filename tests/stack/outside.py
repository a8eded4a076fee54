"""The sandbox over HTTP, as a script would ask it."""

import http.client
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from tests.stack.waiting import eventually

_SECONDS = 20.0
_PATIENCE_SECONDS = 40.0


class OutsideRefused(Exception):
    """The sandbox answered otherwise than 200."""


class Outside:
    """Reads the sandbox and gives it orders, for which it has to be up. With ``while_away`` set a
    reader is patient: the function is called before each further try.
    """

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self.while_away: Callable[[], object] | None = None

    def get(self, path: str) -> Any:
        """What is at ``path``."""
        if self.while_away is None:
            return self._asked("GET", path, None)
        return eventually(lambda: self._tried(path), _PATIENCE_SECONDS, f"an answer to {path}")[0]

    def _tried(self, path: str) -> list[Any]:
        try:
            return [self._asked("GET", path, None)]
        except (OSError, http.client.HTTPException):
            if self.while_away:
                self.while_away()
            return []

    def order(self, path: str, **values: object) -> Any:
        """What the sandbox answers to an order."""
        return self._asked("POST", path, json.dumps(values).encode())

    def accounts(self) -> list[dict[str, Any]]:
        """The sample people: sign-in, enrolments, bank accounts, what is special."""
        found: list[dict[str, Any]] = self.get("/world/accounts.json")["accounts"]
        return found

    def behave(self, number: str, mode: str, seconds: int = 0, books: bool = True) -> None:
        """How a bank account behaves from now on; ``books``: with ``silent``, whether it debits."""
        self.order("/control/behave", account=number, mode=mode, seconds=seconds, books=books)

    def vouchers(self) -> dict[str, dict[str, Any]]:
        """Every voucher of the banks' and the treasury's books, by its number."""
        found: dict[str, dict[str, Any]] = {}
        after: str | None = ""
        while after is not None:
            page = self.get(f"/books.json?after={quote(after)}")
            found |= {row["voucher_no"]: row for row in page["vouchers"]}
            after = page["next"]
        return found

    def messages(self, query: str, direction: str = "") -> list[dict[str, Any]]:
        """Kept messages, newest first; by number, MsgID, or a number that stands in them."""
        rows = self.get(f"/messages?limit=200&q={quote(query)}&direction={direction}")
        found: list[dict[str, Any]] = rows["messages"]
        return found

    def _asked(self, method: str, path: str, body: bytes | None) -> Any:
        connection = http.client.HTTPConnection(self._host, self._port, timeout=_SECONDS)
        try:
            headers = {"Content-Type": "application/json"} if body is not None else {}
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        if answer.status != http.client.OK:
            raise OutsideRefused(f"{method} {path}: {answer.status} {content[:300]!r}")
        return json.loads(content)
