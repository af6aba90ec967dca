"""Word documents (docx, docm, flat OPC): paragraphs and tables as lines, tracked changes as if they were accepted.

What a reader does not see is not read: hidden text, hidden rows, rows and cells whose deletion is tracked. A cell that is merged
across or downward keeps its place: the cells that it covers are empty, so that columns stay under their heads.

A docx is a zip of XML. It is read here piece by piece within bounds, so that a file that unpacks to gigabytes is refused after
a few megabytes, and so that one damaged part (a picture, a font table) does not keep the text from being read. Numbers that
Word itself counts (一、 （一） 1. set by a list's format) are not in the text of the file; they are counted again here, because
readers see them. Macros are noticed and never run.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final

from lxml import etree

from yifa.extraction.errors import CannotRead
from yifa.extraction.numbering import Numbering
from yifa.extraction.plain import without_controls
from yifa.extraction.result import LARGEST_BYTES, Extracted, Kind
from yifa.law.text import Bilingual

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL: Final = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XML_2003: Final = b"http://schemas.microsoft.com/office/word/2003/wordml"
_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PACKAGE: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_MAIN: Final = "word/document.xml"
_LARGEST_PART: Final = 2 * LARGEST_BYTES
_MOST_TIMES_LARGER: Final = 400
_CHANGES: Final = frozenset(
    f"{W}{name}"
    for name in (
        [
            "ins",
            "del",
            "moveFrom",
            "moveTo",
            "rPrChange",
            "pPrChange",
            "sectPrChange",
            "tblPrChange",
            "tcPrChange",
            "trPrChange",
            "cellIns",
            "cellDel",
        ]
    )
)
_LEFT_OUT: Final = frozenset(
    {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "rt")}
    | {f"{_COMPATIBILITY}Fallback"}
)
_SIGNS: Final[Mapping[str, str]] = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_MOST_COLUMNS: Final = 64
_SPACES: Final = re.compile(r"[ \t\xa0\u3000]+")


def from_word(data: bytes) -> Extracted:
    """The text of a document. Raises CannotRead: damaged, protected, of another kind, or far larger unpacked than packed."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
            main = _main_part(names)
            body = _tree(_part(archive, main))
            styles = _optional(archive, "word/styles.xml")
            numbering = Numbering.read(_optional(archive, "word/numbering.xml"), styles)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as error:
        if isinstance(error, CannotRead):
            raise
        raise _damaged() from error
    except RuntimeError as error:
        # The library says so of a member that is encrypted.
        raise CannotRead(
            zh="有密码保护，打不开；请去掉密码后重新提供。",
            en="is protected by a password; remove it and give the file again.",
        ) from error
    return _told(body, styles, numbering, has_macros=has_macros)


def _told(body: Any, styles: Any, numbering: Numbering, *, has_macros: bool = False) -> Extracted:
    has_changes = any(element.tag in _CHANGES for element in body.iter())
    has_hidden = _take_out_unseen(body, _hiding_styles(styles))
    lines = list(_lines(body, numbering))
    text = without_controls("\n".join(lines))
    if not text.strip():
        raise CannotRead(
            zh="是 Word 文档，但里面没有文字（可能只有图片）；请提供有文字的文件。",
            en="is a Word document without text, perhaps only pictures; give a file with text.",
        )
    return Extracted(
        text=f"{text}\n",
        kind=Kind.WORD,
        notes=tuple(_notes(has_changes=has_changes, has_macros=has_macros, has_hidden=has_hidden)),
        has_tracked_changes=has_changes,
        has_macros=has_macros,
    )


def from_flat_opc(data: bytes) -> Extracted:
    """The text of a document in one XML file, as some office systems write under the name .doc. Raises CannotRead."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for part in _tree(data).iter(f"{_PACKAGE}part"):
            content = part.find(f"{_PACKAGE}xmlData")
            name = (part.get(f"{_PACKAGE}name") or "").lstrip("/")
            if content is not None and len(content) and name:
                archive.writestr(name, etree.tostring(content[0], encoding="utf-8"))
    return from_word(out.getvalue())


def is_flat_opc(start: bytes) -> bool:
    """Whether bytes begin like a document in one XML file."""
    return b"http://schemas.microsoft.com/office/2006/xmlPackage" in start[:4096]


def from_word_2003(data: bytes) -> Extracted:
    """The text of a document in the XML of Word 2003. Raises CannotRead."""
    root = _tree(data.replace(_XML_2003, _USUAL))
    styles = root.find(f"{W}styles")
    return _told(root, styles, Numbering.read(root.find(f"{W}lists"), styles))


def is_word_2003(start: bytes) -> bool:
    """Whether bytes begin like the XML of Word 2003."""
    return _XML_2003 in start[:4096] and b"wordDocument" in start[:4096]


def _hiding_styles(styles: Any) -> frozenset[str]:
    """The styles whose text is hidden, by themselves or by the style that they are based on."""
    if styles is None:
        return frozenset()
    based: dict[str, str] = {}
    told: dict[str, bool] = {}
    for style in styles.iterchildren(f"{W}style"):
        name = style.get(f"{W}styleId") or ""
        on = style.find(f"{W}basedOn")
        based[name] = "" if on is None else on.get(f"{W}val") or ""
        said = _vanishes(style.find(f"{W}rPr"))
        if said is not None:
            told[name] = said
    hiding = set()
    for name in based:
        at, steps = name, 0
        while at and at not in told and steps < 20:
            at, steps = based.get(at, ""), steps + 1
        if told.get(at):
            hiding.add(name)
    return frozenset(hiding)


def _vanishes(properties: Any) -> bool | None:
    """Whether a run's properties hide it; None where they say nothing."""
    if properties is None:
        return None
    found = properties.find(f"{W}vanish")
    if found is None:
        found = properties.find(f"{W}specVanish")
    return None if found is None else found.get(f"{W}val") not in {"0", "false", "off"}


