"""What the agency's clerk reads: the code and the words of every refusal, fault and outcome."""

from typing import Final

from django.utils.translation import gettext

from openlevy.gateways.agency.codec import (
    MOST_ROWS,
    Action,
    Code,
    Flaw,
    PackageFault,
    RowFault,
)
from openlevy.kernel.errors import Refusal
from openlevy.reference.loaded import CodeUnknown


def _(text: str) -> str:
    return text


OK: Final = _("成功")
HANDLED: Final = _("已处理")
UNKNOWN_ERROR: Final = _("未知错误，请重新传递")

_PACKAGE: Final = {
    Code.NO_BATCH: _("没有传输批次号 CSPCH，或批次号不合规则"),
    Code.SIGNATURE: _("电子签名缺失或验证不通过"),
    Code.VERSION: _("不支持的格式或版本（%(where)s）"),
    Code.BATCH_REUSED: _("传输批次号已用于其他内容"),
    Code.FORM: _("表头或表格不合格式（%(where)s），或行数超过 %(most)s"),
    Code.UNKNOWN_ERROR: UNKNOWN_ERROR,
}

_FLAWS: Final = {
    Flaw.MISSING: _("不能为空"),
    Flaw.NOT_TEXT: _("应为文本"),
    Flaw.TWICE: _("重复出现"),
    Flaw.LENGTH: _("过长"),
    Flaw.CHARACTERS: _("含有不可见字符或私用字符"),
    Flaw.UNTRIMMED: _("首尾不能有空格"),
    Flaw.FORM: _("格式不符"),
    Flaw.CHOICE: _("不是规定的代码"),
    Flaw.DAY: _("应为存在的日期 yyyyMMdd"),
    Flaw.MONTH: _("应为存在的年月 yyyyMM"),
    Flaw.AMOUNT: _("应为两位小数的元，例如 1000.00"),
    Flaw.NOT_POSITIVE: _("应大于零"),
    Flaw.ID_NUMBER: _("应为 18 位，且日期、校验码正确"),
    Flaw.MIDDLE_DOT: _("间隔号应为 U+00B7"),
    Flaw.NOT_GBK: _("含有 GBK 以外的字符"),
    Flaw.REVERSED: _("早于起始年月"),
    Flaw.OTHER_KIND: _("只用于缴费类型 41 定额"),
    Flaw.SUM: _("应等于资助金额与应缴金额之和"),
}

_COLUMNS: Final = {
    "GRBH": _("个人编号"),
    "ZSXM_DM": _("征收项目"),
    "ZSPM_DM": _("征收品目"),
    "SHBZH": _("社会保障号"),
    "ZJLX": _("证件类型"),
    "ZJHM": _("证件号码"),
    "XM": _("姓名"),
    "XM_GBK": _("银行留存姓名"),
    "XB": _("性别"),
    "CS_RQ": _("出生日期"),
    "GJDQ_DM": _("国家地区"),
    "YDDH": _("移动电话"),
    "LX_DZ": _("联系地址"),
    "XZQHXQ_DM": _("行政区划"),
    "XZJD_DM": _("乡镇街道代码"),
    "XZJD_MC": _("乡镇街道名称"),
    "SQCBH_DM": _("社区（村）编号"),
    "SQC_MC": _("社区（村）名称"),
    "ZGSWJG_DM": _("主管税务机关"),
    "KSJFNY": _("开始缴费年月"),
    "ZZJFNY": _("终止缴费年月"),
    "CBRYTSLB": _("参保人员类别"),
    "CBZT": _("参保状态"),
    "SCCB_RQ": _("首次参保日期"),
    "ZJTZLSH": _("征集通知流水号"),
    "MXXH": _("应征明细序号"),
    "JFLX_DM": _("缴费类型"),
    "JFLX_MC": _("缴费类型名称"),
    "FKSSQQ": _("费款所属期起"),
    "FKSSQZ": _("费款所属期止"),
    "YJJE": _("应缴金额"),
    "LX": _("利息"),
    "ZNJ": _("滞纳金"),
    "HDRQ": _("核定日期"),
    "JKQX": _("缴款期限"),
    "BZ": _("备注"),
    "JFBZ": _("缴费标准"),
    **{f"ZZZT_DM{n}": _("资助主体") for n in (1, 2, 3)},
    **{f"ZZJE{n}": _("资助金额") for n in (1, 2, 3)},
    "DZSPHM": _("电子税票号码"),
    "DZBJ": _("到账标记"),
    "DZ_RQ": _("到账日期"),
}
"""What the agencies' clerks call each column."""

