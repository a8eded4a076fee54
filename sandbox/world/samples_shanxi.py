"""The sample people of Shanxi: three insurances of residents, declared on one form. What each has
that is not said is as in ``samples.Part``."""

from typing import Any

_XIAODIAN, _QINGXU = "140105", "140121"


def _told(key: str, name: str, username: str, male: bool, age: int, special: str,
          regions: tuple[str, ...] = (_XIAODIAN,), **more: Any) -> dict[str, Any]:  # fmt: skip
    return {
        "key": key, "name": name, "username": username, "male": male, "age": age,
        "special": f"山西：{special}", "regions": regions, "supplementary": True, "agreed": 1,
        **more,
    }  # fmt: skip


def _paid_for(key: str, name: str, male: bool, age: int, special: str,
              **more: Any) -> dict[str, Any]:  # fmt: skip
    return _told(key, name, "", male, age, special, agreed=0, accounts=0, phone=False, **more)


SHANXI = (
    _told("shanxi", "贾秀珍", "jiaxiuzhen", False, 52, "三个险种，已签扣款协议"),
    _told("shanxi-second", "武福贵", "wufugui", True, 56, "三个险种，已签扣款协议"),
    _told("shanxi-third", "阎玉兰", "yanyulan", False, 49, "三个险种，已签扣款协议"),
    _told("shanxi-fourth", "郝建军", "haojianjun", True, 45, "三个险种，已签扣款协议"),
    _told("shanxi-back", "温桂莲", "wenguilian", False, 57,
          "养老和补充养老各有一笔核定的补缴，已签扣款协议",
          payables=("back:1",), supplementary_payables=("back:2",)),
    _told("shanxi-assisted", "牛月香", "niuyuexiang", False, 61,
          "医保特殊人群（低保对象），已签扣款协议", assisted="32"),
    _told("shanxi-assisted-second", "侯长根", "houchanggen", True, 59,
          "医保特殊人群（返贫致贫人口），已签扣款协议", assisted="33"),
    _told("shanxi-two-places", "乔建国", "qiaojianguo", True, 50,
          "在小店区和清徐县都有参保登记", (_XIAODIAN, _QINGXU), agreed=0),
    _told("shanxi-suspended", "尹金柱", "yinjinzhu", True, 54, "养老参保登记已暂停", state="2",
          agreed=0),
    _told("shanxi-new", "卫晓琳", "weixiaolin", False, 30,
          "今年新参保，经办机构只传递了养老一个险种", supplementary=False, insured=False, agreed=0),
    _told("shanxi-counter", "田秀英", "tianxiuying", False, 47, "三个险种，还没有签订两方协议",
          agreed=0),
    _told("shanxi-counter-second", "段根生", "duangensheng", True, 53,
          "三个险种，还没有签订两方协议", agreed=0),
    _paid_for("shanxi-grandmother", "宁素珍", False, 74, "三个险种，由贾秀珍代为缴费"),
    _paid_for("shanxi-grandfather", "贾长河", True, 76, "养老和医保，由贾秀珍代为缴费",
              supplementary=False),
    _paid_for("shanxi-child", "贾小禾", True, 8, "小学生，只参加医保，由贾秀珍代为缴费",
              supplementary=False),
    _paid_for("shanxi-grandmother-second", "柴玉英", False, 77, "三个险种，由武福贵代为缴费"),
    _paid_for("shanxi-grandfather-second", "武有田", True, 79, "养老和医保，由武福贵代为缴费",
              supplementary=False),
    _paid_for("shanxi-child-second", "武小麦", False, 7, "小学生，只参加医保，由武福贵代为缴费",
              supplementary=False),
)  # fmt: skip
"""Four to whom nothing special happens: scripts that pay take one for each width of a screen. Two
have a family to pay for."""
