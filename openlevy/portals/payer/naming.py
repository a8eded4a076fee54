"""A name that an agency has corrected and not every other has confirmed: who has to, and by which
name is paid until then."""

from dataclasses import dataclass
from datetime import date

from openlevy.parties.queries import NameCorrectionSeen, PersonSeen, name_corrections, voices
from openlevy.portals.payer import words
from openlevy.portals.shared import formats
from openlevy.portals.shared.translated import gettext as _


@dataclass(frozen=True, slots=True)
class NamePast:
    """A correction as 「我的」 lists it."""

    day: date
    agency: str
    words: str
    state: str
    tone: str


def in_question(who: PersonSeen) -> list[str]:
    """One sentence for each correction that waits; nothing is read for whom there is none."""
    if not who.in_question:
        return []
    said = voices(who.payer_id)
    found = []
    for told in name_corrections(who.payer_id, open_only=True):
        others = {one.agency_code: one for one in said if one.said != told.said}
        found.append(_sentence(who, told, [words.agency_to_call(code) for code in others]))
    return found


def past(who: PersonSeen) -> list[NamePast]:
    """Every correction of the name, the newest first."""
    return [_past(one) for one in name_corrections(who.payer_id)] if who.renamed else []


def _sentence(who: PersonSeen, told: NameCorrectionSeen, waits: list[str]) -> str:
    facts = {
        "agency": words.agency(told.agency_code),
        "day": formats.day(told.told_on),
        "new": told.name,
        "old": who.name,
        "waits": _("、").join(waits),
        "wire": told.wire_name or "",
    }
    if told.name == who.name:
        return (
            _(
                "%(agency)s已于%(day)s将您的银行留存姓名更正为“%(wire)s”，尚待%(waits)s确认。"
                "确认前仍使用原来的写法，缴费不受影响。"
            )
            % facts
        )
    return (
        _(
            "%(agency)s已于%(day)s将您的姓名更正为“%(new)s”，尚待%(waits)s确认。"
            "确认前仍使用“%(old)s”，证件号码不变，缴费不受影响。"
        )
        % facts
    )


def _past(one: NameCorrectionSeen) -> NamePast:
    told = {"was": one.was, "name": one.name, "wire": one.wire_name or ""}
    says = _("“%(was)s”更正为“%(name)s”") % told
    if one.was == one.name:
        says = _("银行留存姓名更正为“%(wire)s”") % told
    state, tone = {
        "AGREED": (_("已更正"), "good"),
        "WITHDRAWN": (_("已撤回"), ""),
    }.get(one.state, (_("待确认"), "wait"))
    return NamePast(one.ended_on or one.told_on, words.agency(one.agency_code), says, state, tone)
