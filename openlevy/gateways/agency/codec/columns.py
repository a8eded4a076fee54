"""Which column of a table holds which of our fields, in what form; and rules between columns."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from openlevy.gateways.agency.codec.document import Numeral, Object
from openlevy.gateways.agency.codec.forms import (
    Flaw,
    Form,
    FormWrong,
    amount,
    day,
    last_month,
    month,
    name,
    one_of,
    positive,
    resident,
    shaped,
    text,
    wire_name,
)
from openlevy.gateways.agency.codec.values import (
    Action,
    Credit,
    CreditKey,
    Enrolment,
    EnrolmentKey,
    Payable,
    PayableKey,
    Person,
    PersonKey,
    Table,
    Value,
)
from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period

RESIDENT_ID = "201"
FLAT = "41"


class ColumnWrong(Exception):
    """A column of a row is missing or malformed."""

    def __init__(self, column: str, flaw: Flaw) -> None:
        super().__init__(column, flaw)
        self.column = column
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class Column:
    """``tag`` holds our ``field``, which is ``absent`` where an optional one has no value."""

    tag: str
    field: str
    form: Form
    required: bool = True
    absent: str | int | None = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A table: its columns, which of them are the key, how values are made of them, and what may
    be done with its rows."""

    columns: tuple[Column, ...]
    key: tuple[str, ...]
    value: Callable[[dict[str, Any]], Value]
    key_value: Callable[..., Value]
    actions: frozenset[Action] = frozenset(Action)


def permits(table: Table, action: Action) -> bool:
    """Whether rows of the table may come under the action."""
    return action in _LAYOUTS[table].actions


def read_row(table: Table, action: Action, row: Object) -> Value:
    """The row's value: the whole of it, or for a delete its key alone.

    Raises:
        ColumnWrong: the first column that is wrong, in the order of the description.
    """
    layout = _LAYOUTS[table]
    if action is Action.DELETE:
        key = (column for column in layout.columns if column.tag in layout.key)
        return layout.key_value(**{column.field: _read(column, row) for column in key})
    return layout.value({column.field: _read(column, row) for column in layout.columns})


def _read(column: Column, row: Object) -> Any:
    if column.tag in row.twice:
        raise ColumnWrong(column.tag, Flaw.TWICE)
    written = row.get(column.tag)
    if written is None or written == "":
        if column.required:
            raise ColumnWrong(column.tag, Flaw.MISSING)
        return column.absent
    if not isinstance(written, str) or isinstance(written, Numeral):
        raise ColumnWrong(column.tag, Flaw.NOT_TEXT)
    try:
        return column.form(written)
    except FormWrong as wrong:
        raise ColumnWrong(column.tag, wrong.flaw) from None


def _person(values: dict[str, Any]) -> Person:
    if values["id_type"] == RESIDENT_ID:
        try:
            resident(values["id_no"])
        except FormWrong as wrong:
            raise ColumnWrong("ZJHM", wrong.flaw) from None
    return Person(**values)


def _enrolment(values: dict[str, Any]) -> Enrolment:
    first, last = values["first_month"], values["last_month"]
    if last is not None and last < first:
        raise ColumnWrong("ZZJFNY", Flaw.REVERSED)
    ends = None if last is None else last.start
    return Enrolment(**{**values, "first_month": first.start, "last_month": ends})


def _payable(values: dict[str, Any]) -> Payable:
    first, last = values.pop("period_from"), values.pop("period_to")
    if last < first:
        raise ColumnWrong("FKSSQZ", Flaw.REVERSED)
    subsidies = _subsidies(values)
    return Payable(**values, subsidies=subsidies, period=Period(first.start, last.end))


def _subsidies(values: dict[str, Any]) -> tuple[tuple[str, Fen], ...]:
    """Who pays which part of the standard: told of 定额 alone, all of it or nothing, the pairs of
    columns filled from the first on, each by somebody else; with the principal they are the
    standard."""
    pairs = [(values.pop(f"subsidiser_{n}"), values.pop(f"subsidy_{n}_fen")) for n in _SUBSIDIES]
    told = sum(1 for pair in pairs if any(pair))
    if not told and not values["standard_fen"]:
        return ()
    if values["special_kind"] != FLAT:
        raise ColumnWrong("JFBZ", Flaw.OTHER_KIND)
    for n, (by, fen) in enumerate(pairs[: max(told, 1)], start=1):
        if not by or not fen:
            raise ColumnWrong(f"ZZJE{n}" if by else f"ZZZT_DM{n}", Flaw.MISSING)
        if by in [earlier for earlier, _fen in pairs[: n - 1]]:
            raise ColumnWrong(f"ZZZT_DM{n}", Flaw.TWICE)
    if not values["standard_fen"]:
        raise ColumnWrong("JFBZ", Flaw.MISSING)
    if values["standard_fen"] != values["principal_fen"] + sum(fen for _by, fen in pairs):
        raise ColumnWrong("JFBZ", Flaw.SUM)
    return tuple(pairs[:told])


