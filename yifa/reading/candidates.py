"""Where numerals stand that a measure word follows, sentence by sentence, in one pass over the text.

A numeral is taken from its first sign: where it cannot be read from there, it is not read from a later one, for a number read by
its tail (2000万 of 1亿2000万) is worse than none. What was not read so is told (`Unread`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from yifa.reading.kinds import Unread
from yifa.reading.lexicon import load
from yifa.reading.numerals import ARABIC, NUMBER, NUMERAL_SIGNS

STOPS: Final = "。！？；!?;"
BREAKS: Final = r"\r\n\f\v\x85\u2028\u2029"
_DIGITS = "0-9０-９"
_CHINESE_SIGNS = "".join(sorted(NUMERAL_SIGNS - frozenset("0123456789０１２３４５６７８９"))) + "○"
# Ends of sentences and beginnings of numerals: the only places that are looked at.
# The first sign of all is asked for alone, which is what the engine looks for quickly.
_EVENT = re.compile(
    rf"[{_DIGITS}{_CHINESE_SIGNS}{STOPS}{BREAKS}]"
    rf"(?:(?<=[{_DIGITS}])[{_DIGITS}]*|(?<=[{_CHINESE_SIGNS}])[{_CHINESE_SIGNS}]*|"
    rf"(?<=[{STOPS}])[{STOPS}]*[”’」』）)》]*|[{BREAKS}]*)"
)
_S = r"[ \t\u3000\xa0]{0,2}"
# A line of a text copied from a PDF may end between number and measure.
_GAP = re.compile(r"[ \t\u3000\xa0]{0,3}(?:\r?\n)?")
_NUMBER = re.compile(NUMBER)
_RANGE = re.compile(
    rf"(?P<unit>{_S}[%％个]?){_S}(?:--?|[—－–~～至到]{{1,2}}){_S}(?=[{_DIGITS}{_CHINESE_SIGNS}])"
)
_RANGE_UNITS = frozenset("%％个")  # said with both numbers of a range: 2%至3%
_NTH_BEFORE = re.compile(rf"第{_S}$")
_PLACE = re.compile(rf"{_S}(?:[位名](?![录单称义])|[家个所支部例](?![人属庭门级]))")
_FRACTION = re.compile(rf"分之(?P<over>{NUMBER})")
_BARE = re.compile(r"(?=[，,。；;、）)\r\n])")
_TENTHS = re.compile(
    r"成(?=[多余以左的，,。、；;（(）)\s半]|(?:的)?(?:企业|群众|居民|市民|村民|农户|职工|干部|学生|用户|人员|事项|项目|案件|资金|产品|设备|服务)(?!化|[的]?成))"
)
_INDEX_AFTER = re.compile(r"[，,。；;、）)\r\n（(]|$")
_INDEX_BEFORE = re.compile(
    r"(?:指数|景气度|得分|评分|总分|分值|均分)(?:均|分别|已|再)?"
    r"(?:为|达到?|是|升至|提高[至到]|上升[至到]|降至|回升至|：|:)?[ \t]{0,2}$"
)
_MASS = re.compile(
    rf"{_S}(?:名|多|余)?[\u4e00-\u9fff]{{0,6}}?(?P<noun>人口|群众|职工|学生|学子|师生|党员|干部|居民|市民|村民|移民|农民|农民工|劳动力|"
    r"劳动者|老人|老年人|儿童|残疾人|毕业生|用户|网民|旅客|游客|志愿者|技工|人才|大军|农户|贫困户|家庭|企业|商户|经营主体|市场主体|个体户)"
)
_PEOPLE_AS_ENTERPRISES = frozenset(["企业", "商户", "经营主体", "市场主体", "个体户"])
_HOUSEHOLDS = frozenset(["农户", "贫困户", "家庭", "用户"])


class Candidate:
    """A numeral that something makes a figure of: `kind` is counted, nth, bare, part (a fraction), tenths, times, doubled,
    mass or index. `low` is the first number of a range."""

    __slots__ = ("end", "kind", "low", "measure", "measure_at", "number", "place", "start", "unit")

    def __init__(
        self,
        kind: str,
        start: int,
        end: int,
        number: str,
        measure: str = "",
        measure_at: int = 0,
        *,
        low: str = "",
        place: str = "",
        unit: str = "",
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.number = number
        self.measure = measure
        self.measure_at = measure_at
        self.low = low
        self.place = place
        self.unit = unit


@cache
def measures() -> dict[str, str]:
    """What each measure word counts."""
    return {str(word): unit for unit, words in load("units")["measures"].items() for word in words}


@cache
def _by_first() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in measures():
        found.setdefault(word[0], []).append(word)
    return {first: tuple(sorted(words, key=len, reverse=True)) for first, words in found.items()}


def sentences(text: str) -> Iterator[tuple[int, int, list[Candidate], list[Unread]]]:
    """Start and end of each sentence that holds candidates, and what it holds."""
    begun, done = 0, 0
    held: list[Candidate] = []
    unread: list[Unread] = []
    for event in _EVENT.finditer(text):
        at = event.start()
        sign = text[at]
        if sign in NUMERAL_SIGNS or sign == "○":
            if at < done:
                continue
            end = event.end()
            if (
                sign in _SMALL
                and end == at + 1
                and text[end : end + 1] not in _may_follow()
                and text[at - 1 : at] not in _MAY_PRECEDE
            ):
                continue
            found = _at(text, at)
            if found is None:
                continue
            if isinstance(found, Unread):
                unread.append(found)
                done = found.end
                continue
            held.append(found)
            done = found.end
        else:
            if sign in STOPS:
                if at < done:
                    continue
                end = event.end()
            else:
                end = at
                if at < done:  # between number and measure a line may end
                    continue
            if held or unread:
                yield *_trimmed(text, begun, end), held, unread
                held, unread = [], []
            begun = event.end()
    if held or unread:
        yield *_trimmed(text, begun, len(text)), held, unread


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _measure(text: str, at: int) -> tuple[str, int]:
    """The measure word that stands behind a number that ends at `at`, and where it begins; empty for none."""
    known = _by_first()
    words = known.get(text[at : at + 1])
    if words is None:
        gap = _GAP.match(text, at)
        assert gap is not None  # it may be empty
        at = gap.end()
        words = known.get(text[at : at + 1])
        if words is None:
            return "", at
    for word in words:
        if text.startswith(word, at):
            return word, at
    return "", at


def _at(text: str, start: int) -> Candidate | Unread | None:
    """What the numeral that begins at `start` is; None for one that makes no figure."""
    match = _NUMBER.match(text, start)
    if match is None:
        return None
    before = text[start - 1 : start]
    if before == "第" or (
        before in " \t\u3000\xa0" and before and _NTH_BEFORE.search(text, max(0, start - 3), start)
    ):
        return _nth(text, start, match)
    number, end = match[0], match.end()
    if before and before in _JOINS and _goes_on(text, start, number):
        return _unread(text, start, end)
    if before and before in ".．" and text[start - 2 : start - 1].isdigit():
        return None
    measure, at = _measure(text, end)
    if measure == "分" and text.startswith("之", at + 1):
        return _without_measure(text, start, end, number)
    if not measure and number[-1] in "千百" and len(number) > 1:
        # 4380万千瓦: 千 belongs to the measure.
        measure, at = _measure(text, end - 1)
        if measure[:1] == number[-1]:
            number, end = number[:-1], end - 1
        else:
            measure = ""
    if measure and measure not in _RANGE_UNITS:
        return Candidate("counted", start, at + len(measure), number, measure, at)
    ranged = _RANGE.match(text, end)
    if ranged is not None:
        second = _NUMBER.match(text, ranged.end())
        if second is not None:
            other, last = second[0], second.end()
            own, own_at = measure, at
            measure, at = _measure(text, last)
            if own and measure != own:
                return Candidate("counted", start, own_at + len(own), number, own, own_at)
            if not measure and other[-1] in "千百" and len(other) > 1:
                measure, at = _measure(text, last - 1)
                if measure[:1] == other[-1]:
                    other = other[:-1]
                else:
                    measure = ""
            if measure:
                if "年" in text[end : second.start()]:
                    return Candidate("counted", second.start(), at + len(measure), other, measure, at)
                return Candidate("counted", start, at + len(measure), other, measure, at, low=number)
            measure, at = _measure(text, end)
    if measure:
        return Candidate("counted", start, at + len(measure), number, measure, at)
    return _without_measure(text, start, end, number)


def _without_measure(text: str, start: int, end: int, number: str) -> Candidate | None:
    """Fractions, tenths, doublings, bare sums of money, masses of people, indices: figures without a measure word."""
    after = text[end : end + 1]
    if after == "分":
        part = _FRACTION.match(text, end)
        if part is not None:
            return Candidate("part", start, part.end(), number, part["over"])
    if after == "成" and _TENTHS.match(text, end):
        more = 2 if text[end + 1 : end + 2] in ("多", "余") else 1
        return Candidate("tenths", start, end + more, number, "成")
    if after == "番" and text[start - 1 : start] in ("翻", "了"):
        begun = start - 1 if text[start - 1] == "翻" else start - 2
        if text[begun : begun + 1] == "翻" and number in ("一", "两", "二", "三", "1", "2", "3"):
            return Candidate("doubled", begun, end + 1, number, "番")
    if number[-1] in "万亿" and number[0] not in "万亿":
        if _BARE.match(text, end):
            return Candidate("bare", start, end, number, "元")
        mass = _MASS.match(text, end)
        if mass is not None and number[0].isdigit():
            noun = mass["noun"]
            unit = (
                "enterprise"
                if noun in _PEOPLE_AS_ENTERPRISES
                else "item"
                if noun in _HOUSEHOLDS
                else "person"
            )
            return Candidate("mass", start, end, number, "", end, unit=unit)
    if (
        number[0].isdigit()
        and _INDEX_AFTER.match(text, end)
        and _INDEX_BEFORE.search(text, max(0, start - 14), start)
    ):
        return Candidate("index", start, end, number, "分", unit="score")
    return None


def _nth(text: str, start: int, match: re.Match[str]) -> Candidate | None:
    end = match.end()
    begun = text.rfind("第", max(0, start - 3), start)
    place = _PLACE.match(text, end)
    if place is not None:
        return Candidate("nth", begun, place.end(), match[0], place=place[0].strip())
    return Candidate("nth", begun, end, match[0])


# A small Chinese numeral before any other sign counts nothing, unless 第 stands before it (一体, 三农): most of them are so.
_SMALL = frozenset("一二两三四五六七八九十")
_MAY_PRECEDE = frozenset("第 \t\u3000\xa0")


@cache
def _may_follow() -> frozenset[str]:
    """What may stand behind a small Chinese numeral of a figure: a measure word, a space, more of the number, a range, a part."""
    return frozenset("".join(_by_first()) + " \t\u3000\xa0\r\n点余多几来万亿%％个-—－–~～至到分成番")


_ENDING_ONE = frozenset("统唯单同逐专每任某第之万")
_JOINS = NUMERAL_SIGNS | {"点"}
_AMBIGUOUS = frozenset("点伍陆陸叁參肆柒捌玖拾")  # signs that end other words: 要点26项, 队伍30人


def _goes_on(text: str, start: int, number: str) -> bool:
    """Whether the sign before a numeral belongs to it, and not to a word: 统一3家, 要点26项."""
    before, earlier = text[start - 1], text[start - 2 : start - 1]
    if before in _AMBIGUOUS:
        return earlier in NUMERAL_SIGNS and earlier != ""
    return not (number[0].isdigit() and before in "一○" and earlier in _ENDING_ONE)


def _unread(text: str, start: int, end: int) -> Unread | None:
    """A piece of a numeral that could not be read whole, if it counts something."""
    measure, at = _measure(text, end)
    if not measure:
        return None
    begun = start
    while begun > 0 and (text[begun - 1] in NUMERAL_SIGNS or text[begun - 1] in "点.．,，"):
        begun -= 1
    return Unread(begun, at + len(measure), text[begun : at + len(measure)])


__all__ = ["ARABIC", "Candidate", "measures", "sentences"]
