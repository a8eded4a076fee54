"""The sentences of refusals, by code, a file for each who reads them. Facts stand in them as
``%(name)s``; see ``refusals``."""

from typing import Final

from openlevy.portals.shared.wordings.another import TO_ANOTHER
from openlevy.portals.shared.wordings.kinds import (
    BACK_TO_OTHERS,
    ENTRIES,
    IN_MEDICAL,
    IN_OTHERS,
    IN_PROOFS,
    ON_FORM,
    PAYING,
    PLACES,
    Wording,
)
from openlevy.portals.shared.wordings.officers import OFFICER
from openlevy.portals.shared.wordings.others import OTHERS
from openlevy.portals.shared.wordings.payers import PAYER
from openlevy.portals.shared.wordings.signing_in import SIGN_IN
from openlevy.portals.shared.wordings.typed import TYPED

WORDINGS: Final[dict[str, Wording]] = {**PAYER, **SIGN_IN, **TYPED, **OFFICER, **OTHERS}

__all__ = [
    "BACK_TO_OTHERS",
    "ENTRIES",
    "IN_MEDICAL",
    "IN_OTHERS",
    "IN_PROOFS",
    "ON_FORM",
    "PAYING",
    "PLACES",
    "TO_ANOTHER",
    "WORDINGS",
    "Wording",
]