_PERSONAL_NO = Column("GRBH", "personal_no", shaped("[0-9A-Z]{1,20}"))
_LEVY_ITEM = Column("ZSXM_DM", "levy_item", shaped("[0-9]{5}"))
_LEVY_SUBITEM = Column("ZSPM_DM", "levy_subitem", shaped("[0-9]{9}"))

_PERSONS = Layout(
    columns=(
        _PERSONAL_NO,
        Column("SHBZH", "social_security_no", text(20), required=False),
        Column("ZJLX", "id_type", shaped("[0-9]{3}")),
        Column("ZJHM", "id_no", text(30)),
        Column("XM", "name", name),
        Column("XM_GBK", "wire_name", wire_name, required=False),
        Column("XB", "sex", one_of("1", "2")),
        Column("CS_RQ", "born_on", day),
        Column("GJDQ_DM", "nationality", shaped("[0-9]{3}")),
        Column("YDDH", "phone", text(20), required=False),
        Column("LX_DZ", "address", text(100), required=False),
    ),
    key=("GRBH",),
    value=_person,
    key_value=PersonKey,
)

_ENROLMENTS = Layout(
    columns=(
        _PERSONAL_NO,
        _LEVY_ITEM,
        _LEVY_SUBITEM,
        Column("XZQHXQ_DM", "region", shaped("[0-9]{6}")),
        Column("XZJD_DM", "township_code", shaped("[0-9]{9}")),
        Column("XZJD_MC", "township_name", text(60)),
        Column("SQCBH_DM", "community_code", shaped("[0-9]{12}")),
        Column("SQC_MC", "community_name", text(60)),
        Column("ZGSWJG_DM", "tax_office", shaped("[0-9]{11}")),
        Column("KSJFNY", "first_month", month),
        Column("ZZJFNY", "last_month", last_month),
        Column("CBRYTSLB", "group", shaped("[0-9]{2}")),
        Column("CBZT", "status", one_of("1", "2", "4")),
        Column("SCCB_RQ", "first_enrolled_on", day, required=False, absent=None),
    ),
    key=("GRBH", "ZSXM_DM"),
    value=_enrolment,
    key_value=EnrolmentKey,
)

_SUBSIDIES = (1, 2, 3)
"""The pairs of columns of who pays how much."""


def _subsidy(n: int) -> tuple[Column, Column]:
    return (
        Column(f"ZZZT_DM{n}", f"subsidiser_{n}", shaped("[0-9]{2}"), required=False),
        Column(f"ZZJE{n}", f"subsidy_{n}_fen", positive, required=False, absent=0),
    )


_PAYABLES = Layout(
    columns=(
        Column("ZJTZLSH", "serial", shaped("[0-9A-Z]{1,32}")),
        Column("MXXH", "detail", shaped("[0-9]{1,10}")),
        _PERSONAL_NO,
        _LEVY_ITEM,
        _LEVY_SUBITEM,
        Column("JFLX_DM", "special_kind", one_of("2", "11", "14", "19", "41")),
        Column("JFLX_MC", "kind_words", text(40)),
        Column("FKSSQQ", "period_from", month),
        Column("FKSSQZ", "period_to", month),
        Column("YJJE", "principal_fen", positive),
        Column("LX", "interest_fen", amount),
        Column("ZNJ", "late_fee_fen", amount),
        Column("HDRQ", "assessed_on", day),
        Column("JKQX", "due_on", day),
        Column("BZ", "remark", text(100), required=False),
        Column("JFBZ", "standard_fen", positive, required=False, absent=0),
        *(column for n in _SUBSIDIES for column in _subsidy(n)),
    ),
    key=("ZJTZLSH", "MXXH"),
    value=_payable,
    key_value=PayableKey,
)

_CREDITS = Layout(
    columns=(
        Column("DZSPHM", "voucher_no", shaped("[0-9A-Z]{1,20}")),
        _PERSONAL_NO,
        _LEVY_ITEM,
        Column("DZBJ", "mark", one_of("1")),
        Column("DZ_RQ", "credited_on", day),
    ),
    key=("DZSPHM", "GRBH", "ZSXM_DM"),
    value=lambda values: Credit(**values),
    key_value=CreditKey,
    actions=frozenset({Action.INSERT}),
)

_LAYOUTS = {
    Table.PERSONS: _PERSONS,
    Table.ENROLMENTS: _ENROLMENTS,
    Table.PAYABLES: _PAYABLES,
    Table.CREDITS: _CREDITS,
}
TAGS = frozenset(column.tag for layout in _LAYOUTS.values() for column in layout.columns)
"""Every column of the tables."""
