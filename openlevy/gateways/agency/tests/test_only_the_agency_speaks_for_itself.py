"""What the agency did not sign is answered and does nothing, not even take up a number."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from openlevy.gateways.agency.tests.desk import AGENCY, Desk, Row, person, written
from openlevy.gateways.strangers import FROM_ONE_ADDRESS, MOST_BYTES
from openlevy.gateways.treasury.signing import PKCS7_P256, ensure_node_keys, signer_for
from openlevy.messages.queries import waiting_to_handle
from openlevy.parties.queries import payer_of_agency_person

STRANGER = "1101060000000001"


def _of_another(desk: Desk, body: bytes) -> str:
    return Desk(STRANGER, desk.today).signature(body)


def _of_another_body(desk: Desk, body: bytes) -> str:
    return desk.signature(body + b" ")


WRONG: dict[str, Callable[[Desk, bytes], str]] = {
    "missing": lambda desk, body: "",
    "of another agency": _of_another,
    "over other bytes": _of_another_body,
    "not Base64": lambda desk, body: "签名",
    "cut": lambda desk, body: desk.signature(body)[:-8],
    "twice": lambda desk, body: f"{desk.signature(body)}, {desk.signature(body)}",
    "very long": lambda desk, body: "A" * 100_000,
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_nothing_is_applied_and_the_answer_is_002(
    desk: Desk, wrong: Callable[[Desk, bytes], str]
) -> None:
    package = _package(desk)
    desk.signature(b"")  # the agency's certificate is configured
    answer = desk.answer(package, wrong(desk, written(package)))
    assert (answer["RECODE_ZT"], answer["rows"]) == ("002", [])
    assert (answer["SBJBJG_DM"], answer["CSPCH_SRC"]) == (AGENCY, package["CSPCH"])
    assert payer_of_agency_person(AGENCY, "1101050000012") is None


def test_a_stranger_cannot_take_up_a_number(desk: Desk) -> None:
    package = _package(desk)
    desk.signature(b"")
    forged = {**package, "persons": {"insert": [person(1, XM="王五", XM_GBK="")]}}
    assert desk.answer(forged, "")["RECODE_ZT"] == "002"
    assert desk.answer(package, "")["RECODE_ZT"] == "002"
    assert desk.answer(package)["RECODE_ZT"] == "000"
    assert payer_of_agency_person(AGENCY, "1101050000012") is not None


def test_the_same_unsigned_bytes_again_are_one_message(desk: Desk) -> None:
    package = _package(desk)
    desk.signature(b"")
    first = desk.answer(package, "")
    assert desk.answer(package, "other") == first


def test_so_many_that_nobody_signed_are_kept_and_the_agency_passes(desk: Desk) -> None:
    package = _package(desk)
    desk.signature(b"")
    unsigned = [desk.post({**package, "CSPCH": f"N{n}"}, "") for n in range(FROM_ONE_ADDRESS + 3)]
    assert unsigned == [202] * FROM_ONE_ADDRESS + [429] * 3
    assert waiting_to_handle() == FROM_ONE_ADDRESS
    assert desk.post(package) == 202


def test_a_large_one_that_nobody_signed_is_not_kept(desk: Desk) -> None:
    package = {**_package(desk), "note": "x" * MOST_BYTES}
    desk.signature(b"")
    assert desk.post(package, "") == 413
    assert waiting_to_handle() == 0


def test_without_a_certificate_to_compare_with_the_sender_comes_again(desk: Desk) -> None:
    (settings.OPENLEVY_KEYS_DIR / "agencies" / f"{STRANGER}.crt").unlink(missing_ok=True)
    package = {**_package(desk), "SBJBJG_DM": STRANGER}
    assert desk.post(package, desk.signature(written(package))) == 503
    assert waiting_to_handle() == 0
    assert Desk(STRANGER, desk.today).answer(package)["RECODE_ZT"] == "000"


def test_a_certificate_taken_back_meanwhile_counts(desk: Desk) -> None:
    assert desk.post(_package(desk)) == 202
    _renew_keys(AGENCY)
    desk.handle()
    (answer,) = desk.feedbacks()
    assert answer["RECODE_ZT"] == "002"


def test_a_certificate_out_of_date_proves_nothing(desk: Desk) -> None:
    folder = settings.OPENLEVY_KEYS_DIR / "agencies"
    _forget_keys(STRANGER)
    ensure_node_keys(folder, STRANGER, timezone.now() - timedelta(days=4000))
    package = {**_package(desk), "SBJBJG_DM": STRANGER}
    signature = signer_for(PKCS7_P256, folder, STRANGER).sign(written(package)).decode()
    assert desk.answer(package, signature)["RECODE_ZT"] == "002"
    _renew_keys(STRANGER)


def _package(desk: Desk) -> Row:
    return desk.package(persons={"insert": [person(1)]})


def _renew_keys(code: str) -> None:
    _forget_keys(code)
    ensure_node_keys(settings.OPENLEVY_KEYS_DIR / "agencies", code, timezone.now())


def _forget_keys(code: str) -> None:
    for path in (settings.OPENLEVY_KEYS_DIR / "agencies").glob(f"{code}.*"):
        path.unlink()
