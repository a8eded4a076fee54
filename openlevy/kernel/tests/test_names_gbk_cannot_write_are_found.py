"""The network writes GBK: a name outside it has to be found before an order exists."""

import pytest

from openlevy.kernel.wire import gbk_gap


@pytest.mark.parametrize("name", ["张三", "欧阳娜娜", "阿卜杜拉·买买提", "镕", ""])
def test_a_name_gbk_can_write_has_no_gap(name: str) -> None:
    assert gbk_gap(name) is None


@pytest.mark.parametrize(
    ("name", "gap"), [("李䶮", "䶮"), ("王㛃然", "㛃"), ("𬱖文", "𬱖"), ("赵𬱖䶮", "𬱖")]
)
def test_the_first_character_gbk_cannot_write_is_named(name: str, gap: str) -> None:
    assert gbk_gap(name) == gap
