"""PDF with text: what a reader sees on its pages, put together to paragraphs.

PDFium gives the glyphs in reading order with their boxes. Left out is what nobody sees: glyphs off the page, drawn as nothing
beside others that are drawn, drawn twice in one place (how some programs make bold). A glyph that the font maps to no
character is no character; where many are, the text is garbled, and said to be so. A page without glyphs is a picture of a
page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

from yifa.extraction.errors import CannotRead
from yifa.extraction.lines import Glyph, Line, line_of, text_of
from yifa.extraction.plain import without_controls
from yifa.extraction.result import LONGEST_TEXT, Extracted, Kind
from yifa.law.text import Bilingual

_MOST_PAGES: Final = 3000
_BLANKS: Final = frozenset({0x09, 0x20, 0xA0, 0x3000})
_INVISIBLE_MODES: Final = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
# In points; smaller is no print.
_SMALLEST: Final = 1.5
# Of all characters; a report has a handful of signs that no font maps.
_UNMAPPED_SHARE: Final = 0.05
_SAME_PLACE: Final = 0.2


@dataclass(slots=True)
class _Page:
    """What a page holds. unmapped: glyphs that stand for no character. unseen: characters that nobody sees."""

    lines: list[Line] = field(default_factory=list)
    unmapped: int = 0
    unseen: int = 0
    is_layer: bool = False


def from_pdf(data: bytes) -> Extracted:
    """The text of a PDF. Raises CannotRead: damaged, with a password, without text, too long."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error) from error
    try:
        pages = _pages(document)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error) from error
    finally:
        document.close()
    unmapped = sum(page.unmapped for page in pages)
    mapped = sum(len(line.text) for page in pages for line in page.lines)
    if unmapped > max(5, (mapped + unmapped) * _UNMAPPED_SHARE):
        raise NoText(
            zh=f"中有{unmapped}个字的字体没有对应的字符（打印看得见，读出来是乱码），没有读取；"
            "请提供原来的 docx 或者重新生成的 PDF",
            en=f"has {unmapped} glyphs whose font maps them to no character: what is seen reads as garbage. "
            "It was not read; give the docx, or a PDF made anew",
        )
    if not any(page.lines for page in pages):
        raise NoText(
            zh="是扫描件或图片 PDF，里面没有文字；请提供有文字的 PDF、docx 或网页，或先作文字识别",
            en="is a scanned PDF without text; give a PDF with text, a docx or a page, or recognise its text first",
        )
    text = without_controls(text_of([page.lines for page in pages]))
    return Extracted(text=f"{text}\n", kind=Kind.PDF, notes=tuple(_notes(pages)))


