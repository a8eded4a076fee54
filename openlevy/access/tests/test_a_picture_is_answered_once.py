import io
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.utils import timezone
from PIL import Image

from openlevy.access import services
from openlevy.access.captcha.picture import HEIGHT, WIDTH
from openlevy.access.models import Challenge
from openlevy.access.rules import CHALLENGE_ALPHABET, CHALLENGE_LENGTH
from openlevy.access.services import (
    answer_challenge,
    new_challenge,
    picture_of,
    purge_challenges,
)
from openlevy.access.services.challenges import _text, answer_digest


@pytest.fixture(params=["acdef", "ACDEF", " a c d e f ", "ＡＣＤＥＦ"])
def text(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def known_challenge() -> str:
    """A challenge whose picture says ACDEF: what others say cannot be known."""
    challenge_id = uuid.UUID(new_challenge())
    Challenge.objects.filter(pk=challenge_id).update(
        answer_digest=answer_digest(challenge_id, "ACDEF")
    )
    return challenge_id.hex


def test_the_right_text_is_right_however_it_is_typed(db: None, text: str) -> None:
    assert answer_challenge(known_challenge(), text)


def test_it_is_right_once(db: None) -> None:
    challenge_id = known_challenge()
    assert answer_challenge(challenge_id, "ACDEF")
    assert not answer_challenge(challenge_id, "ACDEF")


def test_a_wrong_answer_uses_it_up(db: None) -> None:
    challenge_id = known_challenge()
    assert not answer_challenge(challenge_id, "ACDEH")
    assert not answer_challenge(challenge_id, "ACDEF")


@pytest.mark.parametrize("answer", ["", "ACDE", "ACDEFF", "\0", "É" * 10_000])
def test_nothing_but_the_text_is_right(db: None, answer: str) -> None:
    assert not answer_challenge(known_challenge(), answer)


@pytest.mark.parametrize("challenge_id", ["", "x", "0" * 32, "' OR 1=1 --", "\0", "0" * 10_000])
def test_an_unknown_challenge_has_no_right_answer(db: None, challenge_id: str) -> None:
    assert not answer_challenge(challenge_id, "ACDEF")


def test_the_answer_to_another_challenge_is_wrong(db: None) -> None:
    first, second = known_challenge(), uuid.UUID(new_challenge())
    digest = Challenge.objects.get(pk=first).answer_digest
    Challenge.objects.filter(pk=second).update(answer_digest=digest)
    assert not answer_challenge(second.hex, "ACDEF")


def test_after_five_minutes_it_is_too_late(db: None) -> None:
    now = timezone.now()
    late, in_time = known_challenge(), known_challenge()
    assert answer_challenge(in_time, "ACDEF", now=now + timedelta(seconds=299))
    assert not answer_challenge(late, "ACDEF", now=now + timedelta(seconds=301))


def test_old_ones_are_deleted_and_others_not(db: None) -> None:
    now = timezone.now()
    new_challenge(now=now - timedelta(minutes=6))
    kept = new_challenge(now=now)
    assert purge_challenges(now) == 1
    assert Challenge.objects.get().pk.hex == kept


@pytest.mark.django_db(transaction=True)
def test_of_twenty_right_answers_at_once_one_is_right() -> None:
    challenge_id = known_challenge()
    barrier = Barrier(8)

    def answer(number: int) -> bool:
        if number < 8:
            barrier.wait(30)
        try:
            return answer_challenge(challenge_id, "ACDEF")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(answer, range(20))) == 1


@pytest.mark.django_db(transaction=True)
def test_no_rollback_can_give_it_back() -> None:
    challenge_id = known_challenge()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        answer_challenge(challenge_id, "ACDEF")


def test_the_picture_is_a_small_png_and_never_the_same(db: None) -> None:
    challenge_id = new_challenge()
    pictures = [picture_of(challenge_id) for _ in range(5)]
    assert len(set(pictures)) == 5
    for png in pictures:
        assert png is not None
        image = Image.open(io.BytesIO(png))
        assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
        assert len(png) < 25_000
        assert not image.info


def test_what_it_says_is_not_in_the_database(db: None) -> None:
    row = Challenge.objects.get(pk=new_challenge())
    assert len(bytes(row.answer_digest)) == 32
    assert {field.name for field in Challenge._meta.fields} == {
        "id", "answer_digest", "expires_at", "used_at",
    }  # fmt: skip


def test_two_challenges_say_different_things(db: None) -> None:
    said = {_text(uuid.UUID(new_challenge())) for _ in range(50)}
    assert len(said) > 45
    assert all(len(text) == CHALLENGE_LENGTH for text in said)
    assert {letter for text in said for letter in text} <= set(CHALLENGE_ALPHABET)


@pytest.mark.parametrize("challenge_id", ["", "x", "0" * 32, "\0"])
def test_there_is_no_picture_of_a_challenge_not_there(db: None, challenge_id: str) -> None:
    assert picture_of(challenge_id) is None


def test_there_is_no_picture_of_one_that_is_used_up_or_too_old(db: None) -> None:
    used, old = new_challenge(), new_challenge()
    answer_challenge(used, "?")
    assert picture_of(used) is None
    assert picture_of(old, now=timezone.now() + timedelta(minutes=6)) is None


def test_no_two_characters_look_alike() -> None:
    assert len(set(CHALLENGE_ALPHABET)) == len(CHALLENGE_ALPHABET) == 18
    assert not set(CHALLENGE_ALPHABET) & set("0OQ1IL2Z5S8B9GUVMW")
    assert len(CHALLENGE_ALPHABET) ** CHALLENGE_LENGTH > 1_000_000


def test_challenges_can_be_counted_by_where_they_come_from(db: None) -> None:
    assert services.count_guess("challenge", bytes(32), 60, timedelta(minutes=5)) == 1


def luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance as in WCAG 2.2."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_those_who_see_badly_can_read_it(db: None) -> None:
    for _ in range(20):
        png = picture_of(new_challenge()) or b""
        colours = Image.open(io.BytesIO(png)).convert("RGB").getcolors(99_999)
        assert colours is not None
        shades = [luminance(colour) for count, colour in colours if count > 60]  # type: ignore[arg-type]
        assert (max(shades) + 0.05) / (min(shades) + 0.05) > 7
