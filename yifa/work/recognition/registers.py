"""The register of recognised innovation bodies, by kind and level, with the days between which each stands."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import (
    Column,
    choice,
    count,
    day,
    day_or_none,
    link_or_none,
    picked,
    text,
)
from yifa.cases.registers.register import PERMANENT, TEN_YEARS, ImportBy, Register
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import types

KINDS = {
    "incubator": Bilingual("孵化器", "Incubator"),
    "enterprise_technology_centre": Bilingual("企业技术中心", "Enterprise technology centre"),
    "engineering_research_centre": Bilingual("工程技术研究中心", "Engineering technology research centre"),
    "key_laboratory": Bilingual("重点实验室", "Key laboratory"),
    "engineering_centre": Bilingual("工程研究中心", "Engineering research centre"),
    "maker_space": Bilingual("众创空间", "Maker space"),
    "star_maker": Bilingual("星创天地", "Star maker space"),
    "new_rd_institution": Bilingual("新型研发机构", "New research institution"),
    "academician_station": Bilingual("院士工作站", "Academician workstation"),
    "science_popularisation_base": Bilingual("科普基地", "Science-popularisation base"),
    "innovation_team": Bilingual("创新型科技团队", "Innovation team"),
    "pilot_base": Bilingual("中试基地", "Pilot base"),
    "innovation_pilot_enterprise": Bilingual("创新型试点企业", "Pilot innovation enterprise"),
    "high_tech_enterprise": Bilingual("高新技术企业", "High-tech enterprise"),
    "technology_sme": Bilingual("科技型中小企业", "Technology SME"),
    "other": Bilingual("其他", "Other"),
}
# What is counted as an enterprise, not as a platform for research.
ENTERPRISES = ("high_tech_enterprise", "technology_sme", "innovation_pilot_enterprise", "innovation_team")
LEVELS = {
    "national": Bilingual("国家级", "National"),
    "provincial": Bilingual("省级", "Provincial"),
    "municipal": Bilingual("市级", "Municipal"),
    "district": Bilingual("区县级", "District or county"),
}


class Recognition(Register):
    """One recognition: who, as what, at what level, by whom, from when until when."""

    title = Bilingual("创新主体和平台", "Innovation bodies and platforms")
    retention = PERMANENT

    platform_kind = choice("类型", "Kind", KINDS, required=True)
    level = choice("级别", "Level", LEVELS, required=True)
    body_name = text("名称", "Name", required=True)
    party = link_or_none(Party, "依托单位", "Host", shown=False)
    recognised_by = text("认定机关", "Recognised by", 120, required=True, shown=False)
    document_number = text("认定文件", "Document", 120, blank=True, required=True)
    certificate_number = text("证书编号", "Certificate", 80, blank=True, shown=False)
    recognised_on = day("认定日期", "Recognised on", required=True)
    valid_until = day_or_none("有效期至", "Valid until")
    ended_on = day_or_none("终止日期", "Ended on", shown=False)

    import_by = ImportBy(
        "recognition-elsewhere/record",
        title=lambda row: (
            f"{row['body_name']}（{LEVELS[row['level']].zh}{KINDS[row['platform_kind']].zh}，{row['recognised_on']}）"
        ),
        columns=lambda own: picked(
            own,
            "platform_kind",
            "level",
            "body_name",
            Column("party", Bilingual("依托单位", "Host"), required=True),
            Column("uscc", Bilingual("统一社会信用代码", "Unified social credit code"), kind=types.TEXT),
            Column("recognised_by", Bilingual("认定机关", "Recognised by"), required=True),
            "document_number",
            Column("certificate_number", Bilingual("证书编号", "Certificate")),
            "recognised_on",
            "valid_until",
        ),
        party_code="uscc",
        same=lambda row: models.Q(
            body_name=row["body_name"],
            platform_kind=row["platform_kind"],
            level=row["level"],
            recognised_on=row["recognised_on"],
        ),
    )

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_recognition_a_case"),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("recognised_on")),
                name="recognition_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(
                fields=["bureau", "platform_kind", "level", "recognised_on"], name="recognition_by_kind"
            )
        ]

    def __str__(self) -> str:
        return self.body_name


OUTCOMES = {
    "graduated": Bilingual("获得认定", "Recognised"),
    "term": Bilingual("三年期满未获认定", "Not recognised within three years"),
    "own_wish": Bilingual("本单位退出", "Left by its own wish"),
    "moved": Bilingual("迁出、注销", "Moved away or deregistered"),
}


class Candidate(Register):
    """A body on its way to a recognition: being here earns neither money nor standing (公平竞争审查条例 §10)."""

    title = Bilingual("培育库", "Incubation pools")
    retention = TEN_YEARS

    candidate_name = text("名称", "Name", required=True)
    target_kind = choice("培育目标", "Aim", KINDS, required=True)
    target_level = choice("目标级别", "Level", LEVELS, required=True)
    target_year = count("争取认定的年度", "Year aimed at", required=True)
    party = link_or_none(Party, "企业、单位", "Body", shown=False)
    gaps = count("入库时的差距数", "Gaps at entry", default=0)
    entered_on = day("入库日期", "Entered on", required=True)
    coached = count("辅导次数", "Times coached", default=0)
    last_coached_on = day_or_none("最近辅导日期", "Last coached on", shown=False)
    left_on = day_or_none("出库日期", "Left on")
    outcome = choice("出库原因", "Why it left", OUTCOMES, blank=True)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_candidate_a_case")]
