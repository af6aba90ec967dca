"""Every sentence of a report with what it rests on, for whoever is to believe it: in words, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yifa.law.text import Bilingual
from yifa.report.render import say_line
from yifa.report.sentences import Basis, Sentence, sentences
from yifa.report.tokens import problems
from yifa.report.unsettled import flags, standing

if TYPE_CHECKING:
    from yifa.report.papers import Opened
    from yifa.report.unsettled import Standing


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as the report says it, and what it rests on. is_founded: on a record, a source, a fixed form or a name."""

    path: str
    text: str
    basis: Bilingual
    is_founded: bool


def told_with_basis(opened: Opened) -> Iterator[Told]:
    """The sentences of the report, in its order."""
    own = {
        one.path: one
        for one in standing(
            opened.passages, opened.report.confirmations.select_related("officer"), opened.setting
        )
    }
    open_numbers = {
        (flag.path, flag.number.text)
        for flag in flags(opened.passages, opened.report.ties.all(), setting=opened.setting)
        if flag.is_open
    }
    for each in opened.passages:
        if problems(each.text):
            continue
        path = each.passage.path
        is_address = each.passage.level == 0 and each.is_draft
        for sentence in sentences(each.text, opened.setting.year, is_address=is_address):
            typed = any(place == path and number in sentence.text for place, number in open_numbers)
            yield _told(opened, path, sentence, own.get(path), typed)


def _told(opened: Opened, path: str, sentence: Sentence, own: Standing | None, is_typed: bool) -> Told:
    text = say_line(sentence.text, opened.setting)
    if is_typed:
        says = Bilingual("手工填写的数字，没有来源", "a number typed by hand, without a source")
        return Told(path, text, says, False)
    match sentence.basis:
        case Basis.FIGURES:
            return Told(path, text, _figures(opened, sentence), True)
        case Basis.SOURCE:
            return Told(path, text, Bilingual("注明了来源的数字", "a number with its source"), True)
        case Basis.ADDRESS:
            return Told(path, text, Bilingual("固定的行文", "a fixed form"), True)
        case _:
            confirmed = None if own is None else own.confirmation
            if confirmed is None:
                says = Bilingual("机关的陈述，无人确认", "the bureau's own word; nobody stands for it")
                return Told(path, text, says, False)
            name = confirmed.officer.name
            return Told(path, text, Bilingual(f"{name}确认的陈述", f"confirmed by {name}"), True)


def _figures(opened: Opened, sentence: Sentence) -> Bilingual:
    told = [opened.setting.figures.get(code, year) for code, year in dict.fromkeys(sentence.figures)]
    return Bilingual(
        "；".join(f"{one.title.zh}（{one.year}年，{one.records_count}条记录）" for one in told),
        "; ".join(f"{one.title.en} ({one.year}, {one.records_count} records)" for one in told),
    )
