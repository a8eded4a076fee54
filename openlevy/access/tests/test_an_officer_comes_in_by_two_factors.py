from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from openlevy.access import officer_sessions, services
from openlevy.access.errors import (
    AlreadyRegistered,
    OfficerUnknown,
    PasswordWeak,
    UsernameUnusable,
    WrongCredentials,
)
from openlevy.access.models import OfficerSession, RoleGrant, User
from openlevy.access.officer_sessions import COOKIE, Officer, officer_behind
from openlevy.access.rules import FACTOR_SECONDS, IDLE_SECONDS
from openlevy.access.services.officers import (
    add_officer,
    grant_office,
    lock_officer,
    officer_comes,
    officer_leaves,
    officer_proves,
    renew_second_factor,
    revoke_office,
)
from openlevy.access.tests.conftest import WANG, request_from
from openlevy.access.tests.officers import (
    CHAOYANG,
    FANGSHAN,
    OPERATOR,
    PASSWORD,
    Post,
    an_officer,
    telephone_says,
    with_telephone,
)
from openlevy.history.models import Act
from openlevy.kernel.flow import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def post() -> Post:
    return with_telephone(an_officer())


def behind(token: str) -> Officer | None:
    request = RequestFactory().get("/officer/")
    request.COOKIES[COOKIE] = token
    return officer_behind(request)


def come_in(post: Post) -> str:
    waiting = officer_comes(request_from(), post.username, PASSWORD)
    officer = behind(waiting)
    assert officer is not None
    assert not officer.proved
    return officer_proves(officer, waiting, telephone_says())


def test_the_password_alone_opens_nothing_but_the_second_door(post: Post) -> None:
    token = come_in(post)
    officer = behind(token)
    assert officer is not None
    assert officer.proved
    assert officer.roles == {FANGSHAN: Role.WINDOW}
    assert officer.offices(Role.WINDOW) == [FANGSHAN]
    assert officer.offices(Role.REVIEW) == []


def test_the_token_of_before_the_second_factor_is_worth_nothing_after(post: Post) -> None:
    waiting = officer_comes(request_from(), post.username, PASSWORD)
    officer = behind(waiting)
    assert officer is not None
    officer_proves(officer, waiting, telephone_says())
    assert behind(waiting) is None


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, "é", "' OR 1=1 --"])
def test_a_made_up_token_is_nobodys(post: Post, token: str) -> None:
    come_in(post)
    assert behind(token) is None


def test_the_row_keeps_no_token(post: Post) -> None:
    token = come_in(post)
    [row] = OfficerSession.objects.all()
    assert token.encode() not in bytes(row.token_digest)


def test_a_role_lost_is_lost_at_the_next_request(post: Post) -> None:
    grant_office(post.username, Role.REVIEW, FANGSHAN, by=OPERATOR)
    token = come_in(post)
    revoke_office(post.username, Role.WINDOW, FANGSHAN, by=OPERATOR)
    officer = behind(token)
    assert officer is not None
    assert officer.roles == {FANGSHAN: Role.REVIEW}
    revoke_office(post.username, Role.REVIEW, FANGSHAN, by=OPERATOR)
    assert behind(token) is None


def test_moving_to_another_office_works_at_the_next_request(post: Post) -> None:
    token = come_in(post)
    grant_office(post.username, Role.WINDOW, CHAOYANG, by=OPERATOR)
    revoke_office(post.username, Role.WINDOW, FANGSHAN, by=OPERATOR)
    officer = behind(token)
    assert officer is not None
    assert officer.offices(Role.WINDOW) == [CHAOYANG]


def test_a_lock_and_a_lost_telephone_end_every_session(post: Post) -> None:
    token = come_in(post)
    lock_officer(post.username, locked=True, by=OPERATOR)
    assert behind(token) is None
    lock_officer(post.username, locked=False, by=OPERATOR)
    assert behind(token) is None
    waiting = officer_comes(request_from(), post.username, PASSWORD)
    renew_second_factor(post.username, by=OPERATOR)
    assert behind(waiting) is None