_ENROLMENT_UNKNOWN: Final = _("没有该人员这一险种的参保信息")
_REFUSALS: Final = {
    "parties.key_taken": (Code.KEY_TAKEN, _("该编号已存在，内容不同")),
    "parties.name_differs": (Code.REJECTED, _("该证件号码已登记在另一姓名下，请核对")),
    "parties.document_shared": (
        Code.REJECTED,
        _("该证件号码由其他经办机构一并登记或已由本人注册使用，不能由一家更正；系他人的请另行登记"),
    ),
    "parties.person_differs": (
        Code.REJECTED,
        _("更正证件号码时，姓名、性别、出生日期应与原登记一致；系他人的请另行登记"),
    ),
    "parties.still_enrolled": (Code.IN_USE, _("该人员还有参保信息，不能删除")),
    "assessment.enrolment_unknown": (Code.UNKNOWN_REFERENCE, _ENROLMENT_UNKNOWN),
    "assessment.serial_taken": (Code.KEY_TAKEN, _("该笔特殊缴费已存在且内容不同，或已撤回")),
    "assessment.serial_unknown": (Code.KEY_UNKNOWN, _("没有传递过该笔特殊缴费")),
    "assessment.year_taken": (Code.IN_USE, _("该年度已申报或缴费，不能再核定定额")),
    "assessment.not_a_year": (
        Code.REJECTED,
        _("定额按整个医保年度核定，费款所属期应为 %(first)s 至 %(last)s"),
    ),
    "assessment.group_pays_flat": (
        Code.IN_USE,
        _("该参保人员类别按年缴费标准缴费，不能核定定额；类别有误请先更正参保登记"),
    ),
    "assessment.in_use": (Code.IN_USE, _("该笔特殊缴费已申报，不能更改")),
    "history.already_moved": (Code.IN_USE, _("该笔特殊缴费已申报，不能更改")),
    "payment.nothing_cleared": (
        Code.UNKNOWN_REFERENCE,
        _("没有告知过该税票下这一人员、险种的缴费"),
    ),
    "payment.credited_before_receipt": (
        Code.REJECTED,
        _("到账日期早于入库日期 %(received_on)s"),
    ),
    "payment.credited_on_other_day": (
        Code.KEY_TAKEN,
        _("该笔缴费已告知到账日期 %(credited_on)s，不能更改"),
    ),
}
_ON_DELETE: Final = {
    "assessment.in_use": _("该笔特殊缴费已申报，不能撤回"),
    "history.already_moved": _("该笔特殊缴费已申报，不能撤回"),
}
_TABLES: Final = {
    "tax_offices": (Code.UNKNOWN_REFERENCE, _("主管税务机关 %(unknown)s 不在登记之列")),
    "regions": (Code.UNKNOWN_REFERENCE, _("行政区划 %(unknown)s 不在登记之列")),
    "places": (Code.UNKNOWN_REFERENCE, _("行政区划 %(unknown)s 不在本平台征收范围")),
    "id_types": (Code.MALFORMED, _("ZJLX（证件类型）不是规定的代码")),
    "groups": (
        Code.MALFORMED,
        _("CBRYTSLB（参保人员类别）%(unknown)s 不是该险种在该地的类别"),
    ),
    "subsidisers": (
        Code.MALFORMED,
        _("ZZZT_DM（资助主体）%(unknown)s 不是该地的资助主体代码"),
    ),
    "levy_items": (Code.MALFORMED, _("征收项目或征收品目 %(unknown)s 不是规定的代码")),
}
_PERSON_UNKNOWN: Final = _("没有传递过该人员")
_KEY_UNKNOWN: Final = _("没有传递过该编号")
_REJECTED: Final = _("不能办理（%(code)s）")


