"""Users, roles, challenges, guesses. Nobody but this module touches them."""

from collections.abc import Iterator
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Now
from django.db.models.lookups import Exact
from django.utils.crypto import salted_hmac

from openlevy.access import rules
from openlevy.access.states import ProofState
from openlevy.kernel.flow import Role
from openlevy.statements.models import NextRecordId


def _digest_long(field: str, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Exact(Length(field), 32), name=name)


class User(AbstractBaseUser):
    """A way in. ``payer_id`` is the party it acts for (null: acts for none). The phone is one
    user's; a mailbox may be a family's.

    ``epoch`` goes up whenever every session of the user must end; it is part of the hash that the
    session cookie carries and that is compared on the row loaded anyway.
    """

    jurisdiction = models.TextField()
    username = models.TextField()
    display_name = models.TextField()
    id_type = models.TextField()
    id_digest = models.BinaryField()
    phone_digest = models.BinaryField(null=True)
    phone = models.BinaryField(null=True)
    mailbox_digest = models.BinaryField(null=True)
    mailbox = models.BinaryField(null=True)
    payer_id = models.BigIntegerField(null=True, db_index=True)
    epoch = models.IntegerField(default=0)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(db_default=Now())

    USERNAME_FIELD = "username"

    class Meta:
        db_table = "access_user"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id_digest", "id_type"], name="access_user_id_once"),
            models.UniqueConstraint(fields=["phone_digest"], name="access_user_phone_once"),
            models.UniqueConstraint(fields=["username"], name="access_user_name_once"),
            _digest_long("id_digest", "access_user_id_digest"),
            _digest_long("phone_digest", "access_user_phone_digest"),
            _digest_long("mailbox_digest", "access_user_mailbox_digest"),
            models.CheckConstraint(
                condition=Q(mailbox__isnull=True, mailbox_digest__isnull=True)
                | Q(mailbox__isnull=False, mailbox_digest__isnull=False),
                name="access_user_mailbox_whole",
            ),
        ]

    def get_session_auth_hash(self) -> str:
        """What a session must carry to be this user's; another after every ``epoch``."""
        return self._hash_under(None)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under the secrets of before, so that changing the secret signs nobody out."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._hash_under(secret)

    def _hash_under(self, secret: str | bytes | None) -> str:
        value = f"{self.pk}:{self.epoch}:{self.password}"
        return salted_hmac("openlevy.access.session", value, secret, algorithm="sha256").hexdigest()


