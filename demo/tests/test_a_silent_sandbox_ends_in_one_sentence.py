"""What goes wrong outside is told in a sentence, with exit code 1 and without a traceback."""

import argparse
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from demo import clock, sandbox, world
from demo.text import print_table


class _Refusing(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        content = b'{"error": "not there: 123"}'
        self.send_response(404)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A sandbox that refuses every order."""
    with HTTPServer(("127.0.0.1", 0), _Refusing) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        monkeypatch.setenv("OPENLEVY_SANDBOX_URL", f"http://127.0.0.1:{server.server_port}")
        yield
        server.shutdown()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    groups = parser.add_subparsers(required=True)
    for module in (world, clock, sandbox):
        module.register(groups)
    chosen = parser.parse_args(words)
    return int(chosen.run(chosen))


@pytest.mark.parametrize(
    "words",
    [
        ("demo", "load"), ("demo", "accounts"), ("sandbox", "books"), ("sandbox", "session"),
        ("sandbox", "day-cut"), ("sandbox", "messages", "1001"), ("sandbox", "redeliver", "1"),
    ],
)  # fmt: skip
def test_nobody_listens(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPENLEVY_SANDBOX_URL", f"http://127.0.0.1:{_free_port()}")
    assert _run(*words) == 1
    said = capsys.readouterr()
    assert said.err.startswith("The sandbox at http://127.0.0.1:")
    assert said.err.count("\n") == 1


@pytest.mark.usefixtures("refusing")
def test_a_refusal_is_told_as_the_sandbox_words_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("sandbox", "behave", "123", "closed") == 1
    assert capsys.readouterr().err == "The sandbox refuses: not there: 123.\n"


@pytest.mark.parametrize(
    "words",
    [
        ("demo", "load", "--persons", "-1"), ("demo", "load", "--persons", "5000001"),
        ("clock", "advance", "--days", "0"), ("clock", "set", "tomorrow"),
        ("sandbox", "behave", "1", "generous"), ("demo",),
    ],
)  # fmt: skip
def test_wrong_words_are_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit):
        _run(*words)


def test_chinese_columns_line_up(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("姓名", "b"), [("王秀兰", 1), ("x", 2)])
    assert capsys.readouterr().out == "姓名    b\n王秀兰  1\nx       2\n"
