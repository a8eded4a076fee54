import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.utils import timezone
from PIL import Image

from openlevy.access.captcha import picture
from openlevy.access.captcha.picture import HEIGHT, WIDTH
from openlevy.access.models import AnsweredChallenge
from openlevy.access.rules import CHALLENGE_ALPHABET, CHALLENGE_LENGTH
from openlevy.access.services import (
    answer_challenge,
    new_challenge,
    picture_of,
    purge_challenges,
)
from openlevy.access.services.challenges import _text
from openlevy.statements.tests.counting import counted

UNKNOWN = ["", "x", "0" * 32, "f" * 32, "' OR 1=1 --", "\0", "0" * 10_000, "00 " * 16]


def wide(text: str) -> str:
    """As a Chinese keyboard may write it."""
    return "".join(chr(ord(letter) + 0xFEE0) for letter in text)


def other(text: str) -> str:
    """Another text of the same length."""
    return ("A" if text[0] != "A" else "C") + text[1:]


@pytest.mark.parametrize("typed", [str.lower, str.upper, " ".join, wide])
def test_the_right_text_is_right_however_it_is_typed(db: None, typed: Callable[[str], str]) -> None:
    number = new_challenge()
    assert answer_challenge(number, typed(_text(number)))


def test_it_is_right_once(db: None) -> None:
    number = new_challenge()
    assert answer_challenge(number, _text(number))
    assert not answer_challenge(number, _text(number))


def test_a_wrong_answer_uses_it_up(db: None) -> None:
    number = new_challenge()
    assert not answer_challenge(number, other(_text(number)))
    assert not answer_challenge(number, _text(number))


@pytest.mark.parametrize("answer", ["", "ACDE", "ACDEFF", "\0", "É" * 10_000])
def test_nothing_but_the_text_is_right(db: None, answer: str) -> None:
    assert not answer_challenge(new_challenge(), answer)


@pytest.mark.parametrize("number", UNKNOWN)
def test_a_number_that_is_none_has_no_right_answer_and_takes_no_row(db: None, number: str) -> None:
    assert not answer_challenge(number, _text(number.replace("\0", "")))
    assert not AnsweredChallenge.objects.exists()


def test_a_number_made_up_to_live_longer_has_no_right_answer(db: None) -> None:
    number = new_challenge(now=timezone.now() + timedelta(seconds=30))
    assert picture_of(number) is None
    assert not answer_challenge(number, _text(number))


def test_the_answer_to_another_challenge_is_wrong(db: None) -> None:
    first, second = new_challenge(), new_challenge()
    assert not answer_challenge(second, _text(first))


def test_after_five_minutes_it_is_too_late(db: None) -> None:
    now = timezone.now()
    late, in_time = new_challenge(now=now), new_challenge(now=now)
    assert answer_challenge(in_time, _text(in_time), now=now + timedelta(seconds=298))
    assert not answer_challenge(late, _text(late), now=now + timedelta(seconds=301))


def test_what_was_answered_is_kept_until_nobody_could_answer_it_again(db: None) -> None:
    now = timezone.now()
    for at in (now - timedelta(minutes=2), now):
        answer_challenge(new_challenge(now=at), "", now=now)
    assert purge_challenges(now + timedelta(minutes=4)) == 1
    assert AnsweredChallenge.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_twenty_right_answers_at_once_one_is_right() -> None:
    challenge_id = new_challenge()
    barrier = Barrier(8)

    def answer(number: int) -> bool:
        if number < 8:
            barrier.wait(30)
        try:
            return answer_challenge(challenge_id, _text(challenge_id))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(answer, range(20))) == 1


@pytest.mark.django_db(transaction=True)
def test_no_rollback_can_give_it_back() -> None:
    challenge_id = new_challenge()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        answer_challenge(challenge_id, _text(challenge_id))


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


def test_nothing_is_written_before_somebody_answers(db: None) -> None:
    with counted() as sent:
        new_challenge()
    assert sent == []


def test_two_challenges_say_different_things(db: None) -> None:
    said = {_text(new_challenge()) for _ in range(50)}
    assert len(said) > 45
    assert all(len(text) == CHALLENGE_LENGTH for text in said)
    assert {letter for text in said for letter in text} <= set(CHALLENGE_ALPHABET)


@pytest.mark.parametrize("challenge_id", UNKNOWN)
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


def test_no_letter_is_cut_off_by_the_edge() -> None:
    """The widest letters, five of them, in whatever form they are bent."""
    for _ in range(40):
        forms = picture._within(picture.WIDTH, [picture._form("W") for _ in range(5)])
        assert sum(form.width for form in forms) <= picture.WIDTH
    wide = [Image.new("L", (50, 40)) for _ in range(5)]
    assert [form.width for form in picture._within(160, wide)] == [32] * 5
    assert picture._within(250, wide) is wide, "those that stand inside stay as they are"
