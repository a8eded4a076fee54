"""What keeps guesses few."""

from typing import ClassVar

from django.db import models

from openlevy.access.models.digests import digest_long


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
        constraints: ClassVar = [digest_long("subject", "access_guess_subject")]
