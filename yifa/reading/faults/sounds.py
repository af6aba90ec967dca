"""Set phrases with one character wrong: typed by its sound (执法人原 for 执法人员), or mistaken for one of its shape.

Phrases of four characters or more are looked for (`lexicon/set-phrases.yaml`) with a character that makes no word there: 法制宣传
and 公开公证 are words of their own, and are left alone. Words of two characters (其重 for 其中) are only told where neither
character makes a word with any of its neighbours, and the wrong one is none that names are made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import rjieba

from yifa.reading.faults.lookup import Index
from yifa.reading.faults.model import Fault, FaultKind, Material, fault, rule
from yifa.reading.lexicon import load

WRONG_SOUND = rule(
    "wording/wrong-sound",
    FaultKind.TYPO,
    title=("固定说法写错一字", "A set phrase with a wrong character"),
    authority=(
        "词语按《现代汉语词典》和法定名称书写",
        "Words are written as the standard dictionary and the statutes write them",
    ),
)

# Words of one character that stand beside anything by chance.
_SMALL_WORDS = frozenset(
    "的地得是在和与及以为之其有不无已也又将把被由从到至于对等各该此每个这那所了着过并或而且但则即若如上下中内外前后时年月日市县区省局厅委办科处会"
    "一二三四五六七八九十百千万亿两第共人我他本向往再才都就还更最使让给按据经"
)
# What names of persons are made of: 王强华 is not 强化 wrongly written. And characters that end or begin other words freely.
_OF_NAMES = frozenset(
    "华国明军伟平红文林志强玉英春海龙杰峰俊刚勇丽静敏燕芳娟艳涛磊洋鹏飞超波辉斌宇浩凯健鑫兵立利建成光永生新义仁信德福贵祥瑞安康宁和清江河山石金银铁木水火土田王李张刘陈杨黄赵吴周徐孙马朱胡郭何高罗郑梁谢宋唐许邓冯韩曹曾彭"
    "率事继稻急员名性型化级类式度法权县镇村乡街路"
)
_LEAST = 4
_AROUND = 6


@cache
def _variants() -> Index[str]:
    """Each phrase and word with one character wrong → how it should be."""
    phrases = {one for one in load("set-phrases")["phrases"].split() if len(one) >= _LEAST}
    words = set(load("set-phrases")["words"].split())
    alike: dict[str, set[str]] = {}
    for group in (*load("homophones")["groups"], *load("set-phrases")["lookalikes"].split()):
        for character in group:
            alike.setdefault(character, set()).update(group)
    right = phrases | words
    made: list[tuple[str, str]] = []
    for phrase in sorted(right):
        for at, character in enumerate(phrase):
            for other in sorted(alike.get(character, set()) - _SMALL_WORDS):
                variant = phrase[:at] + other + phrase[at + 1 :]
                if variant in right or (phrase in words and not _is_no_word(variant, other)):
                    continue
                made.append((variant, phrase))
    return Index(made)


def _is_no_word(variant: str, other: str) -> bool:
    return other not in _OF_NAMES and len(rjieba.cut(variant, hmm=False)) == len(variant)


def _stands_alone(variant: str, at: int) -> bool:
    """Whether the character at `at` makes no word with its neighbours."""
    start = 0
    for word in rjieba.cut(variant, hmm=False):
        if start == at and len(word) == 1:
            return True
        start += len(word)
    return False


def wrong_sounds(material: Material) -> Iterator[Fault]:
    """Set phrases with one character of the same sound or shape instead of the right one."""
    text = material.reading.text
    for start, wrong, phrase in _variants().places(text):
        if _is_wrong(text, start, wrong, phrase):
            yield fault(
                WRONG_SOUND,
                (start, start + len(wrong)),
                f"“{wrong}”应为“{phrase}”。",
                f"“{wrong}” should be “{phrase}”.",
                should=(phrase, phrase),
            )


def _is_wrong(text: str, start: int, wrong: str, phrase: str) -> bool:
    end = start + len(wrong)
    if len(wrong) < _LEAST:
        return (
            wrong not in _OWN
            and {start, start + 1, end} <= _edges(text, start, end)
            and not _is_coined(text, start, end, phrase)
        )
    at = next(n for n, (one, other) in enumerate(zip(wrong, phrase, strict=True)) if one != other)
    # 工作会报 stands in 工作会报告 by chance: a word of the text ends beyond it.
    return _stands_alone(wrong, at) and {start, end} <= _edges(text, start, end)


# What new words and names are coined with: 湘村 of a brand, 智行 of a project, 悦己 of a trade.
_COINED = frozenset(
    "智湘沪浙粤闽皖赣鄂豫鲁冀晋辽吉黑陕甘青宁新蒙桂琼渝川黔滇藏京津苏悦享云数绿红蓝青金银碳氢芯链惠融创意品乐美"
)
_NAME_FOLLOWS = re.compile(
    r"(?:半导体|公司|集团|股份|控股|大学|学院|医院|银行|品牌|小镇|社区|街道|大道|走廊|示范区|科技园|产业园|平台|系统|工程|行动|计划|模式)"
)
_LINKS = frozenset(
    "的了和与及或在于以为对把将被由从到向并且也都还就又，。；：、（）“”《》！？,.;:!?()\"' \n\t\u3000"
)
_NEAR = 6
# Pairs that differ from a word of two characters and mean something of their own.
_OWN = frozenset(["应季", "易见", "只定", "未见", "常见", "另定", "议见"])


def _is_coined(text: str, start: int, end: int, phrase: str) -> bool:
    """Whether two characters that make no word were put together on purpose, as official prose does: in rows of single
    characters (深查细改, 精文减会), in parallel to others (知责于心、担责于身; 治废治塑), in a name."""
    wrong = text[start:end]
    if any(one in _COINED for one, right in zip(wrong, phrase, strict=True) if one != right):
        return True
    if _NAME_FOLLOWS.match(text, end) or (text[start - 1 : start] in "“《【" and start):
        return True
    around = text[max(0, start - _NEAR) : start] + text[end : end + _NEAR]
    if any(one in around for one in wrong):
        return True
    # A single character on either side that is a word of its own makes a row with these.
    first = max(0, start - _NEAR)
    at, cuts = first, []
    for word in rjieba.cut(text[first : end + _NEAR], hmm=False):
        cuts.append((at, word))
        at += len(word)
    before = next((word for place, word in cuts if place + len(word) == start), "")
    after = next((word for place, word in cuts if place == end), "")
    return any(
        len(word) == 1 and word not in _LINKS and "\u4e00" <= word <= "\u9fff" for word in (before, after)
    )


def _edges(text: str, start: int, end: int) -> set[int]:
    """Where words begin and end in the text around the piece."""
    at = max(0, start - _AROUND)
    edges = {at}
    for word in rjieba.cut(text[at : end + _AROUND], hmm=False):
        at += len(word)
        edges.add(at)
    return edges


FINDERS = (wrong_sounds,)
