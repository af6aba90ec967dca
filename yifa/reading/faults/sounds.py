"""Set phrases with one character wrong: typed by its sound (执法人原 for 执法人员), or mistaken for one of its shape.

Phrases of four characters or more are looked for (`lexicon/set-phrases.yaml`) with a character that makes no word there: 法制宣传
and 公开公证 are words of their own, and are left alone. Words of two characters (其重 for 其中) are only told where neither
character makes a word with any of its neighbours, and the wrong one is none that names are made of.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import rjieba

from yifa.reading.faults.lookup import beginnings
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
def _variants() -> tuple[dict[str, str], dict[str, tuple[int, ...]]]:
    """Each phrase with one character wrong → the phrase; and its first two characters → the lengths of such."""
    phrases = [one for one in load("set-phrases")["phrases"].split() if len(one) >= _LEAST]
    alike: dict[str, set[str]] = {}
    for group in (*load("homophones")["groups"], *load("set-phrases")["lookalikes"].split()):
        for character in group:
            alike.setdefault(character, set()).update(group)
    right = set(phrases)
    variants: dict[str, str] = {}
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        for at, character in enumerate(phrase):
            for other in alike.get(character, ()):
                if other == character or other in _SMALL_WORDS:
                    continue
                variant = phrase[:at] + other + phrase[at + 1 :]
                if variant not in right:
                    variants[variant] = phrase
                    lengths.setdefault(variant[:2], set()).add(len(variant))
    words = set(load("set-phrases")["words"].split())
    for word in words:
        for at, character in enumerate(word):
            for other in alike.get(character, ()):
                variant = word[:at] + other + word[at + 1 :]
                if other in _SMALL_WORDS or other in _OF_NAMES or variant in words:
                    continue
                if len(rjieba.cut(variant, hmm=False)) == len(variant):
                    variants[variant] = word
                    lengths.setdefault(variant, set()).add(len(variant))
    return variants, {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}


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
    variants, lengths = _variants()
    for at in beginnings(text, lengths):
        for length in lengths[text[at : at + 2]]:
            wrong = text[at : at + length]
            phrase = variants.get(wrong)
            if phrase is not None and _is_wrong(text, at, wrong, phrase):
                yield fault(
                    WRONG_SOUND,
                    (at, at + length),
                    f"“{wrong}”应为“{phrase}”。",
                    f"“{wrong}” should be “{phrase}”.",
                    should=(phrase, phrase),
                )
                break


def _is_wrong(text: str, start: int, wrong: str, phrase: str) -> bool:
    end = start + len(wrong)
    if len(wrong) < _LEAST:
        return {start, start + 1, end} <= _edges(text, start, end)
    at = next(n for n, (one, other) in enumerate(zip(wrong, phrase, strict=True)) if one != other)
    # 工作会报 stands in 工作会报告 by chance: a word of the text ends beyond it.
    return _stands_alone(wrong, at) and {start, end} <= _edges(text, start, end)


def _edges(text: str, start: int, end: int) -> set[int]:
    """Where words begin and end in the text around the piece."""
    at = max(0, start - _AROUND)
    edges = {at}
    for word in rjieba.cut(text[at : end + _AROUND], hmm=False):
        at += len(word)
        edges.add(at)
    return edges


FINDERS = (wrong_sounds,)
