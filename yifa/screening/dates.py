"""What a draft says about its own time: when it takes effect, how long it is valid, who interprets it, what it replaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, TypeAlias

from yifa.law.numerals import from_chinese
from yifa.screening.context import Context
from yifa.screening.model import Severity

Missing: TypeAlias = tuple[str, str, Severity]

_DAY: Final = r"(?P<year>(?:19|20)\d{2})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日"
_EFFECT: Final = re.compile(
    rf"(?:本(?:办法|规定|细则|意见|方案|通知|措施|政策|指南|规则)?[^。\n]{{0,10}})?(?:自|从)\s*{_DAY}\s*(?:之日)?(?:起|开始)?[^。\n]{{0,6}}?(?:施行|实施|执行|生效)"
)
_SAYS_EFFECT: Final = re.compile(
    r"(?:自|从)[^。\n]{0,25}(?:起|后)[^。\n]{0,12}(?:施行|实施|执行|生效)|印发之日起|公布之日起|发布之日起"
)
_VALIDITY: Final = re.compile(
    r"有效期(?:限)?(?:为|是|至|自|截至|到)?|施行期限|执行期限|实施期限|(?:施行|执行|实施|有效)(?:至|到)\s*(?:19|20)\d{2}年|期限(?:为)?[一二三四五六七八九十\d]+年"
)
_YEARS: Final = re.compile(
    r"(?:有效期|施行期限|执行期限|实施期限|试行期)(?:限)?(?:为|是)?\s*(?P<years>\d+|[一二两三四五六七八九十]+)\s*年"
)
_INTERPRETER: Final = re.compile(r"解释")
_TRIAL: Final = re.compile(r"[（(](?:试行|暂行)[）)]|(?:试行|暂行)(?:办法|规定|细则)")
_UNLIMITED: Final = re.compile(r"长期有效|永久有效|(?:有效期|期限)(?:为)?(?:无限期|不限|长期)")
_AT_ONCE: Final = re.compile(
    r"(?:因|为|鉴于)[^。\n]{2,40}(?:立即施行|即行施行|自公布之日起施行)|不立即施行将(?:影响|有碍)"
)
_LONGEST: Final = 5
_LONGEST_TRIAL: Final = 2


def effective_days(text: str, context: Context) -> Iterator[tuple[int, int, date]]:
    """The days from which the draft says it is in effect; the known one where the text says none."""
    none = True
    for found in _EFFECT.finditer(text):
        try:
            day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            continue
        none = False
        yield found.start("year"), found.end("day") + 1, day
    if none and context.effective_on is not None:
        yield 0, 0, context.effective_on


def says_why_at_once(text: str) -> bool:
    """Whether the draft gives a reason for taking effect at once."""
    return _AT_ONCE.search(text) is not None


def missing(text: str, context: Context) -> Iterator[Missing]:
    """What a whole draft leaves open about itself; each a sentence and how much it weighs."""
    if _SAYS_EFFECT.search(text) is None and context.effective_on is None:
        yield "没有写明施行日期。", "It does not say when it takes effect.", Severity.MEDIUM
    if _UNLIMITED.search(text) is not None or _VALIDITY.search(text) is None:
        yield "没有写明有效期。", "It does not say how long it is valid.", Severity.MEDIUM
    limit = _LONGEST_TRIAL if _TRIAL.search(text[:200]) is not None else _LONGEST
    for found in _YEARS.finditer(text):
        years = int(found["years"]) if found["years"].isdecimal() else from_chinese(found["years"])
        if years > limit:
            kind = "试行、暂行文件" if limit == _LONGEST_TRIAL else "规范性文件"
            yield (
                f"有效期{years}年，{kind}一般不超过{limit}年（以本省规定为准）。",
                f"Valid for {years} years; {limit} is the usual most (the province's rule decides).",
                Severity.MEDIUM,
            )
    if _INTERPRETER.search(text) is None:
        yield "没有写明由谁解释。", "It does not say who interprets it.", Severity.LOW
