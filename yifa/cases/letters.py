"""Letters that steps produced: numbered in the act, set on demand from the record.

A letter says what the case knew when its step was taken, so that printing it a year later gives the same page. Nothing of it is
stored but its number.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from yifa.cases.library import procedure_of
from yifa.cases.models import Letter
from yifa.cases.store import answers_of_case
from yifa.house.tenancy import using_bureau
from yifa.parties.models import Party
from yifa.procedure import Procedure, Question, QuestionType
from yifa.procedure.model import Condition, Response
from yifa.typesetting.html import to_html
from yifa.typesetting.letters import Fact
from yifa.typesetting.letters import letter as fill
from yifa.typesetting.letters import title_of as title_of_kind
from yifa.typesetting.model import OfficialDocument
from yifa.typesetting.pdf import to_pdf
from yifa.typesetting.word import to_docx

__all__ = ["LetterForm", "document_of", "facts_of", "render", "title_of_kind"]


class LetterForm(StrEnum):
    """In what form a letter is wanted."""

    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"


def document_of(letter: Letter) -> OfficialDocument:
    """The letter as an official document. Raises LetterError naming every fact that is missing."""
    return fill(
        letter.kind,
        facts_of(letter),
        issuer=letter.bureau.name,
        dated=letter.issued_on,
        number=letter.document_number,
    )


def render(letter: Letter, form: LetterForm) -> bytes:
    """The letter as a file. Raises LetterError for missing facts, DocumentError for characters that no font has."""
    document = document_of(letter)
    match form:
        case LetterForm.HTML:
            return to_html(document).encode()
        case LetterForm.DOCX:
            return to_docx(document)
        case LetterForm.PDF:
            return to_pdf(document)


def facts_of(letter: Letter) -> dict[str, Fact]:
    """What is known for a letter: the answers up to its act in words, and the case's own facts."""
    case = letter.case
    procedure = procedure_of(case.procedure_key, case.procedure_version, case.procedure_hash)
    with using_bureau(letter.bureau_id):
        answers = answers_of_case(case.pk, letter.log_position)
        party_ids = [
            value
            for key, value in answers.items()
            if isinstance(value, int) and _is_party(procedure.questions.get(key))
        ]
        parties = dict(Party.everywhere.filter(pk__in=party_ids).values_list("pk", "name"))
    facts: dict[str, Fact] = {}
    for key, value in answers.items():
        words = _words(procedure.questions.get(key), value, parties)
        if words is not None:
            facts[key] = words
    facts["matter"] = facts["title"] = case.title
    facts["case_number"] = case.number
    facts["received_on"] = case.opened_on
    if case.party is not None:
        facts["party_name"] = case.party.name
        facts.setdefault("applicant", case.party.name)
    facts.setdefault("basis", _basis(procedure, _step_of(letter, procedure)))
    return facts


def _is_party(question: Question | None) -> bool:
    return question is not None and question.type is QuestionType.PARTY


def _words(question: Question | None, value: object, parties: Mapping[int, str]) -> Fact | None:
    """An answer as it should read in a letter; None for what has no words."""
    if value is None or value == "" or value == []:
        return None
    kind = question.type if question is not None else None
    if kind is QuestionType.MONEY and isinstance(value, int):
        return f"{value / 100:,.2f}元"
    if kind is QuestionType.PARTY and isinstance(value, int):
        return parties.get(value)
    if kind is QuestionType.DATE and isinstance(value, str):
        return date.fromisoformat(value)
    if kind is QuestionType.CHOICE and question is not None and value in question.choices:
        return question.choices[str(value)].zh
    if kind is QuestionType.CHOICES and question is not None and isinstance(value, list):
        return [question.choices[one].zh for one in value if one in question.choices]
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return [str(item) for item in value]
    return value if isinstance(value, int | str) else str(value)


def _step_of(letter: Letter, procedure: Procedure) -> str:
    from yifa.cases.models import LogEntry

    with using_bureau(letter.bureau_id):
        step = LogEntry.objects.values_list("step", flat=True).get(
            bureau_id=letter.bureau_id, position=letter.log_position
        )
    return step if step in procedure.steps else ""


def _basis(procedure: Procedure, step: str) -> str:
    """The articles that the step answers to: those that make it owed, else those that condition it, else the statutes."""
    for relation, wanted in ((Response, "owed"), (Condition, "steps")):
        found = [
            rule.authority.zh
            for rule in procedure.of_kind(relation)
            if rule.is_statutory and step in getattr(rule.relation, wanted)
        ]
        if found:
            return "、".join(dict.fromkeys(found))
    titles = [f"《{rule.statute_title.zh}》" for rule in procedure.rules if rule.statute_title is not None]
    return "、".join(dict.fromkeys(titles)) or procedure.title.zh
