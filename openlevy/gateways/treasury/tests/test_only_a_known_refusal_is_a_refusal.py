"""A result code says of the money only what is known of that code."""

import pytest

from openlevy.gateways.treasury.codec import Outcome, outcome_of


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        ("90000", Outcome.DONE),
        ("24001", Outcome.REFUSED),
        ("24007", Outcome.REFUSED),
        ("94052", Outcome.REFUSED),
        ("99090", Outcome.REFUSED),
        ("90001", Outcome.UNSEEN),
        ("91005", Outcome.NOT_TAKEN),
        ("92001", Outcome.NOT_TAKEN),
        ("99091", Outcome.UNKNOWN),
        ("90002", Outcome.UNKNOWN),
        ("90006", Outcome.UNKNOWN),
        ("94051", Outcome.UNKNOWN),
        ("24030", Outcome.UNKNOWN),
        ("12345", Outcome.UNKNOWN),
    ],
)
def test_a_result_says_no_more_than_is_known(result: str, outcome: Outcome) -> None:
    assert outcome_of(result) is outcome
