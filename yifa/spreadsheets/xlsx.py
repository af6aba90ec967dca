"""xlsx and xlsm: read piece by piece from their XML, in one pass, within bounds.

No library at hand gives at once, and for 100,000 rows, what a reader sees: hidden rows, the format that fills up zeros,
errors with their place, merges, and numbers as they were stored. The form is ECMA-376 part 1, 18.3 (sheets), 18.4 (shared
strings), 18.8 (styles).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import IO, Any, Final
from xml.parsers import expat

from lxml import etree

from yifa.spreadsheets import formats
from yifa.spreadsheets.book import (
    LONGEST_CELL,
    MOST_SHEETS,
    Book,
    Bounds,
    Cell,
    CellError,
    Merge,
    Row,
    Shaped,
    Sheet,
    Unreadable,
    damaged,
    too_large,
    trimmed,
)

_LARGEST_PART: Final = 400 * 1024 * 1024
_MOST_TIMES_LARGER: Final = 300
_MOST_TEXT: Final = 200_000_000
_MOST_MERGES: Final = 200_000
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_RELATION: Final = re.compile(r"\}id$")
_DAY_ZERO: Final = datetime(1899, 12, 30)
_DAY_ZERO_1904: Final = datetime(1904, 1, 1)
_LAST_SERIAL: Final = 2_958_465
NO_VALUE: Final = CellError("公式没有算出的值")


def from_xlsx(data: bytes, bounds: Bounds) -> Book:
    """The workbook in these bytes. Raises Unreadable."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _Reader(archive, bounds).book()
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, OSError) as error:
        raise damaged() from error
    except (etree.LxmlError, OverflowError, IndexError) as error:
        raise damaged() from error
    except RuntimeError as error:
        raise Unreadable(
            "有密码保护，打不开；请去掉密码后重试", "is protected by a password; remove it"
        ) from error


class _Bounded:
    """A part of the archive, read up to its bound."""

    def __init__(self, source: IO[bytes], bound: int) -> None:
        self._source, self._left = source, bound

    def read(self, size: int = -1) -> bytes:
        piece = self._source.read(size)
        self._left -= len(piece)
        if self._left < 0:
            raise too_large("解开后大得异常", "unpacks to an abnormal size")
        return piece


@dataclass(slots=True)
class _Styles:
    """Of each style of cells, its format's code."""

    codes: list[str] = field(default_factory=list)

    def code(self, style: str | None) -> str:
        if not style:
            return "General" if not self.codes else self.codes[0]
        number = int(style)
        return self.codes[number] if number < len(self.codes) else "General"


