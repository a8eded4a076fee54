"""The sections of 社保费办理 that are about one insurance, and their addresses."""

from dataclasses import dataclass

from openlevy.portals.shared.links import url
from openlevy.portals.shared.placed import by_form, entry_label
from openlevy.portals.shared.translated import gettext as _


@dataclass(frozen=True, slots=True)
class Section:
    """One insurance's part of the menu.

    Args:
        mark: its name in addresses, and what the PC's menu lights up.
        menu_key: its entry in the words of a place.
        levy_item: what is paid in it (征收项目).
        asks_first: whether a question stands before the agreements (S2 2.1).
    """

    mark: str
    menu_key: str
    levy_item: str
    asks_first: bool = False

    @property
    def on_form(self) -> bool:
        """Whether it is no single insurance's: all of them are declared on one form."""
        return not self.levy_item

    @property
    def href(self) -> str:
        """Its own page of the menu."""
        alone = not (self.on_form or by_form())
        return url(f"payer:{self.mark}" if alone else "payer:premium_services")

    def page(self, name: str, *args: object) -> str:
        """The address of one of the pages that every section has: ``payment``,
        ``payment_enrolments``, ``declarations``, ``payments``."""
        if self.on_form:
            return url(self._of_all(name), *args)
        return url(f"payer:{self.mark}_{name}" if self is not PENSION else f"payer:{name}", *args)

    @property
    def label(self) -> str:
        """What the place's menu calls it (S2: 城乡居民养老)."""
        return entry_label(self.menu_key)

    def _of_all(self, name: str) -> str:
        if name in ("payment", "payment_enrolments"):
            return "payer:daily" if by_form() else "payer:premium_services"
        return f"payer:daily_{name}"

    @property
    def paying(self) -> str:
        """What the place's menu calls the entry under which it is paid (S2: 缴费办理)."""
        if not self.on_form:
            return entry_label("pay", self.menu_key)
        return entry_label(self.menu_key) if by_form() else _("去办理缴费")

    def others(self, name: str, *args: object) -> str:
        """The address of a page of 为他人缴费: ``payment``, ``payments``, ``enrolments``,
        ``amounts``, ``forgetting``, ``voiding``. On the form ``enrolments`` is the form itself."""
        mark = "daily" if self.on_form else self.mark
        return url(f"payer:{mark}_others_{name}", *args)


PENSION = Section("pension", "resident_pension", "10210")
MEDICAL = Section("medical", "resident_medical", "10212", asks_first=True)
DAILY = Section("daily_paying", "daily_form", "")
"""All the insurances of residents: the form of a place where they declare on one, and the lists
over all of them, which other places have too (S4: 缴费记录查询)."""
_ALL = {one.levy_item: one for one in (PENSION, MEDICAL)}


def section_of(levy_item: str) -> Section:
    """The section in which a premium is paid, at the place of whoever asks."""
    return DAILY if by_form() else _ALL.get(levy_item, PENSION)


def insurance_of(levy_item: str) -> str:
    """Whose agencies are meant, for ``phones.about``."""
    return _ALL.get(levy_item, PENSION).mark
