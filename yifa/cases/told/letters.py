"""Letters that steps produced: numbered in the act, set on demand from the record.

A letter says what the case knew when its step was taken, so that printing it a year later gives the same page. Nothing of it is
stored but its number. A step whose letter could not be written is refused before it is recorded (``unwritable``).

What a letter cites is the basis of the item that was applied for, which a field that keeps such items tells, and the articles
that its step rests on (``yifa.procedure.papers``).

    @item_basis("acceptance/accept")
    def basis_of_item(case: Case, until: int) -> str: ...
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Final, Protocol, TypeAlias

from yifa.cases.library import procedure_of_case
from yifa.cases.models import Case, Letter, LogEntry
from yifa.cases.store import answers_of_case
from yifa.evidence.entries import Kind
from yifa.house.calendars import calendar_of
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import Json, Procedure, Question, Reason, Step, types
from yifa.procedure.papers import APPLICANT, Need, cited, day_after, ending_after, rests_on, unsure_needs
from yifa.procedure.types import same, say
from yifa.typesetting.fonts import FontsError, missing_glyphs
from yifa.typesetting.html import to_html
from yifa.typesetting.letters import Fact, LetterError, needs_if_known
from yifa.typesetting.letters import letter as fill
from yifa.typesetting.letters import title_of as title_of_kind
from yifa.typesetting.model import OfficialDocument
from yifa.typesetting.pdf import to_pdf

__all__ = [
    "LetterForm",
    "document_of",
    "facts_of",
    "item_basis",
    "render",
    "title_of_kind",
    "unwritable",
]

ItemBasis: TypeAlias = "Callable[[Case, int], str]"
_INCOMPLETE: Final = "letter/incomplete"


@dataclass(slots=True)
class ItemBases:
    """Who knows on what the item rests that a case applies for, by a role that a step of its procedure plays."""

    _by_role: dict[str, ItemBasis] = field(default_factory=dict)

    def add(self, role: str, function: ItemBasis) -> None:
        """Register a source. Raises ValueError where the role has one already."""
        if role in self._by_role:
            raise ValueError(f"{role} has two sources of its item's basis")
        self._by_role[role] = function

    def of(self, case: Case, until: int) -> str:
        """The basis of the case's item as it stood at an entry of the log; empty where nobody knows one."""
        roles = procedure_of_case(case).roles
        function = next((one for role, one in self._by_role.items() if role in roles), None)
        return function(case, until) if function is not None else ""


registry = ItemBases()


def item_basis(role: str) -> Callable[[ItemBasis], ItemBasis]:
    """Register the decorated function as what knows the basis of the items that are applied for where a step plays a role."""

    def register(function: ItemBasis) -> ItemBasis:
        registry.add(role, function)
        return function

    return register


class LetterForm(StrEnum):
    """In what form a letter is wanted."""

    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    OFD = "ofd"


def document_of(letter: Letter) -> OfficialDocument:
    """The letter as an official document. Raises LetterError naming every fact that is missing."""
    written = _Written.read(letter)
    return fill(
        letter.kind,
        written.facts(),
        issuer=letter.bureau.name,
        dated=letter.issued_on,
        number=letter.document_number,
        own=frozenset() if written.step is None else written.step.asks.keys(),
        is_demonstration=letter.bureau.is_demonstration,
    )


def render(letter: Letter, form: LetterForm) -> bytes:
    """The letter as a file. Raises LetterError for missing facts, DocumentError for characters that no font has."""
    document = document_of(letter)
    match form:
        case LetterForm.HTML:
            return to_html(document).encode()
        case LetterForm.DOCX:
            # Loaded by who takes one: most letters are read as pages and PDFs.
            from yifa.typesetting.word import to_docx

            return to_docx(document)
        case LetterForm.PDF:
            return to_pdf(document)
        case LetterForm.OFD:
            from yifa.typesetting.ofd import to_ofd

            return to_ofd(to_pdf(document))


def facts_of(letter: Letter) -> dict[str, Fact]:
    """What is known for a letter: the answers up to its act in words, and the case's own facts."""
    return _Written.read(letter).facts()


