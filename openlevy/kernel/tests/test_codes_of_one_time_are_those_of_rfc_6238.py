import pytest

from openlevy.kernel.one_time import (
    accepted_step,
    code_of,
    from_letters,
    in_letters,
    step_at,
)

SECRETS = {
    "sha1": b"12345678901234567890",
    "sha256": b"12345678901234567890123456789012",
    "sha512": b"1234567890123456789012345678901234567890123456789012345678901234",
}
VECTORS = [
    (59, "94287082", "46119246", "90693936"),
    (1111111109, "07081804", "68084774", "25091201"),
    (1111111111, "14050471", "67062674", "99943326"),
    (1234567890, "89005924", "91819424", "93441116"),
    (2000000000, "69279037", "90698825", "38618901"),
    (20000000000, "65353130", "77737706", "47863826"),
]
"""RFC 6238, appendix B: the instant, and the code by each hash."""
SECRET = SECRETS["sha1"]
NOW = 40_000_000


@pytest.mark.parametrize(("at", "sha1", "sha256", "sha512"), VECTORS)
def test_the_vectors_of_the_document(at: int, sha1: str, sha256: str, sha512: str) -> None:
    for algorithm, code in (("sha1", sha1), ("sha256", sha256), ("sha512", sha512)):
        told = code_of(SECRETS[algorithm], step_at(at), digits=8, algorithm=algorithm)
        assert told == code


def test_six_digits_are_the_last_ones() -> None:
    assert code_of(SECRET, step_at(59)) == "287082"


@pytest.mark.parametrize("off", [-1, 0, 1])
def test_a_clock_may_be_off_by_a_step(off: int) -> None:
    typed = code_of(SECRET, NOW + off)
    assert accepted_step(SECRET, typed, now=NOW, after=0) == NOW + off


@pytest.mark.parametrize("off", [-2, 2, 100])
def test_and_by_no_more(off: int) -> None:
    assert accepted_step(SECRET, code_of(SECRET, NOW + off), now=NOW, after=0) is None


def test_a_code_is_good_once_and_none_before_it() -> None:
    typed = code_of(SECRET, NOW)
    assert accepted_step(SECRET, typed, now=NOW, after=NOW) is None
    assert accepted_step(SECRET, code_of(SECRET, NOW - 1), now=NOW, after=NOW) is None
    assert accepted_step(SECRET, code_of(SECRET, NOW + 1), now=NOW, after=NOW) == NOW + 1


@pytest.mark.parametrize("typed", ["", "28708", "2870820", "abcdef", "二八七〇八二", "０００００0"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert accepted_step(SECRET, typed, now=NOW, after=0) is None


def test_a_secret_is_typed_in_groups_and_read_as_it_is_typed() -> None:
    written = in_letters(SECRET)
    assert written == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    assert from_letters(written) == SECRET
    assert from_letters(written.lower().replace(" ", "")) == SECRET


@pytest.mark.parametrize("text", ["1", "GEZD GNB1", "你好"])
def test_what_is_no_secret_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"Base32|ASCII"):
        from_letters(text)
