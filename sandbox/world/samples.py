"""The people at the start of every world; their parts are fixed: scripts can rely on them."""

import datetime as dt
from dataclasses import dataclass, replace

from sandbox.world import numbers
from sandbox.world.people import Maker
from sandbox.world.records import (
    ENDED,
    SUSPENDED,
    Account,
    Enrolment,
    Payable,
    Person,
)
from sandbox.world.samples_hubei import HUBEI, HUBEI_CHILDREN
from sandbox.world.samples_neimenggu import NEIMENGGU, NEIMENGGU_CHILDREN
from sandbox.world.samples_shanxi import SHANXI

PASSWORD = "Shili-jiaofei-26"  # noqa: S105  # of invented people in a demonstration
_CHAOYANG, _HAIDIAN, _FANGSHAN, _HUAIROU = "110105", "110108", "110111", "110116"
_MIYUN, _HANCHUAN = "110118", "420984"
_PLENTY_FEN, _GROWN_UP = 5_000_000, 18


@dataclass(frozen=True)
class Part:
    """What is fixed about one sample person; without a ``username`` somebody else acts for them."""

    key: str
    name: str
    username: str
    male: bool
    age: int
    special: str
    regions: tuple[str, ...] = (_CHAOYANG,)
    mode: str = "ok"
    seconds: int = 0
    deposit_fen: int = _PLENTY_FEN
    accounts: int = 1
    wire_name: str = ""
    holder: str = ""
    group: str = "00"
    state: str = "1"
    payables: tuple[str, ...] = ()
    phone: bool = True
    books: bool = True
    agreed: int = 0
    assisted: str = ""
    insured: bool = True
    supplementary: bool = False
    supplementary_payables: tuple[str, ...] = ()


PARTS = (
    Part("ordinary", "王秀兰", "wangxiulan", False, 58, "一个参保登记，一个银行账户，一切正常"),
    Part("two-places", "李建国", "lijianguo", True, 52, "在朝阳区和房山区都有参保登记",
         (_CHAOYANG, _FANGSHAN)),
    Part("special", "张桂芳", "zhangguifang", False, 55, "有两笔人社核定的特殊缴费，其一含利息",
         (_HUAIROU,), payables=("back:1", "back:2")),
    Part("two-banks", "刘志强", "liuzhiqiang", True, 41, "在两家银行有账户，可签两份扣款协议",
         (_HAIDIAN,), accounts=2),
    Part("arrears", "陈玉梅", "chenyumei", False, 47, "有一笔逾期的补缴欠费，含滞纳金",
         (_MIYUN,), payables=("arrears",)),
    Part("no-account", "赵福贵", "zhaofugui", True, 66, "有参保登记，没有银行账户",
         (_FANGSHAN,), accounts=0),
    Part("rare-with-wire", "李䶮", "liyan01", True, 35, "姓名有生僻字，经办机构提供了银行用名 李龑",
         (_HAIDIAN,), wire_name="李龑"),
    Part("rare-without-wire", "陈㛃", "chenjie01", False, 33, "姓名有生僻字，无银行用名，不能缴费",
         (_CHAOYANG,), holder="陈洁"),
    Part("rare-extension", "赵𬱖", "zhaowei01", False, 29, "姓名有扩展区生僻字，银行用名 赵頠",
         (_MIYUN,), wire_name="赵頠"),
    Part("long-name", "古丽巴哈尔·吐尔逊江", "gulibahaer", False, 44, "少数民族长姓名，带间隔号",
         (_CHAOYANG,)),
    Part("youth", "孙浩宇", "sunhaoyu", True, 16, "未成年（16周岁）", (_HAIDIAN,)),
    Part("elderly", "周德福", "zhoudefu", True, 63, "已满60周岁，有一次性补收", (_FANGSHAN,),
         payables=("lump",)),
    Part("insufficient", "吴美琳", "wumeilin", False, 38, "账户余额只有 12.34 元",
         deposit_fen=1_234),
    Part("closed", "郑海波", "zhenghaibo", True, 50, "银行账户已销户，签约和扣款都失败",
         mode="closed"),
    Part("mismatch", "冯雪", "fengxue01", False, 31, "银行户名与姓名不一致，签约失败",
         holder="冯雪梅"),
    Part("silent-booked", "何永贵", "heyonggui", True, 54,
         "已签扣款协议；银行已扣款但不回执", mode="silent", agreed=1),
    Part("silent-unbooked", "高晓慧", "gaoxiaohui", False, 36, "银行未扣款也不回执",
         mode="silent", books=False),
    Part("slow", "林磊", "linlei01", True, 40, "银行 40 秒后才回执", mode="slow", seconds=40),
    Part("says-refused", "罗静", "luojing01", False, 45, "银行已扣款却回失败", mode="says_refused"),
    Part("says-ok", "梁波", "liangbo01", True, 48, "银行未扣款却回成功", mode="says_ok"),
    Part("lost", "宋婷", "songting01", False, 34, "回执在网络上丢失，查询可得", mode="lost"),
    Part("twice", "唐俊", "tangjun01", True, 37, "银行回执两次", mode="twice"),
    Part("suspended", "许金莲", "xujinlian", False, 57, "参保登记已暂停", (_FANGSHAN,),
         state=SUSPENDED),
    Part("ended", "韩长顺", "hanchangshun", True, 69, "参保登记已终止", (_MIYUN,), state=ENDED),
    Part("assisted", "曹月娥", "caoyuee01", False, 60, "重度残疾人", (_HUAIROU,), group="01"),
    Part("hubei", "彭景辉", "pengjinghui", True, 51,
         "湖北：养老、医疗两个险种，已签扣款协议", (_HANCHUAN,), agreed=1),
    Part("no-phone", "邓春花", "dengchunhua", False, 72, "没有留手机号", (_HUAIROU,), phone=False),
    Part("agreed", "杜春梅", "duchunmei", False, 43,
         "已签扣款协议，设置缴费金额后即可缴费", agreed=1),
    Part("agreed-twice", "沈立群", "shenliqun", True, 53, "在两家银行各签有一份扣款协议",
         (_HAIDIAN,), accounts=2, agreed=2),
    Part("two-provinces", "石桂英", "shiguiying", False, 46, "在北京市和湖北省都有参保登记",
         (_CHAOYANG, _HANCHUAN)),
    Part("assisted-medical", "范素芬", "fansufen", False, 44,
         "低保对象，医保由财政定额资助，已签扣款协议", (_FANGSHAN,), agreed=1, assisted="32"),
    Part("subsidised-medical", "孟庆祥", "mengqingxiang", True, 71,
         "特困人员，医保由财政全额资助，不需要缴费", (_MIYUN,), assisted="31"),
    Part("father", "程建军", "chengjianjun", True, 39,
         "程一诺、程一然的父亲，已签扣款协议", agreed=1),
    Part("mother", "苏晓兰", "suxiaolan", False, 37,
         "程一诺、程一然的母亲，已签扣款协议", agreed=1),
    Part("child", "程一诺", "", True, 9,
         "小学生，只参加医保，由父母代为缴费", accounts=0, phone=False),
    Part("infant", "程一然", "", False, 2,
         "幼儿，只参加医保，由父母代为缴费", accounts=0, phone=False),
    *(Part(**told) for told in SHANXI),
    *(Part(**told) for told in HUBEI),
    *(Part(**told) for told in NEIMENGGU),
    Part("unregistered", "葛玉珍", "", False, 49,
         "还没有注册：凭银行卡和预留手机号，或者凭注册码注册", (_FANGSHAN,)),
    *(Part(**told) for told in (*HUBEI_CHILDREN, *NEIMENGGU_CHILDREN)),
)  # fmt: skip


