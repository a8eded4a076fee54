"""Commands of the running program, without the second that each would take to load it.

One process has the program loaded and forks for each command. The command is a process of its own
all the same, with its own connections, its own output and its own exit code.
"""

import json
import os
import random
import runpy
import signal
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import IO

_MOST_SECONDS = 180


class Commands:
    """Runs modules with one environment; the process is started at the first.

    Args:
        environment: of the process and of all it runs.
        folder: the working folder.
    """

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self._environment = environment
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None

    def run(self, module: str, *words: str) -> "subprocess.CompletedProcess[str]":
        """``python -m module words``, to its end."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__], env=self._environment, cwd=self._folder,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            )  # fmt: skip
        asking, answering = self._process.stdin, self._process.stdout
        assert asking is not None
        assert answering is not None
        asking.write(json.dumps([module, *words]) + "\n")
        asking.flush()
        told = json.loads(answering.readline())
        return subprocess.CompletedProcess([module, *words], *told)

    def close(self) -> None:
        """Ends the process."""
        if self._process is not None:
            self._process.communicate()
            self._process = None


def _serve() -> None:
    import django

    from openlevy.cli.__main__ import _parser

    django.setup()
    _parser()  # loads every group of commands
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_forked(*json.loads(line))) + "\n")
        sys.stdout.flush()


def _forked(module: str, *words: str) -> tuple[int, str, str]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        pid = os.fork()
        if pid == 0:
            _become(module, list(words), out, err)
        _, status = os.waitpid(pid, 0)
        return os.waitstatus_to_exitcode(status), _said(out), _said(err)


def _become(module: str, words: list[str], out: IO[bytes], err: IO[bytes]) -> None:
    """In the fork: does what ``python -m`` does, and ends."""
    code: int | None = 0
    try:
        signal.alarm(_MOST_SECONDS)
        random.seed()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        sys.argv = [module, *words]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int | None) else 1
        if code == 1 and end.code != 1:
            sys.stderr.write(f"{end.code}\n")
    except BaseException:
        traceback.print_exc()
        code = 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code or 0)


def _said(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


if __name__ == "__main__":
    _serve()
