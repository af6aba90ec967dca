"""Words of the register that the stories of recognitions use in names and titles."""

from __future__ import annotations

from yifa.cases.stories import says
from yifa.cases.telling import Record
from yifa.work.recognition.registers import KINDS, LEVELS


@says("recognition.level_words")
def level_words(record: Record, _: str) -> str:
    """The level of a record's part: 省级."""
    return LEVELS[str(record.value("outer"))].zh


@says("recognition.kind_words")
def kind_words(record: Record, _: str) -> str:
    """The kind of a record's part: 重点实验室."""
    return KINDS[str(record.value("inner"))].zh