class _Reader:
    def __init__(self, archive: zipfile.ZipFile, bounds: Bounds) -> None:
        self.archive = archive
        self.bounds = bounds
        self.names = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}
        self.strings: list[str] = []
        self.styles = _Styles()
        self.day_zero = _DAY_ZERO

    def book(self) -> Book:
        main = "xl/workbook.xml"
        if main not in self.names:
            main = self._main()
        targets = self._targets(main)
        root = self._tree(main)
        for properties in root.iter("{*}workbookPr"):
            if properties.get("date1904") in {"1", "true"}:
                self.day_zero = _DAY_ZERO_1904
        folder = posixpath.dirname(main)
        by_kind = dict(targets.values())
        if "sharedStrings" in by_kind:
            self._read_strings(self._resolved(folder, by_kind["sharedStrings"]))
        if "styles" in by_kind:
            self._read_styles(self._resolved(folder, by_kind["styles"]))
        sheets: list[Sheet] = []
        for one in root.iter("{*}sheet"):
            if len(sheets) >= MOST_SHEETS:
                raise too_large(f"超过 {MOST_SHEETS} 个工作表", f"has more than {MOST_SHEETS} sheets")
            key = next((value for name, value in one.attrib.items() if _RELATION.search(str(name))), "")
            kind, target = targets.get(str(key), ("", ""))
            # Sheets of charts and of macros hold no rows.
            if kind != "worksheet":
                continue
            name = one.get("name") or f"Sheet{len(sheets) + 1}"
            is_hidden = one.get("state", "visible") != "visible"
            sheets.append(self._sheet(name, self._resolved(folder, target), is_hidden=is_hidden))
        if not sheets:
            raise damaged()
        return Book("xlsx", tuple(sheets))

    def _main(self) -> str:
        if "_rels/.rels" in self.names:
            for kind, target in self._relations("_rels/.rels").values():
                if kind == "officeDocument":
                    found = target.lstrip("/").lower()
                    if found in self.names and found.endswith(".xml"):
                        return found
        raise damaged()

    def _targets(self, main: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(main)
        return self._relations(f"{folder}/_rels/{name}.rels")

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        return {
            one.get("Id") or "": ((one.get("Type") or "").rpartition("/")[2], one.get("Target") or "")
            for one in self._tree(part).iter("{*}Relationship")
        }

    def _resolved(self, folder: str, target: str) -> str:
        path = target.replace("\\", "/")
        path = path.lstrip("/") if path.startswith("/") else posixpath.normpath(f"{folder}/{path}")
        return path.lower()

    def _open(self, part: str) -> _Bounded:
        info = self.archive.getinfo(self.names[part])
        bound = min(_LARGEST_PART, max(4 << 20, info.compress_size * _MOST_TIMES_LARGER))
        return _Bounded(self.archive.open(info), bound)

    def _tree(self, part: str) -> Any:
        pieces = []
        source = self._open(part)
        while piece := source.read(1 << 18):
            pieces.append(piece)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(b"".join(pieces), parser)

    def _parts(self, part: str, *tags: str) -> Iterator[Any]:
        """The elements of these names in a part, each thrown away once it was looked at."""
        source: Any = self._open(part)
        for _, element in etree.iterparse(
            source,
            events=("end",),
            tag=[f"{{*}}{tag}" for tag in tags],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        ):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]

    def _read_strings(self, part: str) -> None:
        if part not in self.names:
            return
        size = 0
        for item in self._parts(part, "si"):
            text = _rich(item)
            size += len(text)
            if size > _MOST_TEXT:
                raise too_large("文字多得异常", "holds an abnormal amount of text")
            self.strings.append(text)

    def _read_styles(self, part: str) -> None:
        if part not in self.names:
            return
        root = self._tree(part)
        own = {
            int(one.get("numFmtId") or 0): one.get("formatCode") or "General"
            for one in root.iter("{*}numFmt")
        }
        for cells in root.iter("{*}cellXfs"):
            for one in cells.iterchildren("{*}xf"):
                number = int(one.get("numFmtId") or 0)
                self.styles.codes.append(own.get(number) or formats.BUILT_IN.get(number, "General"))

    def _sheet(self, name: str, part: str, *, is_hidden: bool) -> Sheet:
        reading = _SheetReading(self)
        source = self._open(part)
        reading.parse(source)
        return Sheet(
            name,
            tuple(reading.rows),
            is_hidden,
            tuple(reading.merges),
            frozenset(reading.hidden_rows),
            frozenset(reading.hidden_columns),
        )


_HELD: Final = frozenset(["v", "t"])
_MOST_KEPT: Final = 50_000


