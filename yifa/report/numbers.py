"""Numbers that somebody typed into the prose.

A report's numbers are figures: tokens that open their records. A number typed by hand is therefore found and shown until it is
replaced by a token or tied to a source. What is not a statement of quantity is left alone: dates and years, numbering (一是,
（一）, 1.), names of laws and papers in 《》, nicknames in “”, document numbers, plenaries and congresses, and the slogans that
are made of numbers (三重一大). The measure words and the slogans are lists in ``data/``.

    for found in typed_numbers("全年召开会议26次，比上年增长8.3%。"): ...
    26次, 8.3%
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from yifa.law.errors import LawError
from yifa.law.numerals import from_chinese
from yifa.law.quantities import NotANumber, decimal_of

_CHINESE = "〇零一二两三四五六七八九十百千"


def _listed(name: str) -> list[str]:
    """The entries of a word list, longest first, so that 个工作日 is tried before 个."""
    lines = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8").splitlines()
    return sorted(
        (line.strip() for line in lines if line.strip() and not line.startswith("#")), key=len, reverse=True
    )


_MEASURE = "|".join(_listed("measure-words.txt"))

_NUMBER = re.compile(
    rf"百分之(?P<percent>[{_CHINESE}点]+|\d+(?:\.\d+)?)"
    rf"|(?P<arabic>\d+(?:[,，]\d{{3}})*(?:\.\d+)?)\s?(?P<scale>[千万亿]{{0,2}})(?P<more>[余多几]?)(?P<unit>%|％|‰|{_MEASURE})?(?P<after>[余多]?)"
    rf"|(?P<chinese>[{_CHINESE}]+)(?P<cscale>[万亿]{{0,2}})(?P<cmore>[余多几]?)(?P<cunit>{_MEASURE})(?P<cafter>[余多]?)"
)

# Written over with spaces before looking: what holds numerals and states no quantity.
_NOT_FIGURES = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"\{\{.*?\}\}",  # tokens: figures already
        r"《(?:[^《》]|《[^《》]*》)*》",  # names of laws and papers
        r"“[^“”\n]{1,20}”",  # nicknames
        r"[〔\[［(（]\d{4}[〕\]］)）]\s*第?\d+号|第?\d+号",  # document numbers
        r"(?:19|20|21)\d{2}\s*(?:年|[—－–\-~至、，/．.](?=\s*(?:19|20|21)\d{2}))(?:度|初|末|底|来|以来)?(?:\d{1,2}月(?:份|底|初|末)?(?:\d{1,2}日)?)?",
        r"(?<![\d.])(?:19|20)\d{2}-\d{1,2}-\d{1,2}",
        r"[一二][〇零一二三四五六七八九九]{3}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?",
        r"\d{1,2}月\d{1,2}日(?:[—－–\-~至]\d{1,2}日)?|(?<!个)(?<![\d.])\d{1,2}月(?:份|底|初|末|起|中旬|上旬|下旬|至\d{1,2}月)",
        r"(?<!个)[一二三四五六七八九十]{1,2}月(?:份|底|初|末|[一二三四五六七八九十]{1,3}日)",
        r"\d{1,2}[—－–\-~至]\d{1,2}月(?:份)?",
        r"\d{1,2}[:：]\d{2}",  # times of day
        r"^[ \t　]*(?:\d{1,2}[ 　]?[.．、)）]|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[一二三四五六七八九十]{1,3}、)",
        r"[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]",  # numbering inside a line
        r"(?:^|(?<=[。；：，、\s]))[一二三四五六七八九十]{1,3}(?:是|要|、)",
        r"第(?:[一二三四五六七八九十百]+|\d+)(?![一二三四五六七八九十百\d]|[位名家个])",  # 第一责任人, 第九组, 第二批
        r"[一二三四五六七八九十]+(?:届|中全会|大(?:报告|精神|以来|和|对))|十[一二三四五]五",
        r"[一二三四1-4]季度|[上下]半年",
        r"[A-Za-z]+[A-Za-z0-9\-.]*\d[A-Za-z0-9\-.]*|\d+(?:\.\d+)?[A-Za-z]+[A-Za-z0-9\-]*",  # 5G, COVID-19, ISO9001
        r"\d{5}(?=[^，。；\n]{0,8}热线)|7\s?[×xX*]\s?24\s?小时|\d{3,4}-\d{7,8}|1\d{10}",
        r"[一二两三四五六七八九十\d]+个?(?:方面|环节|层面|阶段|步骤|维度|角度|结合|落实|突出|坚持|强化|狠抓|到位|着力|不放过)",
    )
)

_PHRASE = re.compile("|".join(map(re.escape, _listed("set-phrases.txt"))) + "|(?<!无)一起")

_SCALES = {"": Decimal(1), "千": Decimal(1000), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_ARTICLE = {"一"}
_CLAUSE_ENDS = "，。；！？\n"


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """One number in the prose.

    start, end: its place. text: as written, with 余 and the measure word. value: the number with 万 and 亿 resolved;
    None where it cannot be read. unit: the measure word, or "". clause: the words between the nearest stops, by which a tie
    recognises it again. doubtful: perhaps no statement of quantity (一项工作, 三年); shown, but freezing does not wait for it.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    unit: str
    clause: str
    line: int
    doubtful: bool


