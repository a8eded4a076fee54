"""The asking side of ``resident-peak`` against a server of a few lines."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from bench.at_once import AtOnce, HungUp, Life, Sent

pytestmark = pytest.mark.program
_ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n"


@pytest.fixture
def port() -> Iterator[int]:
    """Echoes the last six bytes of a request, a piece at a time; hangs up on ``hangup``."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_accept, args=(listening,), daemon=True).start()
        yield listening.getsockname()[1]


def _accept(listening: socket.socket) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        threading.Thread(target=_serve, args=(connection,), daemon=True).start()


def _serve(connection: socket.socket) -> None:
    with connection:
        while request := connection.recv(100):
            if request == b"hangup":
                return
            for piece in (_ANSWER[:9], _ANSWER[9:], request[-6:-3], request[-3:]):
                connection.sendall(piece)
                time.sleep(0.005)


def _asks(words: list[bytes], told: list[bytes], after_seconds: float = 0.0) -> Life:
    for word in words:
        try:
            answer = yield Sent("page", word, after_seconds)
            told.append(answer.body)
        except HungUp as error:
            told.append(str(error).encode())


def test_answers_in_pieces_reach_whoever_asked(port: int) -> None:
    told: list[list[bytes]] = [[] for _ in range(20)]
    words = [[f"{life:03}{turn:03}".encode() for turn in range(5)] for life in range(20)]
    lives = [_asks(*both) for both in zip(words, told, strict=True)]
    with closing(AtOnce(port, lives)) as browsers:
        browsers.until_all_ended()
    assert told == words


def test_a_life_learns_of_a_hang_up_and_goes_on(port: int) -> None:
    told: list[bytes] = []
    with closing(AtOnce(port, [_asks([b"before", b"hangup", b"behind"], told)])) as browsers:
        browsers.until_all_ended()
    assert told == [b"before", b"page: the server hung up", b"behind"]


def test_a_spell_ends_with_everything_answered(port: int) -> None:
    told: list[bytes] = []
    with closing(AtOnce(port, [_asks([b"again."] * 10_000, told) for _ in range(3)])) as browsers:
        spell = browsers.spell(0.2)
        asked = len(told)
        time.sleep(0.1)
        assert len(told) == asked == len(spell.took["page"])
        assert spell.within <= asked <= spell.within + 3
        browsers.spell(0.1)
    assert len(told) > asked


def test_a_pause_is_kept(port: int) -> None:
    told: list[bytes] = []
    began = time.monotonic()
    with closing(AtOnce(port, [_asks([b"first.", b"second"], told, 0.15)])) as browsers:
        browsers.until_all_ended()
    assert told == [b"first.", b"second"]
    assert time.monotonic() - began >= 0.15
