"""Reads, as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openlevy.access import rules
from openlevy.access.models import IdentityProof, PhoneCode, RegistrationCode, User
from openlevy.access.states import ProofState
from openlevy.kernel.flow import Role
from openlevy.notices.queries import told
from openlevy.notices.states import NoticeState
from openlevy.privacy.rules import masked_mailbox
from openlevy.privacy.services import digest, last4, unseal_text
from openlevy.statements.services import Fragment, read, run


@dataclass(frozen=True, slots=True)
class UserView:
    """What may be shown of a user."""

    id: int
    username: str
    display_name: str
    jurisdiction: str
    payer_id: int | None
    is_active: bool


def user(user_id: int) -> UserView | None:
    """The user of that number."""
    return next(_views(pk=user_id), None)


def user_of_payer(payer_id: int) -> UserView | None:
    """The first user who acts for the payer."""
    return next(_views(payer_id=payer_id), None)


def payers_with_users(payer_ids: list[int]) -> set[int]:
    """Those of the payers for whom somebody acts."""
    found = User.objects.filter(payer_id__in=payer_ids, is_active=True)
    return {number for number in found.values_list("payer_id", flat=True) if number is not None}


_MAILBOX = "SELECT mailbox FROM access_user WHERE id = %(user_id)s"


def mailbox_shown(user_id: int) -> str:
    """The mailbox of a user, as it may be shown; empty where none was given."""
    ((sealed,),) = read(_MAILBOX, {"user_id": user_id})
    if sealed is None:
        return ""
    return masked_mailbox(unseal_text(bytes(sealed), purpose="access.mailbox"))


_LEFT = """
SELECT t.phone_tail FROM access_phone_transfer t
JOIN access_user u ON u.id = t.user_id AND u.phone_digest IS NULL
WHERE t.user_id = %(user_id)s ORDER BY t.id DESC LIMIT 1
"""


def phone_left(user_id: int) -> str:
    """The end of the number that was taken from a user who has given no other since; else empty."""
    return next((tail for (tail,) in read(_LEFT, {"user_id": user_id})), "")


@dataclass(frozen=True, slots=True)
class CodeHandedOut:
    """A 注册码 as its office may see it afterwards: whose, by whom, what became of it. The code
    itself was told once."""

    id: int
    name: str
    id_type: str
    id_tail: str
    officer_id: int | None
    handed_out_at: datetime
    expires_at: datetime
    used_at: datetime | None
    withdrawn_at: datetime | None


def codes_handed_out(office: str, most: int = 50) -> list[CodeHandedOut]:
    """The latest 注册码 that an office handed out, newest first."""
    columns = list(CodeHandedOut.__dataclass_fields__)
    rows = RegistrationCode.objects.filter(office=office).order_by("-id")
    return [CodeHandedOut(*row) for row in rows.values_list(*columns)[:most]]


_HOLDS = """
SELECT 1 FROM access_role_grant g JOIN access_user u ON u.id = g.user_id AND u.is_active
WHERE g.user_id = %(user_id)s AND g.role = %(role)s AND g.scope = %(office)s
FOR SHARE OF g
"""


def holds(user_id: int, role: Role, office: str) -> bool:
    """Whether the officer holds the role at the office; within a transaction, to its end: whoever
    takes the role away waits for what is done by it."""
    values = {"user_id": user_id, "role": role.name, "office": office}
    return bool(run(_HOLDS, values))


def names_of(user_ids: list[int]) -> dict[int, str]:
    """What these users are called, by their numbers."""
    return dict(User.objects.filter(pk__in=user_ids).values_list("pk", "display_name"))


@dataclass(frozen=True, slots=True)
class ProofSeen:
    """A proof of identity as it stands. ``id_no`` is for messages and checks, never for a page;
    ``phone_tail`` is empty while no phone is known. Both are empty once they are forgotten."""

    id: int
    payer_id: int
    purpose: str
    way: str
    place: str
    name: str
    id_type: str
    id_no: str
    phone_tail: str
    state: ProofState
    asked: int
    asked_at: datetime | None
    began_at: datetime
    differs: tuple[str, ...]
    phone_code: UUID | None

    def is_over(self, now: datetime) -> bool:
        """Whether it was begun too long ago to be gone on with."""
        return self.began_at + rules.PROOF_LIFE <= now


def proof_of(key: UUID) -> ProofSeen | None:
    """The proof under this key."""
    row = IdentityProof.objects.filter(key=key).first()
    if row is None:
        return None
    phone = "" if row.phone is None else unseal_text(bytes(row.phone), purpose="access.phone")
    id_no = "" if row.id_no is None else unseal_text(bytes(row.id_no), purpose="access.id_no")
    return ProofSeen(
        id=row.id,
        payer_id=row.payer_id,
        purpose=row.purpose,
        way=row.way,
        place=row.place,
        name=row.name,
        id_type=row.id_type,
        id_no=id_no,
        phone_tail=last4(phone),
        state=ProofState(row.state),
        asked=row.asked,
        asked_at=row.asked_at,
        began_at=row.began_at,
        differs=tuple(row.differs.split()),
        phone_code=row.phone_code,
    )


def is_code_refused(key: UUID) -> bool:
    """Whether the gateway has said that the code sent last under this key reaches nobody."""
    sends = PhoneCode.objects.filter(key=key).values_list("sends", flat=True).first()
    found = told(f"phone-code:{key}:{sends}")
    return found is not None and found.state is NoticeState.REFUSED


@dataclass(frozen=True, slots=True)
class CardQuestion:
    """What the bank is asked: all of it in clear, for the message alone."""

    name: str
    id_type: str
    id_no: str
    card_no: str
    phone: str


def card_question(payer_id: int, number: int, asked: int) -> CardQuestion | None:
    """The question of a proof; None when it is answered, or another was asked since."""
    row = IdentityProof.objects.filter(
        payer_id=payer_id, id=number, asked=asked, state=ProofState.ASKED
    ).first()
    if row is None or row.card_no is None or row.phone is None or row.id_no is None:
        return None
    return CardQuestion(
        name=row.wire_name,
        id_type=row.id_type,
        id_no=unseal_text(bytes(row.id_no), purpose="access.id_no"),
        card_no=unseal_text(bytes(row.card_no), purpose="access.card_no"),
        phone=unseal_text(bytes(row.phone), purpose="access.phone"),
    )


def is_registered(id_type: str, id_no: str) -> bool:
    """Whether the document has a user. To be told only to whoever has shown to know the person."""
    return User.objects.filter(id_type=id_type, id_digest=digest("id_no", id_no)).exists()


def transfers_sql(name: str) -> Fragment:
    """Every phone that was taken over as a ``WITH`` item: payer_id, id, state."""
    return Fragment({name: "SELECT payer_id, id, state FROM access_phone_transfer"})


def proofs_sql(name: str) -> Fragment:
    """Every proof of identity as a ``WITH`` item: payer_id, id, state."""
    return Fragment({name: "SELECT payer_id, id, state FROM access_identity_proof"})


def _views(**wanted: int) -> Iterator[UserView]:
    rows = User.objects.filter(**wanted).order_by("id")[:1]
    return (
        UserView(
            id=row.pk,
            username=row.username,
            display_name=row.display_name,
            jurisdiction=row.jurisdiction,
            payer_id=row.payer_id,
            is_active=row.is_active,
        )
        for row in rows
    )
