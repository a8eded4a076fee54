"""A browser's part of HTTP and no more: one connection kept open, bytes ready to be sent."""

import gzip
import socket
from dataclasses import dataclass

_AT_ONCE = 65536
END_OF_HEAD = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; ``wire_bytes`` counts its head too."""

    status: int
    head: bytes
    body: bytes

    @property
    def wire_bytes(self) -> int:
        """As much as went over the wire for it."""
        return len(self.head) + len(END_OF_HEAD) + len(self.body)

    @property
    def text(self) -> bytes:
        """The body, unpacked."""
        packed = self.header("content-encoding") == "gzip"
        return gzip.decompress(self.body) if packed else self.body

    def header(self, name: str) -> str:
        """The value of a header; empty when there is none."""
        _, found, rest = self.head.partition(f"\r\n{name}: ".encode())
        return rest.partition(b"\r\n")[0].decode() if found else ""


class Client:
    """One connection to a server on this machine, from one of the machine's own addresses."""

    def __init__(self, port: int, source: str = "127.0.0.1") -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), source_address=(source, 0))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def send(self, request: bytes) -> Answer:
        """Send a whole request and wait for the whole answer.

        Raises:
            ConnectionError: the server hung up or does not say how long the answer is.
        """
        self._socket.sendall(request)
        data = b""
        while END_OF_HEAD not in data:
            data += self._more()
        head, _, body = data.partition(END_OF_HEAD)
        status = int(head[9:12])
        answer = Answer(status, head, body)
        length = answer.header("content-length")
        if not length and status not in (204, 304):
            raise ConnectionError(f"an answer without a length: {head!r}")
        while len(body) < int(length or 0):
            body += self._more()
        return Answer(status, head, body)

    def _more(self) -> bytes:
        more = self._socket.recv(_AT_ONCE)
        if not more:
            raise ConnectionError("the server hung up")
        return more


def get(port: int, path: str, cookies: str = "") -> bytes:
    """A request for a page, with the headers of a browser."""
    return _head(port, "GET", path, cookies) + b"\r\n"


def post(port: int, path: str, cookies: str, form: str) -> bytes:
    """A form sent, as a browser sends it."""
    head = (
        _head(port, "POST", path, cookies)
        + (
            f"Origin: http://127.0.0.1:{port}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(form)}\r\n"
        ).encode()
    )
    return head + b"\r\n" + form.encode()


def _head(port: int, method: str, path: str, cookies: str) -> bytes:
    return (
        f"{method} {path} HTTP/1.1\r\n"
        f"Host: 127.0.0.1:{port}\r\n"
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) bench\r\n"
        "Accept: text/html,application/xhtml+xml\r\n"
        "Accept-Encoding: gzip, deflate, br\r\n"
        "Accept-Language: zh-CN,zh;q=0.9\r\n" + (f"Cookie: {cookies}\r\n" if cookies else "")
    ).encode()
