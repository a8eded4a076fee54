"""Payers, persons, enrolments. Nobody but this module touches them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from openlevy.parties.states import NameCorrectionState, OverlapState
from openlevy.statements.models import NextRecordId


class Payer(models.Model):
    """Whoever owes or pays premiums."""

    id = models.BigIntegerField(primary_key=True, db_default=NextRecordId())
    kind = models.TextField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "parties_payer"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=["person", "unit"]), name="payer_kind"),
        ]


class Person(models.Model):
    """A natural person. Numbers are sealed; digests find them; the tail is what screens show."""

    payer_id = models.BigIntegerField(primary_key=True)
    name = models.TextField()
    wire_name = models.TextField(null=True)
    id_type = models.TextField()
    id_no = models.BinaryField()
    id_digest = models.BinaryField()
    id_tail = models.TextField()
    sex = models.TextField()
    born_on = models.DateField()
    nationality = models.TextField()
    phone = models.BinaryField(null=True)
    social_security_no = models.BinaryField(null=True)
    address = models.BinaryField(null=True)
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "parties_person"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id_type", "id_digest"], name="person_once"),
            models.CheckConstraint(condition=Q(sex__in=["1", "2"]), name="person_sex"),
        ]


class ActsFor(models.Model):
    """Whom a payer pays for (委托人), proved by name, document and nationality at ``proved_at``;
    ``saved`` as 常用缴费人, otherwise of that day only."""

    pk = models.CompositePrimaryKey("payer_id", "id")
    payer_id = models.BigIntegerField()
    id = models.BigIntegerField(db_default=NextRecordId(), unique=True)
    principal_id = models.BigIntegerField()
    saved = models.BooleanField()
    proved_at = models.DateTimeField()

    class Meta:
        db_table = "parties_acts_for"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["payer_id", "principal_id"], name="acts_for_once"),
            models.CheckConstraint(
                condition=~Q(payer_id=F("principal_id")), name="acts_for_another"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["proved_at"], name="acts_for_unsaved", condition=Q(saved=False))
        ]


class AgencyPerson(models.Model):
    """An agency's number for a person, with a hash of what it last told us, and the name as it
    writes it: ``name`` null is as the person's (told before this was kept), ``wire_name`` null is
    that it says none."""

    id = models.BigIntegerField(primary_key=True, db_default=NextRecordId())
    agency_code = models.TextField()
    personal_no = models.TextField()
    payer_id = models.BigIntegerField(db_index=True)
    content_hash = models.BinaryField()
    name = models.TextField(null=True)
    wire_name = models.TextField(null=True)
    delivered_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "parties_agency_person"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency_code", "personal_no"], name="agency_person_once"
            )
        ]


class NameCorrection(models.Model):
    """A name that an agency told of a person, other than the one that counted then (``was``).
    ``wire_name`` null: the agency gives none."""

    pk = models.CompositePrimaryKey("payer_id", "id")
    payer_id = models.BigIntegerField()
    id = models.BigIntegerField(db_default=NextRecordId(), unique=True)
    agency_code = models.TextField()
    personal_no = models.TextField()
    was = models.TextField()
    name = models.TextField()
    wire_name = models.TextField(null=True)
    told_on = models.DateField()
    ended_on = models.DateField(null=True)
    state = models.TextField(db_default=NameCorrectionState.PROPOSED.value)

    class Meta:
        db_table = "parties_name_correction"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in NameCorrectionState]),
                name="name_correction_state",
            ),
            models.UniqueConstraint(
                fields=["agency_code", "personal_no"],
                condition=Q(state="PROPOSED"),
                name="name_correction_one_open",
            ),
        ]


class Enrolment(models.Model):
    """One insurance type of one person at one agency: what payables hang on."""

    pk = models.CompositePrimaryKey("payer_id", "id")
    payer_id = models.BigIntegerField()
    id = models.BigIntegerField(db_default=NextRecordId(), unique=True)
    agency_code = models.TextField()
    personal_no = models.TextField()
    levy_item = models.TextField()
    levy_subitem = models.TextField()
    region = models.TextField()
    township_code = models.TextField(db_default="")
    township_name = models.TextField()
    community_code = models.TextField(db_default="")
    community_name = models.TextField()
    tax_office = models.TextField()
    group = models.TextField()
    status = models.TextField()
    first_month = models.DateField()
    last_month = models.DateField(null=True)
    first_enrolled_on = models.DateField(null=True)
    content_hash = models.BinaryField()
    delivered_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "parties_enrolment"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency_code", "personal_no", "levy_item"], name="enrolment_once"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["1", "2", "4"]), name="enrolment_status"
            ),
            models.CheckConstraint(
                condition=Q(last_month__isnull=True) | Q(last_month__gte=F("first_month")),
                name="enrolment_months",
            ),
        ]


class Overlap(models.Model):
    """Two enrolments of a person in one insurance for the same months, ``first_month`` to
    ``last_month`` (null: no end is known), until an agency changes one of them."""

    pk = models.CompositePrimaryKey("payer_id", "id")
    payer_id = models.BigIntegerField()
    id = models.BigIntegerField(db_default=NextRecordId(), unique=True)
    levy_item = models.TextField()
    first_id = models.BigIntegerField()
    second_id = models.BigIntegerField()
    first_month = models.DateField()
    last_month = models.DateField(null=True)
    found_on = models.DateField()
    ended_on = models.DateField(null=True)
    state = models.TextField(db_default=OverlapState.OPEN.value)

    class Meta:
        db_table = "parties_overlap"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in OverlapState]), name="overlap_state"
            ),
            models.CheckConstraint(
                condition=Q(first_id__lt=F("second_id")), name="overlap_of_two_in_order"
            ),
            models.UniqueConstraint(
                fields=["first_id", "second_id"],
                condition=Q(state="OPEN"),
                name="overlap_one_open",
            ),
        ]
