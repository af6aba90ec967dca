"""What the stories of reviews cannot know from their file: what screening asks about a text."""

from __future__ import annotations

from yifa.cases.stories import says
from yifa.cases.telling import Record
from yifa.screening import screen
from yifa.screening.answering import keys_of
from yifa.work.competition.drafts import context, rules


@says("competition.answered")
def answered(record: Record, text: str) -> str:
    """An answer to everything that screening asks about a text of the file."""
    findings = screen(record.look(text, None, None), rules=rules(), context=context(record.known["day"]))
    return "\n".join(f"【{key}】已经核对，在评估中处理。" for key in keys_of(findings)) or "无"
