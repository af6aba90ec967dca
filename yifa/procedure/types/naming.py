"""What is somebody or something else: parties, officers, people, other cases, files, rows of a register."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from yifa.law.text import Bilingual
from yifa.procedure.types.base import FromCell, Names, QuestionType, Typed, Unreadable, known, one
from yifa.procedure.types.texts import Text
from yifa.spreadsheets.book import Cell
from yifa.spreadsheets.values import read_text

if TYPE_CHECKING:
    from yifa.procedure.model import Json, Question

_BETWEEN_PEOPLE: Final = re.compile(r"[\n,，;；]+")
_POST: Final = re.compile(
    r"(?:长|书记|主任|主席|组员|成员|委员|秘书|专员|干事|顾问|代表|员)[甲乙丙丁戊己庚辛壬癸]?$"
)


class PartyKey(QuestionType):
    """A party, by its primary key."""

    key = "party"
    called = Bilingual("相对人", "party")
    compared = "opaque"
    in_rows = False
    width = 36.0
    wanted = Bilingual("单位全称，与证照一致", "the full name, as on the certificate")
    example = Bilingual("某某科技有限公司", "Example Company Ltd")

    def read(self, question: Question, given: Typed) -> Json:
        """What the look-up put there."""
        text = one(given).strip()
        if not (text.isascii() and text.isdecimal() and len(text) <= 18):
            raise Unreadable(
                "请先查找并选择，未登记过的请登记", "look for the party and choose it, or enter it"
            )
        return int(text)

    def item(self, question: Question, value: Json, names: Names) -> Bilingual:
        """The party's name; a name as it is."""
        if isinstance(value, int) and not isinstance(value, bool):
            return names.party(value)
        return super().item(question, value, names)


class OfficerKey(Text):
    """An officer, by key."""

    key = "officer"
    called = Bilingual("工作人员", "officer")
    in_rows = False
    is_prose = False
    width = 14.0

    def fault(self, question: Question, value: Json) -> Bilingual | None:
        """None: forms offer those there are."""
        return None

    def item(self, question: Question, value: Json, names: Names) -> Bilingual:
        """The officer's name."""
        return names.officer(str(value))


class People(QuestionType):
    """Names, one a line; or picked from a list that stands fast."""

    key = "people"
    called = Bilingual("人员名单", "names")
    compared = "list"
    in_rows = False
    is_many = True

    def typed_many(self, question: Question) -> bool:
        """A box for each where they are picked."""
        return question.among is not None

    def read(self, question: Question, given: Typed) -> Json:
        """Their names. 党组书记、局长 is one person."""
        if isinstance(given, list) and not any("\n" in name for name in given):
            return [name.strip() for name in given if name.strip()]
        # Typed where there was no list to pick from.
        return list(_named("\n".join(given) if isinstance(given, list) else given))

    def from_cell(self, cell: Cell, how: FromCell) -> Any:
        """The names in a cell, one a line or with marks between them."""
        return _named(read_text(cell, lines=True)) or None

    def typed(self, question: Question, value: Json) -> Typed:
        """One a line."""
        if isinstance(value, list):
            return "\n".join(str(item) for item in value)
        return super().typed(question, value)

    def fault(self, question: Question, value: Json) -> Bilingual | None:
        """No names, or one twice."""
        if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
            if len(set(map(str, value))) < len(value):
                return Bilingual("有重复的人", "names somebody twice")
            return None
        return Bilingual("应为姓名的列表", "must be a list of names")


def _named(text: str) -> list[str]:
    names: list[str] = []
    for part in _BETWEEN_PEOPLE.split(text):
        between = [name.strip() for name in part.split("、")]
        # Whoever is called by two posts stays whole.
        names += [part.strip()] if any(map(_POST.search, between)) else between
    return [name for name in names if name]


class CaseNumber(Text):
    """Another case of the bureau, by its number."""

    key = "case"
    of_cases = True
    called = Bilingual("本机关的事项", "case of the bureau")
    in_rows = False
    is_prose = False
    width = 14.0

    def read(self, question: Question, given: Typed) -> Json:
        """As numbers are written."""
        return unicodedata.normalize("NFKC", one(given)).strip().lower()


class FileName(QuestionType):
    """A file that comes with the act, by its name."""

    key = "file"
    called = Bilingual("文件", "file")
    compared = "opaque"
    in_rows = False
    of_files = True

    def named(self, names: list[Json]) -> Json:
        """The answer for the files that were given."""
        return names[0]


class FileNames(FileName):
    """Several files."""

    key = "files"
    called = Bilingual("多个文件", "files")
    compared = "list"
    is_many = True

    def named(self, names: list[Json]) -> Json:
        """All of them."""
        return names


class RowKey(QuestionType):
    """A row of another register; no file asks it."""

    key = "reference"
    called = Bilingual("登记簿的记录", "row of a register")
    compared = "opaque"
    is_asked = False
    in_rows = False


PARTY: Final = known(PartyKey())
OFFICER: Final = known(OfficerKey())
PEOPLE: Final = known(People())
CASE: Final = known(CaseNumber())
FILE: Final = known(FileName())
FILES: Final = known(FileNames())
REFERENCE: Final = known(RowKey())