def sample(maker: Maker, index: int) -> Person:
    """The person of one part; ``index`` is its place in ``PARTS``."""
    part = PARTS[index]
    born_on = dt.date(maker.made_on.year - part.age, 1, 15) - dt.timedelta(days=index * 3)
    lived = tuple(_enrolment(maker, part, index, region) for region in part.regions)
    enrolments = lived if part.username or part.age >= _GROWN_UP else ()
    return Person(
        index, part.name, part.male, born_on, numbers.id_number(index, born_on, part.male),
        numbers.phone(index) if part.phone else "", enrolments,
        _accounts(maker, part, index), part.wire_name, part.username, part.special, part.key,
        (_medical(maker, part, lived[0], born_on),) if part.insured else (),
        _supplementary(maker, part, index, lived[0]),
    )  # fmt: skip


def _medical(maker: Maker, part: Part, beside: Enrolment, born_on: dt.date) -> Enrolment:
    made = maker.medical(beside, born_on, part.male)
    return maker.assisted(made, part.assisted) if part.assisted else made


def _supplementary(
    maker: Maker, part: Part, index: int, beside: Enrolment
) -> tuple[Enrolment, ...]:
    if not part.supplementary:
        return ()
    payables = tuple(_payable(maker, index, words) for words in part.supplementary_payables)
    return (replace(maker.supplementary(beside), payables=payables),)


def _enrolment(maker: Maker, part: Part, index: int, region: str) -> Enrolment:
    chance = maker.chance(index)
    born_on = dt.date(maker.made_on.year - part.age, 1, 1)
    made = maker.enrolment(chance, maker.place(region), born_on)
    payables = tuple(_payable(maker, index, words) for words in part.payables)
    ended = part.state == ENDED
    to_month = f"{maker.made_on.year - 1}12" if ended else "999912"
    start = f"{min(max(2018, born_on.year + 16), maker.made_on.year)}01"
    return replace(
        made, from_month=start, to_month=to_month, group=part.group, state=part.state,
        payables=payables,
    )  # fmt: skip


def _payable(maker: Maker, index: int, words: str) -> Payable:
    chance, year = maker.chance(index), maker.made_on.year
    kind, _, years = words.partition(":")
    if kind == "arrears":
        return maker.arrears(chance, year - 1)
    if kind == "lump":
        return Payable(
            "19", "一次性补缴不足年限", f"{year - 5}01", f"{year - 1}12", 500_000, 0, 0,
            maker.made_on - dt.timedelta(days=20), dt.date(year, 12, 31),
        )  # fmt: skip
    made = maker.back_payment(chance, year - int(years))
    return replace(made, interest_fen=made.interest_fen if years == "2" else 0)


def _accounts(maker: Maker, part: Part, index: int) -> tuple[Account, ...]:
    banks = maker.banks(maker.chance(index), maker.place(part.regions[0]))
    holder = part.holder or part.wire_name or part.name
    return tuple(
        maker.account(
            index, order + 1, holder, banks[order], part.deposit_fen, part.mode, part.seconds,
            f"{part.name}：{part.special}", part.books, agreed=order < part.agreed,
        )
        for order in range(part.accounts)
    )  # fmt: skip