class Rejected(Exception):
    """A row that this gateway itself refuses, with the code and the words of the answer."""

    def __init__(self, code: Code, words: str) -> None:
        super().__init__(code)
        self.code = code
        self.words = words


def enrolment_used() -> Rejected:
    """Something was assessed, chosen or declared under the enrolment."""
    return Rejected(Code.IN_USE, gettext(_("该参保信息下已有应缴信息，不能删除")))


def person_not_enrolled() -> Rejected:
    """The agency has delivered no such enrolment, so nothing was paid under it."""
    return Rejected(Code.UNKNOWN_REFERENCE, gettext(_ENROLMENT_UNKNOWN))


def document_of_another() -> Rejected:
    """The ID document belongs to another payer; two payers are not made one by a correction."""
    return Rejected(Code.REJECTED, gettext(_("该证件号码属于另一缴费人，请核对")))


def subitem_of_another() -> Rejected:
    """The sub-item belongs to another levy item."""
    return Rejected(Code.MALFORMED, gettext(_("ZSPM_DM（征收品目）不属于该征收项目")))


def kind_of_another() -> Rejected:
    """The kind of payment does not exist in this insurance."""
    return Rejected(Code.MALFORMED, gettext(_("JFLX_DM（缴费类型）不用于该征收项目")))


def region_of_another_office() -> Rejected:
    """The competent tax office is not that of the region."""
    return Rejected(
        Code.CONTRADICTION, gettext(_("ZGSWJG_DM（主管税务机关）不是该行政区划的税务机关，请核对"))
    )


def region_of_another_agency() -> Rejected:
    """The region is not one of the agency that delivers the row."""
    return Rejected(
        Code.CONTRADICTION, gettext(_("XZQHXQ_DM（行政区划）不属于本经办机构的经办范围，请核对"))
    )


def item_of_other_agencies() -> Rejected:
    """The insurance is kept by agencies of the other kind."""
    return Rejected(
        Code.CONTRADICTION, gettext(_("ZSXM_DM（征收项目）不由本类经办机构经办，请核对"))
    )


def of_package(fault: PackageFault) -> str:
    """The package's fault in words."""
    return gettext(_PACKAGE[fault.code]) % {"where": fault.where, "most": MOST_ROWS}


def of_row(fault: RowFault) -> str:
    """The row's fault in words, which name the column."""
    label = gettext(_COLUMNS[fault.column])
    return f"{fault.column}（{label}）{gettext(_FLAWS[fault.flaw])}"


def of_refusal(refusal: Refusal, action: Action) -> tuple[Code, str]:
    """The code and the words of what a service refused."""
    if refusal.code == "parties.key_unknown":
        if action is Action.INSERT:
            return Code.UNKNOWN_REFERENCE, gettext(_PERSON_UNKNOWN)
        return Code.KEY_UNKNOWN, gettext(_KEY_UNKNOWN)
    if isinstance(refusal, CodeUnknown) and refusal.table in _TABLES:
        code, words = _TABLES[refusal.table]
        return code, gettext(words) % refusal.facts()
    code, words = _REFUSALS.get(refusal.code, (Code.REJECTED, _REJECTED))
    if action is Action.DELETE:
        words = _ON_DELETE.get(refusal.code, words)
    return code, gettext(words) % {"code": refusal.code, **refusal.facts()}
