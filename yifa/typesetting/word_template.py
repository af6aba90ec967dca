"""The empty docx that every document starts from: the standard's faces and measures as real styles.

Word's stock template brings four hundred kilobytes of English styles and opens in an old mode; this one holds the dozen styles
of an official document, so that an officer who edits it later finds 标题 1 to 标题 4, 公文标题 and 正文 as the standard has them.
The faces are named, not shipped: the reader's machine has them, or takes the alternatives named beside them.
"""

from __future__ import annotations

import io
import math
import zipfile
from functools import lru_cache
from typing import Final

from yifa.typesetting import geometry

FANG: Final = "仿宋_GB2312"
KAI: Final = "楷体_GB2312"
HEI: Final = "黑体"
SONG: Final = "宋体"
TITLE: Final = "方正小标宋简体"
HEADING_FACES: Final = (HEI, KAI, FANG, FANG)

# What a machine without the standard's faces uses: Windows' own, then the free ones.
_ALTERNATIVES: Final = {
    FANG: "FangSong;仿宋;FandolFang R;FandolFang",
    KAI: "KaiTi;楷体;FandolKai",
    HEI: "SimHei;FandolHei;Noto Sans CJK SC",
    SONG: "SimSun;FandolSong;Noto Serif CJK SC",
    TITLE: "小标宋;FZXiaoBiaoSong-B05S;Noto Serif CJK SC",
}

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS: Final = f'xmlns:w="{W}"'
_HEADER: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"


def twips(points: float) -> int:
    """Twentieths of a point, Word's unit of length."""
    return round(points * 20)


def mm_twips(millimetres: float) -> int:
    """Millimetres in Word's unit."""
    return twips(millimetres * geometry.POINTS_PER_MM)


LINE_TWIPS: Final = twips(geometry.LINE_PITCH_PT)
# The largest whole twip that keeps twenty-eight characters on a line.
CHARACTER_SPACING_TWIPS: Final = math.floor((geometry.CHARACTER_PITCH_PT - geometry.BODY_PT) * 20)
INDENT_TWIPS: Final = twips(2 * geometry.CHARACTER_PITCH_PT)


