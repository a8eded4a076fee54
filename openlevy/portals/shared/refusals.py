"""Every refusal in words: what holds, what to do next, where, and with which HTTP status.

The one place where a ``Refusal`` becomes a sentence. A refusal without an entry here is a mistake
that a test finds. Those that no payer can meet (of agencies' deliveries, of an instance's keys)
have their sentence as well: it stands in the answer to whoever meets them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_noop

from openlevy.kernel.errors import Refusal
from openlevy.portals.shared import formats
from openlevy.portals.shared.links import url
from openlevy.portals.shared.phones import (
    agency_phone,
    healthcare_phone,
    of_medical,
    of_others,
    of_proofs,
    tax_phone,
)
from openlevy.portals.shared.placed import by_form, entry_label, printing_label
from openlevy.portals.shared.translated import gettext as _
from openlevy.portals.shared.wordings import (
    BACK_TO_OTHERS,
    ENTRIES,
    IN_MEDICAL,
    IN_OTHERS,
    IN_PROOFS,
    ON_FORM,
    PAYING,
    PLACES,
    TO_ANOTHER,
    WORDINGS,
    Wording,
)

_SIGNS = {"bad": "exclamation-circle-fill", "wait": "exclamation-triangle-fill"}
_HERE_UNKNOWN = Wording(
    gettext_noop("没有办理：系统不接受这次操作。"), gettext_noop("请返回重试。"), status=409
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A page that says what is wrong and how to go on. ``reference`` is for whoever is asked."""

    title: str
    words: str
    next_step: str
    href: str
    action: str
    status: int
    tone: str = "wait"
    sign: str = "exclamation-triangle-fill"
    reference: str = ""


def say(refusal: Refusal) -> Fault:
    """The refusal as a page shows it."""
    wording = WORDINGS.get(refusal.code, _HERE_UNKNOWN)
    if of_others():
        wording = TO_ANOTHER.get(refusal.code, wording)
    medical = of_medical()
    elsewhere = ON_FORM if by_form() else IN_MEDICAL if medical else {}
    told = _told(refusal.facts()) | {
        "tax_phone": tax_phone(),
        "agency": _("医保") if medical else _("社保"),
        "declarations": _named(elsewhere.get("declarations", "declarations")),
        "paying": _named(elsewhere.get("payment", "payment")),
        "agency_phone": healthcare_phone() if medical else agency_phone(),
        "healthcare_phone": healthcare_phone(),
    }
    to, next_step = wording.to, wording.next_step
    if of_others() and to in IN_OTHERS:
        to, next_step = "others", BACK_TO_OTHERS if wording.next_step else ""
    if of_proofs():
        to = IN_PROOFS.get(to, to)
    to = elsewhere.get(to, to)
    name = PLACES[to][0]
    tone = "bad" if wording.status >= 500 else "wait"
    return Fault(
        title=_(wording.title),
        words=_(wording.words) % told,
        next_step=_(next_step) % told if next_step else "",
        href=url(name),
        action=_named(to),
        status=wording.status,
        tone=tone,
        sign=_SIGNS[tone],
    )


def _named(to: str) -> str:
    """What the place's menu calls a page that a refusal names or leads to, where it has an
    entry."""
    if to == "printing":
        return printing_label()
    if to in ENTRIES:
        return entry_label(ENTRIES[to])
    return entry_label("pay", PAYING[to]) if to in PAYING else _(PLACES[to][1])


def _told(facts: Mapping[str, Any]) -> dict[str, object]:
    """The facts as a sentence has them: days, money and waits written out."""
    told: dict[str, object] = {}
    for name, value in facts.items():
        told[name] = _written(name, value)
    return told


def _written(name: str, value: Any) -> object:
    if isinstance(value, datetime):
        return formats.instant(value)
    if isinstance(value, date):
        return formats.day(value)
    if name.endswith("_fen"):
        return formats.yuan(value)
    if name.endswith("_s"):
        return formats.wait(value)
    if isinstance(value, tuple):
        return "、".join(str(part) for part in value)
    return value
