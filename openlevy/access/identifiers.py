"""What was typed into the first field of the sign-in: 证件号码, 手机号 or 用户名."""

from django.db.models import Q

from openlevy.access.models import User
from openlevy.access.rules import is_mobile, username
from openlevy.privacy.rules import normalise
from openlevy.privacy.services import digest


def subject_of(identifier: str) -> bytes:
    """The digest under which attempts are counted: one for every way of writing ``identifier``."""
    return digest("phone" if _is_phone(identifier) else "id_no", identifier)


def subjects_of(user: User) -> list[bytes]:
    """The digests of every identifier that ``user`` may sign in by."""
    own = [bytes(user.id_digest), digest("id_no", user.username)]
    return own if user.phone_digest is None else [*own, bytes(user.phone_digest)]


def find(identifier: str) -> User | None:
    """The user ``identifier`` belongs to, in one query.

    A document number goes before a user name. A number that documents of two kinds share finds
    nobody: phone and user name do.
    """
    if _is_phone(identifier):
        return User.objects.filter(phone_digest=digest("phone", identifier)).first()
    number = digest("id_no", identifier)
    name = username(identifier) or ""  # nobody is called so
    found = list(User.objects.filter(Q(id_digest=number) | Q(username=name)))
    owners = [user for user in found if bytes(user.id_digest) == number] or found
    return owners[0] if len(owners) == 1 else None


def _is_phone(identifier: str) -> bool:
    return is_mobile(normalise("phone", identifier))