def test_signing_out_ends_every_session(post: Post) -> None:
    token, other = come_in(post), officer_comes(request_from(), post.username, PASSWORD)
    officer = behind(token)
    assert officer is not None
    officer_leaves(officer)
    assert behind(token) is None
    assert behind(other) is None


def test_half_an_hour_of_idleness_ends_it(
    post: Post, pass_time: Callable[[timedelta], None]
) -> None:
    token = come_in(post)
    for _ in range(3):
        pass_time(timedelta(seconds=IDLE_SECONDS - 60))
        assert behind(token) is not None
    pass_time(timedelta(seconds=IDLE_SECONDS + 1))
    assert behind(token) is None
    assert officer_sessions.purge_officer_sessions(timezone.now()) == 1


def test_twelve_hours_end_it_however_busy(
    post: Post, pass_time: Callable[[timedelta], None]
) -> None:
    token = come_in(post)
    for _ in range(12 * 3 - 1):
        pass_time(timedelta(minutes=20))
        assert behind(token) is not None
    pass_time(timedelta(minutes=21))
    assert behind(token) is None


def test_the_second_factor_is_waited_for_five_minutes(
    post: Post, pass_time: Callable[[timedelta], None]
) -> None:
    waiting = officer_comes(request_from(), post.username, PASSWORD)
    pass_time(timedelta(seconds=FACTOR_SECONDS + 1))
    assert behind(waiting) is None


def test_a_payer_and_somebody_without_an_office_are_told_what_strangers_are_told(
    post: Post,
) -> None:
    payer = services.register(**WANG)  # type: ignore[arg-type]
    services.grant(payer, Role.WINDOW, scope=FANGSHAN)
    with pytest.raises(WrongCredentials):
        officer_comes(request_from(), WANG["username"], WANG["password"])  # type: ignore[arg-type]
    revoke_office(post.username, Role.WINDOW, FANGSHAN, by=OPERATOR)
    services.grant(post.user_id, Role.WINDOW)
    services.grant(post.user_id, Role.TAX, scope=FANGSHAN)
    with pytest.raises(WrongCredentials):
        officer_comes(request_from(), post.username, PASSWORD)


def test_an_account_is_made_once_and_properly(post: Post) -> None:
    made = {"display_name": "甲", "jurisdiction": "beijing", "by": OPERATOR}
    with pytest.raises(AlreadyRegistered):
        add_officer(username=post.username.upper(), password=PASSWORD, **made)  # type: ignore[arg-type]
    with pytest.raises(UsernameUnusable):
        add_officer(username="甲乙", password=PASSWORD, **made)  # type: ignore[arg-type]
    with pytest.raises(PasswordWeak):
        add_officer(username="qin_ming", password="12345678", **made)  # type: ignore[arg-type]
    with pytest.raises(OfficerUnknown):
        grant_office("nobody_here", Role.WINDOW, FANGSHAN, by=OPERATOR)
    for role, office in ((Role.TAX, FANGSHAN), (Role.WINDOW, "")):
        with pytest.raises(ValueError, match="a role at an office"):
            grant_office(post.username, role, office, by=OPERATOR)
    assert User.objects.count() == 1
    assert RoleGrant.objects.count() == 1


def test_everything_done_to_an_officer_is_on_record(post: Post) -> None:
    for _ in range(2):
        grant_office(post.username, Role.REVIEW, FANGSHAN, by=OPERATOR)
        revoke_office(post.username, Role.REVIEW, FANGSHAN, by=OPERATOR)
    lock_officer(post.username, locked=True, by=OPERATOR)
    done = list(Act.objects.order_by("id").values_list("act", "record_id", "office"))
    assert done == [
        ("add_officer", post.user_id, ""),
        ("grant_role", post.user_id, FANGSHAN),
        *[("grant_role", post.user_id, FANGSHAN), ("revoke_role", post.user_id, FANGSHAN)] * 2,
        ("lock_officer", post.user_id, ""),
    ]
