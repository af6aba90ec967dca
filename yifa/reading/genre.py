"""Whether a text looks like an annual report on law-based government at all; a doubt is a warning and stops nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from yifa.law.text import Bilingual

if TYPE_CHECKING:
    from yifa.reading.reading import Reading

_ABOUT: Final = re.compile(r"法治政府|依法行政|法治建设|依法治|法治工作|合法性审[查核]|普法")
_REPORTS: Final = re.compile(r"报告|总结|汇报|情况")
_FEWEST: Final = 150
_HEAD: Final = 1500


_TITLED: Final = re.compile(r"法治|法制|依法|行政执法")
_OTHER: Final = re.compile(
    r"(?:通知|公告|通报|规划|纲要|方案|公报|讲话|致辞|条例|办法|措施|纪要|总结|分解表|清单)[^\n]{0,14}(?:\n|$)"
)
_OFTEN: Final = 2
_PIECE: Final = 600
_WHOLE: Final = 4000


def is_law_report(reading: Reading) -> bool:
    """Whether a report is one on law-based government: only of such a one the law says what it must have. By its title, or
    where it has none by how often its beginning speaks of that; a short piece without a title is taken for a piece of one."""
    title = reading.heading.title
    if title is not None:
        return _TITLED.search(title) is not None
    said = len(_ABOUT.findall(reading.text, 0, _HEAD))
    if said >= _OFTEN:
        return True
    body = [line for line in reading.layout.lines[:8] if not line.residue]
    if any(_OTHER.search(reading.text, line.start, line.end) for line in body[:2]):
        return False
    if len(reading.text) < _PIECE and not reading.layout.sections:
        return True
    return _ABOUT.search(reading.text) is not None and len(reading.text) < _WHOLE


def doubt_of(text: str) -> Bilingual | None:
    """Why a text may not be such a report, or None. Looks at its beginning and at how often its words come."""
    kept = len(text.strip())
    if kept < _FEWEST:
        return Bilingual(
            zh=f"只有{kept}个字，可能不是完整的报告，请核对。",
            en=f"It has {kept} characters only and may not be a whole report; check it.",
        )
    if _ABOUT.search(text) is None or _REPORTS.search(text[:_HEAD]) is None:
        return Bilingual(
            zh="看起来不是法治政府建设年度报告，请核对；数据和差错仍照此读取。",
            en="It does not look like an annual report on law-based government; check it. It is read all the same.",
        )
    return None
