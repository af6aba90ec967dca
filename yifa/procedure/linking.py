"""What questions for other cases say of procedures that are not theirs: whether those exist, take that step, and ask that.

A procedure is read without the others, so that a mistake in one file never hides another; this looks at the library as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from yifa.law.text import Bilingual
from yifa.procedure import types
from yifa.procedure.guards import GuardProblem
from yifa.procedure.library import Library
from yifa.procedure.model import Procedure, Question
from yifa.procedure.reading import FileProblem, suggestion


def link_problems(library: Library, procedure: Procedure) -> Iterator[FileProblem]:
    """Everything that a procedure's questions for other cases say wrongly of the latest versions in the library."""
    for step in procedure.steps.values():
        for question in step.asks.values():
            if question.computes is not None and procedure == library.latest(procedure.key):
                for sentence in _not_read(library, procedure, question):
                    source = question.source
                    yield FileProblem(source.path, source.line, source.column, sentence.zh, sentence.en)
            if question.link is None:
                continue
            for key in question.link.of:
                for sentence in _problems_of(library, question, key):
                    source = question.source
                    yield FileProblem(source.path, source.line, source.column, sentence.zh, sentence.en)
    for rule_id, omission in procedure.omitted.items():
        # Texts of earlier days are not mended by a fault that is found today.
        if omission.kept_in is not None and procedure == library.latest(procedure.key):
            source = procedure.source
            for sentence in _not_kept(library, procedure, rule_id, omission.kept_in):
                yield FileProblem(source.path, source.line, source.column, sentence.zh, sentence.en)


def _not_read(library: Library, procedure: Procedure, question: Question) -> Iterator[Bilingual]:
    """What is wrong with reading an answer elsewhere: a procedure that does not ask it, or whose answer is none here."""
    computes = question.computes
    assert computes is not None
    linked = procedure.questions.get(computes.question)
    if computes.by or linked is None or linked.link is None:
        return
    for key in linked.link.of:
        if key not in library.procedures:
            continue
        asked = library.latest(key).questions.get(computes.field)
        if asked is None:
            zh, en = suggestion(computes.field, library.latest(key).questions)
            yield Bilingual(
                f"{question.key} 的 computes，程序“{key}”：{zh}",
                f"{question.key}, computes, of {key!r}: {en}",
            )
            continue
        if question.type is not types.CHOICE:
            continue
        strange = [one for one in asked.choices if computes.words.get(one, one) not in question.choices]
        if strange:
            yield Bilingual(
                f"{question.key} 的 computes：程序“{key}”的“{'、'.join(strange)}”在这里没有对应的选项，请写入 words",
                f"{question.key}, computes: {', '.join(strange)} of {key!r} are no choices here; add words for them",
            )


def _not_kept(library: Library, procedure: Procedure, rule_id: str, kept_in: str) -> Iterator[Bilingual]:
    """What is wrong with leaving a rule to a linked matter: nobody asks for it, or it does not keep the rule either."""
    question = procedure.questions.get(kept_in)
    if question is None or question.type is not types.CASE:
        cases = [one.key for one in procedure.questions.values() if one.type is types.CASE]
        zh, en = suggestion(kept_in, cases)
        yield Bilingual(
            f"“{rule_id}”的 kept_in 应是 type: case 的问题：{zh}",
            f"kept_in of {rule_id!r} must be a question of type case: {en}",
        )
        return
    if not question.required and question.required_when is None and question.computes is None:
        yield Bilingual(
            f"“{rule_id}”由“{kept_in}”所指的事项保证，该问题应为必填（required）",
            f"{rule_id!r} is kept in the matter that {kept_in!r} names, so the question must be required",
        )
    for key in question.link.of if question.link is not None else ():
        if key in library.procedures and rule_id not in library.latest(key).by_id:
            yield Bilingual(
                f"“{rule_id}”说由程序“{key}”保证，而其中没有这一规则",
                f"{rule_id!r} is said to be kept by the procedure {key!r}, which does not have it",
            )


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
        if asked is None or asked.type is not types.CASE:
            yield Bilingual(
                f"{question.key} 的 about：程序“{key}”没有 type: case 的问题“{link.about}”",
                f"{question.key}, about: the procedure {key!r} asks no case as {link.about!r}",
            )
