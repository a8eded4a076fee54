"""The entry: settings first, then the groups, then the command."""

import argparse
import os
import sys
from importlib import import_module

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from openlevy.kernel.errors import Refusal

OWN_GROUPS = ("checking", "keys", "officers", "processes")


def main(words: list[str] | None = None) -> int:
    """Run one command; its exit code. A refusal is one sentence on standard error."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openlevy.config.settings")
    try:
        django.setup()
        chosen = _parser().parse_args(words)
        return int(chosen.run(chosen) or 0)
    except ImproperlyConfigured as wrong:
        return _say(f"Not started: {wrong}")
    except Refusal as refusal:
        return _say(f"Refused: {refusal}")
    except OperationalError as error:
        return _say(f"The database does not answer: {str(error).splitlines()[0]}")
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="openlevy", description="Collects premiums.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    modules = [f"openlevy.cli.{group}" for group in OWN_GROUPS]
    for name in [*modules, *settings.OPENLEVY_CLI_GROUPS.values()]:
        import_module(name).register(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
