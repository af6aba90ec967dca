"""Screening a draft of a hundred pages, beside a plain keyword list and beside one page, measured in one run.

    python -m benchmarks.screening [--pages 100]

The draft is made of labelled clauses, innocent and not, with plain provisions between them. Reading the rules' files is measured
apart: a server reads them once.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import TypeVar

from yifa.screening import Context, KnownDocument, Standing, rule_books, screen
from yifa.screening.labelled import read_folder

T = TypeVar("T")
_LABELLED = Path(__file__).resolve().parent.parent / "labelled" / "screening" / "development"
_PAGE = 650
"""Characters on a page of an official document: 22 lines of 28, and some."""
_PLAIN = (
    "市科学技术局负责本办法的组织实施和监督管理，市财政局负责资金的预算安排和绩效管理。",
    "申报材料应当真实、完整，由申报单位通过科技管理信息系统提交，系统自动出具回执。",
    "评审专家从专家库中随机抽取，实行回避，评审结果在局网站公示不少于五个工作日。",
    "项目承担单位应当按照任务书组织实施，专款专用，接受审计和监督检查。",
)


def main() -> None:
    """Prints the comparison."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--pages", type=int, default=100, help="pages of the draft")
    pages = arguments.parse_args().pages
    loading, book = timed(rule_books)
    text = draft(pages * _PAGE)
    page = text[:_PAGE]
    documents = tuple(
        KnownDocument(f"某科〔{year}〕{n}号", f"某市第{year}{n}号办法", Standing.IN_FORCE)
        for year in range(2005, 2026)
        for n in range(1, 21)
    )
    context = Context(on=date(2026, 3, 2), documents=documents)
    screen(page, context=context)
    words, _asked = timed(lambda: by_words(text))
    rules, findings = timed(lambda: screen(text, rules=book, context=context))
    one, _few = timed(lambda: screen(page, rules=book, context=context))
    print(f"{pages} pages, {len(text)} characters: {len(findings)} findings in {rules:.2f} s = 1.0")
    print(f"a keyword list over the same: {words / rules:.3f}; one page: {one / rules:.3f}")
    print(f"reading the rules' files, once: {loading / rules:.1f}")


def draft(characters: int) -> str:
    """A draft of at least so many characters: every fifth sentence a labelled clause."""
    clauses = cycle([one.text for one in read_folder(_LABELLED)])
    plain = cycle(_PLAIN)
    parts: list[str] = []
    length = number = 0
    while length < characters:
        number += 1
        said = next(clauses) if number % 5 == 0 else next(plain)
        parts.append(f"第{number}条 {said}\n")
        length += len(parts[-1])
    return "".join(parts)


def by_words(text: str) -> int:
    """What a keyword list does: every place of every word."""
    return sum(text.count(word) for words in rule_books().keywords.values() for word in words)


def timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


if __name__ == "__main__":
    main()
