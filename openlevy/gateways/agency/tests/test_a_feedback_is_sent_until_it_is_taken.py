"""The feedback over HTTP: the same bytes until 202, and only to where it is configured to go."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from openlevy.gateways.agency.delivery import deliver
from openlevy.gateways.agency.tests.desk import Desk, person
from openlevy.gateways.agency.transport import NotAccepted, send
from openlevy.gateways.treasury.signing import PKCS7_P256, verifier_for
from openlevy.messages.models import Outgoing
from openlevy.messages.queries import waiting_to_send

pytestmark = pytest.mark.fault


@dataclass
class Agency:
    """An agency's server that answers what it is told to, and keeps what it was sent."""

    address: str = ""
    status: int = 202
    words: str = ""
    location: str = ""
    taken: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def agency(settings: Any) -> Iterator[Agency]:
    """It listens; the product is configured to send there."""
    one = Agency()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            one.taken.append((self.path, dict(self.headers), body))
            self.send_response(one.status)
            if one.location:
                self.send_header("Location", one.location)
            self.send_header("Content-Length", str(len(one.words.encode())))
            self.end_headers()
            self.wfile.write(one.words.encode())

        def do_GET(self) -> None:
            one.taken.append((self.path, dict(self.headers), b""))
            self.send_response(202)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing: the test's output is not the place."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    one.address = settings.OPENLEVY_AGENCY_URL = f"http://127.0.0.1:{server.server_port}/agency"
    yield one
    server.shutdown()
    thread.join()
    server.server_close()


def test_it_arrives_as_described(desk: Desk, agency: Agency) -> None:
    _handled(desk)
    assert (deliver(50), waiting_to_send()) == (1, 0)
    ((path, headers, body),) = agency.taken
    assert path == "/agency/feedback"
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    nodes = settings.OPENLEVY_KEYS_DIR / "nodes"
    ours = verifier_for(PKCS7_P256, nodes, settings.OPENLEVY_NODE)
    ours.judge(body, headers["X-Signature"].encode(), timezone.now())
    assert '"fkxx"' not in body.decode()


@pytest.mark.parametrize("status", [200, 400, 403, 500, 503])
def test_anything_but_202_is_sent_again_to_the_byte(
    desk: Desk, agency: Agency, status: int
) -> None:
    _handled(desk)
    agency.status, agency.words = status, "990101198603072220"
    assert (deliver(50), waiting_to_send()) == (1, 1)
    assert deliver(50) == 0  # not before its time
    (why,) = Outgoing.objects.values_list("last_error", flat=True)
    assert why == f"answered {status}"
    _it_is_time()
    agency.status = 202
    assert (deliver(50), waiting_to_send()) == (1, 0)
    first, second = agency.taken
    assert first == second


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirection_is_followed(desk: Desk, agency: Agency, status: int) -> None:
    _handled(desk)
    agency.status, agency.location = status, f"{agency.address}/elsewhere"
    deliver(50)
    assert waiting_to_send() == 1
    assert len(agency.taken) == 1


def test_nobody_there_is_no_answer(desk: Desk, settings: Any) -> None:
    settings.OPENLEVY_AGENCY_URL = "http://127.0.0.1:1/agency"
    _handled(desk)
    assert (deliver(50), waiting_to_send()) == (1, 1)


def test_a_proxy_of_the_machines_is_not_asked(agency: Agency) -> None:
    program = (
        "import django; django.setup();"
        "from openlevy.gateways.agency.transport import send; send(b'signature\\nbody')"
    )
    environment = {
        **{name: value for name, value in os.environ.items() if name.lower() != "no_proxy"},
        "DJANGO_SETTINGS_MODULE": "openlevy.config.settings",
        "OPENLEVY_AGENCY_URL": agency.address,
        "http_proxy": "http://127.0.0.1:1",
    }
    subprocess.run([sys.executable, "-c", program], env=environment, check=True, timeout=60)
    assert [body for _, _, body in agency.taken] == [b"body"]


def test_without_our_key_it_waits(desk: Desk, agency: Agency) -> None:
    _handled(desk)
    key = settings.OPENLEVY_KEYS_DIR / "nodes" / f"{settings.OPENLEVY_NODE}.key"
    aside = key.rename(key.with_suffix(".aside"))
    try:
        assert (deliver(50), waiting_to_send()) == (1, 1)
    finally:
        aside.rename(key)
    _it_is_time()
    assert (deliver(50), waiting_to_send()) == (1, 0)


def test_what_is_not_accepted_says_why(agency: Agency) -> None:
    agency.status = 403
    with pytest.raises(NotAccepted, match="answered 403"):
        send(b"signature\nbody")


def _handled(desk: Desk) -> None:
    assert desk.post(desk.package(persons={"insert": [person(1)]})) == 202
    desk.handle()


def _it_is_time() -> None:
    Outgoing.objects.update(due_at=timezone.now() - timedelta(seconds=1))
