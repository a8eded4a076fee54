"""What a measurement says: figures, bars, and the setting that they hold for."""

import json
import os
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

import django
import psycopg

_LOAD_BEFORE = round(os.getloadavg()[0], 2)


@dataclass(frozen=True, slots=True)
class Bar:
    """A limit and where the figure lies; made by ``at_least`` and ``at_most``."""

    what: str
    value: float
    limit: float
    holds: bool


def at_least(what: str, value: float, limit: float) -> Bar:
    """A bar that holds from ``limit`` upwards. What is printed is what is judged."""
    value = rounded(value)
    return Bar(f"{what} (at least)", value, limit, value >= limit)


def at_most(what: str, value: float, limit: float) -> Bar:
    """A bar that holds up to ``limit``."""
    value = rounded(value)
    return Bar(f"{what} (at most)", value, limit, value <= limit)


@dataclass
class Report:
    """One measurement's outcome."""

    bench: str
    figures: dict[str, Any] = field(default_factory=dict)
    bars: list[Bar] = field(default_factory=list)
    setting: dict[str, Any] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether every bar holds."""
        return all(bar.holds for bar in self.bars)

    def line(self) -> str:
        """The one line of JSON; how busy the machine was belongs to the setting."""
        self.setting["load_average_after"] = round(os.getloadavg()[0], 2)
        return json.dumps(asdict(self), ensure_ascii=False)


def rounded(value: float) -> float:
    """Three significant digits: more would be noise."""
    return float(f"{value:.3g}")


def ratios(ours: Iterable[float], theirs: Iterable[float]) -> list[float]:
    """Each round's own ratio, so that what slows the machine for a while slows both sides."""
    return [rounded(mine / other) for mine, other in zip(ours, theirs, strict=True)]


def middle(values: Iterable[float]) -> float:
    """The median, rounded."""
    return rounded(median(values))


def machine() -> dict[str, Any]:
    """The part of the setting that every measurement shares."""
    return {
        "cores": os.cpu_count(),
        "load_average_before": _LOAD_BEFORE,
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "django": django.get_version(),
        "psycopg": f"{psycopg.__version__} ({psycopg.pq.__impl__})",
    }
