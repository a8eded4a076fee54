"""``bin/bench NAME [--quick]``: one JSON line; exit code 0 when every bar holds."""

import argparse
import os
import sys
from dataclasses import replace
from importlib import import_module

from bench import database
from bench.report import Report
from bench.scale import FULL, QUICK

MEASUREMENTS = {
    "payment": "declare and pay through the services, against pgbench of the same statements",
    "http-payment": "declare and pay through the web server, against the same pgbench",
    "page": "the web process's CPU for each page, against a bare Django view; the first load",
    "resident-peak": "200 residents at once on the running program, against a bare view; memory",
    "certificate": "papers through the worker's verb, against bare typst and pyHanko; memory",
}

_LASTING = "resident-peak"
_MOST_MINUTES = 120


def main(words: list[str]) -> int:
    """Measure, or list what can be measured."""
    parser = _parser()
    chosen = parser.parse_args(words)
    if chosen.minutes is not None and chosen.name != _LASTING:
        parser.error(f"--minutes is for {_LASTING}")
    if chosen.name is None:
        width = max(map(len, MEASUREMENTS))
        for name, meaning in MEASUREMENTS.items():
            print(f"{name:<{width}}  {meaning}")
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openlevy.config.settings")
    today = database.make_ready()  # before what imports the product's models
    module = import_module("bench." + chosen.name.replace("-", "_"))
    scale = QUICK if chosen.quick else FULL
    if chosen.minutes is not None:
        scale = replace(scale, peak_seconds=chosen.minutes * 60)
    report: Report = module.measure(scale, today)
    print(report.line(), flush=True)
    return 0 if report.holds else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bin/bench", description="Measures; without a name it lists what it can measure."
    )
    parser.add_argument("name", nargs="?", choices=MEASUREMENTS, metavar="NAME")
    parser.add_argument("--quick", action="store_true", help="under a minute, less exact")
    parser.add_argument(
        "--minutes", type=_minutes, help=f"how long residents are at the program ({_LASTING})"
    )
    return parser


def _minutes(text: str) -> float:
    minutes = float(text)
    if not 0 < minutes <= _MOST_MINUTES:
        raise argparse.ArgumentTypeError(f"minutes up to {_MOST_MINUTES}")
    return minutes


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
