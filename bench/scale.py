"""How much is done: as much as it takes to be exact, or as fits a minute."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Counts of one run. A *round* is measured on either side in turn."""

    quick: bool
    rounds: int
    """Rounds at 16 concurrent."""
    side_rounds: int
    """Rounds of everything else in the same run."""
    payments: int
    """Payments of one round at 16 concurrent."""
    page_rounds: int
    """Rounds of a page."""
    page_requests: int
    """Requests of one page in one round."""
    papers: int
    """Certificates made in all."""
    paired_papers: int
    """Certificates of those that are made in turn with the bare side."""
    residents: int
    """How many are at the running program at once."""
    peak_seconds: float
    """How long they are."""
    peak_spell: float
    """Seconds of theirs, after which the bare side has its turn."""


FULL = Scale(
    quick=False,
    rounds=7,
    side_rounds=5,
    payments=6400,
    page_rounds=9,
    page_requests=150,
    papers=10_000,
    paired_papers=600,
    residents=200,
    peak_seconds=120,
    peak_spell=15,
)
QUICK = Scale(
    quick=True,
    rounds=3,
    side_rounds=3,
    payments=1280,
    page_rounds=3,
    page_requests=25,
    papers=300,
    paired_papers=120,
    residents=40,
    peak_seconds=12,
    peak_spell=4,
)
