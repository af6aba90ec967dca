"""Who was promoted by which track, what was objected, who was honoured. Tallies, talks and reports stand in the matters alone."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import choice, day, day_or_none, text
from yifa.cases.registers.register import PERMANENT, Register, entered_by
from yifa.law.text import Bilingual

TRACKS = {
    "leading": Bilingual("领导职务", "Leading post"),
    "rank": Bilingual("职级", "Rank"),
}
LEVELS = {
    "national": Bilingual("国家级", "National"),
    "provincial": Bilingual("省级", "Provincial"),
    "city": Bilingual("市级", "Municipal"),
    "own": Bilingual("本单位", "The bureau's own"),
}
TRIALS = {
    "": Bilingual("没有试用或者还在试用", "None, or still on trial"),
    "passed": Bilingual("试用合格", "Passed"),
    "failed": Bilingual("试用不合格", "Failed"),
}


class Promotion(Register):
    """A promotion to a leading post or a rank."""

    title = Bilingual("干部选拔任用", "Promotions")
    retention = PERMANENT

    candidate = text("姓名", "Name", 80, personal=True)
    track = choice("类别", "Track", TRACKS)
    post_name = text("拟任职务、职级", "Post or rank", 120)
    decided_on = day_or_none("讨论决定日期", "Decided on", shown=False)
    notice_on = day_or_none("公示日期", "Notice from", shown=False)
    appointed_on = day_or_none("任职日期", "Appointed on")
    trial_until = day_or_none("试用期至", "On trial until", shown=False)
    trial = choice("试用结果", "Trial", TRIALS, blank=True)
    stopped_on = day_or_none("终止日期", "Stopped on", shown=False)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_promotion_a_case")]


class Objection(Register):
    """An objection during the notice; from whom stands in the matter alone."""

    title = Bilingual("任前公示反映", "Objections during the notice")
    retention = PERMANENT

    received_on = day("收到日期", "Received on")
    finding = text("核查结论", "Finding", 20)

    def __str__(self) -> str:
        return f"{self.received_on}"


class Honour(Register):
    """Somebody honoured by a document."""

    title = Bilingual("表彰奖励", "Honours")
    retention = PERMANENT

    who = text("姓名", "Name", 80, personal=True)
    honour_name = text("表彰奖励", "Honour")
    level = choice("级别", "Level", LEVELS)
    awarded_by = text("授予机关", "Awarded by", 120)
    awarded_on = day("日期", "Day")

    import_by = entered_by("honour-ledger/record", "who", "honour_name", "awarded_on")


class AwardBar(Register):
    """Somebody who gets no award for a time."""

    title = Bilingual("取消评先评优资格", "Barred from awards")
    retention = PERMANENT

    who = text("姓名", "Name", 80, personal=True)
    because = text("事由和依据", "Why")
    from_on = day("起", "From")
    until_on = day("止", "Until")

    import_by = entered_by("award-bar-ledger/record", "who", "from_on")
