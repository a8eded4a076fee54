"""One person's browser: cookies kept, pages opened, forms filled in and sent, answers judged."""

import re
from collections.abc import Generator
from urllib.parse import urlencode

from bench.at_once import Sent
from bench.client import Answer, get, post

Step = Generator[Sent, Answer, str]
"""What is sent on the way to an answer: the page's source, or where a redirect leads."""

_COOKIE = re.compile(rb"\r\nset-cookie: ([^=]+)=([^;\r]*)", re.IGNORECASE)


class WrongPage(Exception):
    """Another answer than the one that had to come."""


class Browser:
    """Somebody's at the program that listens on ``port``."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies: dict[str, str] = {}

    def open(
        self, page: str, path: str, title: str, shows: str = "", after_seconds: float = 0.0
    ) -> Step:
        """A page whose title has to begin so, and which has to show this.

        Raises:
            WrongPage: anything else came.
        """
        request = get(self._port, path, self._cookie_header())
        answer = yield Sent(page, request, after_seconds)
        self._keep(answer)
        source = answer.text.decode(errors="replace")
        if answer.status != 200 or f"<title>{title}" not in source or shows not in source:
            raise WrongPage(f"{page} {path}: {answer.status} {_said(source)}")
        return source

    def send(self, page: str, path: str, form: list[tuple[str, str]], to: str) -> Step:
        """A form whose answer has to lead to an address that begins with ``to``; the address.

        Raises:
            WrongPage: anything else came.
        """
        request = post(self._port, path, self._cookie_header(), urlencode(form))
        return (yield from self._led(page, path, request, to))

    def follow(self, page: str, path: str, to: str) -> Step:
        """A page that has to lead on in the same way; the address."""
        request = get(self._port, path, self._cookie_header())
        return (yield from self._led(page, path, request, to))

    def _led(self, page: str, path: str, request: bytes, to: str) -> Step:
        answer = yield Sent(page, request)
        self._keep(answer)
        where = answer.header("location")
        if answer.status != 302 or not where.startswith(to):
            source = answer.text.decode(errors="replace")
            raise WrongPage(f"{page} {path}: {answer.status} {where} {_said(source)}")
        return where

    def _cookie_header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    def _keep(self, answer: Answer) -> None:
        for name, value in _COOKIE.findall(answer.head):
            self._cookies[name.decode()] = value.decode()


def values(source: str, name: str) -> list[str]:
    """The values of the fields of this name, save those that cannot be chosen."""
    found = re.findall(rf'name="{name}" value="([^"]*)"([^>]*)', source)
    return [value for value, more in found if "disabled" not in more]


def form(source: str, *names: str) -> list[tuple[str, str]]:
    """What a form is sent with that has a key: its token, the key, the first value of each name.

    Raises:
        WrongPage: a field is not there.
    """
    filled = []
    for name in ("csrfmiddlewaretoken", "key", *names):
        found = values(source, name)
        if not found:
            raise WrongPage(f"no {name}: {_said(source)}")
        filled.append((name, found[0]))
    return filled


def _said(source: str) -> str:
    """The beginning of what a page says."""
    body = source.partition("<main")[2] or source
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())[:300]
