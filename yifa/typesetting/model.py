"""An official document as a value: what it says, nothing of how it looks.

PDF, docx and HTML are all made from this one value, so the three always say the same. The parts and their
names follow GB/T 9704—2012 chapter 7 (版头, 主体, 版记). Text is plain text: nothing in it is read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeAlias

from yifa.law.text import Bilingual

NUMERIC: Final = frozenset("0123456789.,，%％+-−—–±/ ")


class DocumentError(ValueError):
    """A document cannot be set as it stands; ``zh`` and ``en`` say which part and what to do."""

    def __init__(self, message: Bilingual) -> None:
        super().__init__(message.zh)
        self.zh = message.zh
        self.en = message.en


class Form(StrEnum):
    """The form a document takes (GB/T 9704—2012, chapters 7 and 10)."""

    REPORT = "report"  # 文件式: mark with 文件, number, red line
    LETTER = "letter"  # 信函式: mark, double red rules
    MINUTES = "minutes"  # 纪要式
    PLAIN = "plain"  # no head: drafts, annual reports for publication, internal papers


class Secrecy(StrEnum):
    """密级 (7.2.2)."""

    TOP = "绝密"
    HIGH = "机密"
    LOW = "秘密"


class Urgency(StrEnum):
    """紧急程度 (7.2.3)."""

    MOST = "特急"
    MORE = "加急"


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in prose or in a table that opens the records behind it.

    text: as printed, with its unit or without. code: the indicator.
    href: address of the records; empty when they may not be opened.
    """

    text: str
    code: str
    href: str = ""


Run: TypeAlias = Text | Figure
Cell: TypeAlias = str | Figure


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4: 一、 黑体; （一） 楷体; 1. and （1） 仿宋 (7.3.3).

    automatic: the number is counted by ``numbered``; otherwise the text brings its own.
    """

    level: int
    text: str
    automatic: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 4:
            raise DocumentError(
                Bilingual(
                    f"标题“{self.text}”的层级是 {self.level}，公文标题只有 1 至 4 级，请改正。",
                    f"Heading “{self.text}” has level {self.level}; documents have 1 to 4. Correct it.",
                )
            )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body. ``lead``: a heading that opens its first line (1.完善制度。全年……)."""

    runs: tuple[Run, ...]
    lead: Heading | None = None

    @classmethod
    def of(cls, *parts: str | Run, lead: Heading | None = None) -> Paragraph:
        """A paragraph from strings and runs."""
        return cls(tuple(Text(part) if isinstance(part, str) else part for part in parts), lead)

    @property
    def text(self) -> str:
        """The words without the lead."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text and figures; every row has as many cells as there are columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    unit: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise DocumentError(
                    Bilingual(
                        f"表“{self.caption}”有 {len(self.columns)} 列，"
                        f"第 {number} 行却有 {len(row)} 格，请补齐或删去。",
                        f"Table “{self.caption}” has {len(self.columns)} columns "
                        f"but row {number} has {len(row)} cells. Make them agree.",
                    )
                )
        if not self.columns:
            raise DocumentError(
                Bilingual(
                    f"表“{self.caption}”没有列，请给出栏目。",
                    f"Table “{self.caption}” has no columns. Name them.",
                )
            )

    @property
    def numeric_columns(self) -> tuple[bool, ...]:
        """For each column, whether all its filled cells are numbers (these are set to the right)."""
        return tuple(
            bool(filled := [cell_text(row[index]) for row in self.rows if cell_text(row[index])])
            and all(
                text in {"—", "－", "-"} or (set(text) <= NUMERIC and any(c.isdigit() for c in text))
                for text in filled
            )
            for index in range(len(self.columns))
        )


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of figures, made by ``charts``: the same on screen, in docx and in PDF, its table beneath.

    svg: UTF-8 SVG with presentation attributes only. width_mm, height_mm: size in print. description: for those who
    cannot see it.
    """

    title: str
    unit: str
    source: str
    on: date
    svg: bytes
    width_mm: float
    height_mm: float
    description: str = ""
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


Block: TypeAlias = Heading | Paragraph | Table | Chart | PageBreak


