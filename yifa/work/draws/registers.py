"""The registers of draws: each draw with what stood fast before its seed, who was drawn, and what officers sealed."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import choice, count, day, day_or_none, link, long_text, text
from yifa.cases.registers.register import PERMANENT, THIRTY_YEARS, Register
from yifa.law.text import Bilingual

POOLS = {
    "experts": Bilingual("专家库", "Pool of experts"),
    "inspection_objects": Bilingual("检查对象名录库", "Objects of inspection"),
    "inspectors": Bilingual("执法检查人员名录库", "Inspectors"),
    "listed": Bilingual("另列名单", "A list of its own"),
}
SEEDS = {
    "public_value": Bilingual("事先指定的公开数值", "A public value named beforehand"),
    "officers": Bilingual("多人分别封存、同时揭开", "Sealed by several and opened together"),
}
REASONS = {
    "same_unit": Bilingual("与申请单位或者合作单位同一单位", "Of the applicant's or a partner's unit"),
    "kin": Bilingual("与申请人有近亲属关系", "Kin of the applicant"),
    "adviser": Bilingual("与申请人有师生关系", "Adviser or student of the applicant"),
    "joint_work": Bilingual(
        "近三年与申请人有合作项目、论文或者专利", "A joint project, paper or patent within three years"
    ),
    "interest": Bilingual(
        "与申请单位有投资、任职、报酬等利害关系", "Holds shares of, serves or is paid by the applicant"
    ),
    "dispute": Bilingual("与申请人有过纠纷", "Had a dispute with the applicant"),
    "declines": Bilingual("本人不能参加", "Cannot take part"),
    "unreachable": Bilingual("联系不上", "Cannot be reached"),
    "ended": Bilingual("已经不在名录或者已注销", "No longer in the pool, or deregistered"),
    "ceiling": Bilingual("已达年度入企检查次数上限", "Visited as often as a year lets"),
}
STANDINGS = {
    "drawn": Bilingual("抽中", "Drawn"),
    "replaced": Bilingual("已更换", "Replaced"),
}


class Draw(Register):
    """One draw: the list by its digest, the rule of the seed, and the days on which each part of it happened."""

    title = Bilingual("随机抽取", "Draws")
    retention = PERMANENT

    draw_title = text("抽取事由", "What it is for", required=True)
    pool = choice("从哪里抽取", "From where", POOLS, required=True)
    listed = count("名单人（家）数", "On the list", required=True)
    excluded = count("其中不参加抽取", "Of these excluded", required=True)
    wanted = count("抽取数", "To be drawn", required=True)
    seed_kind = choice("种子", "Seed", SEEDS, required=True)
    seed_source = text("公开数值的名称和出处", "The public value and its source", 120, blank=True)
    seed_day = day_or_none("取数日期", "Day of the value")
    fixed_on = day("名单确定日期", "List fixed on", required=True)
    list_digest = text("名单摘要", "Digest of the list", 64, shown=False)
    value = text("种子的数值", "The value", 300, blank=True, shown=False)
    seed_digest = text("由名单和数值得出的种子", "The seed", 64, blank=True, shown=False)
    drawn_on = day_or_none("抽取日期", "Drawn on")
    published_on = day_or_none("公开日期", "Published on")
    cancelled_on = day_or_none("取消日期", "Cancelled on", shown=False)
    cancel_reason = long_text("取消的理由", "Why it was cancelled", blank=True, shown=False)
    # The list as it is public: marks for names.
    list_text = models.TextField("公布的名单")

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_draw_a_case")]


class DrawnOne(Register):
    """Somebody or something that was drawn, in its place, and what became of it."""

    title = Bilingual("抽取结果", "Results of draws")
    retention = THIRTY_YEARS

    draw = link(Draw, "抽取", "Draw", required=True)
    name = text("姓名或者名称", "Name", personal=True, required=True)
    stratum = text("类别", "Stratum", 60, required=True)
    standing = choice("状态", "Standing", STANDINGS, required=True)
    drawn_on = day("抽中日期", "Drawn on", required=True)
    replaced_on = day_or_none("更换日期", "Replaced on")
    reason = choice("更换理由", "Why replaced", REASONS, blank=True)
    mark = text("名单中的标记", "Mark on the list", 64, shown=False)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "draw", "mark"], name="drawn_once")]

    def __str__(self) -> str:
        return self.name


class SealedPart(Register):
    """An officer's part of a seed: its digest, and the secret once it is opened."""

    title = Bilingual("封存的种子", "Sealed parts of seeds")
    retention = PERMANENT

    draw = link(Draw, "抽取", "Draw", required=True)
    officer = text("封存人", "Sealed by", 60, required=True)
    part_digest = text("摘要", "Digest", 64, required=True)
    sealed_on = day("封存日期", "Sealed on", required=True)
    secret = text("密数", "Secret", blank=True)
    revealed_on = day_or_none("揭开日期", "Opened on")

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "draw", "officer"], name="one_part_an_officer")
        ]

    def __str__(self) -> str:
        return self.officer
