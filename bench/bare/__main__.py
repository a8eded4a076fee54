"""``python -m bench.bare --port …``: by granian, as ``openlevy web`` is."""

import argparse

from granian import Granian
from granian.constants import Interfaces

parser = argparse.ArgumentParser()
for name in ("--port", "--workers", "--threads"):
    parser.add_argument(name, type=int, required=True)

if __name__ == "__main__":
    chosen = parser.parse_args()
    Granian(
        target="bench.bare.site:application",
        address="127.0.0.1",
        port=chosen.port,
        interface=Interfaces.WSGI,
        workers=chosen.workers,
        blocking_threads=chosen.threads,
        backpressure=256,
        log_access=False,
    ).serve()