def typed_numbers(prose: str) -> tuple[TypedNumber, ...]:
    """Every number typed into the prose, in order."""
    return tuple(_found(prose))


def without_non_figures(prose: str) -> str:
    """The prose, of the same length, with dates, numbering, names, slogans and tokens blanked out."""
    blanked = prose
    for pattern in (_NOT_FIGURES[0], _NOT_FIGURES[1], _PHRASE, *_NOT_FIGURES[2:]):
        blanked = pattern.sub(lambda match: "".join("\n" if c == "\n" else "\0" for c in match[0]), blanked)
    return blanked


def _found(prose: str) -> Iterator[TypedNumber]:
    for match in _NUMBER.finditer(without_non_figures(prose)):
        start, end = match.span()
        text = prose[start:end].rstrip()
        end = start + len(text)
        ordinal = start > 0 and prose[start - 1] == "第"
        if ordinal:
            start, text = start - 1, f"第{text}"
        unit = match["unit"] or match["cunit"] or ("%" if match["percent"] else "")
        none_at_all = start > 0 and prose[start - 1] == "无"  # 无一起: a zero said as a figure
        yield TypedNumber(
            start=start,
            end=end,
            text=text,
            value=Decimal(0) if none_at_all else _value(match),
            unit=unit.replace("％", "%"),
            clause=clause_around(prose, start, end),
            line=prose.count("\n", 0, start) + 1,
            doubtful=not (ordinal or none_at_all)
            and (match["chinese"] in _ARTICLE or (unit in {"年", "月"} and not match["scale"])),
        )


def clause_around(prose: str, start: int, end: int) -> str:
    """The words between the stops around a place, without blanks at the ends."""
    first = max(prose.rfind(stop, 0, start) for stop in _CLAUSE_ENDS) + 1
    after = [place for stop in _CLAUSE_ENDS if (place := prose.find(stop, end)) >= 0]
    return prose[first : min(after, default=len(prose))].strip()


def _value(match: re.Match[str]) -> Decimal | None:
    if match["percent"]:
        return _number(match["percent"])
    written = match["arabic"] or match["chinese"]
    number = _number(written)
    if number is None:
        return None
    unit = match["unit"] or match["cunit"] or ""
    scales = (match["scale"] or match["cscale"] or "") + (unit[0] if unit[:1] in {"万", "亿"} else "")
    for scale in scales:
        number *= _SCALES[scale]
    return number


def _number(written: str) -> Decimal | None:
    if written[0].isdigit():
        try:
            return decimal_of(written)
        except NotANumber:
            return None
    whole, _, fraction = written.partition("点")
    try:
        number = Decimal(from_chinese(whole))
        return number + Decimal(f"0.{from_chinese(fraction)}") if fraction else number
    except LawError:
        return None
