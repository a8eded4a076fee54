"""The line between two processes, which a test can cut, slow down, or have say everything twice.

It forwards HTTP requests to a port of this machine. What it does to them is set by ``disturb`` and
holds for a number of requests, or until ``mend``.
"""

import http.client
import http.server
import threading
import time
from dataclasses import dataclass
from enum import Enum, auto

_SECONDS = 30.0
_HOLD_SECONDS = 6.0
_ERROR = b"the line is bad"


class Fault(Enum):
    """What the line does to a request."""

    DOWN = auto()  # hangs up at once; nothing arrives
    SWALLOWED = auto()  # answers 202; nothing arrives
    CUT_REQUEST = auto()  # half of the body arrives
    ERROR = auto()  # answers 500; nothing arrives
    SLOW = auto()  # takes its time, then delivers
    TWICE = auto()  # delivers twice, the second time after the first was answered
    ANSWER_LOST = auto()  # delivers and hangs up before the answer
    ANSWER_CUT = auto()  # delivers and passes on half of the answer
    ANSWER_ERROR = auto()  # delivers and answers 500
    OVERTAKEN = auto()  # held back until a later request has been delivered


@dataclass
class _Disturbance:
    fault: Fault
    times: int
    seconds: float


class Wire:
    """A port of its own that leads to ``target``; requests are numbered and counted."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._disturbance: _Disturbance | None = None
        self._changed = threading.Condition()
        self._delivered = 0
        wire = self

        class Handler(_Handler):
            line = wire

        self._server = _Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def disturb(self, fault: Fault, times: int = 1_000_000, seconds: float = 1.0) -> None:
        """Has the next ``times`` requests suffer ``fault``."""
        with self._changed:
            self._disturbance = _Disturbance(fault, times, seconds)

    def mend(self) -> None:
        """The line is good again."""
        with self._changed:
            self._disturbance = None
            self._changed.notify_all()

    def close(self) -> None:
        """Hangs up for good."""
        self.mend()
        self._server.shutdown()
        self._server.server_close()

    def next_fault(self) -> tuple[Fault | None, float]:
        """What happens to the request that has just come, and how many seconds it takes."""
        with self._changed:
            found = self._disturbance
            if found is None or found.times == 0:
                return None, 0.0
            found.times -= 1
            return found.fault, found.seconds

    def deliver(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> "Answer":
        """Hands a request over and gives the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self._target, timeout=_SECONDS)
        try:
            connection.request(method, path, body, headers)
            got = connection.getresponse()
            answer = Answer(got.status, got.read(), got.headers.get("Content-Type", "text/plain"))
        finally:
            connection.close()
        with self._changed:
            self._delivered += 1
            self._changed.notify_all()
        return answer

    def deliver_half(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> None:
        """Hands over half of a request and hangs up."""
        connection = http.client.HTTPConnection("127.0.0.1", self._target, timeout=_SECONDS)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body[: len(body) // 2])
        finally:
            connection.close()

    def await_overtaking(self) -> None:
        """Returns when another request was delivered, or when none came for some seconds."""
        with self._changed:
            before = self._delivered
            self._changed.wait_for(lambda: self._delivered > before, _HOLD_SECONDS)


@dataclass(frozen=True)
class Answer:
    """What the target answered."""

    status: int
    content: bytes
    kind: str


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_: object) -> None:
        """Whoever hung up on us has been told so by the test."""


class _Handler(http.server.BaseHTTPRequestHandler):
    line: Wire
    timeout = _SECONDS

    def do_POST(self) -> None:
        """One request, as the line is at this moment."""
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        kept = ("Content-Type", "X-Signature")
        headers = {name: self.headers[name] for name in kept if name in self.headers}
        fault, seconds = self.line.next_fault()
        try:
            self._suffer(fault, seconds, body, headers)
        except (OSError, http.client.HTTPException):
            self._hang_up()  # the target is away

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the processes at both ends have logs."""

    def _suffer(
        self, fault: Fault | None, seconds: float, body: bytes, headers: dict[str, str]
    ) -> None:
        request = (self.command, self.path, body, headers)
        if fault is Fault.DOWN:
            return self._hang_up()
        if fault is Fault.SWALLOWED:
            return self._answer(Answer(http.client.ACCEPTED, b"", "text/plain"))
        if fault is Fault.ERROR:
            return self._answer(Answer(500, _ERROR, "text/plain"))
        if fault is Fault.CUT_REQUEST:
            self.line.deliver_half(*request)
            return self._hang_up()
        if fault is Fault.SLOW:
            time.sleep(seconds)
        if fault is Fault.OVERTAKEN:
            self.line.await_overtaking()
        answer = self.line.deliver(*request)
        if fault is Fault.TWICE:
            answer = self.line.deliver(*request)
        return self._return(fault, answer)

    def _return(self, fault: Fault | None, answer: Answer) -> None:
        if fault is Fault.ANSWER_LOST:
            self._hang_up()
        elif fault is Fault.ANSWER_ERROR:
            self._answer(Answer(500, _ERROR, "text/plain"))
        elif fault is Fault.ANSWER_CUT:
            self.wfile.write(b"HTTP/1.1 20")
            self._hang_up()
        else:
            self._answer(answer)

    def _answer(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.content)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(answer.content)
        self.close_connection = True

    def _hang_up(self) -> None:
        self.close_connection = True
        self.wfile.flush()
        self.connection.close()