class RoleGrant(models.Model):
    """A capacity to act in beside paying, within ``scope`` (an office; empty: everywhere)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.TextField()
    scope = models.TextField(default="", blank=True)
    granted_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "access_role_grant"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "role", "scope"], name="access_grant_once"),
            models.CheckConstraint(
                condition=Q(role__in=[role.name for role in Role]), name="access_grant_role"
            ),
        ]


class PhoneCode(models.Model):
    """A six-digit code sent to a phone, or (``new_mailbox``) to the mailbox that stands in its
    column, and what for; ``key`` names it in an address.

    Without ``phone`` nothing was sent: it stands for an account that does not exist, so that
    whoever asks about one sees no difference. A new code takes the place of the one before.
    """

    id = models.BigIntegerField(primary_key=True, db_default=NextRecordId())
    key = models.UUIDField(unique=True)
    purpose = models.TextField()
    user_id = models.BigIntegerField(null=True)
    phone = models.BinaryField(null=True)
    place = models.TextField()
    sends = models.IntegerField(default=1)
    code_digest = models.BinaryField()
    began_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_phone_code"
        constraints: ClassVar = [_digest_long("code_digest", "access_phone_code_digest")]
        indexes: ClassVar = [models.Index(fields=["began_at"], name="access_phone_code_old")]


class IdentityProof(models.Model):
    """Somebody who says to be a person that an agency has delivered, and how that is proved: by a
    bank card and the phone reserved for it, or by a 注册码.

    ``payer_id`` is that person; nothing of theirs is shown before the proof. ``asked`` counts the
    questions to the bank, so that an answer to an earlier one decides nothing. The card's number
    is forgotten with the answer; document and phone too at ``forgotten_at``, long after it was
    over. ``wire_name`` is the name as banks write it.
    """

    pk = models.CompositePrimaryKey("payer_id", "id")
    payer_id = models.BigIntegerField()
    id = models.BigIntegerField(db_default=NextRecordId(), unique=True)
    key = models.UUIDField(unique=True)
    purpose = models.TextField()
    way = models.TextField()
    place = models.TextField()
    name = models.TextField()
    wire_name = models.TextField()
    id_type = models.TextField()
    id_no = models.BinaryField(null=True)
    phone = models.BinaryField(null=True)
    card_no = models.BinaryField(null=True)
    asked = models.IntegerField(default=0)
    asked_at = models.DateTimeField(null=True)
    differs = models.TextField(default="")
    registration_code = models.BigIntegerField(null=True)
    phone_code = models.UUIDField(null=True)
    began_at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True)
    state = models.TextField(db_default=ProofState.OPEN.value)

    class Meta:
        db_table = "access_identity_proof"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ProofState]), name="identity_proof_state"
            ),
            models.CheckConstraint(condition=Q(way__in=rules.WAYS), name="identity_proof_way"),
            models.CheckConstraint(
                condition=Q(purpose__in=rules.PROOF_PURPOSES), name="identity_proof_purpose"
            ),
            models.CheckConstraint(
                condition=Q(way=rules.CODE, asked=0) | Q(way=rules.CARD, registration_code=None),
                name="identity_proof_one_way",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["PROVED", "DONE"])
                | Q(phone__isnull=False)
                | Q(forgotten_at__isnull=False),
                name="identity_proof_has_phone",
            ),
            models.CheckConstraint(
                condition=Q(id_no__isnull=False, forgotten_at__isnull=True)
                | Q(
                    id_no__isnull=True,
                    phone__isnull=True,
                    card_no__isnull=True,
                    forgotten_at__isnull=False,
                ),
                name="identity_proof_forgotten_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["began_at"],
                name="identity_proof_kept",
                condition=Q(forgotten_at__isnull=True),
            ),
            models.Index(
                fields=["began_at"],
                name="identity_proof_with_card",
                condition=Q(card_no__isnull=False),
            ),
        ]


class RegistrationCode(models.Model):
    """A 注册码 that an officer handed to one person, who proves by it to be the person of that ID.

    The code itself is kept as a keyed hash; ``office`` and ``officer_id`` say who handed it out.
    Of one person's at most one is good at a time: handing out another withdraws the one before.
    """

    id = models.BigIntegerField(primary_key=True, db_default=NextRecordId())
    id_type = models.TextField()
    id_digest = models.BinaryField()
    id_tail = models.TextField()
    name = models.TextField()
    code_digest = models.BinaryField()
    office = models.TextField()
    officer_id = models.BigIntegerField(null=True)
    handed_out_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_registration_code"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["id_type", "id_digest"],
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="access_registration_code_one_good",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="access_registration_code_one_end",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("handed_out_at")),
                name="access_registration_code_lives",
            ),
            _digest_long("id_digest", "access_registration_code_id_digest"),
            _digest_long("code_digest", "access_registration_code_digest"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id_digest"], name="access_registration_code_of"),
            models.Index(fields=["office", "-id"], name="access_registration_code_by"),
        ]


class AnsweredChallenge(models.Model):
    """A captcha that was answered, rightly or not: it is used up. Kept until it would have expired;
    before it is answered, nothing is known of it."""

    number = models.BinaryField(primary_key=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "access_answered_challenge"


class Guess(models.Model):
    """How often ``subject`` (a digest) was tried in the window that closes at ``until``."""

    pk = models.CompositePrimaryKey("kind", "subject")
    kind = models.TextField()
    subject = models.BinaryField()
    count = models.IntegerField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "access_guess"
        constraints: ClassVar = [_digest_long("subject", "access_guess_subject")]


class SecondFactor(models.Model):
    """The secret that an officer's telephone makes codes of (TOTP), sealed. Until its first right
    code it is an offer (``confirmed_at`` null). No code of ``last_step`` or before it counts."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, primary_key=True)
    secret = models.BinaryField()
    last_step = models.BigIntegerField(db_default=0)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_second_factor"


class OfficerSession(models.Model):
    """An officer who has come in: by the password, and with ``proved_at`` by the second factor too.
    The cookie carries the token, the row its digest. Another ``epoch`` of the user ends it."""

    token_digest = models.BinaryField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="officer_sessions")
    epoch = models.IntegerField()
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    proved_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_officer_session"
        constraints: ClassVar = [_digest_long("token_digest", "access_officer_session_token")]
