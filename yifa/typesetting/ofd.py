"""OFD (GB/T 33190) of an official document, from its PDF: the same places, lines and colours, text that can be searched.

Every sign stands where the PDF has it, in faces that are embedded as subsets. A face is named as the standard for documents
names it (仿宋, 楷体), so that a viewer that draws no embedded faces takes the machine's own of that name. What a document of
Yifa's never has (pictures of points, turned text) is refused, not drawn wrongly.
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, TypeAlias
from xml.sax.saxutils import escape

import pypdfium2
import pypdfium2.raw as pdfium

from yifa.law.text import Bilingual
from yifa.typesetting import fonts
from yifa.typesetting.model import DocumentError

_MM: Final = 25.4 / 72
_SPACE: Final = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_BREAKS: Final = frozenset((0x0, 0xA, 0xD, 0xFFFE))
# A wider gap in one line, in sizes of its signs: another column begins, not another sign.
_WIDE: Final = 3.0
# Above the base line, and in all, in sizes of the signs: the box in which viewers draw a run.
_ASCENT: Final = 1.05
_BOX: Final = 1.4
_CALLED: Final = (
    ("FandolFang", "仿宋"),
    ("FandolKai", "楷体"),
    ("FandolHei", "黑体"),
    ("FandolSong", "宋体"),
    ("NotoSerifCJK", "宋体"),
    ("NotoSansCJK", "黑体"),
)
_LEFT_OUT: Final = ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG")
_Matrix: TypeAlias = "tuple[float, float, float, float, float, float]"
_Point: TypeAlias = "tuple[float, float]"
_SAME: Final[_Matrix] = (1, 0, 0, 1, 0, 0)
# pdfium keeps state of its own for each library, not for each thread.
_one_at_a_time: Final = threading.Lock()


def to_ofd(pdf: bytes) -> bytes:
    """The OFD of a PDF that ``yifa.typesetting.pdf`` set; the same PDF gives the same bytes.

    Raises DocumentError where the PDF has what is not written, or a face that is not on this machine.
    """
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            writer = _Writer()
            pages = [writer.page(page) for page in document]
            told = document.get_metadata_dict()
        finally:
            document.close()
    faces = {name: _subset(name, frozenset(signs)) for name, signs in writer.signs.items()}
    return writer.package(pages, faces, hashlib.sha256(pdf).hexdigest()[:32], told)


@dataclass(frozen=True, slots=True)
class _Page:
    width: float
    height: float
    body: str


@dataclass(slots=True)
class _Run:
    """Signs of one face, size and colour on one base line; lengths in mm."""

    face: str
    size: float
    colour: tuple[int, int, int, int]
    base: float
    signs: list[str]
    places: list[float]


@dataclass(slots=True)
class _Writer:
    """Objects get their numbers in the order in which they are written. signs: those of each face."""

    last: int = 0
    faces: dict[str, int] = field(default_factory=dict)
    signs: dict[str, set[str]] = field(default_factory=dict)

    def number(self) -> int:
        self.last += 1
        return self.last

    def page(self, page: pypdfium2.PdfPage) -> _Page:
        """Its lines and surfaces first, and the text above them."""
        width, height = page.get_size()
        body = [self._path(one, matrix, height) for one, matrix in _paths(page)]
        body += [self._text(run) for run in _runs(page, height)]
        return _Page(width * _MM, height * _MM, "".join(body))

    def _path(self, path: Any, matrix: _Matrix, height: float) -> str:
        fills, strokes = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fills, strokes)
        moves = list(_moves(path, matrix, height))
        if not moves or not (fills.value or strokes.value):
            return ""
        width = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(path, width)
        scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5 * _MM
        line = width.value * scale
        points = [point for _, several in moves for point in several]
        left, top = min(x for x, _ in points) - line, min(y for _, y in points) - line
        right, bottom = max(x for x, _ in points) + line, max(y for _, y in points) + line
        drawn = " ".join(
            " ".join([sign, *(f"{_mm(x - left)} {_mm(y - top)}" for x, y in several)])
            for sign, several in moves
        )
        filled = _colour("FillColor", path) if fills.value else ""
        stroked = _colour("StrokeColor", path) if strokes.value else ""
        return (
            f'<ofd:PathObject ID="{self.number()}" Boundary="{_box(left, top, right - left, bottom - top)}"'
            f' LineWidth="{_mm(line)}" Stroke="{_said(strokes)}" Fill="{_said(fills)}"{_dashes(path, scale)}>'
            f"{filled}{stroked}<ofd:AbbreviatedData>{drawn}</ofd:AbbreviatedData></ofd:PathObject>"
        )

    def _text(self, run: _Run) -> str:
        face = self.faces.get(run.face)
        if face is None:
            face = self.faces[run.face] = self.number()
        self.signs.setdefault(run.face, set()).update(run.signs)
        first, last = run.places[0], run.places[-1]
        box = _box(first, run.base - _ASCENT * run.size, last - first + _BOX * run.size, _BOX * run.size)
        steps = " ".join(
            _mm(after - before) for before, after in zip(run.places, run.places[1:], strict=False)
        )
        return (
            f'<ofd:TextObject ID="{self.number()}" Boundary="{box}" Font="{face}" Size="{_mm(run.size)}">'
            f"{_told(('FillColor', *run.colour))}"
            f'<ofd:TextCode X="0" Y="{_mm(_ASCENT * run.size)}"{f" DeltaX={chr(34)}{steps}{chr(34)}" if steps else ""}>'
            f"{escape(''.join(run.signs))}</ofd:TextCode></ofd:TextObject>"
        )

    def package(
        self, pages: list[_Page], faces: dict[str, bytes], identity: str, told: dict[str, str]
    ) -> bytes:
        """Everything in one file. told: title and day of making, as the PDF has them."""
        numbers = [self.number() for _ in pages]
        layers = [self.number() for _ in pages]
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:

            def put(name: str, content: str | bytes) -> None:
                # No moment in it: the same document is the same bytes.
                package.writestr(
                    zipfile.ZipInfo(name), content, compress_type=zipfile.ZIP_DEFLATED, compresslevel=6
                )

            made = told.get("CreationDate", "").removeprefix("D:")[:8]
            day = f"<ofd:CreationDate>{made[:4]}-{made[4:6]}-{made[6:]}</ofd:CreationDate>" if made else ""
            put(
                "OFD.xml",
                f'{_HEAD}<ofd:OFD {_SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
                f"<ofd:DocID>{identity}</ofd:DocID><ofd:Title>{escape(told.get('Title', ''))}</ofd:Title>{day}"
                "<ofd:Creator>Yifa</ofd:Creator></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
                "</ofd:DocBody></ofd:OFD>",
            )
            listed = "".join(
                f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{place}/Content.xml"/>'
                for place, number in enumerate(numbers)
            )
            put(
                "Doc_0/Document.xml",
                f"{_HEAD}<ofd:Document {_SPACE}><ofd:CommonData><ofd:MaxUnitID>{self.last}</ofd:MaxUnitID>"
                f"{_area('PageArea', pages[0])}<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
                f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            )
            known = "".join(
                f'<ofd:Font ID="{number}" FontName="{_called(name)}" FamilyName="{_called(name)}">'
                f"<ofd:FontFile>font_{number}.otf</ofd:FontFile></ofd:Font>"
                for name, number in self.faces.items()
            )
            put(
                "Doc_0/PublicRes.xml",
                f'{_HEAD}<ofd:Res {_SPACE} BaseLoc="Res"><ofd:Fonts>{known}</ofd:Fonts></ofd:Res>',
            )
            for name, number in self.faces.items():
                put(f"Doc_0/Res/font_{number}.otf", faces[name])
            for place, (page, layer) in enumerate(zip(pages, layers, strict=True)):
                put(
                    f"Doc_0/Pages/Page_{place}/Content.xml",
                    f"{_HEAD}<ofd:Page {_SPACE}>{_area('Area', page)}<ofd:Content>"
                    f'<ofd:Layer ID="{layer}">{page.body}</ofd:Layer></ofd:Content></ofd:Page>',
                )
        return out.getvalue()


# Reading the PDF ----------------------------------------------------------------------------------------------------


def _paths(page: pypdfium2.PdfPage) -> Iterator[tuple[Any, _Matrix]]:
    yield from _within(pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, page.raw, _SAME)


def _within(count: Any, get: Any, owner: Any, outer: _Matrix) -> Iterator[tuple[Any, _Matrix]]:
    """The paths of a page or a form, each with the matrix that leads to the page."""
    for place in range(count(owner)):
        one = get(owner, place)
        kind = pdfium.FPDFPageObj_GetType(one)
        matrix = _then(_matrix(pdfium.FPDFPageObj_GetMatrix, one), outer)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _within(pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, one, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield one, matrix
        elif kind != pdfium.FPDF_PAGEOBJ_TEXT:
            raise _not_written("图像", "a picture")


def _moves(path: Any, matrix: _Matrix, height: float) -> Iterator[tuple[str, tuple[_Point, ...]]]:
    """What draws a path, by OFD's letters, with points in mm from the upper left corner of the page."""
    curve: list[_Point] = []
    for place in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, place)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        a, b, c, d, e, f = matrix
        point = ((x.value * a + y.value * c + e) * _MM, (height - (x.value * b + y.value * d + f)) * _MM)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            curve.append(point)
            if len(curve) == 3:
                yield "B", tuple(curve)
                curve = []
        else:
            yield ("M" if kind == pdfium.FPDF_SEGMENT_MOVETO else "L"), (point,)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield "C", ()