@dataclass(frozen=True, slots=True)
class _Written:
    """A letter with what the record held when its step was taken. done: the steps that were taken, this one included."""

    letter: Letter
    procedure: Procedure
    step: Step | None
    done: frozenset[str]
    answers: Mapping[str, Json]

    @classmethod
    def read(cls, letter: Letter) -> _Written:
        case = letter.case
        procedure = procedure_of_case(case)
        with using_bureau(letter.bureau_id):
            taken = dict(
                LogEntry.objects.filter(
                    bureau_id=letter.bureau_id,
                    case_id=case.pk,
                    position__lte=letter.log_position,
                    kind__in=(Kind.ACT, Kind.IMPORT),
                ).values_list("position", "step")
            )
            answers = answers_of_case(case.pk, letter.log_position)
        step = procedure.steps.get(taken.get(letter.log_position, ""))
        return cls(letter, procedure, step, frozenset(taken.values()), answers)

    def facts(self) -> dict[str, Fact]:
        letter, case = self.letter, self.letter.case
        questions = {**self.procedure.questions, **(self.step.asks if self.step is not None else {})}
        found: dict[str, Fact] = {}
        parties = _Parties(self._parties(questions))
        for key, value in self.answers.items():
            words = _words(questions.get(key), value, parties)
            if words is not None:
                found[key] = words
        found["title"] = case.title
        found["matter"] = self._matter(found)
        found["case_number"] = case.number
        found["received_on"] = case.opened_on
        found.setdefault("department", case.department.name if case.department else letter.bureau.name)
        if case.party is not None:
            found["party_name"] = case.party.name
            found.setdefault("applicant", case.party.name)
        with using_bureau(letter.bureau_id):
            found.update(self._of_law(found))
            served = (
                Letter.objects.filter(case=case, log_position__lt=letter.log_position)
                .order_by("-log_position")
                .first()
            )
        found["document"] = (
            case.title if served is None else f"{title_of_kind(served.kind).zh}（{served.document_number}）"
        )
        return found

    def _parties(self, questions: Mapping[str, Question]) -> dict[int, str]:
        named = [
            value
            for key, value in self.answers.items()
            if isinstance(value, int) and _is_party(questions.get(key))
        ]
        with using_bureau(self.letter.bureau_id):
            return dict(Party.everywhere.filter(pk__in=named).values_list("pk", "name"))

    def _matter(self, found: Mapping[str, Fact]) -> str:
        """What was applied for in the catalogue's words; else what the procedure is called, with the matter's own title."""
        title = self.letter.case.title
        item = found.get("item_name")
        if isinstance(item, str):
            return item
        from_outside = any(self.procedure.steps[key].by.applicant for key in self.procedure.openers)
        return f"{self.procedure.title.zh}（{title}）" if from_outside else title

    def _of_law(self, found: Mapping[str, Fact]) -> dict[str, Fact]:
        """The articles that the step rests on, and until when something has to be supplied before the matter may be ended."""
        if self.step is None:
            return {}
        letter = self.letter
        law: dict[str, Fact] = {}
        if "basis" not in found:
            own = registry.of(letter.case, letter.log_position)
            law["basis"] = cited(rests_on(self.procedure, self.step.key, self.done, self.answers), own)
        ending = ending_after(self.procedure, self.step.key, letter.issued_on, calendar_of(letter.bureau))
        if ending is not None:
            law.update(ends_from=day_after(ending))
            if "correct_by" not in found:
                law.update(correct_by=ending.last_day)
        return law


class Told(Protocol):
    """What a case was told before an act."""

    @property
    def answers(self) -> Mapping[str, object]: ...


@cache
def _unsure(procedure: Procedure, step: str) -> tuple[Need, ...]:
    return unsure_needs(procedure, step, needs_if_known)


def unwritable(
    procedure: Procedure,
    step: Step,
    answers: Mapping[str, Json],
    before: Told,
    has_party: bool,
) -> tuple[Reason, ...]:
    """Why the letter of a step could not be written if the step were taken. What was told before is asked of the record only for
    what neither the procedure sees to, nor the party, nor this step's answers."""
    kind = step.produces.get("letter")
    if kind is None:
        return ()
    lacking = _without(
        list(_unsure(procedure, step.key)), _given(answers) | set(APPLICANT if has_party else ())
    )
    if lacking:
        # What this step leaves empty is empty, whatever was told before.
        lacking = _without(lacking, _given(before.answers) - answers.keys())
    reasons = []
    if lacking:
        reasons.append(_lacking(kind, step, lacking))
    unprintable = _unprintable(answers)
    if unprintable:
        reasons.append(_cannot_print(kind, step, unprintable))
    return tuple(reasons)


def _given(answers: Mapping[str, object]) -> set[str]:
    return {key for key, value in answers.items() if value not in (None, "", [])}


def _without(needs: list[Need], known: set[str]) -> list[Need]:
    return [need for need in needs if known.isdisjoint((need.name, *need.also))]


def _title(kind: str) -> Bilingual:
    try:
        return title_of_kind(kind)
    except LetterError:
        return Bilingual(kind, kind)


def _lacking(kind: str, step: Step, lacking: list[Need]) -> Reason:
    title = _title(kind)
    zh = "、".join(need.title.zh for need in lacking)
    en = ", ".join(need.title.en for need in lacking)
    return Reason(
        None,
        _INCOMPLETE,
        Bilingual(
            f"办理“{step.title.zh}”要出具《{title.zh}》，还缺：{zh}",
            f"'{step.title.en}' produces the {title.en}, which still lacks: {en}",
        ),
        Bilingual("请先补充这些内容，再办理", "Supply these first"),
    )


def _cannot_print(kind: str, step: Step, characters: tuple[str, ...]) -> Reason:
    title = _title(kind)
    shown = " ".join(f"{one}(U+{ord(one):04X})" for one in characters)
    return Reason(
        None,
        _INCOMPLETE,
        Bilingual(
            f"办理“{step.title.zh}”要出具《{title.zh}》，这些字没有可用的字形：{shown}",
            f"'{step.title.en}' produces the {title.en}; no font here has: {shown}",
        ),
        Bilingual(
            "请换用通行写法，或者安装含这些字的字体",
            "Write them otherwise, or install a font that has them",
        ),
    )


def _unprintable(answers: Mapping[str, Json]) -> tuple[str, ...]:
    try:
        return missing_glyphs(value for value in answers.values() if isinstance(value, str))
    except FontsError:
        return ()


def _is_party(question: Question | None) -> bool:
    return question is not None and question.type is types.PARTY


@dataclass(frozen=True, slots=True)
class _Parties:
    """The parties that a letter names, by primary key."""

    names: Mapping[int, str]

    def party(self, key: int) -> Bilingual:
        return same(self.names.get(key, ""))

    def officer(self, key: str) -> Bilingual:
        return same(key)


def _words(question: Question | None, value: Json, parties: _Parties) -> Fact | None:
    """An answer as it should read in a letter; None for what has no words."""
    if question is not None and question.type.is_many:
        return [part.zh for part in question.type.parts(question, value, parties) if part.zh] or None
    if question is None and isinstance(value, list):
        return [str(item) for item in value] or None
    return say(question, value, parties).zh or None
