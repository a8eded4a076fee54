"""电子邮箱: what was typed gets a code, what was proved is kept, what is left is told so."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from openlevy.access import services
from openlevy.access.models import User
from openlevy.access.queries import mailbox_shown
from openlevy.access.services.users import mailbox_of, sealed_mailbox
from openlevy.access.tests.conftest import WANG
from openlevy.access.tests.sent import code_for, sent_to
from openlevy.notices.models import Notice
from openlevy.privacy.rules import masked_mailbox
from openlevy.privacy.services import digest

pytestmark = pytest.mark.django_db(transaction=True)
BOX, NEXT = "wang.lan@mail.example", "lan_62@post.example"
SOURCE = b"s" * 32


def user_of(number: int) -> User:
    return User.objects.get(pk=number)


def give(number: int, mailbox: str = BOX) -> None:
    key = services.begin_mailbox(user_of(number), mailbox=mailbox, source=SOURCE)
    services.keep_mailbox(user_of(number), key, code=code_for(mailbox))


def kinds_to(mailbox: str) -> list[tuple[str, str]]:
    return [(one.kind, one.channel) for one in sent_to(mailbox)]


def test_it_is_kept_when_its_code_comes_back_and_shown_masked(wang: int) -> None:
    key = services.begin_mailbox(user_of(wang), mailbox=" Ｗang.Lan@Mail.Example ", source=SOURCE)
    assert user_of(wang).mailbox is None
    with pytest.raises(services.PhoneCodeWrong):
        services.keep_mailbox(user_of(wang), key, code="000000")
    services.keep_mailbox(user_of(wang), key, code=code_for(BOX))
    assert mailbox_of(user_of(wang)) == BOX
    assert mailbox_shown(wang) == "w***@mail.example"
    with pytest.raises(services.ErrandOver):
        services.keep_mailbox(user_of(wang), key, code=code_for(BOX))
    with pytest.raises(services.MailboxUnchanged):
        services.begin_mailbox(user_of(wang), mailbox=BOX.upper(), source=SOURCE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(u::text, '') FROM access_user u")
        assert "wang.lan@" not in str(cursor.fetchone())


def test_a_code_is_good_for_five_minutes_and_its_user(
    wang: int, pass_time: Callable[[timedelta], None]
) -> None:
    other = services.register(
        **{**WANG, "username": "li_yan", "id_no": "990101195001010013", "phone": "13900000003"}  # type: ignore[arg-type]
    )
    key = services.begin_mailbox(user_of(wang), mailbox=BOX, source=SOURCE)
    with pytest.raises(services.ErrandOver):
        services.keep_mailbox(user_of(other), key, code=code_for(BOX))
    with pytest.raises(services.ErrandOver):
        services.change_phone(user_of(wang), key, code=code_for(BOX))
    pass_time(timedelta(minutes=5))
    with pytest.raises(services.PhoneCodeOver):
        services.keep_mailbox(user_of(wang), key, code=code_for(BOX))
    assert user_of(wang).mailbox is None


def test_the_one_before_is_told_whether_changed_or_removed_and_once(
    wang: int, pass_time: Callable[[timedelta], None]
) -> None:
    give(wang)
    pass_time(timedelta(minutes=2))
    give(wang, NEXT)
    assert kinds_to(BOX) == [("code.new_mailbox", "email"), ("account.mailbox_left", "email")]
    services.remove_mailbox(user_of(wang))
    services.remove_mailbox(user_of(wang))
    assert kinds_to(NEXT) == [("code.new_mailbox", "email"), ("account.mailbox_left", "email")]
    assert mailbox_of(user_of(wang)) is None
    assert mailbox_shown(wang) == ""


def test_codes_to_one_mailbox_are_limited_whoever_asks(
    wang: int, pass_time: Callable[[timedelta], None]
) -> None:
    for _ in range(5):
        services.begin_mailbox(user_of(wang), mailbox=BOX, source=SOURCE)
        with pytest.raises(services.TooManyGuesses):
            services.begin_mailbox(user_of(wang), mailbox=BOX, source=b"t" * 32)
        pass_time(timedelta(minutes=1, seconds=1))
    with pytest.raises(services.TooManyGuesses):
        services.begin_mailbox(user_of(wang), mailbox=BOX, source=SOURCE)
    assert len(sent_to(BOX)) == 5


def test_a_family_has_one_mailbox_and_everybody_is_told_on_every_way(wang: int) -> None:
    other = services.register(
        **{**WANG, "username": "li_yan", "id_no": "990101195001010013", "phone": "15400000003"}  # type: ignore[arg-type]
    )
    User.objects.filter(pk=other).update(
        mailbox=sealed_mailbox(BOX),
        mailbox_digest=digest("email", BOX),
    )
    give(wang)
    for _ in range(2):
        services.tell_payer(7001, key="certificate.ready:1", kind="certificate.ready")
    told = list(Notice.objects.filter(kind="certificate.ready").values_list("channel", "payer_id"))
    assert sorted(told) == [("email", 7001), ("email", 7001), ("sms", 7001), ("sms", 7001)]
    assert {one.facts["name"] for one in sent_to(BOX)[1:]} == {"王兰"}


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "wang",
        "wang@",
        "@mail.example",
        "wang@mail",
        "wang..lan@mail.example",
        ".wang@mail.example",
        "wang@-mail.example",
        "wang@mail.example\nBcc: other@mail.example",
        "wang@mail.example\r\n",
        "wang\x00@mail.example",
        "wang@mail.example,other@mail.example",
        "王兰@mail.example",
        "wang@邮箱.example",
        "wang@mail.xn--fiqs8s",
        "\u017fang@mail.example",
        "wan\u212a@mail.example",
        "<script>@mail.example",
        "wang lan@mail.example",
        "a" * 65 + "@mail.example",
        "a@" + "b" * 64 + ".example",
        "a@" + "b.example" * 5_000,
        "a." * 50_000 + "@mail.example",
        "15400000003",
    ],
)
def test_what_is_no_mailbox_gets_no_code(wang: int, typed: str) -> None:
    if typed.strip() != typed:
        typed += "x"  # white space around is nobody's fault
    with pytest.raises(services.AddressUnusable):
        services.begin_mailbox(user_of(wang), mailbox=typed, source=SOURCE)
    assert not Notice.objects.exists()


def test_what_is_shown_never_holds_the_name() -> None:
    assert [masked_mailbox(box) for box in ("a@b.example", "wang.lan@mail.example", "")] == [
        "a***@b.example",
        "w***@mail.example",
        "",
    ]
