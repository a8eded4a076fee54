"""The product's side of the wire, for tests: signs, posts, takes deliveries and remembers."""

import datetime as dt
import http.client
import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from sandbox.wire import body, envelope, signature
from sandbox.wire.envelope import Head

ROOT = Path(__file__).parents[2]
NODE, NETWORK = "111111111111", "100000000000"
_WAIT_SECONDS = 20.0


class Delivered:
    """What the sandbox posted: path, bytes, headers; a message is read at once."""

    def __init__(self, path: str, content: bytes, headers: dict[str, str]) -> None:
        self.path, self.content, self.headers = path, content, headers
        self.number = self.reference = ""
        self.values: dict[str, Any] = {}
        if path == "/exchange/treasury/messages":
            found = envelope.read(content)
            self.number, self.reference = found.head.number, found.head.reference
            self.values = next(iter(body.read(self.number, found.body).values()), {})


class Product:
    """The address that the sandbox posts to; ``answer`` may be changed to misbehave."""

    def __init__(self) -> None:
        self.delivered: list[Delivered] = []
        self.answer: Callable[[], int] = lambda: 202
        product = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                content = self.rfile.read(int(self.headers["Content-Length"]))
                product.delivered.append(Delivered(self.path, content, dict(self.headers)))
                self.send_response(product.answer())
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def wait(self, wanted: Callable[[Delivered], bool], count: int = 1) -> list[Delivered]:
        """Waits until so many deliveries fit, and returns all that do."""
        until = time.monotonic() + _WAIT_SECONDS
        while True:
            found = [one for one in list(self.delivered) if wanted(one)]
            if len(found) >= count:
                return found
            if time.monotonic() > until:
                raise AssertionError(f"{len(found)} of {count} deliveries came")
            time.sleep(0.02)


class Outside:
    """A running sandbox with a database of its own, and the product's side beside it."""

    def __init__(self, folder: Path, database_url: str, port: int) -> None:
        self.product = Product()
        self.port = port
        self._keys = folder / "keys"
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._certificate = signature.make_certificate(NODE, self._key, 1, dt.datetime.now(dt.UTC))
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("SANDBOX", "DJANGO"))},
            "SANDBOX_DATABASE_URL": database_url,
            "SANDBOX_KEYS_DIR": str(folder / "sandbox-keys"),
            "OPENLEVY_KEYS_DIR": str(self._keys),
            "SANDBOX_OPENLEVY_URL": self.product.url,
        }
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        self.log = folder / "sandbox.log"

    def publish_certificate(self) -> None:
        """What the product does at its first start."""
        path = self._keys / "nodes" / f"{NODE}.crt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self._certificate.public_bytes(Encoding.PEM))

    def migrate(self) -> None:
        self._run("migrate").check_returncode()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "sandbox.cli", "serve", "--port", str(self.port)],
                cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        until = time.monotonic() + _WAIT_SECONDS
        while True:
            try:
                self.get("/health")
                return
            except (OSError, http.client.HTTPException):
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def kill(self) -> None:
        """Kill -9 of the whole group: no goodbye, no flush."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def kill_supervisor_only(self) -> None:
        """Kill -9 of the first process; its child has to notice by itself."""
        assert self._process is not None
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()
        self.product.close()

    # -- what the product says ---------------------------------------------------------------
    def message(self, number: str, values: dict[str, Any], message_id: str = "") -> bytes:
        """The bytes of a signed message."""
        message_id = message_id or f"20260301{next(self._numbers):012d}"
        head = Head(NODE, NETWORK, number, message_id, message_id, "20260301")
        signed = envelope.write(head, body.write(number, values))
        return envelope.closed(signed, self.sign(signed))

    def sign(self, content: bytes) -> str:
        return signature.sign(content, self._key, self._certificate)

    def post_message(self, content: bytes) -> int:
        return self.request("POST", "/tips/messages", content)[0]

    def ask(self, number: str, values: dict[str, Any], answer: str) -> Delivered:
        """Posts a message and waits for the answer of that number to it."""
        content = self.message(number, values)
        assert self.post_message(content) == 202
        reference = envelope.read(content).head.message_id
        return self.product.wait(lambda one: (one.number, one.reference) == (answer, reference))[0]

    def ask_without_answer(self, number: str, values: dict[str, Any]) -> str:
        """Posts a message and waits until the bank has decided; returns the MsgID."""
        content = self.message(number, values)
        seen = self.get("/health")["debits"]
        assert self.post_message(content) == 202
        until = time.monotonic() + _WAIT_SECONDS
        while (now := self.get("/health"))["debits"] == seen or now["debits_undecided"]:
            assert time.monotonic() < until, "the bank does not decide"
            time.sleep(0.02)
        return envelope.read(content).head.message_id

    # -- what scripts say --------------------------------------------------------------------
    def get(self, path: str) -> Any:
        status, content = self.request("GET", path)
        assert status == 200, content
        return json.loads(content)

    def order(self, path: str, **values: object) -> Any:
        status, content = self.request(
            "POST", path, json.dumps(values).encode(), {"Content-Type": "application/json"}
        )
        assert status == 200, content
        return json.loads(content)

    def request(
        self, method: str, path: str, content: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, content, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def _run(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "sandbox.cli", *words],
            cwd=ROOT, env=self.environment, check=False, timeout=120,
        )  # fmt: skip
