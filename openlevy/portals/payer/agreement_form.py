"""The form of 「新增协议」 and what there is to choose from (S2 3.1)."""

from functools import lru_cache

from django import forms

from openlevy.portals.shared.fields import Picked, Typed
from openlevy.portals.shared.translated import gettext_lazy
from openlevy.reference import queries as reference

Provinces = tuple[str, ...]
"""Two digits each, as regions' and tax offices' codes begin with; the payer's own first."""

_SAMPLES = gettext_lazy("列表为示例，代码未经核实，仅供演示。")


class AgreementForm(forms.Form):
    """What the payer enters; name and document come from the account and are not asked. The tax
    offices of the payer's ``own`` enrolments come first: there are hundreds."""

    tax_office = Picked(
        label=gettext_lazy("税务机关"),
        missing=gettext_lazy("请选择税务机关。"),
        hint=gettext_lazy("必须与申请缴费的税务机关一致，否则该协议不能用于对应的社保费缴款。"),
    )
    bank = Picked(label=gettext_lazy("开户银行名称"), missing=gettext_lazy("请选择开户银行。"))
    bank_account = Typed(
        label=gettext_lazy("银行账号"),
        missing=gettext_lazy("请填写银行账号。"),
        longest=50,
        attrs={"inputmode": "numeric", "autocomplete": "off"},
    )

    def __init__(
        self, provinces: Provinces, own: tuple[str, ...], *args: object, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, (rows, mark) in _offered(provinces).items():
            field = self.fields[name]
            assert isinstance(field, Picked)
            field.offer(sorted(rows, key=lambda row: row[0] not in own))
            if mark:
                field.help_text = " ".join(filter(None, (str(field.help_text), str(_SAMPLES))))


@lru_cache(1024)
def blank(
    provinces: Provinces, own: tuple[str, ...], tax_office: str, _language: str
) -> AgreementForm:
    """The form as it is opened: nobody changes one that was never sent."""
    return AgreementForm(provinces, own, initial={"tax_office": tax_office})


@lru_cache(64)
def _offered(provinces: Provinces) -> dict[str, tuple[list[tuple[str, str]], bool]]:
    """The tax offices and bank branches of provinces, which do not change while we run; and
    whether any of them is unproven."""
    offices = [row for province in provinces for row in reference.tax_offices(province)]
    branches = [row for province in provinces for row in reference.branches(province)]
    return {
        "tax_office": (
            [(row.code, row.name) for row in offices],
            any(reference.is_unverified(f"tax_offices.{row.code}") for row in offices),
        ),
        "bank": (
            [(row.code, row.name) for row in branches],
            any(reference.is_unverified(f"branches.{row.code}") for row in branches),
        ),
    }


def offices_of(provinces: Provinces) -> set[str]:
    """The codes of the tax offices that the form offers."""
    return {code for code, _name in _offered(provinces)["tax_office"][0]}
