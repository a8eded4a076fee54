"""The invented officers of the demonstration: one tax office, three posts. The secrets of their
second factors are fixed, so that anybody can take them into a telephone or ask ``openlevy demo
code``; production has neither these people nor this command.
"""

import time
from contextlib import suppress
from dataclasses import dataclass

from openlevy.access.errors import AlreadyRegistered
from openlevy.access.second_factor import agree_second_factor, has_second_factor
from openlevy.access.services.officers import add_officer, grant_office, officer_numbered
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.kernel.one_time import code_of, from_letters, step_at

HEAD = ("姓名", "用户名", "密码", "岗位", "动态验证码密钥", "现在的验证码")
OFFICE = "11101050000"
PASSWORD = "Shili-shuiwu-26"  # noqa: S105  # of invented people in a demonstration
_OPERATOR = Actor(Role.ADMIN)


@dataclass(frozen=True)
class Sample:
    """One of them; ``secret`` as a telephone takes it typed in."""

    username: str
    name: str
    role: Role
    post: str
    secret: str


SAMPLES = (
    Sample("qinmingyuan", "秦明远", Role.WINDOW, "受理", "ONQW 24DM MUWX O2LO MRXX OLLT MVRX EZLU"),
    Sample("fangxiao01", "方晓", Role.REVIEW, "审核", "ONQW 24DM MUWX EZLW NFSX OLLT MVRX EZLU"),
    Sample("songyaqin", "宋雅琴", Role.ADMIN, "管理", "ONQW 24DM MUWW CZDN NFXH GLLT MVRX EZLU"),
)


def sign_up() -> int:
    """Makes whoever is missing; how many there are. Twice is once."""
    for sample in SAMPLES:
        with suppress(AlreadyRegistered):
            add_officer(
                username=sample.username,
                display_name=sample.name,
                password=PASSWORD,
                jurisdiction="beijing",
                by=_OPERATOR,
            )
        grant_office(sample.username, sample.role, OFFICE, by=_OPERATOR)
        number = officer_numbered(sample.username)
        if not has_second_factor(number):
            agree_second_factor(number, from_letters(sample.secret))
    return len(SAMPLES)


def rows() -> list[list[str]]:
    """What is told of them, for a table."""
    return [
        [one.name, one.username, PASSWORD, one.post, one.secret, code(one.secret)]
        for one in SAMPLES
    ]


def code(secret: str) -> str:
    """What a telephone with this secret shows now."""
    return code_of(from_letters(secret), step_at(time.time()))
