import pytest

from demo import officers
from openlevy.access.second_factor import check_second_factor
from openlevy.access.services.officers import officer_numbered
from openlevy.access.tests.granted import roles_of
from openlevy.kernel.one_time import SECRET_BYTES, from_letters
from openlevy.privacy.services import ensure_keys


@pytest.mark.django_db(transaction=True)
def test_twice_is_once_and_their_telephones_are_known() -> None:
    ensure_keys()
    for _ in range(2):
        assert officers.sign_up() == len(officers.SAMPLES)
    for sample in officers.SAMPLES:
        number = officer_numbered(sample.username)
        assert roles_of(number) == {officers.OFFICE: sample.role}
        check_second_factor(number, officers.code(sample.secret))
    assert officers.sign_up() == len(officers.SAMPLES)


def test_each_has_a_secret_of_its_own() -> None:
    secrets = {from_letters(one.secret) for one in officers.SAMPLES}
    assert len(secrets) == len(officers.SAMPLES)
    assert {len(one) for one in secrets} == {SECRET_BYTES}
    assert [len(row) for row in officers.rows()] == [len(officers.HEAD)] * len(officers.SAMPLES)
