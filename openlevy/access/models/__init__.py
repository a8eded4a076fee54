"""Users, roles, challenges, guesses. Nobody but this module touches them."""

from openlevy.access.models.guessing import AnsweredChallenge, Guess
from openlevy.access.models.proving import (
    IdentityProof,
    PhoneCode,
    PhoneTransfer,
    RegistrationCode,
)
from openlevy.access.models.users import OfficerSession, RoleGrant, SecondFactor, User

__all__ = [
    "AnsweredChallenge",
    "Guess",
    "IdentityProof",
    "OfficerSession",
    "PhoneCode",
    "PhoneTransfer",
    "RegistrationCode",
    "RoleGrant",
    "SecondFactor",
    "User",
]