class _SheetReading:
    """One sheet, told by expat as it is read: rows of cells, merges, what is hidden. No tree is built, for a row costs more in
    one than in its own text."""

    def __init__(self, reader: _Reader) -> None:
        self.strings = reader.strings
        self.styles = reader.styles
        self.day_zero = reader.day_zero
        self.bounds = reader.bounds
        self.rows: list[Row] = []
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.number = 0
        self.cells: list[Cell] = []
        self.at = 0  # the place of the cell that is read
        self.kind = self.style = ""
        self.said: list[str] = []
        self.is_held = False
        self.has_value = self.has_formula = self.is_within = False
        self.reading = 0  # how deep within readings written above a text
        self.local: dict[str, str] = {}
        self.columns: dict[str, int] = {}
        self.numbers: dict[tuple[str, str], Cell] = {}

    def parse(self, source: _Bounded) -> None:
        """Reads the part to its end. Raises Unreadable."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = _refuse_entity
        try:
            while piece := source.read(1 << 17):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except Unreadable:
            raise
        except (expat.ExpatError, ValueError) as error:
            raise damaged() from error
        finally:
            # The handlers hold this object, and it the parser.
            parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None

    def _start(self, tag: str, given: dict[str, str]) -> None:
        name = self.local.get(tag)
        if name is None:
            name = self.local[tag] = tag.rpartition(":")[2]
        if name == "c":
            reference = given.get("r")
            self.at = self._place(reference) if reference else len(self.cells)
            self.kind, self.style = given.get("t", ""), given.get("s", "")
            self.said = []
            self.has_value = self.has_formula = self.is_within = False
            self.reading = 0
        elif name in _HELD:
            self.is_held = self.reading == 0
            self.has_value = self.has_value or name == "v"
        elif name == "row":
            number = given.get("r")
            self.number = int(number) if number else self.number + 1
            if given.get("hidden") in {"1", "true"}:
                self.hidden_rows.add(self.number)
            self.cells = []
        elif name == "f":
            self.has_formula = True
        elif name == "is":
            self.is_within = True
        elif name == "rPh":
            self.reading += 1
        elif name == "mergeCell":
            found = _merge(given.get("ref") or "")
            if found is not None:
                self.merges.append(found)
            if len(self.merges) > _MOST_MERGES:
                raise too_large("合并单元格多得异常", "has an abnormal number of merged cells")
        elif name == "col" and given.get("hidden") in {"1", "true"}:
            first, last = int(given.get("min") or 1), int(given.get("max") or 1)
            # All columns to the right of the table are often hidden; they hold nothing.
            self.hidden_columns.update(range(first - 1, min(last, first + 300)))

    def _characters(self, text: str) -> None:
        if self.is_held:
            self.said.append(text)

    def _end(self, tag: str) -> None:
        name = self.local[tag]
        if name in _HELD:
            self.is_held = False
        elif name == "c":
            value = self._value()
            if value is None:
                return
            cells, place = self.cells, self.at
            if place > 16_384:
                raise damaged()
            if place == len(cells):
                cells.append(value)
            elif place > len(cells):
                cells.extend([None] * (place - len(cells)))
                cells.append(value)
            else:
                cells[place] = value
        elif name == "row":
            row = trimmed(self.number, self.cells)
            if row is not None:
                self.rows.append(self.bounds.row(row))
            self.cells = []
        elif name == "rPh":
            self.reading -= 1

    def _place(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        place = self.columns.get(letters)
        if place is None:
            place = self.columns[letters] = _column(letters)
        return place

    def _value(self) -> Cell:
        text = "".join(self.said)
        kind = self.kind
        if self.is_within:
            return _bounded(_unescaped(text))
        if not text:
            return NO_VALUE if self.has_formula and kind != "str" else None
        if kind == "s":
            place = int(text)
            return _bounded(self.strings[place]) if 0 <= place < len(self.strings) else CellError("#REF!")
        if kind in {"str", "inlineStr"}:
            return _bounded(_unescaped(text))
        if kind == "b":
            return text.strip() in {"1", "true"}
        if kind == "e":
            return CellError(text.strip())
        if kind == "d":
            return _iso(text)
        known = (text, self.style)
        if known in self.numbers:
            return self.numbers[known]
        value = _number(text, self.styles.code(self.style), self.day_zero)
        if len(self.numbers) < _MOST_KEPT:
            self.numbers[known] = value
        return value


def _refuse_entity(*_: object) -> None:
    raise damaged()


def _number(text: str, code: str, day_zero: datetime) -> Cell:
    try:
        value = float(text)
    except ValueError:
        return CellError(text[:40])
    if value != value or value in (float("inf"), float("-inf")):
        return CellError("#NUM!")
    return as_shown(value, code, day_zero)


def as_shown(value: float, code: str, day_zero: datetime = _DAY_ZERO) -> Cell:
    """A number as its format shows it: a day, a number with its format where that matters, else the number."""
    if formats.is_day(code):
        if not 0 <= value <= _LAST_SERIAL:
            return CellError("########")
        if formats.is_time_alone(code):
            whole = round((value % 1) * 86_400) % 86_400
            return time(whole // 3600, whole // 60 % 60, whole % 60)
        days = value
        if day_zero is _DAY_ZERO and days < 61:
            # The program counts a 29 February 1900 that never was.
            days += 1 if days < 60 else 0
        moment = datetime.fromordinal(day_zero.toordinal() + int(days)) + timedelta(
            seconds=round((days % 1) * 86_400)
        )
        return Shaped(moment, code) if formats.hides_the_year(code) else moment
    if formats.matters(code):
        return Shaped(value, code)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _iso(text: str) -> Cell:
    try:
        return datetime.fromisoformat(text.rstrip("Z"))
    except ValueError:
        return CellError(text[:40])


def _rich(item: Any) -> str:
    """The text of a string with its runs, without the readings that are written above it."""
    pieces: list[str] = []
    for child in item:
        tag = child.tag
        if not isinstance(tag, str):
            continue
        if tag.endswith("}t"):
            pieces.append(child.text or "")
        elif tag.endswith("}r"):
            pieces.extend(one.text or "" for one in child.iterchildren("{*}t"))
    return _unescaped("".join(pieces))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _bounded(text: str) -> str:
    return text[: LONGEST_CELL + 1]


def _column(reference: str) -> int:
    found = 0
    for sign in reference:
        code = ord(sign)
        if 65 <= code <= 90:
            found = found * 26 + code - 64
        elif 97 <= code <= 122:
            found = found * 26 + code - 96
        else:
            break
    return found - 1


def _merge(reference: str) -> Merge | None:
    first, _, last = reference.partition(":")
    begins, ends = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
    if begins is None or ends is None:
        return None
    return Merge(int(begins[2]), _column(begins[1]), int(ends[2]), _column(ends[1]))