def _style_of(properties: Any, kind: str) -> str:
    style = None if properties is None else properties.find(f"{W}{kind}")
    return "" if style is None else style.get(f"{W}val") or ""


def _take_out_unseen(body: Any, hiding: frozenset[str]) -> bool:
    """Takes out runs, rows and cells that a reader does not see; whether there was hidden text among them."""
    gone: list[Any] = []
    has_hidden = False
    for row in body.iter(f"{W}tr"):
        properties = row.find(f"{W}trPr")
        if properties is not None:
            is_hidden = _is_on(properties.find(f"{W}hidden"))
            if is_hidden or properties.find(f"{W}del") is not None:
                has_hidden |= is_hidden
                gone.append(row)
    for cell in body.iter(f"{W}tc"):
        properties = cell.find(f"{W}tcPr")
        if properties is not None and properties.find(f"{W}cellDel") is not None:
            gone.append(cell)
    for paragraph in body.iter(f"{W}p"):
        by_paragraph = _style_of(paragraph.find(f"{W}pPr"), "pStyle") in hiding
        for run in paragraph.iter(f"{W}r"):
            properties = run.find(f"{W}rPr")
            said = _vanishes(properties)
            if said is None:
                said = by_paragraph or _style_of(properties, "rStyle") in hiding
            said = said or _is_struck(properties) or (_is_white(properties) and not _is_shaded(run))
            if said:
                has_hidden |= bool("".join(one.text or "" for one in run.iter(f"{W}t")).strip())
                gone.append(run)
    for element in gone:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return has_hidden


def _is_struck(properties: Any) -> bool:
    """Whether a run is struck through: its words were taken back."""
    return properties is not None and any(
        _is_on(properties.find(f"{W}{name}")) for name in ("strike", "dstrike")
    )


def _is_white(properties: Any) -> bool:
    color = None if properties is None else properties.find(f"{W}color")
    return color is not None and (color.get(f"{W}val") or "").upper() == "FFFFFF"


def _is_shaded(run: Any) -> bool:
    """Whether anything behind a run may be dark: its own shade, its paragraph's, its cell's, or a table's style or a box."""
    for element in (run, *run.iterancestors()):
        if element.tag == f"{W}txbxContent":
            return True
        properties = next(
            (
                one
                for one in element
                if isinstance(one.tag, str) and one.tag.endswith("Pr") and one.tag.startswith(W)
            ),
            None,
        )
        if properties is not None and any(
            properties.find(f"{W}{name}") is not None for name in ("shd", "highlight", "tblStyle", "pStyle")
        ):
            return True
    return False


def _is_on(element: Any) -> bool:
    return element is not None and element.get(f"{W}val") not in {"0", "false", "off"}


def _notes(*, has_changes: bool, has_macros: bool, has_hidden: bool) -> Iterator[Bilingual]:
    if has_hidden:
        yield Bilingual(
            zh="有隐藏或者划去的文字，读者看不见，没有读取。",
            en="It holds hidden or struck text, which a reader does not see; it was not read.",
        )
    if has_changes:
        yield Bilingual(
            zh="还有未接受的修订，此处按接受全部修订后的文字读取。",
            en="It has tracked changes; it is read as if all of them were accepted.",
        )
    if has_macros:
        yield Bilingual(
            zh="含有宏；宏没有运行，只读取了文字。",
            en="It holds macros; none was run, only the text was read.",
        )


def _damaged() -> CannotRead:
    return CannotRead(
        zh="已损坏，打不开；请用 Word 或 WPS 打开后另存为 docx，再提供。",
        en="is damaged and cannot be opened; open it in Word or WPS, save it as docx, and give it again.",
    )


def _main_part(names: set[str]) -> str:
    if _MAIN in names:
        return _MAIN
    by_lower = {name.lower().replace("\\", "/"): name for name in names}
    if _MAIN in by_lower:
        return by_lower[_MAIN]
    raise _other_kind(by_lower)


