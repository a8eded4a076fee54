"""The pages of the two kinds of certificates: the same pages, under addresses and words of their
own."""

from dataclasses import dataclass
from urllib.parse import urlencode

from openlevy.portals.shared.links import url
from openlevy.portals.shared.placed import leads_alone, printing_label
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference
from openlevy.reference.certificates import Kind


@dataclass(frozen=True, slots=True)
class Papers:
    """One kind's pages.

    Args:
        kind: what is applied for on them.
        mark: its name in addresses.
        section: what the PC's menu lights up, a key of the place's menu.
    """

    kind: Kind
    mark: str
    section: str

    def page(self, name: str, *args: object, **query: str) -> str:
        """The address of one of them: ``printing``, ``downloads``, ``downloads_state``,
        ``document``."""
        asked = f"?{urlencode(query)}" if query else ""
        return url(f"payer:{self.mark}_{name}", *args) + asked

    @property
    def name(self) -> str:
        """What sentences call the paper."""
        return _("缴费证明") if self is PROOFS else _("缴费记录")

    @property
    def apply(self) -> str:
        """The button that asks for one (S2 4.1 has 证明申请 for a record)."""
        return _("申请开具") if self is PROOFS else _("证明申请")

    @property
    def downloads_title(self) -> str:
        """What the list of them is called."""
        return _("证明下载") if self is PROOFS else _("记录下载")

    def printing_title(self, place: str) -> str:
        """What the page is called on which they are applied for: a proof's entry of the place's
        menu leads there, a record's to a menu below (S2 4) or there as well (S3 chapter 3 三)."""
        return self.menu(place) if self is PROOFS else printing_label()

    def menu(self, place: str) -> str:
        """The entry of the place's menu that leads to them; their name where there is none."""
        found = reference.issued(place, self.kind)
        return found.menu if found else self.name

    def title(self, place: str) -> str:
        """The heading of the paper at the place, with the marks of a title."""
        found = reference.issued(place, self.kind)
        return _("《%(title)s》") % {"title": found.title if found else self.name}

    @property
    def by_itself(self) -> bool:
        """Whether the entry of the menu leads to the page on which they are applied for, from which
        the list of them and the check are reached: no menu is between."""
        return self is PROOFS or leads_alone(self.section)

    @property
    def entrance(self) -> str:
        """Where the entry of the place's menu leads."""
        return self.page("printing") if self.by_itself else url("payer:record_services")

    @property
    def back(self) -> str:
        """The page above the one on which they are applied for."""
        return url("payer:premium_services" if self.by_itself else "payer:record_services")


RECORDS = Papers(Kind.RECORD, "record", "records")
PROOFS = Papers(Kind.PROOF, "proof", "proof")


def papers_of(kind: str) -> Papers:
    """The pages of a stored kind."""
    return PROOFS if kind == Kind.PROOF else RECORDS
