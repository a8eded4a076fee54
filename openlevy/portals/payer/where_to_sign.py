"""Where a payer signs an agreement, in places that have it signed at a bank (S3 ch3)."""

from dataclasses import dataclass

from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference
from openlevy.reference.places import Place


@dataclass(frozen=True, slots=True)
class WhereToSign:
    """Where, from when on it counts, at which banks; ``unverified``: of the banks nobody has shown
    that they are the right ones."""

    words: str
    effect: str
    banks: list[str]
    unverified: bool
    ask: str


def where_to_sign(place: Place) -> WhereToSign | None:
    """What a page says of it; None where agreements are signed on our pages."""
    if not place.agreements.at_bank:
        return None
    key = f"{place.key}.agreements"
    return WhereToSign(
        words=_(
            "%(place)s的缴费协议（两方协议）与主管税务机关的协作银行签订：请本人到协作银行柜台"
            "办理，或使用该银行的 APP 办理。"
        )
        % {"place": place.name},
        effect=_effect(place.agreements.days_after_signing),
        banks=[reference.bank(code).name for code in place.agreements.banks],
        unverified=any(reference.is_unverified(f"{key}.{part}") for part in ("banks", "effect")),
        ask=_("各地的协作银行不同，请咨询主管税务机关，电话 %(phone)s。")
        % {"phone": place.service.tax_phone},
    )


def _effect(days: int) -> str:
    """From when on a new agreement counts."""
    if days == 0:
        return _("签订后由银行告知税务机关，当日即可用于缴费。")
    if days == 1:
        return _("签订后由银行告知税务机关，次日起可以用于缴费。")
    return _("签订后由银行告知税务机关，第 %(days)s 日起可以用于缴费。") % {"days": days}


def place_of_office(tax_office: str) -> Place:
    """The place that a tax office lies in."""
    return reference.place_of(reference.tax_office(tax_office).region)