DEMONSTRATION: Final = Bilingual(
    "演示：名称和内容均为虚构，没有任何效力",
    "Demonstration: names and contents are invented and have no effect",
)
"""What stands on every page of a paper that a demonstration made."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件: its name in the note under the body and, when it has blocks, its own pages (7.3.4, 7.3.7)."""

    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Imprint:
    """印发机关和印发日期 (7.4.3)."""

    office: str
    on: date


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who attended, was excused or sat in, in minutes (10.3). kind: 出席, 请假 or 列席."""

    kind: str
    names: str


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """One official document.

    issuer: name as signed. mark: words of the red head; empty takes the usual ones of the form.
    title: may hold line breaks of the author. number: as the register writes it, 遂科发〔2020〕5号.
    recipient: without the colon. signature: empty for unsigned papers. signatory: 签发人, upward documents
    only (7.2.6). sealed: room and alignment for a seal (7.3.5.1), otherwise 7.3.5.2. note: 附注 without its
    brackets (7.3.6). red_head: print the head; without it (printed paper, or publication) the title is first.
    is_demonstration: every page says that it is no document.
    """

    issuer: str
    title: str
    blocks: tuple[Block, ...]
    number: str | None = None
    recipient: str | None = None
    attachments: tuple[Attachment, ...] = ()
    signature: str = ""
    dated: date | None = None
    copy_to: tuple[str, ...] = ()
    imprint: Imprint | None = None
    note: str = ""
    secrecy: Secrecy | None = None
    secrecy_period: str = ""
    urgency: Urgency | None = None
    copy_number: int | None = None
    signatory: str = ""
    attendance: tuple[Attendance, ...] = ()
    mark: str = ""
    sealed: bool = True
    form: Form = Form.REPORT
    red_head: bool = True
    is_demonstration: bool = False

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise DocumentError(
                Bilingual("公文没有标题，请填写标题。", "The document has no title. Give it one.")
            )
        if self.has_head and not self.issuer.strip():
            raise DocumentError(
                Bilingual("公文没有发文机关，请填写发文机关。", "The document has no issuing organ. Name it.")
            )
        if self.copy_number is not None and not 0 < self.copy_number < 1_000_000:
            raise DocumentError(
                Bilingual(
                    f"份号是 {self.copy_number}，应为 1 至 999999。",
                    f"The copy number is {self.copy_number}; it must be 1 to 999999.",
                )
            )

    @property
    def has_head(self) -> bool:
        """Whether a red head is printed."""
        return self.red_head and self.form is not Form.PLAIN

    @property
    def head_mark(self) -> str:
        """发文机关标志 (7.2.4, 10.1, 10.3)."""
        if self.mark:
            return self.mark
        return self.issuer + {Form.REPORT: "文件", Form.MINUTES: "会议纪要"}.get(self.form, "")

    @property
    def stamp(self) -> str:
        """What is printed at the top of every page, above the document; empty for a real one."""
        return DEMONSTRATION.zh if self.is_demonstration else ""

    @property
    def secrecy_mark(self) -> str:
        """密级和保密期限, joined by ★ (7.2.2); empty for open documents."""
        if self.secrecy is None:
            return ""
        return f"{self.secrecy}★{self.secrecy_period}" if self.secrecy_period else str(self.secrecy)

    @property
    def one_line_title(self) -> str:
        """The title without the author's line breaks."""
        return "".join(self.title.split("\n"))


def cell_text(cell: Cell) -> str:
    """The printed words of a cell."""
    return cell if isinstance(cell, str) else cell.text


def chinese_date(day: date) -> str:
    """成文日期 in Arabic digits without leading zeros, as 2026年1月5日 (7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def numeral(number: int) -> str:
    """A count from 1 to 99 in Chinese figures, for headings.

    Raises DocumentError outside that range: nobody numbers a hundred chapters.
    """
    if not 1 <= number <= 99:
        raise DocumentError(
            Bilingual(
                f"标题序号 {number} 超出 1 至 99，请合并标题。",
                f"Heading number {number} is outside 1 to 99. Merge some.",
            )
        )
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else ("十" if tens == 1 else digits[tens] + "十")) + (
        digits[ones] if ones else ""
    )


def heading_number(level: int, number: int) -> str:
    """The number before a heading of a level: 一、 （一） 1. （1） (7.3.3)."""
    if level == 1:
        return f"{numeral(number)}、"
    if level == 2:
        return f"（{numeral(number)}）"
    return f"{number}." if level == 3 else f"（{number}）"


def numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with every automatic heading carrying its number; a heading restarts the levels below it."""
    counts = [0, 0, 0, 0]

    def written(heading: Heading) -> Heading:
        index = heading.level - 1
        counts[index] += 1
        counts[index + 1 :] = [0] * (3 - index)
        if not heading.automatic:
            return heading
        return Heading(heading.level, heading_number(heading.level, counts[index]) + heading.text)

    for block in blocks:
        if isinstance(block, Heading):
            yield written(block)
        elif isinstance(block, Paragraph) and block.lead is not None:
            yield Paragraph(block.runs, written(block.lead))
        else:
            yield block


def texts(document: OfficialDocument) -> Iterator[str]:
    """Every string that will be printed, for the check of glyphs."""
    yield from (
        document.stamp,
        document.head_mark,
        document.title,
        document.number or "",
        document.recipient or "",
    )
    yield from (
        document.signature,
        document.signatory,
        document.note,
        document.secrecy_mark,
        *document.copy_to,
    )
    yield from (part for who in document.attendance for part in (who.kind, who.names))
    if document.imprint is not None:
        yield document.imprint.office
    yield from _block_texts(document.blocks)
    for attachment in document.attachments:
        yield attachment.title
        yield from _block_texts(attachment.blocks)


def _block_texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Paragraph):
            yield (block.lead.text if block.lead else "") + block.text
        elif isinstance(block, Table):
            yield from _table_texts(block)
        elif isinstance(block, Chart):
            yield from (block.title, block.unit, block.source)
            if block.table is not None:
                yield from _table_texts(block.table)


def _table_texts(table: Table) -> Iterator[str]:
    yield from (table.caption, table.unit, table.source, *table.columns)
    yield from (cell_text(cell) for row in table.rows for cell in row)
