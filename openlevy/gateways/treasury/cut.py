"""Which of the network's days a debit belongs to. The books' own day may end later than the
network's: what the network takes after its cut stands in the lists of its next day, and can be
undone until that is cut."""

from openlevy.payment.services import TradeKey, instruction_taken_at
from openlevy.treasury.queries import work_date_since


def cut_since_taken(key: TradeKey) -> bool:
    """Whether the network has cut a day since it took the instruction; of one that it is not known
    to have taken, whether it has cut the day of its entrustment.

    Raises:
        OrderUnknown
    """
    cut = work_date_since()
    if cut is None or cut.work_date <= key.entrust_on:
        return False
    taken_at = instruction_taken_at(key)
    return taken_at is None or taken_at < cut.announced_at
