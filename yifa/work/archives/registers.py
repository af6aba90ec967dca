"""What was handed to the archives, with their receipt, and what was destroyed, with who watched."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import choice, count, count_or_none, day, day_or_none, text
from yifa.cases.registers.register import Register
from yifa.law.text import Bilingual

WAYS = {
    "online": Bilingual("在线移交", "Online"),
    "medium": Bilingual("存储介质", "On a medium"),
}


class Transfer(Register):
    """A list that was handed to the archives, or is on its way there."""

    title = Bilingual("档案移交", "Transfers to the archives")

    receiver = text("接收的档案馆", "Archives", 120, required=True)
    matters = count("件数", "Matters")
    listed_on = day("列出日期", "Listed on")
    approved_on = day_or_none("批准日期", "Approved on")
    way = choice("移交方式", "How", WAYS, blank=True)
    handed_on = day_or_none("移交日期", "Handed over on")
    received_on = day_or_none("接收日期", "Received on")
    receipt_number = text("交接文据编号", "Receipt", 80, blank=True)
    dropped_on = day_or_none("不再移交日期", "Dropped on", shown=False)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_transfer_a_case")]


class TransferredMatter(Register):
    """A matter that the archives received."""

    title = Bilingual("已移交的事项", "Matters handed to the archives")

    number = text("事项编号", "Matter", 40, required=True)
    receiver = text("接收的档案馆", "Archives", 120, required=True)
    received_on = day("接收日期", "Received on")
    receipt_number = text("交接文据编号", "Receipt", 80)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "number"], name="one_transfer_of_a_matter")]


class Disposal(Register):
    """A list of what may go, and what became of it. Kept for ever: it is the proof that nothing was destroyed on one's own."""

    title = Bilingual("档案鉴定销毁", "Appraisals and destructions")

    matters = count("件数", "Matters")
    listed_on = day("列出日期", "Listed on")
    approved_on = day_or_none("批准日期", "Approved on")
    destroyed_on = day_or_none("销毁日期", "Destroyed on")
    destroyed = count_or_none("销毁件数", "Destroyed")
    kept_on = day_or_none("不予销毁日期", "Kept on", shown=False)
    keep_reason = text("不予销毁的理由", "Why kept", 300, blank=True, shown=False)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_disposal_a_case")]


class DestroyedMatter(Register):
    """A matter whose content was destroyed."""

    title = Bilingual("已销毁的事项", "Matters destroyed")

    number = text("事项编号", "Matter", 40, required=True)
    destroyed_on = day("销毁日期", "Destroyed on")

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "number"], name="one_destruction_of_a_matter")
        ]
