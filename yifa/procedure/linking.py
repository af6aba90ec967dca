"""What questions for other cases say of procedures that are not theirs: whether those exist, take that step, and ask that.

A procedure is read without the others, so that a mistake in one file never hides another; this looks at the library as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from yifa.law.text import Bilingual
from yifa.procedure.guards import GuardProblem
from yifa.procedure.library import Library
from yifa.procedure.model import Procedure, Question, QuestionType
from yifa.procedure.reading import FileProblem, suggestion


def link_problems(library: Library, procedure: Procedure) -> Iterator[FileProblem]:
    """Everything that a procedure's questions for other cases say wrongly of the latest versions in the library."""
    for step in procedure.steps.values():
        for question in step.asks.values():
            if question.link is None:
                continue
            for key in question.link.of:
                for sentence in _problems_of(library, question, key):
                    source = question.source
                    yield FileProblem(source.path, source.line, source.column, sentence.zh, sentence.en)


def _problems_of(library: Library, question: Question, key: str) -> Iterator[Bilingual]:
    link = question.link
    assert link is not None
    if key not in library.procedures:
        zh, en = suggestion(key, library.procedures)
        yield Bilingual(f"{question.key} 的 of：{zh}", f"{question.key}, of: {en}")
        return
    other = library.latest(key)
    if link.finished is not None and link.finished not in other.steps:
        zh, en = suggestion(link.finished, other.steps)
        yield Bilingual(
            f"{question.key} 的 finished，程序“{key}”：{zh}", f"{question.key}, finished in {key!r}: {en}"
        )
    if link.answers is not None:
        try:
            link.answers.check(other.questions)
        except GuardProblem as problem:
            yield Bilingual(
                f"{question.key} 的 with: {link.answers.text}（程序“{key}”）：{problem.zh}",
                f"{question.key}, with: {link.answers.text} (of {key!r}): {problem.en}",
            )
    if link.about is not None:
        asked = other.questions.get(link.about)
        if asked is None or asked.type is not QuestionType.CASE:
            yield Bilingual(
                f"{question.key} 的 about：程序“{key}”没有 type: case 的问题“{link.about}”",
                f"{question.key}, about: the procedure {key!r} asks no case as {link.about!r}",
            )
