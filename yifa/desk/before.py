"""Before an act: what will be recorded, published and sent, shown as it will be, by doing the whole act and taking it back.

So nothing that is shown can differ from what the act does: the letter is set from the entry itself, and what bars the act is
known before it is attempted. What is refused here is no attempt, and is kept nowhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.safestring import mark_safe

from yifa.cases.acting.act import Receipt
from yifa.cases.errors import ActRefused, CasesError
from yifa.cases.models import Case, Letter
from yifa.cases.registers.publicity import publications
from yifa.cases.told.letters import LetterForm
from yifa.cases.told.letters import render as set_letter
from yifa.desk.access import Seat
from yifa.desk.answers import ShownAnswer
from yifa.desk.law_lines import ReasonLine, reason_lines
from yifa.desk.timeline import history, letter_name
from yifa.interface.formats import language, words
from yifa.law.errors import LawError
from yifa.law.text import Bilingual
from yifa.procedure import Procedure
from yifa.typesetting.letters import LetterError
from yifa.typesetting.model import DocumentError


@dataclass(frozen=True, slots=True)
class PublicLine:
    """What will stand in a public list: the list, and its columns with what they will say."""

    title: str
    cells: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Before:
    """What an act would bring about. letter: its page; where it is refused, ``refused`` or ``notice`` says why."""

    answers: list[ShownAnswer] = field(default_factory=list)
    letter_title: str = ""
    letter: str = ""
    letter_problem: str = ""
    published: list[PublicLine] = field(default_factory=list)
    closes: bool = False
    refused: list[ReasonLine] = field(default_factory=list)
    notice: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether the act would not be taken."""
        return bool(self.refused or self.notice)


def before_act(seat: Seat, procedure: Procedure, number: str, act: Callable[[], Receipt]) -> Before:
    """What an act would bring about; nothing of it stays. number: of the case, empty for one that the act opens."""
    found = Before()
    try:
        with transaction.atomic():
            was = set() if not number else _public(seat, procedure, number)
            receipt = act()
            _tell(found, seat, procedure, receipt, was)
            transaction.set_rollback(True)
    except ActRefused as refused:
        found.refused = reason_lines(refused.reasons)
    except (CasesError, LawError) as error:
        found.notice = words(Bilingual(error.zh, error.en))
    return found


def _tell(found: Before, seat: Seat, procedure: Procedure, receipt: Receipt, was: set[PublicLine]) -> None:
    case = Case.objects.select_related("party").get(pk=receipt.case_id)
    case.bureau = seat.bureau
    found.answers = history(case, 1).lines[0].answers
    found.closes = receipt.closed
    found.published = sorted(_public(seat, procedure, case.number) - was, key=lambda line: line.title)
    letter = Letter.objects.filter(case=case, log_position=receipt.position).first()
    if letter is None:
        return
    letter.case, letter.bureau = case, seat.bureau
    found.letter_title = letter_name(letter.kind)
    try:
        found.letter = mark_safe(set_letter(letter, LetterForm.HTML).decode())  # noqa: S308  (the setter escapes every word)
    except (LetterError, DocumentError) as error:
        found.letter_problem = words(Bilingual(error.zh, error.en))


def _public(seat: Seat, procedure: Procedure, number: str) -> set[PublicLine]:
    """What the public reads of a case today; a query for each list of the field."""
    lines = set()
    for one in publications:
        if one.register.key().partition(".")[0] != procedure.field:
            continue
        for row in one.listed(seat.on).filter(case__number=number):
            cells = ((words(column.title), one.text(column, row, language())) for column in one.detailed)
            lines.add(PublicLine(words(one.title), tuple(cell for cell in cells if cell[1])))
    return lines
