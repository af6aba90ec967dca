"""PDF of an official document, set by typst from a warm compiler.

The template (``typst/official.typ``) is fixed; a document reaches it as JSON, so nothing written by anybody is ever read as
markup. The compiler and the fonts are kept: starting them costs seven times what a ten-page report does.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias

import typst

from yifa.law.text import Bilingual
from yifa.typesetting import fonts, geometry
from yifa.typesetting.layout import chart_foot, column_widths, short_columns
from yifa.typesetting.model import (
    Attachment,
    Block,
    Chart,
    DocumentError,
    Form,
    Heading,
    OfficialDocument,
    Paragraph,
    Table,
    cell_text,
    chinese_date,
    numbered,
    texts,
)
from yifa.typesetting.plain import clean, squares, title_lines

TEMPLATE: Final = Path(__file__).parent / "typst" / "official.typ"
PICTURE: Final = TEMPLATE.with_name("picture.typ")
# Dots an inch at which a chart is still sharp on paper.
PICTURE_PPI: Final = 220.0
STICKY_SQUARES: Final = 5 * geometry.CHARACTERS_PER_LINE

Json: TypeAlias = dict[str, Any]


class PdfPress:
    """A warm compiler. One at a time sets a document; others wait (typst itself uses every core)."""

    def __init__(self, font_set: fonts.FontSet | None = None) -> None:
        self._fonts = font_set or fonts.installed_fonts()
        faces = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(folder) for folder in self._fonts.folders],
        )
        self._compiler = typst.Compiler(input=str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=faces)
        self._pictures = typst.Compiler(input=str(PICTURE), root=str(PICTURE.parent), font_paths=faces)
        self._lock = threading.Lock()

    def set(self, document: OfficialDocument) -> bytes:
        """The document as PDF bytes; the same document gives the same bytes.

        Raises DocumentError where a character cannot be printed: a box in place of a name is worse than no document.
        """
        return self._compile(document, "pdf")[0]

    def pictures(self, document: OfficialDocument, *, ppi: float = 96.0) -> tuple[bytes, ...]:
        """Each page as PNG, for a preview of the paper."""
        return self._compile(document, "png", ppi)

    def chart(self, chart: Chart) -> bytes:
        """A chart's SVG as PNG."""
        picture = {
            "svg": chart.svg.decode("utf-8"),
            "width": chart.width_mm,
            "height": chart.height_mm,
        }
        with self._lock:
            made = self._pictures.compile(
                format="png",
                ppi=PICTURE_PPI,
                sys_inputs={"picture": json.dumps(picture, ensure_ascii=False)},
            )
        assert isinstance(made, bytes), "one page gives one picture"
        return made

    def _compile(self, document: OfficialDocument, kind: str, ppi: float | None = None) -> tuple[bytes, ...]:
        refuse_missing_glyphs(document, self._fonts)
        inputs = {"document": json.dumps(payload(document), ensure_ascii=False)}
        with self._lock:
            made = self._compiler.compile(
                format="pdf" if kind == "pdf" else "png",
                ppi=ppi,
                sys_inputs=inputs,
                timestamp=_timestamp(document),
            )
        if made is None:
            return ()
        return tuple(made) if isinstance(made, list) else (made,)


@lru_cache(maxsize=1)
def press() -> PdfPress:
    """The process's own warm press."""
    return PdfPress()


def to_pdf(document: OfficialDocument) -> bytes:
    """The document as PDF, from the process's warm press. Raises DocumentError, FontsError."""
    return press().set(document)


def to_pictures(document: OfficialDocument, *, ppi: float = 96.0) -> tuple[bytes, ...]:
    """The document's pages as PNG, from the process's warm press. Raises DocumentError, FontsError."""
    return press().pictures(document, ppi=ppi)


def to_png(chart: Chart) -> bytes:
    """A chart as PNG, from the process's warm press. Raises FontsError."""
    return press().chart(chart)


def refuse_missing_glyphs(document: OfficialDocument, font_set: fonts.FontSet | None = None) -> None:
    """Raises DocumentError naming the characters that no face can print."""
    absent = fonts.missing_glyphs(clean("".join(texts(document))), font_set)
    if absent:
        shown = " ".join(f"{character}(U+{ord(character):04X})" for character in absent)
        raise DocumentError(
            Bilingual(
                f"这些字没有可用的字形，印出会是空框：{shown}。请换用通行写法，或安装含这些字的字体后再出文。",
                f"No font here has these characters, which would print as boxes: {shown}. "
                "Write them otherwise, or install a font that has them.",
            )
        )


def _timestamp(document: OfficialDocument) -> datetime:
    """Creation moment written into the file: the document's own day, so that setting it again changes nothing."""
    day = document.dated
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)