@lru_cache(maxsize=1)
def template() -> bytes:
    """The empty document as docx bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in _parts().items():
            package.writestr(zipfile.ZipInfo(name), _HEADER + text)
    return made.getvalue()


def _parts() -> dict[str, str]:
    kinds = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
        ),
        "_rels/.rels": _relations(
            f"{_OFFICE}/officeDocument=word/document.xml",
            f"{_PACKAGE}/relationships/metadata/core-properties=docProps/core.xml",
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
        ),
        "word/_rels/document.xml.rels": _relations(
            f"{_OFFICE}/styles=styles.xml",
            f"{_OFFICE}/settings=settings.xml",
            f"{_OFFICE}/fontTable=fontTable.xml",
        ),
        "word/document.xml": f'<w:document {_NS} xmlns:r="{_OFFICE}"><w:body>{_section()}</w:body></w:document>',
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _font_table(),
        "word/styles.xml": _styles(),
    }


def _relations(*pairs: str) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate((pair.rsplit("=", 1) for pair in pairs), start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _section() -> str:
    """Page, margins and the grid (5.2).

    The twenty-eight characters come from the spacing of the style Normal, not from ``charSpace``: the pitch is a
    fifth of a point narrower than the size, and LibreOffice spreads the text wide on a negative ``charSpace``.
    """
    return (
        f'<w:sectPr><w:pgSz w:w="{mm_twips(geometry.PAGE_WIDTH_MM)}" w:h="{mm_twips(geometry.PAGE_HEIGHT_MM)}"/>'
        f'<w:pgMar w:top="{mm_twips(geometry.TOP_MM)}" w:right="{mm_twips(geometry.RIGHT_MM)}" '
        f'w:bottom="{mm_twips(geometry.BOTTOM_MM)}" w:left="{mm_twips(geometry.LEFT_MM)}" '
        f'w:header="851" w:footer="{footer_twips()}" w:gutter="0"/><w:cols w:space="425"/>'
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{LINE_TWIPS}" w:charSpace="0"/></w:sectPr>'
    )


FOOTER_LINE_PT: Final = 18.0


def footer_twips() -> int:
    """Foot of the page-number line above the edge of the sheet, so that its dash is 7 mm below the type area (7.5)."""
    middle = (geometry.BOTTOM_MM - geometry.PAGE_NUMBER_DROP_MM) * geometry.POINTS_PER_MM
    return twips(middle - FOOTER_LINE_PT / 2)


def _settings() -> str:
    word = "http://schemas.microsoft.com/office/word"
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{word}" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
        )
    )
    return (
        f'<w:settings {_NS}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
        '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:drawingGridVerticalSpacing w:val="579"/><w:characterSpacingControl w:val="compressPunctuation"/>'
        "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
        f"<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>{compat}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{alternatives}"/><w:charset w:val="86"/></w:font>'
        for name, alternatives in _ALTERNATIVES.items()
    )
    return f"<w:fonts {_NS}>{fonts}</w:fonts>"


def faces(name: str) -> str:
    """The run property that sets a face for Chinese and for Latin alike."""
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'
    )


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _spacing(spacing_twips: int = 0) -> str:
    return f'<w:spacing w:val="{spacing_twips}"/>'


def _line(points: float) -> str:
    return f'<w:spacing w:before="0" w:after="0" w:line="{twips(points)}" w:lineRule="exact"/>'


def _style(
    key: str, name: str, paragraph: str = "", run: str = "", *, based: str = "Normal", following: str = ""
) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        + (f'<w:next w:val="{following}"/>' if following else "")
        + f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _styles() -> str:
    flush = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    indent = f'<w:ind w:firstLineChars="200" w:firstLine="{INDENT_TWIPS}"/>'
    body = (
        '<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'{_line(geometry.LINE_PITCH_PT)}{flush}<w:jc w:val="both"/>'
    )
    off_grid = '<w:snapToGrid w:val="0"/>'
    headings = "".join(
        _style(
            f"Heading{level}",
            f"heading {level}",
            f'<w:keepNext/>{indent}<w:outlineLvl w:val="{level - 1}"/>',
            faces(HEADING_FACES[level - 1]),
            following="BodyText",
        )
        for level in range(1, 5)
    )
    grid_sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:styles {_NS}><w:docDefaults><w:rPrDefault><w:rPr>{faces(FANG)}<w:kern w:val="2"/>'
        f'{_size(geometry.BODY_PT)}<w:lang w:val="zh-CN" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        # The grid's pitch is counted from the size that this very style states, so it is said again here.
        f"<w:pPr>{body}</w:pPr><w:rPr>{_spacing(CHARACTER_SPACING_TWIPS)}{_size(geometry.BODY_PT)}</w:rPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{grid_sides}</w:tblBorders><w:tblCellMar>"
        '<w:top w:w="30" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="30" w:type="dxa"/>'
        '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        + _style("BodyText", "Body Text", indent)
        + _style(
            "Title",
            "Title",
            f'{off_grid}{_line(geometry.TITLE_PITCH_PT)}<w:jc w:val="center"/>',
            faces(TITLE) + _spacing() + _size(geometry.TITLE_PT),
            following="BodyText",
        )
        + headings
        + _style(
            "Mark", "发文机关标志", f'{off_grid}<w:jc w:val="center"/>', faces(TITLE) + _red() + _spacing()
        )
        + _style("Recipient", "主送机关", "")
        + _style(
            "Caption",
            "caption",
            f'<w:keepNext/>{off_grid}{_line(24)}<w:jc w:val="center"/>',
            faces(HEI) + _spacing() + _size(14),
        )
        + _style(
            "TableText",
            "表格文字",
            f'{off_grid}{_line(18)}<w:jc w:val="left"/>',
            _spacing() + _size(geometry.TABLE_PT),
        )
        + _style("Source", "来源", f"{off_grid}{_line(18)}", _spacing() + _size(10.5))
        + _style("Imprint", "版记", f"{off_grid}{_line(24)}", _spacing() + _size(geometry.IMPRINT_PT))
        + _style("Header", "header", f'{off_grid}<w:jc w:val="center"/>')
        + _style(
            "Footer",
            "footer",
            f"{off_grid}{_line(FOOTER_LINE_PT)}",
            faces(SONG) + _spacing() + _size(geometry.IMPRINT_PT),
        )
        + "</w:styles>"
    )


def _red() -> str:
    return f'<w:color w:val="{geometry.OFFICIAL_RED.removeprefix("#").upper()}"/>'
