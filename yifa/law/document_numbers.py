"""Numbers of official documents (发文字号): 机关代字〔年份〕序号号, as in 遂科发〔2020〕5号.

Read leniently, because keyboards have no six-cornered brackets; written strictly, as GB/T 9704-2012 has it:
〔〕, a year of four digits, a serial in Arabic digits without leading zeros and without 第. Serials begin
anew each year for each organ code.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from yifa.law.errors import LawError


class DocumentNumberProblem(LawError):
    """A text cannot be read as a document number."""


class OutOfSequence(DocumentNumberProblem):
    """A number is not the next one of its series. ``expected`` is; ``is_taken`` says that the number already
    exists.
    """

    def __init__(self, number: DocumentNumber, expected: DocumentNumber, *, is_taken: bool) -> None:
        self.number = number
        self.expected = expected
        self.is_taken = is_taken
        if is_taken:
            zh, en = f"发文字号{number}已经使用", f"The document number {number} is already in use"
        else:
            zh, en = f"发文字号{number}不连续", f"The document number {number} is out of sequence"
        super().__init__(f"{zh}，下一个应为{expected}。", f"{en}; the next is {expected}.")


@dataclass(frozen=True, slots=True, order=True)
class DocumentNumber:
    """One number; orders by organ code, year and serial. ``str()`` is the strict form."""

    organ: str
    year: int
    serial: int

    def __post_init__(self) -> None:
        if not self.organ or not _ORGAN.fullmatch(self.organ):
            raise DocumentNumberProblem(
                f"机关代字“{self.organ}”不合要求，应为汉字，如“漯科”。",
                f"The organ code {self.organ!r} is not valid; it is written in characters, such as 漯科.",
            )
        if not 1949 <= self.year <= 2999:
            raise DocumentNumberProblem(
                f"发文字号的年份{self.year}不对，应为四位公元年。",
                f"The year {self.year} is not a year of four digits.",
            )
        if self.serial < 1:
            raise DocumentNumberProblem("发文字号的序号应从1开始。", "Serials begin at 1.")

    def __str__(self) -> str:
        return f"{self.organ}〔{self.year}〕{self.serial}号"

    @classmethod
    def read(cls, text: str) -> DocumentNumber:
        """The number in any common spelling: other brackets, full-width digits, 第, leading zeros, spaces,
        年, no 号.

        Raises DocumentNumberProblem naming what to write.
        """
        found = _LENIENT.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
        if found is None:
            raise DocumentNumberProblem(
                f"“{text}”不是发文字号，应写作“漯科〔2020〕5号”。",
                f"{text!r} is not a document number; write it as 漯科〔2020〕5号.",
            )
        return cls(found["organ"], int(found["year"]), int(found["serial"]))

    def next(self) -> DocumentNumber:
        """The number after this one in its series."""
        return DocumentNumber(self.organ, self.year, self.serial + 1)


_ORGAN = re.compile(r"[^\s\d〔〕\[\]()【】〖〗《》<>第号]+")
_LENIENT = re.compile(
    r"(?P<organ>[^\s\d〔〕\[\](){}【】〖〗《》<>「」]+)[〔\[({【〖《<「](?P<year>\d{4})年?[〕\])}】〗》>」]"
    r"(?:第|NO\.?|No\.?)?0*(?P<serial>[1-9]\d*)号?"
)
_STRICT = re.compile(r"[^\s\d〔〕\[\]()【】〖〗《》<>第号]+〔\d{4}〕[1-9]\d*号", re.ASCII)


def is_strict(text: str) -> bool:
    """Whether the text is already written as GB/T 9704 wants it."""
    return _STRICT.fullmatch(text) is not None


def next_number(
    existing: Iterable[DocumentNumber], organ: str | None = None, year: int | None = None
) -> DocumentNumber:
    """The number to give next: one after the highest of the series, 1 for a new one.

    organ and year choose the series; without them ``existing`` must all belong to one. A gap is not filled:
    see :func:`gaps`.
    """
    numbers = list(existing)
    if organ is None or year is None:
        series = {(number.organ, number.year) for number in numbers}
        if len(series) != 1:
            raise DocumentNumberProblem(
                "请指明机关代字和年份。", "Say which organ code and year the next number is for."
            )
        organ, year = series.pop()
    taken = [number.serial for number in numbers if (number.organ, number.year) == (organ, year)]
    return DocumentNumber(organ, year, max(taken, default=0) + 1)


def check_next(existing: Iterable[DocumentNumber], proposed: DocumentNumber) -> None:
    """Raises OutOfSequence unless ``proposed`` is the next number of its series."""
    numbers = list(existing)
    expected = next_number(numbers, proposed.organ, proposed.year)
    if proposed != expected:
        raise OutOfSequence(proposed, expected, is_taken=proposed in numbers)


def gaps(existing: Iterable[DocumentNumber]) -> tuple[DocumentNumber, ...]:
    """Numbers missing below the highest of each series, ascending: documents not registered, or numbers left
    unused.
    """
    series: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number in existing:
        series[number.organ, number.year].add(number.serial)
    return tuple(
        DocumentNumber(organ, year, serial)
        for (organ, year), serials in sorted(series.items())
        for serial in range(1, max(serials))
        if serial not in serials
    )
