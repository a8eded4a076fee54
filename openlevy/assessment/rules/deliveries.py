"""What agencies may assess, and why not. Pure."""

from dataclasses import dataclass

from openlevy.kernel.errors import Refusal

FLAT_KIND = "41"
"""定额 (AAE143): what an agency assesses of a year instead of the flat amount."""


@dataclass
class YearTaken(Refusal):
    """The agency assesses a year that the payer has declared or paid already."""

    serial: str
    detail: str
    code = "assessment.year_taken"


@dataclass
class NotAYear(Refusal):
    """定额 is assessed of a part of a year, or of more than one, ``first`` to ``last`` being the
    months of the year it begins in: it stands for the flat amount, which is a year's."""

    serial: str
    detail: str
    first: str
    last: str
    code = "assessment.not_a_year"


@dataclass
class GroupPaysFlat(Refusal):
    """The agency assesses the year of a person whose group has a flat amount."""

    serial: str
    detail: str
    code = "assessment.group_pays_flat"


@dataclass
class SerialTaken(Refusal):
    """The agency's serial number is known with other content, or was withdrawn."""

    serial: str
    detail: str
    code = "assessment.serial_taken"


@dataclass
class SerialUnknown(Refusal):
    """The agency never delivered this serial number."""

    serial: str
    detail: str
    code = "assessment.serial_unknown"


@dataclass
class InUse(Refusal):
    """Declared or paid; the agency cannot change it any more."""

    serial: str
    detail: str
    code = "assessment.in_use"
