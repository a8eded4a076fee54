"""What proves a phone or an identity, and what came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from openlevy.access import rules
from openlevy.access.models.digests import digest_long
from openlevy.access.states import ProofState, TransferState
from openlevy.statements.models import NextRecordId


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
    payer_id = models.BigIntegerField(default=0, db_default=0)
    phone = models.BinaryField(null=True)
    place = models.TextField()
    sends = models.IntegerField(default=1)
    code_digest = models.BinaryField()
    began_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_phone_code"
        constraints: ClassVar = [digest_long("code_digest", "access_phone_code_digest")]
        indexes: ClassVar = [models.Index(fields=["began_at"], name="access_phone_code_old")]


class PhoneTransfer(models.Model):
    """A phone that somebody has taken over who proved it and their identity: whose it was until
    then, and whose it is. ``payer_id`` is the payer for whom the user acts who had it (0: none)."""

    pk = models.CompositePrimaryKey("payer_id", "id")
    payer_id = models.BigIntegerField()
    id = models.BigIntegerField(db_default=NextRecordId(), unique=True)
    user_id = models.BigIntegerField()
    phone_tail = models.TextField()
    to_payer_id = models.BigIntegerField()
    moved_at = models.DateTimeField()
    state = models.TextField(db_default=TransferState.PROVED.value)

    class Meta:
        db_table = "access_phone_transfer"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in TransferState]), name="phone_transfer_state"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["user_id"], name="phone_transfer_of")]


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
            digest_long("id_digest", "access_registration_code_id_digest"),
            digest_long("code_digest", "access_registration_code_digest"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id_digest"], name="access_registration_code_of"),
            models.Index(fields=["office", "-id"], name="access_registration_code_by"),
        ]
