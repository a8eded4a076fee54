"""Why a person, an enrolment or an acting for somebody is refused; when two names are one. Pure."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from openlevy.kernel.errors import Refusal
from openlevy.kernel.text import half_width

MOST_PRINCIPALS = 30
"""How many persons somebody may have saved as 常用缴费人."""
PROVED_FOR = timedelta(days=1)
"""How long what was typed of a person who was not saved counts."""

_DOTS = dict.fromkeys(map(ord, "•・‧∙⋅･．.●。"), "·")
"""Middle dots of names in several languages, as keyboards and other programs write them; the
standard one is U+00B7 (GB/T 15834)."""


@dataclass
class KeyTaken(Refusal):
    """The agency's key is known with other content."""

    agency_code: str
    key: str
    code = "parties.key_taken"


@dataclass
class KeyUnknown(Refusal):
    """The agency refers to something it has not delivered."""

    agency_code: str
    key: str
    code = "parties.key_unknown"


@dataclass
class NameDiffers(Refusal):
    """The person is known with another name, from another agency."""

    agency_code: str
    key: str
    code = "parties.name_differs"


@dataclass
class StillEnrolled(Refusal):
    """A person with enrolments left cannot be taken out."""

    agency_code: str
    key: str
    code = "parties.still_enrolled"


@dataclass
class DocumentShared(Refusal):
    """The document is what makes the rows of several agencies, or an account, one payer: one
    agency alone does not change it."""

    agency_code: str
    key: str
    code = "parties.document_shared"


@dataclass
class PersonDiffers(Refusal):
    """With another document, and another name, sex or date of birth, it is another person."""

    agency_code: str
    key: str
    code = "parties.person_differs"


@dataclass
class PrincipalUnknown(Refusal):
    """No agency has delivered a person of whom all that was typed is true; what of it is not, is
    not told."""

    code = "parties.principal_unknown"


@dataclass
class NotActing(Refusal):
    """Somebody acts for a person whom they have not named rightly, or not lately enough, or whom
    they have forgotten."""

    code = "parties.not_acting"


@dataclass
class NotForOthers(Refusal):
    """The place of an enrolment does not let this premium be paid by somebody else."""

    levy_item: str
    region: str
    code = "parties.not_for_others"


@dataclass
class ActsForOneself(Refusal):
    """The person typed is the one who acts."""

    code = "parties.acts_for_oneself"


@dataclass
class TooManyPrincipals(Refusal):
    """As many persons as may be are saved already."""

    most: int
    code = "parties.too_many_principals"


@dataclass(frozen=True, slots=True)
class NameSaid:
    """A name as an agency tells it; ``wire_name`` None where it tells none."""

    name: str
    wire_name: str | None


def agreed_name(said: Iterable[NameSaid]) -> NameSaid | None:
    """The name that all who are asked tell; None while they differ. Who tells no ``wire_name``
    contradicts nobody's."""
    told = list(said)
    names = {one.name for one in told}
    wires = {one.wire_name for one in told if one.wire_name}
    if len(names) != 1 or len(wires) > 1:
        return None
    return NameSaid(names.pop(), wires.pop() if wires else None)


def written(name: str) -> str:
    """A name by which two ways of writing it are compared: width, blanks, case and the kind of
    middle dot count for nothing."""
    return "".join(
        half_width(unicodedata.normalize("NFC", name)).translate(_DOTS).split()
    ).casefold()


def is_named(typed: str, *names: str | None) -> bool:
    """Whether what was typed is one of a person's names; one that nobody knows (None) is not."""
    said = written(typed)
    return bool(said) and any(written(name) == said for name in names if name)


Months = tuple[date, date | None]
"""The first and the last month of an enrolment; None where no end is known."""


def shared_months(one: Months, other: Months) -> Months | None:
    """The months that both have; None where there are none."""
    first = max(one[0], other[0])
    ends = [end for end in (one[1], other[1]) if end is not None]
    last = min(ends, default=None)
    return None if last is not None and last < first else (first, last)
