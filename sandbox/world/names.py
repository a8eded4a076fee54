"""Names of invented people."""

from random import Random

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程"
    "吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万"
)
_DOUBLE = ("欧阳", "司马", "上官", "诸葛", "慕容", "尉迟", "端木")
_MALE = "建国志强明军伟勇磊涛斌鹏浩宇轩泽俊杰文博春生海波德福永贵长顺成林玉山景辉金柱保根"
_FEMALE = "秀兰桂英淑珍丽娟芳敏静雪梅玉华凤霞红燕婷欣怡雨晴佳慧晓琳美玲春花金莲小翠月娥"
_LONG = (
    "阿不都热合曼·买买提", "古丽巴哈尔·吐尔逊江", "扎西多吉·次仁", "乌兰图雅·孛儿只斤",
    "努尔兰别克·叶尔江", "帕提古丽·阿布都克里木", "其其格·巴特尔", "麦麦提艾力·图尔荪尼亚孜",
)  # fmt: skip
_RARE = (("㛃", "洁"), ("䶮", "龑"), ("𬱖", "頠"))
"""Characters that GBK does not have, and what banks write for them."""


def ordinary(chance: Random, male: bool) -> str:
    """A name of two to four characters, or now and then a long one of a minority."""
    lot = chance.random()
    if lot < 0.02:
        return chance.choice(_LONG)
    surname = chance.choice(_DOUBLE) if lot < 0.04 else chance.choice(_SURNAMES)
    letters = _MALE if male else _FEMALE
    start = chance.randrange(0, len(letters) - 1)
    if chance.random() < 0.25:
        return surname + letters[start]
    return surname + letters[start] + chance.choice(letters)


def rare(chance: Random) -> tuple[str, str]:
    """A name that GBK cannot write, and the name that banks hold for it."""
    surname, (letter, written) = chance.choice(_SURNAMES), chance.choice(_RARE)
    return surname + letter, surname + written
