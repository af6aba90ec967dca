"""What was said of each finding of a screened draft, as a step records it: one text, a line for each finding, so that the
record reads by itself years later.

    【FC-06-1a2b3c】“创新券……本市……机构”：已改为不限机构所在地。

The bracket holds the finding's key, which stays while the sentence stays; what was said of a sentence that has changed is asked
again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from yifa.law.text import Bilingual
from yifa.screening.context import Context
from yifa.screening.engine import screen
from yifa.screening.files import RuleBook
from yifa.screening.model import Finding

_LINE: Final = re.compile(
    r"^【(?P<key>[A-Z]{2}-\d\d-[0-9a-f]{6}(?:-\d+)?)】(?:“[^”\n]*”)?[：:]?[ ]*(?P<said>[^【]*)", re.MULTILINE
)
_QUOTED: Final = 40
WHOLE: Final = Bilingual("全文", "the whole text")
"""What is quoted of a finding that concerns no one sentence."""
_SIGN: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_FEWEST: Final = 5
_STOCK: Final = frozenset(
    [
        "没有问题",
        "没有意见",
        "不存在问题",
        "无需修改",
        "不需要修改",
        "同意保留",
        "已经核对",
        "核对无误",
        "符合有关规定",
        "情况已经知悉",
        "暂无意见",
        "没有不同意见",
    ]
)


def is_reason(said: str) -> bool:
    """Whether an answer says something that a second person can weigh: not a sign or 已阅, nor a phrase that fits anything."""
    bare = "".join(_SIGN.findall(said))
    return len(bare) >= _FEWEST and len(set(bare)) > 2 and bare not in _STOCK


def read_answers(recorded: str) -> dict[str, str]:
    """Answers by the findings' keys, from the text that a step recorded; lines of another shape say nothing."""
    return {
        found["key"]: found["said"].strip() for found in _LINE.finditer(recorded) if found["said"].strip()
    }


def write_answers(findings: Iterable[Finding], answers: Mapping[str, str]) -> str:
    """The text to record: a line for each finding that is answered, in their order."""
    return "\n".join(
        f"【{key}】“{quoted(one)}”：{' '.join(answers[key].replace('【', '[').split())}"
        for key, one in named(findings)
        if answers.get(key, "").strip()
    )


def unanswered(
    text: str, recorded: str, *, context: Context, rules: RuleBook | None = None
) -> tuple[Finding, ...]:
    """Findings of a draft that the recorded text does not answer with a reason, and those that no reason answers."""
    answered = read_answers(recorded)
    return tuple(
        one
        for key, one in named(screen(text, rules=rules, context=context))
        if one.final or not is_reason(answered.get(key, ""))
    )


def keys_of(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The findings' keys; where one sentence stands twice, the second gets a number."""
    return tuple(key for key, _one in named(findings))


def named(findings: Iterable[Finding]) -> list[tuple[str, Finding]]:
    """The findings with their keys (``keys_of``)."""
    seen: dict[str, int] = {}
    named: list[tuple[str, Finding]] = []
    for one in findings:
        times = seen[one.key] = seen.get(one.key, 0) + 1
        named.append((one.key if times == 1 else f"{one.key}-{times}", one))
    return named


def quoted(one: Finding) -> str:
    """The sentence that a finding concerns, cut where it is long, as the record quotes it."""
    if one.is_whole:
        return WHOLE.zh
    said = one.span.replace("\n", " ").replace("”", "’").replace("“", "‘")
    return said if len(said) <= _QUOTED else f"{said[:_QUOTED]}…"
