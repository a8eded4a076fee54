"""The sample people of Hubei, in 孝感市: pension and medical insurance. What each has that is not
said is as in ``samples.Part``; one more of Hubei stands among the first samples."""

from typing import Any

_HANCHUAN, _XIAONAN = "420984", "420902"


def _told(key: str, name: str, username: str, male: bool, age: int, special: str,
          regions: tuple[str, ...] = (_HANCHUAN,), **more: Any) -> dict[str, Any]:  # fmt: skip
    return {
        "key": key, "name": name, "username": username, "male": male, "age": age,
        "special": f"湖北：{special}", "regions": regions, "agreed": 1, **more,
    }  # fmt: skip


HUBEI = (
    _told("hubei-second", "涂桂香", "tuguixiang", False, 58, "养老、医疗两个险种，已签扣款协议"),
    _told("hubei-third", "熊长明", "xiongchangming", True, 47, "养老、医疗两个险种，已签扣款协议"),
    _told("hubei-xiaonan", "殷翠兰", "yincuilan", False, 55,
          "在孝南区参保，养老、医疗两个险种，已签扣款协议", (_XIAONAN,)),
    _told("hubei-two-counties", "向德胜", "xiangdesheng", True, 49,
          "在汉川市和孝南区都有参保登记", (_HANCHUAN, _XIAONAN), agreed=0),
    _told("hubei-assisted", "敖春枝", "aochunzhi", False, 62,
          "低保对象，医保由财政定额资助，已签扣款协议", assisted="32"),
)  # fmt: skip
"""The first two are like the one among the first samples: nothing special happens to them."""

HUBEI_CHILDREN = (
    _told("hubei-child", "涂一帆", "", True, 9, "小学生，只参加医保，由涂桂香代为缴费",
          agreed=0, accounts=0, phone=False),
    _told("hubei-child-second", "熊子涵", "", False, 7, "小学生，只参加医保，由熊长明代为缴费",
          agreed=0, accounts=0, phone=False),
)  # fmt: skip
"""Children for whom two of the above pay; they stand behind all other samples."""
