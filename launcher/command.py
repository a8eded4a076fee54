"""``bin/openlevy …``: the product's command line, against the instance that runs."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from launcher.data_folder import DataFolder
from launcher.faults import Fault, NotRunning
from launcher.terminal import Terminal
from launcher.venv import RUN_LOCK, PythonEnvironment

ROOT = Path(__file__).resolve().parent.parent
_NO_DATABASE = "postgresql://nobody@127.0.0.1:1/none"


def main(arguments: Sequence[str]) -> int:
    """Becomes the product's command; an exit code only when that is not possible.

    ``--data DIR`` before the command, or ``OPENLEVY_DATA_DIR``, says which instance; with
    ``DATABASE_URL`` set, the environment is taken as it is.
    """
    terminal = Terminal(sys.stderr)
    data, words = _data_folder(list(arguments))
    words = words or ["--help"]
    try:
        python = PythonEnvironment(ROOT, terminal)
        python.ensure(RUN_LOCK)
        instance = _instance(data, words)
    except Fault as fault:
        terminal.say(str(fault))
        return 1
    environment = {**os.environ, **instance, "PYTHONPATH": str(ROOT)}
    program = str(python.python)
    # Becomes the command: its exit code, its Ctrl-C and its terminal are this process's own.
    # -P: the folder it is called from holds no part of the product.
    words = [program, "-P", "-m", "openlevy.cli", *words]
    return os.execve(program, words, environment)  # noqa: S606


def _instance(data: DataFolder, words: list[str]) -> dict[str, str]:
    """The settings of the instance that runs; to say what commands there are, none has to."""
    if os.environ.get("DATABASE_URL"):
        return {}
    try:
        return data.published()
    except NotRunning:
        if not {"-h", "--help"} & set(words):
            raise
        return {"OPENLEVY_ENV": "demonstration", "DATABASE_URL": _NO_DATABASE}


def _data_folder(words: list[str]) -> tuple[DataFolder, list[str]]:
    path = os.environ.get("OPENLEVY_DATA_DIR") or str(ROOT / ".data")
    if len(words) > 1 and words[0] == "--data":
        path, words = words[1], words[2:]
    return DataFolder(Path(path)), words