def _runs(page: pypdfium2.PdfPage, height: float) -> Iterator[_Run]:
    text = pdfium.FPDFText_LoadPage(page.raw)
    run: _Run | None = None
    try:
        for place in range(pdfium.FPDFText_CountChars(text)):
            sign = pdfium.FPDFText_GetUnicode(text, place)
            if sign in _BREAKS or pdfium.FPDFText_IsGenerated(text, place):
                continue
            one = pdfium.FPDFText_GetTextObject(text, place)
            matrix = _matrix(pdfium.FPDFText_GetMatrix, text, place)
            if abs(matrix[1]) > 1e-3 or abs(matrix[2]) > 1e-3:
                raise _not_written("转了方向的文字", "turned text")
            x, y = ctypes.c_double(), ctypes.c_double()
            pdfium.FPDFText_GetCharOrigin(text, place, x, y)
            at = x.value * _MM
            size = pdfium.FPDFText_GetFontSize(text, place) * matrix[0] * _MM
            said = (
                _face(one),
                round(size, 3),
                _of(one, pdfium.FPDFPageObj_GetFillColor),
                round((height - y.value) * _MM, 3),
            )
            if run is not None and (run.face, run.size, run.colour, run.base) == said:
                step = at - run.places[-1]
                if 0 <= step < _WIDE * size:
                    run.signs.append(chr(sign))
                    run.places.append(at)
                    continue
            if run is not None:
                yield run
            run = _Run(*said, [chr(sign)], [at])
        if run is not None:
            yield run
    finally:
        pdfium.FPDFText_ClosePage(text)


