"""An old workbook (.xls) written by hand, for no library at hand writes one: BIFF8 records in a compound file.

[MS-XLS] for the records, [MS-CFB] for the file around them; no more of either than one or two small sheets need.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from struct import pack

GENERAL, DAY, ZEROS = 16, 17, 18
"""Cell formats: as it is, a day, filled up with zeros to five digits. The first sixteen are of styles."""
_FORMATS = {GENERAL: 0, DAY: 14, ZEROS: 164}
_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


@dataclass(frozen=True)
class Error:
    """An error of Excel by its code: 0x2A is #N/A."""

    code: int = 0x2A


@dataclass
class OldSheet:
    """A sheet: cells by row and column from nought, each a value or a value with its format; merges as two corners."""

    name: str
    cells: Mapping[tuple[int, int], object]
    merges: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    is_hidden: bool = False
    formats: Mapping[tuple[int, int], int] = field(default_factory=dict)


def xls(*sheets: OldSheet) -> bytes:
    """The file."""
    head = [_record(0x0809, pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))]
    head.append(_record(0x0042, pack("<H", 0x04B0)))
    font = pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + pack("<BB", 5, 0) + b"Arial"
    head += [_record(0x0031, font)] * 4
    head.append(_record(0x041E, pack("<H", 164) + _text("00000")))
    head += [_record(0x00E0, pack("<HHHBBBBIiH", 0, 0, 0xFFF5, 0, 0, 0, 0, 0, 0, 0))] * 16
    head += [
        _record(0x00E0, pack("<HHHBBBBIiH", 0, number, 0x0001, 0, 0, 0, 0, 0, 0, 0))
        for number in _FORMATS.values()
    ]
    bodies = [_sheet(one) for one in sheets]
    names = [one.name.encode("utf-16-le") for one in sheets]
    at = sum(map(len, head)) + sum(12 + len(name) for name in names) + 4
    for one, name, body in zip(sheets, names, bodies, strict=True):
        told = pack("<IBB", at, int(one.is_hidden), 0) + pack("<BB", len(name) // 2, 1) + name
        head.append(_record(0x0085, told))
        at += len(body)
    return _compound(b"".join([*head, _record(0x000A, b""), *bodies]))


def _sheet(sheet: OldSheet) -> bytes:
    records = [_record(0x0809, pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))]
    records += [
        _record(0x007D, pack("<HHHHHH", one, one, 2304, GENERAL, 1, 0)) for one in sheet.hidden_columns
    ]
    records += [_record(0x0208, pack("<HHHHHHI", one, 0, 9, 255, 0, 0, 0x0120)) for one in sheet.hidden_rows]
    for (row, column), value in sorted(sheet.cells.items()):
        place = pack("<HHH", row, column, sheet.formats.get((row, column), GENERAL))
        if isinstance(value, Error):
            records.append(_record(0x0205, place + pack("<BB", value.code, 1)))
        elif isinstance(value, bool):
            records.append(_record(0x0205, place + pack("<BB", value, 0)))
        elif isinstance(value, int | float):
            records.append(_record(0x0203, place + pack("<d", value)))
        else:
            records.append(_record(0x0204, place + _text(str(value))))
    if sheet.merges:
        corners = [pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in sheet.merges]
        records.append(_record(0x00E5, pack("<H", len(corners)) + b"".join(corners)))
    return b"".join([*records, _record(0x000A, b"")])


def _record(kind: int, data: bytes) -> bytes:
    return pack("<HH", kind, len(data)) + data


def _text(text: str) -> bytes:
    return pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _compound(stream: bytes) -> bytes:
    """A compound file with one stream, which is padded so that it needs no table of small sectors."""
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    count = len(stream) // _SECTOR
    table = [_TABLE, _END, *range(3, count + 2), _END]
    table += [_FREE] * (128 - len(table))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    )
    header += pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + pack("<I", 0) + pack("<I", _FREE) * 108
    folder = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 2, len(stream)) + bytes(256)
    return header + pack("<128I", *table) + folder + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    sides = pack("<BBIII", kind, 1, _FREE, _FREE, child)
    return (
        written.ljust(64, b"\0") + pack("<H", len(written)) + sides + bytes(36) + pack("<III", start, size, 0)
    )