def _other_kind(names: Mapping[str, str]) -> CannotRead:
    for start, zh, en in (
        ("xl/", "Excel 工作簿", "an Excel workbook"),
        ("ppt/", "演示文稿", "a presentation"),
        ("ofd.xml", "OFD 版式文件", "an OFD file"),
        ("content.xml", "OpenDocument 文档", "an OpenDocument file"),
    ):
        if any(name.startswith(start) for name in names):
            return CannotRead(
                zh=f"是{zh}，不能读取；请另存为 docx、PDF 或文本后再提供。",
                en=f"is {en}, which is not read here; save it as docx, PDF or text.",
            )
    return CannotRead(
        zh="是压缩包，不是文档；请解开后提供其中的文件。",
        en="is an archive and no document; unpack it and give the files in it.",
    )


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part of the file, unpacked in pieces up to the bound."""
    info = archive.getinfo(name)
    bound = min(_LARGEST_PART, max(1 << 20, info.compress_size * _MOST_TIMES_LARGER))
    pieces: list[bytes] = []
    size = 0
    with archive.open(info) as source:
        while piece := source.read(1 << 18):
            size += len(piece)
            if size > bound:
                raise CannotRead(
                    zh="解开后大得异常（可能是有意制作的压缩炸弹），没有读取；请核对来源。",
                    en="unpacks to an abnormal size and may be a zip bomb; it was not read. Check where it comes from.",
                )
            pieces.append(piece)
    return b"".join(pieces)


def _optional(archive: zipfile.ZipFile, name: str) -> Any:
    """A part that the text can do without; None where it is missing or damaged."""
    try:
        return _tree(_part(archive, name))
    except (KeyError, CannotRead, zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError):
        return None


def _tree(content: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=True
    )
    # Documents in the strict form use another name for the same thing.
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise _damaged()
    try:
        root = etree.fromstring(content.replace(_STRICT, _USUAL), parser)
    except (etree.LxmlError, ValueError) as error:
        raise _damaged() from error
    if root is None:
        raise _damaged()
    return root


def _lines(root: Any, numbering: Numbering) -> Iterator[str]:
    """Paragraphs and rows in reading order; text boxes after the paragraph that they hang on."""
    body = root.find(f"{W}body")
    start = root if body is None else body
    # A stack instead of recursion: how deep a hostile file nests is its own choice.
    waiting = [start]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}p":
            yield from _paragraph(element, numbering)
            # What hangs on the paragraph: its text boxes, which hold paragraphs of their own.
            waiting.extend(reversed(list(_hanging(element))))
        elif element.tag == f"{W}tr":
            row, below = _row(element, numbering)
            if below:
                waiting.extend(reversed(below))
            elif row:
                yield row
        elif element.tag not in _LEFT_OUT:
            waiting.extend(reversed(list(element)))


def _paragraph(paragraph: Any, numbering: Numbering) -> Iterator[str]:
    text = _text(paragraph)
    if text.strip():
        number = numbering.next_for(paragraph)
        yield from (line.rstrip() for line in f"{number}{text}".split("\n") if line.strip())


def _text(paragraph: Any) -> str:
    """A paragraph's own text, without what hangs on it."""
    pieces: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if tag in _LEFT_OUT or tag == f"{W}txbxContent":
            continue
        if tag == f"{W}t":
            pieces.append(element.text or "")
        elif tag == f"{W}br" and element.get(f"{W}type") in {"page", "column"}:
            continue
        elif tag in _SIGNS:
            pieces.append(_SIGNS[tag])
        else:
            waiting.extend(reversed(element))
    return "".join(pieces)


def _hanging(paragraph: Any) -> Iterator[Any]:
    """The outermost text boxes of a paragraph, each once."""
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}txbxContent":
            yield from element
        elif element.tag not in _LEFT_OUT:
            waiting.extend(reversed(element))


def _row(row: Any, numbering: Numbering) -> tuple[str, list[Any]]:
    """A row as one line with its cells parted by tabs; or, where cells hold tables or several paragraphs, what is in them."""
    cells = list(row.iterchildren(f"{W}tc"))
    texts: list[str] = []
    for cell in cells:
        paragraphs = list(cell.iterchildren(f"{W}p"))
        if cell.find(f".//{W}tbl") is not None or (len(cells) == 1 and len(paragraphs) > 1):
            return "", [child for one in cells for child in one]
        told = [f"{numbering.next_for(one)}{text}" for one in paragraphs if (text := _text(one)).strip()]
        said = _SPACES.sub(" ", "".join(told).replace("\n", "")).strip()
        properties = cell.find(f"{W}tcPr")
        merge = None if properties is None else properties.find(f"{W}vMerge")
        # What is covered by the cell above says nothing of its own.
        texts.append("" if merge is not None and merge.get(f"{W}val") != "restart" else said)
        texts.extend([""] * (_spans(properties) - 1))
    return ("\t".join(texts).rstrip() if any(texts) else ""), []


def _spans(properties: Any) -> int:
    """How many columns a cell lies over."""
    found = None if properties is None else properties.find(f"{W}gridSpan")
    given = "1" if found is None else found.get(f"{W}val") or "1"
    return (
        max(1, min(int(given), _MOST_COLUMNS))
        if given.isascii() and given.isdigit() and len(given) < 4
        else 1
    )
