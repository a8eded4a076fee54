"""How pages explain an amount by its parts: what the year costs, who pays which part of it, what is
left to the payer, and what has been added. None of it is shown to who pays for somebody else."""

from openlevy.assessment.queries import AmountParts
from openlevy.kernel.money import Fen
from openlevy.portals.shared import formats
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference
from openlevy.reference.loaded import CodeUnknown
from openlevy.reference.medical import SpecialGroup


def parts(row: AmountParts, tax_office: str) -> list[tuple[str, str]]:
    """The parts by their labels, in the order in which they add up; none where the amount is one
    principal and nobody has said what it is a part of."""
    return [(label, formats.yuan(fen)) for label, fen in _parts(row, tax_office)]


def _parts(row: AmountParts, tax_office: str) -> list[tuple[str, Fen]]:
    added = [(_("利息"), row.interest_fen), (_("滞纳金"), row.late_fee_fen)]
    added = [(label, fen) for label, fen in added if fen]
    if row.standard_fen:
        region = tax_office[1:]
        subsidies = [(_by_whom(region, by), fen) for by, fen in row.subsidies]
        standard = (_("缴费标准"), row.standard_fen)
        return [standard, *subsidies, (_("个人应缴"), row.principal_fen), *added]
    return [(_("本金"), row.principal_fen), *added] if added else []


def group_named(group: SpecialGroup, region: str) -> str:
    """The group with who pays for it, all or a part: 低保对象（财政定额资助）."""
    told = {"name": group.name, "who": _subsidisers(group, region)}
    if group.in_full:
        return _("%(name)s（%(who)s全额资助）") % told
    return _("%(name)s（%(who)s定额资助）") % told


def nothing_to_pay(group: SpecialGroup, region: str) -> str:
    """Why somebody of a group that is paid for in full finds nothing to pay."""
    told = {"group": group.name, "who": _subsidisers(group, region)}
    return _("参保人员类别为“%(group)s”，费用由%(who)s全额资助，个人不需要缴费。") % told


def _subsidisers(group: SpecialGroup, region: str) -> str:
    return _("、").join(_subsidiser(region, one) for one in group.subsidised_by)


def _by_whom(region: str, subsidiser: str) -> str:
    return _("%(who)s资助") % {"who": _subsidiser(region, subsidiser)}


def _subsidiser(region: str, code: str) -> str:
    """The name; the code when the place no longer names who it was."""
    try:
        return reference.subsidiser(region, code)
    except CodeUnknown:
        return code
