"""Users and what they may do; how officers come in."""

from collections.abc import Iterator
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac

from openlevy.access.models.digests import digest_long
from openlevy.kernel.flow import Role


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
            digest_long("id_digest", "access_user_id_digest"),
            digest_long("phone_digest", "access_user_phone_digest"),
            digest_long("mailbox_digest", "access_user_mailbox_digest"),
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
        constraints: ClassVar = [digest_long("token_digest", "access_officer_session_token")]