def payload(document: OfficialDocument) -> Json:
    """The document as the template reads it: every string cleaned, every heading numbered."""
    sticky = bool(document.signature or document.dated)
    return {
        "geometry": _geometry(),
        "faces": {
            "fang": fonts.FANG,
            "kai": fonts.KAI,
            "hei": fonts.HEI,
            "song": fonts.SONG,
            "title": fonts.TITLE,
        },
        "form": str(document.form),
        "title": clean(document.one_line_title),
        "title-lines": title_lines(document.title),
        "issuer": clean(document.issuer),
        "keywords": [clean(document.number)] if document.number else [],
        "number": clean(document.number or ""),
        "dated": (
            {"year": document.dated.year, "month": document.dated.month, "day": document.dated.day}
            if document.dated
            else None
        ),
        "head": _head(document) if document.has_head else None,
        "recipient": clean(document.recipient or "").rstrip("：:"),
        "blocks": _blocks(document.blocks, sticky_end=sticky),
        "attendance": [{"kind": clean(who.kind), "names": clean(who.names)} for who in document.attendance],
        "attachment-names": [clean(item.title) for item in document.attachments],
        "attachments": _attachments(document.attachments),
        "sign": (
            {
                "signature": clean(document.signature),
                "date": chinese_date(document.dated) if document.dated else "",
                "sealed": document.sealed,
            }
            if sticky
            else None
        ),
        "note": clean(document.note),
        "stamp": document.stamp,
        "imprint": _imprint(document),
    }


def _geometry() -> Json:
    return {
        "top": geometry.TOP_MM,
        "left": geometry.LEFT_MM,
        "right": geometry.RIGHT_MM,
        "bottom": geometry.BOTTOM_MM,
        "width": geometry.AREA_WIDTH_MM,
        "page-width": geometry.PAGE_WIDTH_MM,
        "height": geometry.AREA_HEIGHT_MM,
        "line": geometry.LINE_PITCH_PT,
        # A hair narrower, so that rounding never pushes the twenty-eighth character to the next line.
        "character": geometry.CHARACTER_PITCH_PT - 0.001,
        "title-size": geometry.TITLE_PT,
        "title-line": geometry.TITLE_PITCH_PT,
        "head-drop": geometry.HEAD_TO_AREA_MM,
        "number-gap": geometry.NUMBER_TO_LINE_MM,
        "number-drop": geometry.PAGE_NUMBER_DROP_MM,
        "letter-drop": geometry.LETTER_HEAD_MM,
        "letter-rule": geometry.LETTER_RULE_MM,
        "letter-foot": geometry.LETTER_FOOT_RULE_MM,
        "thick": geometry.THICK_RULE_MM,
        "thin": geometry.THIN_RULE_MM,
        "red": geometry.OFFICIAL_RED,
    }


def _head(document: OfficialDocument) -> Json:
    mark = clean(document.head_mark)
    return {
        "mark": mark,
        "size": geometry.mark_points(mark),
        "number": clean(document.number or ""),
        "signatory": clean(document.signatory),
        "copy-number": "" if document.copy_number is None else f"{document.copy_number:06d}",
        "secrecy": clean(document.secrecy_mark),
        "urgency": str(document.urgency or ""),
    }


def _blocks(blocks: Iterable[Block], *, sticky_end: bool) -> list[Json]:
    made = [_block(block) for block in numbered(blocks)]
    if sticky_end and made and made[-1]["kind"] == "paragraph":
        last = made[-1]
        last["sticky"] = squares(last["text"]) <= STICKY_SQUARES
    return made


def _block(block: Block) -> Json:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": clean(block.text)}
    if isinstance(block, Paragraph):
        lead = {"level": block.lead.level, "text": clean(block.lead.text)} if block.lead else None
        return {"kind": "paragraph", "lead": lead, "text": clean(block.text), "sticky": False}
    if isinstance(block, Table):
        return {"kind": "table", **_table(block)}
    if isinstance(block, Chart):
        return {
            "kind": "chart",
            "title": clean(block.title),
            "svg": block.svg.decode("utf-8"),
            "width": block.width_mm,
            "height": block.height_mm,
            "alt": clean(block.description or block.title),
            "foot": chart_foot(block),
        }
    return {"kind": "page-break"}


def _table(table: Table) -> Json:
    return {
        "caption": clean(table.caption),
        "unit": clean(table.unit),
        "source": clean(table.source),
        "columns": [clean(name) for name in table.columns],
        "rows": [[clean(cell_text(cell)) for cell in row] for row in table.rows],
        "numeric": table.numeric_columns,
        "short": short_columns(table),
        "weights": column_widths(table),
    }


def _attachments(attachments: Sequence[Attachment]) -> list[Json]:
    single = len(attachments) == 1
    return [
        {
            "label": "附件" if single else f"附件{number}",
            "title-lines": title_lines(item.title),
            "blocks": _blocks(item.blocks, sticky_end=False),
        }
        for number, item in enumerate(attachments, start=1)
        if item.blocks
    ]


def _imprint(document: OfficialDocument) -> Json | None:
    copies = "，".join(clean(name).rstrip("。") for name in document.copy_to)
    office = document.imprint
    # A letter's imprint has no printing office and no date (10.1).
    if document.form is Form.LETTER:
        office = None
    if not copies and office is None:
        return None
    return {
        "copy-to": f"{copies}。" if copies else "",
        "office": clean(office.office) if office else "",
        "date": chinese_date(office.on) if office else "",
    }
