"""A step's form as the public fills it in: only what is not known already, with nothing lost when something is wrong.

Questions that the item's guide answers are not asked; the applicant's own name is taken from the part that says who applies;
other parties are named as text. The trap is a field that people do not see: whoever fills it in is a program.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from yifa.cases.acting.composing import with_file_names
from yifa.interface import uploads
from yifa.interface.form import Field, Filled, fields
from yifa.interface.formats import words
from yifa.interface.questions import PREFIX, Typed, collect, read
from yifa.interface.uploads import Held, Uploads
from yifa.law.text import Bilingual
from yifa.portal import drafts, limits
from yifa.portal.applicant import Applicant
from yifa.portal.drafts import Kept
from yifa.portal.papers import PaperRow, Papers
from yifa.procedure import Json, Question, Step, types, validate_answers

TRAP: Final = "website"
_SUGGESTED_AT_MOST: Final = 40
_TOO_MANY_FILES: Final = Bilingual(
    "这段时间上传的文件太多，没有保存；请过一小时再试，着急的可以到窗口办理",
    "was not kept: too much was uploaded in this time. Try again in an hour, or come to the window",
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One line of the summary above the form, and where in the form it belongs."""

    anchor: str
    sentence: str


@dataclass(slots=True)
class PublicForm:
    """The form while one request works on it. ``asked``: the step with the questions that are put; ``who`` where it is asked."""

    step: Step
    asked: Step
    known: Mapping[str, Json]
    names_applicant: frozenset[str]
    typed: Typed
    uploads: Uploads
    who: Applicant | None
    problems: dict[str, Bilingual] = field(default_factory=dict)
    is_program: bool = False
    papers: Papers | None = None

    @classmethod
    def opened(
        cls,
        request: HttpRequest,
        key: str,
        step: Step,
        *,
        known: Mapping[str, Json],
        names_applicant: frozenset[str] = frozenset(),
        asks_who: bool = False,
        papers: Papers | None = None,
    ) -> PublicForm:
        """The form as it was left, or empty."""
        asked = _asked(step, known, names_applicant, papers)
        kept = drafts.find(request, key)
        who = Applicant.blank() if asks_who else None
        if kept is None:
            return cls(step, asked, known, names_applicant, {}, Uploads({}, {}), who, papers=papers)
        if asks_who and kept.who:
            who = Applicant.kept(kept.who)
        held = uploads.reopened(drafts.visitor(request), asked, kept.held)
        return cls(step, asked, known, names_applicant, kept.typed, held, who, papers=papers)

    @classmethod
    def sent(
        cls,
        request: HttpRequest,
        step: Step,
        limit_bytes: int,
        *,
        known: Mapping[str, Json],
        names_applicant: frozenset[str] = frozenset(),
        asks_who: bool = False,
        papers: Papers | None = None,
    ) -> PublicForm:
        """The form as it was sent, with its files."""
        asked = _asked(step, known, names_applicant, papers)
        refused = not limits.may_upload(request)
        came = request.FILES if papers is None else papers.sorted_in(request.FILES)
        files: MultiValueDict[str, Any] = MultiValueDict() if refused else came
        arrived = uploads.collect(drafts.visitor(request), limit_bytes, asked, request.POST, files)
        if refused:
            arrived.problems.update(
                (key, _TOO_MANY_FILES) for key in asked.asks if came.getlist(PREFIX + key)
            )
        form = cls(
            step,
            asked,
            known,
            names_applicant,
            collect(asked, request.POST),
            arrived,
            Applicant.sent(request.POST) if asks_who else None,
            is_program=bool(request.POST.get(TRAP)),
            papers=papers,
        )
        form.problems.update(arrived.problems)
        return form

    def suggest(self, given: Mapping[str, str]) -> None:
        """Fill in short texts that the address gives, such as the article that an opinion is on; nothing typed is replaced."""
        for key, question in self.asked.asks.items():
            if question.type is types.TEXT and given.get(key) and not self.typed.get(key):
                self.typed[key] = given[key][:_SUGGESTED_AT_MOST]

    def keep(self, request: HttpRequest, key: str) -> bool:
        """Keep the form in the session; False where it is too long for that."""
        who = {} if self.who is None else self.who.typed
        return drafts.keep(request, key, Kept(self.typed, self.uploads.tokens, who))

    def answers(self) -> dict[str, Json] | None:
        """The answers for the act; None where something is wrong, which ``complaints`` then says."""
        reading = read(self.asked, self.typed, {})
        self.problems.update(reading.problems)
        named = {} if self.who is None else dict.fromkeys(self.names_applicant, self.who.typed["name"])
        answers: dict[str, Json] = {**self.known, **reading.answers, **named}
        if self.papers is not None and (given := self.papers.given(self.held)):
            answers[self.papers.ticked] = list(given)
        if self.who is not None:
            self.who.check()
        complete = with_file_names(self.step, answers, self.uploads.new_files())
        for problem in validate_answers(self.step, complete):
            if problem.field in self.asked.asks:
                self.problems.setdefault(problem.field, problem.sentence)
        wrong = bool(self.problems) or (self.who is not None and bool(self.who.problems))
        return None if wrong else answers

    @property
    def held(self) -> list[Held]:
        """The files of papers that the form holds."""
        return [] if self.papers is None else self.uploads.held.get(self.papers.files, [])

    def paper_rows(self) -> list[PaperRow]:
        """The papers as they are asked for, each at its own place."""
        return [] if self.papers is None else self.papers.rows(self.held)

    def fields(self) -> list[Field]:
        """The fields as they are drawn; beside the papers one for what is not on their list."""
        drawn = fields(
            self.asked,
            Filled(self.typed, self.uploads.held, self.problems, {}, {}, [], of_themselves=True),
        )
        if self.papers is None:
            return drawn
        others = self.papers.others(self.held)
        return [
            replace(one, label=str(_("其他材料")), held=others) if one.key == self.papers.files else one
            for one in drawn
        ]

    def complaints(self) -> list[Complaint]:
        """Everything that is wrong, in the order of the form."""
        said = []
        if self.who is not None:
            said = [Complaint(f"who-{key}", words(text)) for key, text in self.who.problems.items()]
        order = [key for key in self.asked.asks if key in self.problems]
        return [*said, *(Complaint(f"f-{key}", words(self.problems[key])) for key in order)]


def _asked(
    step: Step, known: Mapping[str, Json], names_applicant: frozenset[str], papers: Papers | None = None
) -> Step:
    """The step with the questions that the public is asked; a party is asked for by its name, and papers by their files."""
    asks: dict[str, Question] = {}
    for key, question in step.asks.items():
        # What is computed is nobody's to fill in.
        if key in known or key in names_applicant or question.type is types.OFFICER or question.computes:
            continue
        if papers is not None and key == papers.ticked:
            continue
        asks[key] = replace(question, type=types.TEXT) if question.type is types.PARTY else question
    return replace(step, asks=asks)
