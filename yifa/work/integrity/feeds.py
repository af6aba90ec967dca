"""The columns that receivers of credit records take, from ``two_publicity.yaml``, and what they would refuse.

Pure: facts in, cells or problems out. A fact is text, a day, or an amount in fen, by the names in ``FACTS``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, field_validator

from yifa.law.files import read_model
from yifa.law.identifiers import IdentifierProblem, read_resident_id, read_uscc
from yifa.law.text import Bilingual

FILE: Final = Path(__file__).with_name("two_publicity.yaml")
FACTS: Final = frozenset(
    [
        *("subject_name", "subject_kind", "uscc", "legal_representative", "document_kind", "resident_id"),
        *(
            "decision_name",
            "document_number",
            "licence_kind",
            "certificate_name",
            "certificate_number",
            "content",
        ),
        *("decided_on", "valid_from", "valid_until", "bureau_name", "bureau_uscc", "status", "status_word"),
        *("record_kind", "violation_kind", "violation_facts", "legal_basis", "penalty_kinds", "fine"),
        *("confiscated", "licence_taken", "display_until"),
    ]
)
# Of the bureau itself or of the act that reports: a proposal cannot supply them.
LATER: Final = frozenset({"bureau_name", "bureau_uscc", "status", "status_word", "display_until"})

SubjectKind: TypeAlias = Literal["organisation", "self_employed", "person"]
SUBJECT_KINDS: Final[Mapping[SubjectKind, Bilingual]] = {
    "organisation": Bilingual("法人及非法人组织", "legal person or organisation"),
    "self_employed": Bilingual("个体工商户", "self-employed"),
    "person": Bilingual("自然人", "natural person"),
}
Fact: TypeAlias = "str | int | date | None"
_FORMULA: Final = ("=", "+", "-", "@", "\t")
_FEN_IN_WAN: Final = 1_000_000


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, populate_by_name=True)


class Words(_File):
    """Words in both languages."""

    zh: str
    en: str

    @property
    def text(self) -> Bilingual:
        return Bilingual(self.zh, self.en)


class FeedColumn(_File):
    """One column of a receiver's format."""

    code: str
    title: str
    source: str | None = Field(None, alias="from")
    kind: Literal["text", "date", "amount"] = "text"
    needed: tuple[SubjectKind, ...] = ()
    blank: tuple[SubjectKind, ...] = ()
    when: tuple[str, ...] = ()
    empty: str = ""
    unique: Literal["", "alone", "with-subject"] = ""
    personal: bool = False

    @field_validator("source")
    @classmethod
    def _is_a_fact(cls, value: str | None) -> str | None:
        if value is not None and value not in FACTS:
            raise ValueError(f"记录没有“{value}”这一项（a record has no {value!r}）")
        return value


class Feed(_File):
    """A receiver's format: its columns in order, where they come from, and which days must not come before which."""

    title: Words
    version: str
    source: Words
    verified: Literal["V", "V2", "L", "M"]
    note: Words
    records: tuple[str, ...]
    heads: Mapping[Literal["workbook", "csv"], Literal["title", "code"]]
    columns: tuple[FeedColumn, ...]
    ordered: tuple[tuple[str, str], ...] = ()

    def titled(self, fact: str) -> str:
        """The title of the column that a fact goes to."""
        return next((column.title for column in self.columns if column.source == fact), fact)


class Status(_File):
    """The receiver's codes for a record that holds, and one that was withdrawn."""

    valid: str
    withdrawn: str


class Feeds(_File):
    """The whole file."""

    status: Status
    feeds: Mapping[str, Feed]


