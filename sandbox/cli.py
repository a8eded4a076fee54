"""``python -m sandbox.cli migrate`` and ``python -m sandbox.cli serve --port 8001``."""

import argparse
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns the exit code."""
    parser = argparse.ArgumentParser(prog="sandbox", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("migrate", help="make or update the tables")
    serve = commands.add_parser("serve", help="run the web side and the workers")
    serve.add_argument("--port", type=int, default=8001)
    serve.add_argument("--host", default="127.0.0.1")
    chosen = parser.parse_args(arguments)
    os.environ["DJANGO_SETTINGS_MODULE"] = "sandbox.settings"
    if chosen.command == "migrate":
        _migrate()
    else:
        _serve(chosen.host, chosen.port)
    return 0


def _migrate() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from sandbox.network.day import ensure_work_day

    ensure_work_day()


def _serve(host: str, port: int) -> None:
    os.environ["SANDBOX_SERVES"] = "1"
    import django

    django.setup()
    from sandbox.keys import network_signer

    network_signer()  # its certificate has to be there before the first message
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "sandbox.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_access=False,
        backlog=1024,
    ).serve()


if __name__ == "__main__":
    sys.exit(main())
