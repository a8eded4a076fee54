"""The operation through the web server: the two forms that declare and pay, sent."""

import os
import threading
import uuid
from urllib.parse import parse_qs, urlsplit

from django.urls import reverse

from bench.client import Answer, Client, post
from bench.people import AGREEMENT, ENROLMENT, PAYABLE
from bench.sessions import CSRF, cookies
from bench.world import AMOUNT_FEN

PORT = "BENCH_PORT"
"""The variable that tells the processes where the server listens."""

_here = threading.local()
_ready: dict[int, tuple[bytes, str, str]] = {}


def prepare(numbers: range) -> None:
    """What a browser has at hand before it sends: its cookies and the filled-in forms."""
    _ready.clear()
    port = int(os.environ[PORT])
    for number in numbers:
        mine = cookies(number)
        where = reverse("payer:payment_regular", args=[ENROLMENT + number])
        due = PAYABLE + number
        declare = post(port, where, mine, _form(due=due, shown=f"{due}:{AMOUNT_FEN}"))
        _ready[number] = declare, mine, _form(agreement=AGREEMENT + number)


def _form(**fields: object) -> str:
    filled = "".join(f"&{name}={value}" for name, value in fields.items())
    return f"csrfmiddlewaretoken={CSRF}&key={uuid.uuid4().hex}{filled}"


def declare_and_pay(number: int) -> None:
    """Person ``number``'s payment.

    Raises:
        RuntimeError: a page other than the next one came back.
    """
    declare, mine, form = _ready[number]
    where = _redirect(_client().send(declare), reverse("payer:pay"))
    chosen = parse_qs(urlsplit(where).query)["declaration"]
    page = f"{reverse('payer:pay_agreement')}?declaration={chosen[0]}"
    answer = _client().send(post(int(os.environ[PORT]), page, mine, form))
    _redirect(answer, "/payments/")


def _client() -> Client:
    if not hasattr(_here, "client"):
        _here.client = Client(int(os.environ[PORT]))
    client: Client = _here.client
    return client


def _redirect(answer: Answer, to: str) -> str:
    where = answer.header("location")
    if answer.status != 302 or not where.startswith(to):
        raise RuntimeError(f"{answer.status} {where} instead of {to}: {answer.body[:3000]!r}")
    return where