class NoText(CannotRead):
    """The file holds pictures of text, or text that its fonts make unreadable: recognising it might help."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}。", f"{en}.")


def _notes(pages: list[_Page]) -> Iterator[Bilingual]:
    silent = sum(1 for page in pages if not page.lines)
    if silent:
        yield Bilingual(
            zh=f"有{silent}页没有文字（可能是扫描的附件），没有读到。",
            en=f"{silent} pages hold no text, perhaps scanned annexes; they were not read.",
        )
    if any(page.unseen for page in pages):
        yield Bilingual(
            zh="有看不见的文字（隐藏、重叠或者在页面之外），没有读取。",
            en="It holds text that nobody sees (hidden, overprinted or off the page); it was not read.",
        )
    if any(page.is_layer for page in pages):
        yield Bilingual(
            zh="是带文字层的扫描件：文字是以前识别出来的，可能有错，请对照图像。",
            en="It is a scan with a layer of text that was recognised before and may be wrong; compare it with the picture.",
        )
    unmapped = sum(page.unmapped for page in pages)
    if unmapped:
        yield Bilingual(
            zh=f"有{unmapped}个字的字体没有对应的字符，没有读到；请对照原件。",
            en=f"{unmapped} glyphs stand for no character and were not read; compare with the original.",
        )


def _refusal(error: pypdfium2.PdfiumError) -> CannotRead:
    if "password" in str(error).lower() or "security" in str(error).lower():
        return CannotRead(
            zh="有密码保护，打不开；请去掉密码后重新提供。",
            en="is protected by a password; remove it and give the file again.",
        )
    return CannotRead(
        zh="已损坏，不是完整的 PDF；请重新下载或另存后提供。",
        en="is damaged, no whole PDF; download or save it again.",
    )


def _pages(document: Any) -> list[_Page]:
    count = len(document)
    if count > _MOST_PAGES:
        raise CannotRead(
            zh=f"有{count}页，超过{_MOST_PAGES}页的上限；请拆分后提供。",
            en=f"has {count} pages, more than {_MOST_PAGES}; split it.",
        )
    pages: list[_Page] = []
    length = 0
    for number in range(count):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            # One broken page does not hide the others.
            pages.append(_Page())
            continue
        textpage = page.get_textpage()
        found = _page(textpage.raw, page.get_mediabox(), page.get_cropbox())
        textpage.close()
        page.close()
        length += sum(len(line.text) for line in found.lines)
        if length > LONGEST_TEXT:
            raise CannotRead(
                zh="的文字多得异常，没有读取；请核对来源。",
                en="holds an abnormal amount of text; it was not read. Check where it comes from.",
            )
        pages.append(found)
    return pages


def _page(textpage: Any, media: tuple[float, ...], crop: tuple[float, ...]) -> _Page:
    """What is seen of a page, line by line."""
    page = _Page()
    seen, hidden = _glyphs(textpage, page)
    drawn = sum(1 for line in seen for glyph in line if glyph.char != " ")
    unseen = sum(1 for line in hidden for glyph in line if glyph.char != " ")
    if unseen and not drawn:
        # The layer of text under a scan is drawn as nothing on purpose.
        page.is_layer = True
        seen = hidden
    else:
        page.unseen += unseen
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    printed: dict[tuple[str, int, int], list[Glyph]] = {}
    for line in seen:
        kept: list[Glyph] = []
        for glyph in line:
            if glyph.char == " ":
                kept.append(glyph)
            elif (
                glyph.right < left
                or glyph.left > right
                or glyph.bottom + glyph.size < bottom
                or glyph.bottom > top
            ):
                page.unseen += 1
            elif not _is_printed(glyph, printed):
                kept.append(glyph)
        found = line_of(kept)
        if found is not None:
            page.lines.append(found)
    return page


def _is_printed(glyph: Glyph, printed: dict[tuple[str, int, int], list[Glyph]]) -> bool:
    """Whether the same character was drawn in this place before; else it is noted."""
    size = max(glyph.size, 4.0)
    column, row = int(glyph.left // size), int(glyph.bottom // size)
    near = (
        other
        for across in (-1, 0, 1)
        for down in (-1, 0, 1)
        for other in printed.get((glyph.char, column + across, row + down), ())
    )
    if any(
        abs(other.left - glyph.left) < _SAME_PLACE * size
        and abs(other.bottom - glyph.bottom) < _SAME_PLACE * size
        for other in near
    ):
        return True
    printed.setdefault((glyph.char, column, row), []).append(glyph)
    return False


def _glyphs(textpage: Any, page: _Page) -> tuple[list[list[Glyph]], list[list[Glyph]]]:
    """The glyphs of a page by lines: those that are drawn, and those that are drawn as nothing."""
    edges = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = edges
    seen: list[list[Glyph]] = [[]]
    hidden: list[list[Glyph]] = [[]]
    modes: dict[int, bool] = {}
    for index in range(max(0, raw.FPDFText_CountChars(textpage))):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code in {0x0A, 0x0D}:
            seen.append([])
            hidden.append([])
            continue
        if code in _BLANKS:
            seen[-1].append(Glyph(" ", 0, 0, 0))
            hidden[-1].append(Glyph(" ", 0, 0, 0))
            continue
        if not raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top):
            continue
        if _is_unmapped(code) or raw.FPDFText_HasUnicodeMapError(textpage, index) == 1:
            page.unmapped += 1
            continue
        # No glyph is shown for a control, and half a character is none.
        if code < 0x20 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            continue
        glyph = Glyph(chr(code), left.value, right.value, top.value - bottom.value, bottom.value)
        is_hidden = _is_invisible(textpage, index, modes) or raw.FPDFText_GetFontSize(textpage, index) == 0
        (hidden if is_hidden or 0 < _height(textpage, index) < _SMALLEST else seen)[-1].append(glyph)
    return seen, hidden


def _height(textpage: Any, index: int) -> float:
    """The height of a letter's box as the font has it, whatever the sign: a dot is not small print."""
    rect = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(textpage, index, rect):
        return 0.0
    return abs(float(rect.top) - float(rect.bottom))


def _is_unmapped(code: int) -> bool:
    """Whether it is no character: nothing, the sign for a lost one, or one of a private range."""
    return code in (0, 0xFFFD) or 0xE000 <= code <= 0xF8FF or 0xF0000 <= code <= 0x10FFFD


def _is_invisible(textpage: Any, index: int, modes: dict[int, bool]) -> bool:
    drawn = raw.FPDFText_GetTextObject(textpage, index)
    if not drawn:
        return False
    address = ctypes.cast(drawn, ctypes.c_void_p).value or 0
    if address not in modes:
        modes[address] = raw.FPDFTextObj_GetTextRenderMode(drawn) in _INVISIBLE_MODES
    return modes[address]