def _face(one: Any) -> str:
    """The PostScript name of the face of a text object, without the mark of a subset."""
    face = pdfium.FPDFTextObj_GetFont(one)
    length = pdfium.FPDFFont_GetBaseFontName(face, None, 0)
    name = ctypes.create_string_buffer(length)
    pdfium.FPDFFont_GetBaseFontName(face, name, length)
    return name.value.decode().rpartition("+")[2]


def _matrix(get: Any, *of: Any) -> _Matrix:
    found = pdfium.FS_MATRIX()
    get(*of, found)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _then(first: _Matrix, after: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = after
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _of(one: Any, get: Any) -> tuple[int, int, int, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not get(one, *parts):
        return (0, 0, 0, 255)
    red, green, blue, alpha = (part.value for part in parts)
    return (red, green, blue, alpha)


def _not_written(zh: str, en: str) -> DocumentError:
    return DocumentError(
        Bilingual(
            f"文件中有{zh}，存不成 OFD；请下载 PDF。",
            f"The document has {en}, which is not saved as OFD; take the PDF.",
        )
    )


# Writing ------------------------------------------------------------------------------------------------------------


def _mm(length: float) -> str:
    return f"{length:.3f}".rstrip("0").rstrip(".") or "0"


def _box(left: float, top: float, width: float, height: float) -> str:
    return f"{_mm(left)} {_mm(top)} {_mm(max(width, 0.01))} {_mm(max(height, 0.01))}"


def _area(name: str, page: _Page) -> str:
    box = _box(0, 0, page.width, page.height)
    return f"<ofd:{name}><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:{name}>"


def _said(answer: ctypes.c_int) -> str:
    return "true" if answer.value else "false"


def _colour(name: str, path: Any) -> str:
    get = pdfium.FPDFPageObj_GetFillColor if name == "FillColor" else pdfium.FPDFPageObj_GetStrokeColor
    return _told((name, *_of(path, get)))


def _told(colour: tuple[str, int, int, int, int]) -> str:
    name, red, green, blue, alpha = colour
    seen = f' Alpha="{alpha}"' if alpha < 255 else ""
    return f'<ofd:{name} Value="{red} {green} {blue}"{seen}/>'


def _dashes(path: Any, scale: float) -> str:
    count = pdfium.FPDFPageObj_GetDashCount(path)
    if count <= 0:
        return ""
    lengths = (ctypes.c_float * count)()
    pdfium.FPDFPageObj_GetDashArray(path, lengths, count)
    return f' DashPattern="{" ".join(_mm(length * scale) for length in lengths)}"'


def _called(name: str) -> str:
    return next((called for begins, called in _CALLED if name.startswith(begins)), name)


@cache
def _files() -> dict[str, tuple[str, int]]:
    """Where the face of a PostScript name lies: the file, and its place in a collection."""
    from fontTools.ttLib import TTCollection, TTFont

    found: dict[str, tuple[str, int]] = {}
    for path in fonts.installed_fonts().paths:
        if path.suffix == ".ttc":
            with TTCollection(str(path), lazy=True) as several:
                found.update(
                    (one["name"].getDebugName(6), (str(path), place)) for place, one in enumerate(several)
                )
        else:
            with TTFont(str(path), lazy=True) as one:
                found[one["name"].getDebugName(6)] = (str(path), 0)
    return found


def _subset(name: str, signs: frozenset[str]) -> bytes:
    """The face with these signs alone."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    known = _files().get(name)
    if known is None:
        raise DocumentError(
            Bilingual(
                f"这台机器上没有字体 {name}，存不成 OFD；请下载 PDF。",
                f"The face {name} is not on this machine; take the PDF.",
            )
        )
    options = subset.Options(
        layout_features=[], name_IDs=[1, 2, 4, 6], notdef_outline=True, glyph_names=False, hinting=False
    )
    options.drop_tables += list(_LEFT_OUT)
    path, place = known
    with TTFont(path, fontNumber=place, lazy=True, recalcTimestamp=False) as face:
        wanted = subset.Subsetter(options)
        wanted.populate(text="".join(sorted(signs)))
        wanted.subset(face)
        out = io.BytesIO()
        face.save(out)
    return out.getvalue()
