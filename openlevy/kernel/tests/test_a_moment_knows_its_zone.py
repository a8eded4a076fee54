"""An instant without a zone cannot be compared with one that has it, so none gets in."""

from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime

import pytest

from openlevy.kernel.clock import Moment


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Moment(date(2026, 3, 1), datetime(2026, 3, 1, 9, 0))  # noqa: DTZ001


def test_a_moment_does_not_change_on_its_way_down() -> None:
    moment = Moment(date(2026, 3, 1), datetime(2026, 3, 1, 1, 0, tzinfo=UTC))
    with pytest.raises(FrozenInstanceError):
        moment.business_date = date(2026, 3, 2)  # type: ignore[misc]
