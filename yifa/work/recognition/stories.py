"""Words of the register that the stories of recognitions use in names and titles."""

from __future__ import annotations

from yifa.cases.stories import says
from yifa.cases.telling import Record
from yifa.house.models import Officer
from yifa.work.recognition.registers import KINDS, LEVELS


@says("recognition.level_words")
def level_words(record: Record, _: str) -> str:
    """The level of a record's part: 省级."""
    return LEVELS[str(record.value("outer"))].zh


@says("recognition.kind_words")
def kind_words(record: Record, _: str) -> str:
    """The kind of a record's part: 重点实验室."""
    return KINDS[str(record.value("inner"))].zh


@says("recognition.experts")
def experts(_record: Record, _: str) -> list[str]:
    """Officers whose post is that of a reviewing expert, by name."""
    held = Officer.objects.prefetch_related("holdings__post").order_by("id")
    return [one.name for one in held if any("expert" in each.post.powers for each in one.holdings.all())]


@says("recognition.experts_number")
def experts_number(record: Record, _: str) -> int:
    """How many they are."""
    return len(experts(record, _))
