"""The sentences of refusals, by code, a file for each who reads them. Facts stand in them as
``%(name)s``; see ``refusals``."""

from typing import Final

from openlevy.portals.shared.wordings.kinds import IN_MEDICAL, IN_PROOFS, PLACES, Wording
from openlevy.portals.shared.wordings.others import OTHERS
from openlevy.portals.shared.wordings.payers import PAYER
from openlevy.portals.shared.wordings.signing_in import SIGN_IN
from openlevy.portals.shared.wordings.typed import TYPED

WORDINGS: Final[dict[str, Wording]] = {**PAYER, **SIGN_IN, **TYPED, **OTHERS}

__all__ = ["IN_MEDICAL", "IN_PROOFS", "PLACES", "WORDINGS", "Wording"]
