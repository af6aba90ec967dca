"""Enterprises, institutions and people whom matters concern, each entered once.

A double that was found is merged: it keeps its row, points to the one that stays (``merged_into``), and nothing is lost.
"""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from yifa.house.tenancy import TenantModel
from yifa.sealing.fields import SealedTextField


class PartyKind(models.TextChoices):
    """What a party is."""

    ENTERPRISE = "enterprise", "企业"
    INSTITUTION = "institution", "机构"
    PERSON = "person", "自然人"


class Party(TenantModel):
    """A party (相对人). ``name_normalised`` is what doubles are looked for by (``yifa.parties.names``).

    Resident number, telephone and address are sealed at rest and found by whole values alone.
    """

    kind = models.CharField("种类", max_length=12, choices=PartyKind.choices)
    name = models.CharField("名称", max_length=160)
    name_normalised = models.CharField("规范名称", max_length=160, editable=False)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True)
    resident_id = SealedTextField("公民身份号码", max_length=18, blank=True)
    legal_representative = models.CharField("法定代表人", max_length=60, blank=True)
    phone = SealedTextField("电话", max_length=40, blank=True)
    address = SealedTextField("地址", max_length=200, blank=True)
    division_code = models.CharField("行政区划代码", max_length=6, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", verbose_name="并入"
    )
    uscc_confirmed_by = models.ForeignKey(
        "house.Officer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代码确认人"
    )
    uscc_confirmed_at = models.DateTimeField("代码确认时间", null=True, blank=True)
    is_active = models.BooleanField("有效", default=True)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "相对人"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["bureau", "name_normalised"], name="party_by_name"),
            GinIndex(OpClass(F("name_normalised"), "gin_trgm_ops"), name="party_by_likeness"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "uscc"],
                name="one_party_of_a_uscc",
                condition=~Q(uscc="") & Q(merged_into__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["bureau", "resident_id"],
                name="one_party_of_a_resident_id",
                condition=~Q(resident_id="") & Q(merged_into__isnull=True),
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="party_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def survivor(self) -> Party:
        """The party that this one was merged into in the end, or itself."""
        party = self
        while party.merged_into is not None:
            party = party.merged_into
        return party