@cache
def feeds() -> Feeds:
    """The formats. Raises FileProblem naming the line."""
    return read_model(FILE, Feeds)


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one record. penalties: keys of the kinds of penalty. uscc_confirmed: an officer compared the code."""

    facts: Mapping[str, Fact]
    subject: SubjectKind
    penalties: frozenset[str] = frozenset()
    uscc_confirmed: bool = False


def cells(feed: Feed, record: Record) -> list[str]:
    """The record as the receiver writes it: days 2020/03/06, amounts in 万元 with six decimals, blank where it must be."""
    return [_cell(column, record) for column in feed.columns]


def problems(feed: Feed, record: Record, leave_out: Iterable[str] = ()) -> list[Bilingual]:
    """What the receiver would refuse in one record, in the order of its columns. ``leave_out``: facts not known yet."""
    unknown = frozenset(leave_out)
    found: list[Bilingual] = []
    for column in feed.columns:
        if column.source is None or column.source in unknown or record.subject in column.blank:
            continue
        problem = _problem(column, record)
        if problem is not None:
            found.append(problem)
    for first, last in feed.ordered:
        a, b = record.facts.get(first), record.facts.get(last)
        if (
            first not in unknown
            and last not in unknown
            and isinstance(a, date)
            and isinstance(b, date)
            and b < a
        ):
            found.append(
                Bilingual(
                    f"“{feed.titled(last)}”{b}早于“{feed.titled(first)}”{a}，请核对",
                    f"{feed.titled(last)} {b} lies before {feed.titled(first)} {a}; compare with the decision",
                )
            )
    return found


def _cell(column: FeedColumn, record: Record) -> str:
    if column.source is None or record.subject in column.blank:
        return ""
    value = record.facts.get(column.source)
    if value is None or value == "":
        return column.empty
    if isinstance(value, date):
        return f"{value:%Y/%m/%d}"
    if column.kind == "amount" and isinstance(value, int):
        return f"{value // _FEN_IN_WAN}.{value % _FEN_IN_WAN:06d}"
    return str(value).strip()


def _problem(column: FeedColumn, record: Record) -> Bilingual | None:
    assert column.source is not None
    value = record.facts.get(column.source)
    if value is None or value == "":
        wanted = record.subject in column.needed and (
            not column.when or not record.penalties.isdisjoint(column.when)
        )
        if not wanted:
            return None
        who = SUBJECT_KINDS[record.subject]
        return Bilingual(
            f"“{column.title}”未填，{who.zh}必填", f"{column.title} is missing: needed for a {who.en}"
        )
    if column.kind == "amount" and isinstance(value, int) and value < 0:
        return Bilingual(f"“{column.title}”不得为负数", f"{column.title} must not be negative")
    if isinstance(value, str):
        if value.startswith(_FORMULA):
            return Bilingual(
                f"“{column.title}”以“{value[0]}”开头，表格软件会当作公式，请改写",
                f"{column.title} begins with {value[0]!r}, which a spreadsheet takes for a formula; write it otherwise",
            )
        if column.source in ("uscc", "bureau_uscc"):
            return _uscc_problem(column, value, record.uscc_confirmed and column.source == "uscc")
        if column.source == "resident_id":
            return _resident_id_problem(column, value)
    return None


def _uscc_problem(column: FeedColumn, value: str, confirmed: bool) -> Bilingual | None:
    try:
        warnings = read_uscc(value).warnings
    except IdentifierProblem as wrong:
        return Bilingual(f"“{column.title}”有误：{wrong.zh}", f"{column.title} is wrong: {wrong.en}")
    if not warnings or confirmed:
        return None
    return Bilingual(
        f"“{column.title}”未经确认：{warnings[0].zh}", f"{column.title} is not confirmed: {warnings[0].en}"
    )


def _resident_id_problem(column: FeedColumn, value: str) -> Bilingual | None:
    try:
        read_resident_id(value)
    except IdentifierProblem:
        # The error quotes the number's parts; a problem is shown on a page, where the number never stands.
        return Bilingual(
            f"“{column.title}”校验不通过，请按证件核对",
            f"{column.title} fails its check; compare with the document",
        )
    return None
