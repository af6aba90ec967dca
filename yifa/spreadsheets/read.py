"""From bytes to a workbook: what kind it is, told by its bytes and not by its name."""

from __future__ import annotations

import re
from typing import Final

from yifa.spreadsheets.book import LARGEST_BYTES, Book, Bounds, Progress, Unreadable, damaged
from yifa.spreadsheets.ods import from_ods
from yifa.spreadsheets.written import from_csv, from_html
from yifa.spreadsheets.xls import from_xls
from yifa.spreadsheets.xlsx import from_xlsx

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_BINARY: Final = b"xl/workbook.bin"
_XML_BOOK: Final = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet")


def read_book(data: bytes, name: str = "", tell: Progress | None = None) -> Book:
    """The workbook in these bytes, visible and hidden, as plain data. ``name``: of the file, for its ending.

    tell: told now and then how many rows were read. Raises Unreadable with what the file is and what to do.
    """
    if not data:
        raise Unreadable("是空文件；请检查后重新提供", "is empty; check it and give it again")
    if len(data) > LARGEST_BYTES:
        raise Unreadable(
            f"超过 {LARGEST_BYTES >> 20} MB 的上限，没有读取；请拆分",
            f"has more than {LARGEST_BYTES >> 20} MB and was not read; split it",
        )
    bounds = Bounds(tell)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if b"opendocument.spreadsheet" in data[:4096] or (b"content.xml" in data and b"xl/" not in data):
            return from_ods(data, bounds)
        if _BINARY in data:
            raise Unreadable(
                "是二进制工作簿（xlsb），不能读取；请另存为 xlsx",
                "is a binary workbook (xlsb); save it as xlsx",
            )
        return from_xlsx(data, bounds)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise Unreadable("有密码保护，打不开；请去掉密码后重试", "is protected by a password; remove it")
        return from_xls(data, bounds)
    start = data[:4096].lower()
    if _XML_BOOK.search(data[:4096]) is not None:
        raise Unreadable(
            "是 XML 表格（2003），不能读取；请用 Excel 或 WPS 打开后另存为 xlsx",
            "is an XML spreadsheet of 2003; open it in Excel or WPS and save it as xlsx",
        )
    if b"<table" in data[:65_536].lower() or b"<html" in start:
        return from_html(data, bounds)
    if name.lower().endswith((".csv", ".txt", ".tsv", ".xls")) or _is_of_rows(data[:4096]):
        return from_csv(data, bounds)
    raise damaged()


def _is_of_rows(start: bytes) -> bool:
    """Whether bytes look like lines of separated values in an encoding that is read."""
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    first = start.split(b"\n", 1)[0]
    return b"\x00" not in start and max(first.count(sign) for sign in (b",", b"\t", b";")) >= 2
