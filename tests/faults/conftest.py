"""Fixtures of the races."""

from tests.faults.racing import racers

__all__ = ["racers"]
