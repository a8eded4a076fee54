"""A value nobody has proven is 示例 and holds a production back until somebody answers for it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from openlevy.reference import queries
from openlevy.reference.facts import (
    Certainty,
    Confirmation,
    Fact,
    ReferenceDataError,
    digest,
    fact,
    read_confirmations,
    unconfirmed,
    under,
)
from openlevy.reference.loaded import CodeUnknown

TIERS = "beijing.pension.tiers.2018"


@pytest.fixture
def confirm(settings: Settings, tmp_path: Path) -> Callable[..., None]:
    """Writes confirmations of the given keys and points the settings at them."""

    def write(*keys: str, digests: dict[str, str] | None = None) -> None:
        file = tmp_path / f"confirmed-{len(list(tmp_path.iterdir()))}.toml"
        entries = (
            f'[[confirmed]]\nkey = "{key}"\non = 2026-11-20\nby = "示例"\nsource = "示例文号"\n'
            f'digest = "{(digests or {}).get(key) or queries.confirmation_digest(key)}"\n'
            for key in keys
        )
        file.write_text("\n".join(entries), encoding="utf-8")
        settings.OPENLEVY_CONFIRMED_VALUES = str(file)

    return write


def test_values_of_general_knowledge_are_unverified_and_proven_ones_are_not() -> None:
    assert queries.is_unverified(TIERS)
    assert queries.is_unverified(queries.pension_tiers("beijing", 2026).key)
    assert queries.is_unverified(f"branches.{queries.branches('110105')[0].code}")
    assert not queries.is_unverified("regions.110105")
    assert not queries.is_unverified("beijing.menu")


def test_every_unverified_value_says_where_it_comes_from() -> None:
    left = queries.unverified()
    assert {f.certainty for f in left} <= {Certainty.SECOND_HAND, "K", "I"}
    assert all(f.source for f in left)


def test_a_key_that_no_value_has_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        queries.is_unverified("beijing.pension.tiers.1999")


def test_a_production_may_not_start_on_unproven_values() -> None:
    with pytest.raises(queries.ValuesUnconfirmed) as refused:
        queries.require_confirmed()
    assert refused.value.count == len(queries.unverified())


def test_a_confirmation_settles_the_value_it_names(confirm: Callable[..., None]) -> None:
    confirm(TIERS)
    assert not queries.is_unverified(TIERS)
    assert queries.is_unverified("beijing.pension.window")


def test_a_confirmation_settles_everything_under_its_key(confirm: Callable[..., None]) -> None:
    keys = {f.key.split(".")[0] for f in queries.unverified()}
    confirm(*sorted(keys))
    assert queries.unverified() == ()
    queries.require_confirmed()


def test_a_confirmation_of_other_content_settles_nothing(confirm: Callable[..., None]) -> None:
    confirm(TIERS, digests={TIERS: "0" * 16})
    assert queries.is_unverified(TIERS)


def test_only_unproven_values_can_be_confirmed() -> None:
    with pytest.raises(CodeUnknown):
        queries.confirmation_digest("regions.110105")


def _fact(key: str, amount: int, certainty: str = "K") -> Fact:
    return fact(key, {"amount": amount}, Certainty(certainty), "here")


def test_a_value_changed_after_its_confirmation_is_unconfirmed_again() -> None:
    before, after = [_fact("a.b", 1), _fact("a.c", 1)], [_fact("a.b", 1), _fact("a.c", 2)]
    confirmed = [Confirmation("a", digest(under(before, "a")), "x", date(2026, 1, 1), "y")]
    assert unconfirmed(before, confirmed) == []
    assert [f.key for f in unconfirmed(after, confirmed)] == ["a.b", "a.c"]


def test_a_key_covers_what_stands_under_it_and_nothing_that_only_begins_alike() -> None:
    known = [_fact("a.b", 1), _fact("a.bc", 1), _fact("a.b.c", 1), _fact("a.b.v", 1, "V")]
    assert [f.key for f in under(known, "a.b")] == ["a.b", "a.b.c"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "cannot be read"),
        ("[[confirmed", "is no TOML"),
        ("", "must hold"),
        ('[[confirmed]]\nkey = "a"\n', "must hold"),
        ("confirmed = 5\n", "must hold"),
        (
            '[[confirmed]]\nkey = "a"\ndigest = "b"\nby = "c"\non = 2026-01-01\nsource = "d"\nx=1',
            "must hold",
        ),
    ],
)
def test_unusable_confirmations_are_named_by_file(
    tmp_path: Path, text: str | None, says: str
) -> None:
    file = tmp_path / "confirmed.toml"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=says) as wrong:
        read_confirmations(file)
    assert str(file) in wrong.value.sentences[0]
