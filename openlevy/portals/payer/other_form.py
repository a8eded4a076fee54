"""The form of 为他人缴费: 委托人姓名、身份证件类型、身份证件号码和国籍（地区） (S2 2.1)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django import forms

from openlevy.kernel.identifiers import Fault, NumberWrong, normalise, resident_id
from openlevy.parties.services import Principal
from openlevy.portals.shared.fields import Picked, Typed
from openlevy.portals.shared.translated import gettext as _
from openlevy.portals.shared.translated import gettext_lazy
from openlevy.portals.shared.widgets import Tick
from openlevy.reference import queries as reference

RESIDENT_ID, CHINA = "201", "156"
_NUMBER = re.compile("[0-9A-Z]{5,30}")


class OtherForm(forms.Form):
    """Whom one pays for; ``name_label`` is what the place calls the field of their name."""

    name = Typed(
        label=gettext_lazy("姓名"),
        missing=gettext_lazy("请填写姓名。"),
        hint=gettext_lazy("参保人的姓名，与参保登记一致；有间隔号“·”的请一并填写。"),
        attrs={"autocomplete": "off"},
    )
    id_type = Picked(
        label=gettext_lazy("身份证件类型"), missing=gettext_lazy("请选择身份证件类型。")
    )
    id_no = Typed(
        label=gettext_lazy("身份证件号码"),
        missing=gettext_lazy("请填写身份证件号码。"),
        longest=40,
        attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )
    nationality = Picked(
        label=gettext_lazy("国籍（地区）"), missing=gettext_lazy("请选择国籍（地区）。")
    )
    saved = forms.BooleanField(
        label=gettext_lazy("保存为常用缴费人，下次不用再填写"), required=False, widget=Tick
    )

    def __init__(self, *args: Any, name_label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label = name_label
        name.error_messages["required"] = _("请填写%(label)s。") % {"label": name_label}
        _offer(self.fields["id_type"], [(row.code, row.name) for row in reference.id_types()])
        countries = [(row.code, row.name) for row in reference.nationalities()]
        _offer(self.fields["nationality"], countries)

    def clean(self) -> None:
        """A resident's number by its check digit and date, any other by its characters."""
        super().clean()
        number = self.cleaned_data.get("id_no")
        if not number or "id_type" not in self.cleaned_data:
            return
        if self.cleaned_data["id_type"] != RESIDENT_ID:
            if not _NUMBER.fullmatch(normalise(number)):
                self.add_error("id_no", _("身份证件号码由 5 至 30 位字母和数字组成，请核对。"))
            return
        try:
            resident_id(number)
        except NumberWrong as wrong:
            self.add_error("id_no", _wrong(wrong.fault))

    @property
    def principal(self) -> Principal:
        """Who was typed, once it is valid."""
        typed = self.cleaned_data
        return Principal(typed["name"], typed["id_type"], typed["id_no"], typed["nationality"])


def _wrong(fault: Fault) -> str:
    return {
        Fault.FORMAT: _("居民身份证号码应为 18 位，前 17 位是数字，末位是数字或 X。"),
        Fault.DATE: _("号码中的出生日期不存在，请核对。"),
        Fault.CHECK_DIGIT: _("号码的校验位（最后一位）不正确，请核对。"),
    }[fault]


def _offer(field: forms.Field, pairs: list[tuple[str, str]]) -> None:
    assert isinstance(field, Picked)
    field.offer(pairs)


@lru_cache(8)
def blank(language: str, name_label: str, *, saved: bool = False) -> OtherForm:
    """The form as it is opened: nobody changes one that was never sent. ``saved``: whom it names is
    kept unless that is unticked."""
    first = {"id_type": RESIDENT_ID, "nationality": CHINA, "saved": saved}
    return OtherForm(initial=first, name_label=name_label)
