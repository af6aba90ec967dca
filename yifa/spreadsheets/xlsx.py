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
        rows: list[Row] = []
        merges: list[Merge] = []
        hidden_rows: set[int] = set()
        hidden_columns: set[int] = set()
        number = 0
        for element in self._parts(part, "row", "mergeCell", "col", "sheetFormatPr"):
            tag = etree.QName(element).localname
            if tag == "row":
                given = element.get("r")
                number = int(given) if given else number + 1
                if element.get("hidden") in {"1", "true"}:
                    hidden_rows.add(number)
                row = self._row(number, element)
                if row is not None:
                    rows.append(self.bounds.row(row))
            elif tag == "mergeCell":
                found = _merge(element.get("ref") or "")
                if found is not None:
                    merges.append(found)
                if len(merges) > _MOST_MERGES:
                    raise too_large("合并单元格多得异常", "has an abnormal number of merged cells")
            elif tag == "col" and element.get("hidden") in {"1", "true"}:
                first, last = int(element.get("min") or 1), int(element.get("max") or 1)
                # All columns to the right of the table are often hidden; they hold nothing.
                hidden_columns.update(range(first - 1, min(last, first + 300)))
        return Sheet(
            name,
            tuple(rows),
            is_hidden,
            tuple(merges),
            frozenset(hidden_rows),
            frozenset(hidden_columns),
        )

    def _row(self, number: int, element: Any) -> Row | None:
        cells: list[Cell] = []
        space = element.tag[: element.tag.rfind("}") + 1]
        named, value_tag, formula_tag, text_tag = (f"{space}{name}" for name in ("c", "v", "f", "is"))
        for cell in element:
            if cell.tag != named:
                continue
            reference = cell.get("r")
            place = _column(reference) if reference else len(cells)
            value = self._value(cell, value_tag, formula_tag, text_tag)
            if value is None:
                continue
            if place > 16_384:
                raise damaged()
            if place >= len(cells):
                cells.extend([None] * (place - len(cells)))
                cells.append(value)
            else:
                cells[place] = value
        return trimmed(number, cells)

    def _value(self, cell: Any, value_tag: str, formula_tag: str, text_tag: str) -> Cell:
        kind = cell.get("t")
        text: str | None = None
        has_formula = False
        for child in cell:
            tag = child.tag
            if tag == value_tag:
                text = child.text
            elif tag == formula_tag:
                has_formula = True
            elif tag == text_tag:
                return _bounded(_rich(child))
        if text is None or text == "":
            return NO_VALUE if has_formula and kind != "str" else None
        if kind == "s":
            place = int(text)
            return _bounded(self.strings[place]) if place < len(self.strings) else CellError("#REF!")
        if kind in {"str", "inlineStr"}:
            return _bounded(_unescaped(text))
        if kind == "b":
            return text.strip() in {"1", "true"}
        if kind == "e":
            return CellError(text.strip())
        if kind == "d":
            return _iso(text)
        return self._number(text, self.styles.code(cell.get("s")))

    def _number(self, text: str, code: str) -> Cell:
        try:
            value = float(text)
        except ValueError:
            return CellError(text[:40])
        if value != value or value in (float("inf"), float("-inf")):
            return CellError("#NUM!")
        return as_shown(value, code, self.day_zero)


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
