"""The sample people of Inner Mongolia: one insurance at a time, and the papers for it. What each
has that is not said is as in ``samples.Part``."""

from typing import Any

_XINCHENG, _TUMED_LEFT, _CHAOYANG = "150102", "150121", "110105"


def _told(key: str, name: str, username: str, male: bool, age: int, special: str,
          regions: tuple[str, ...] = (_XINCHENG,), **more: Any) -> dict[str, Any]:  # fmt: skip
    return {
        "key": key, "name": name, "username": username, "male": male, "age": age,
        "special": f"内蒙古：{special}", "regions": regions, "agreed": 1, **more,
    }  # fmt: skip


NEIMENGGU = (
    _told("neimenggu", "乌云其木格", "wuyunqimuge", False, 51, "养老和医疗，已签扣款协议"),
    _told("neimenggu-second", "巴特尔", "bateer01", True, 55, "养老和医疗，已签扣款协议"),
    _told("neimenggu-third", "萨仁高娃", "sarengaowa", False, 48, "养老和医疗，已签扣款协议"),
    _told("neimenggu-fourth", "云志强", "yunzhiqiang", True, 44, "养老和医疗，已签扣款协议"),
    _told("neimenggu-rare", "云䶮", "yunyan01", True, 38,
          "姓名有生僻字，经办机构提供了银行用名 云龑，已签扣款协议", wire_name="云龑"),
    _told("neimenggu-assisted", "包玉兰", "baoyulan", False, 60,
          "低保对象，医保由财政定额资助，已签扣款协议", assisted="32"),
    _told("neimenggu-two-places", "那顺巴雅尔", "nashunbayaer", True, 50,
          "在新城区和土默特左旗都有参保登记", (_XINCHENG, _TUMED_LEFT), agreed=0),
    _told("neimenggu-beijing", "白建华", "baijianhua", True, 47,
          "在内蒙古自治区和北京市都有参保登记", (_XINCHENG, _CHAOYANG), agreed=0),
)  # fmt: skip
"""Four to whom nothing special happens: scripts that pay take one for each width of a screen."""

NEIMENGGU_CHILDREN = (
    _told("neimenggu-child", "萨其拉", "", False, 8, "小学生，只参加医保，由萨仁高娃代为缴费",
          agreed=0, accounts=0, phone=False),
    _told("neimenggu-child-second", "云小海", "", True, 10, "小学生，只参加医保，由云志强代为缴费",
          agreed=0, accounts=0, phone=False),
)  # fmt: skip
"""Children for whom two of the above pay; they stand behind all other samples."""
