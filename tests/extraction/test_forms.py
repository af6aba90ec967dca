"""One report in many forms: whatever program made the file, its reader sees the same figures, and so does Yifa."""

from __future__ import annotations

import base64
import html
import io
import re
import zipfile
from collections.abc import Callable
from functools import partial
from typing import Any, Final

import pypdfium2
import pytest
import typst
from pypdfium2 import raw

from tests.extraction.samples import W, word
from yifa.extraction.read import extract
from yifa.reading.reading import read

TITLE: Final = "某县科学技术局2023年度法治政府建设年度报告"
PARAGRAPHS: Final = (
    TITLE,
    "2023年，我局认真落实法治政府建设部署，现将情况报告如下。",
    "一、主要举措和成效",
    "（一）培育创新主体。全年新增高新技术企业31家，总数达到126家；评价入库科技型中小企业208家，同比增长18.5%。",
    "（二）规范技术市场。登记技术合同1,205项，成交额9.86亿元；培训技术经纪人六十二人。",
    "（三）落实奖补资金1048.5万元，其中省级资金800万元、县级资金248.5万元。",
    "（四）审查规范性文件7件，其中继续有效4件、废止3件；审查合同22份，提出法律意见35条。",
    "（五）办理人大代表建议2件、政协提案6件，办结率100%，满意率97.5％。",
    "二、存在的不足和原因",
    "执法力量不足，主要是专职人员只有3名。",
    "三、下一年度工作安排",
    "开展专题培训5期。",
    "某县科学技术局",
    "2024年1月16日",
)
TEXT: Final = "\n".join(PARAGRAPHS) + "\n"
SECRET: Final = "（内部掌握：实为19家）"
Figure = tuple[float, str, int | None]


def figures(text: str) -> list[Figure]:
    return sorted((fact.value, str(fact.unit), fact.year) for fact in read(text).facts)


# --- plain text


def kangxi(text: str) -> str:
    return text.translate(str.maketrans("一二人大力工文比立高金生", "⼀⼆⼈⼤⼒⼯⽂⽐⽴⾼⾦⽣"))


def between(sign: str) -> Callable[[str], str]:
    return lambda text: "".join(f"{char}{sign}" if char > "\x7f" and char != "\n" else char for char in text)


def apart(text: str) -> str:
    """Characters of headings and paragraphs set apart by blanks, as in a justified line."""
    return "\n".join(
        " ".join(line) if line.isascii() is False and not any(char.isdigit() for char in line) else line
        for line in text.split("\n")
    )


def downward(text: str) -> str:
    lines = text.split("\n")
    return "\n".join("\n".join(line) if line.startswith("执法力量") else line for line in lines)


def broken_at(width: int, indent: str) -> str:
    """The report as a typewriter sets it: so many columns, two for a Chinese character."""
    lines = [""]
    for paragraph in PARAGRAPHS:
        lines.append("")
        for sign in indent + paragraph:
            if sum(2 if one > "\x7f" else 1 for one in lines[-1] + sign) > width:
                lines.append("")
            lines[-1] += sign
    return "\n".join(lines[1:])


PLAIN: Final[dict[str, bytes]] = {
    "utf-8": TEXT.encode(),
    "utf-8 with mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "utf-16": TEXT.encode("utf-16"),
    "utf-16 big": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "utf-16 without mark": TEXT.encode("utf-16-le"),
    "gb18030": TEXT.encode("gb18030"),
    "line ends of Windows": TEXT.replace("\n", "\r\n").encode(),
    "indented": "\n".join(f"\u3000\u3000{line}" for line in PARAGRAPHS).encode(),
    "blank lines between": "\n\n".join(PARAGRAPHS).encode(),
    "no-break spaces": "\n".join(f"\xa0\xa0{line}\xa0" for line in PARAGRAPHS).encode(),
    "radicals": kangxi(TEXT).encode(),
    "zero width spaces": between("\u200b")(TEXT).encode(),
    "joiners": between("\u2060")(TEXT).encode(),
    "soft hyphens": between("\xad")(TEXT).encode(),
    "marks of direction": f"\u202a{TEXT}\u202c".encode(),
    "variation selectors": between("\ufe00")(TEXT).encode(),
    "set apart": apart(TEXT).encode(),
    "set downward": downward(TEXT).encode(),
    "lines broken at a width": broken_at(76, "    ").encode(),
    "lines broken at a number of signs": "\n".join(
        line[at : at + 30] for line in PARAGRAPHS for at in range(0, len(line), 30)
    ).encode(),
    "lines broken in GBK with indents": broken_at(56, "　　").encode("gb18030"),
    "Markdown": "\n\n".join(
        f"# {line}" if not at else f"## {line}" if line[1] == "、" else f"- {line}"
        for at, line in enumerate(PARAGRAPHS)
    ).encode(),
    "Markdown with bold numbers": re.sub(r"(\d[\d,.]*)", r"**\1**", TEXT).encode(),
    "thin blanks beside numbers": re.sub(r"(\d[\d,.]*)", "\u2009\\1\u2009", TEXT).encode(),
    "blanks between all signs": "\n".join(" ".join(line) for line in PARAGRAPHS).encode(),
    "blanks between all characters": re.sub("([\u4e00-\u9fff])(?=[\u4e00-\u9fff])", r"\1 ", TEXT).encode(),
    "digits of another alphabet": TEXT.translate(
        {ord(str(digit)): 0x1D7CE + digit for digit in range(10)}
    ).encode(),
    "utf-32": TEXT.encode("utf-32"),
    "full-width digits": TEXT.translate(str.maketrans("0123456789", "０１２３４５６７８９")).encode(),
}

# --- Word


def p(inner: str, properties: str = "") -> str:
    return f"<w:p>{properties}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def body(of: Callable[[str], str] = lambda text: p(r(text)), more: str = "") -> str:
    return "".join(of(text) for text in PARAGRAPHS) + more


HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:styleId="Gone" w:type="character"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="GoneToo" w:type="paragraph"><w:basedOn w:val="GoneP"/></w:style>'
    '<w:style w:styleId="GoneP" w:type="paragraph"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
)


def after_enterprises(more: str) -> str:
    return body(lambda text: p(r(text) + (more if "培育创新主体" in text else "")))


def table(rows: str) -> str:
    return f"<w:tbl>{rows}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(f'<w:tc>{p(r(cell))}</w:tc>' for cell in cells)}</w:tr>"


def flat(document: bytes) -> bytes:
    """The same document in one XML file."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = "".join(
            f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{archive.read(name).decode()}</pkg:xmlData></pkg:part>'
            for name in archive.namelist()
            if name.startswith("word/")
        )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
        f'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{parts}</pkg:package>'
    ).encode()


DELETED = '<w:trPr><w:del w:id="5" w:author="a"/></w:trPr>'
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
BOX = f"<w:txbxContent>{p(r(PARAGRAPHS[9]))}</w:txbxContent>"

WORD: Final[dict[str, bytes]] = {
    "plain": word(body()),
    "a run for each character": word(body(lambda text: p("".join(r(char) for char in text)))),
    "marks between runs": word(
        body(
            lambda text: p(
                f'<w:bookmarkStart w:id="1" w:name="x"/>{r(text[:9])}<w:proofErr w:type="spellStart"/>{r(text[9:])}'
            )
        )
    ),
    "tracked insertion": word(
        body(lambda text: p(f'{r(text[:9])}<w:ins w:id="1" w:author="a">{r(text[9:])}</w:ins>'))
    ),
    "tracked deletion": word(
        after_enterprises(f'<w:del w:id="1" w:author="a"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>')
    ),
    "moved text": word(after_enterprises(f'<w:moveFrom w:id="1" w:author="a">{r(SECRET)}</w:moveFrom>')),
    "hidden text": word(after_enterprises(r(SECRET, HIDDEN))),
    "hidden by a style of runs": word(
        after_enterprises(r(SECRET, '<w:rPr><w:rStyle w:val="Gone"/></w:rPr>')), styles=STYLES
    ),
    "hidden by a style of paragraphs": word(
        body(more=p(r(f"全年新增高新技术企业99家。{SECRET}"), '<w:pPr><w:pStyle w:val="GoneToo"/></w:pPr>')),
        styles=STYLES,
    ),
    "not hidden after all": word(body(lambda text: p(r(text, '<w:rPr><w:vanish w:val="0"/></w:rPr>')))),
    "a deleted row": word(body(more=table(row("旧", "登记技术合同999项", properties=DELETED)))),
    "a hidden row": word(
        body(more=table(row("旧", "登记技术合同999项", properties="<w:trPr><w:hidden/></w:trPr>")))
    ),
    "a deleted cell": word(
        body(
            more=table(
                f'<w:tr><w:tc><w:tcPr><w:cellDel w:id="1" w:author="a"/></w:tcPr>{p(r(SECRET))}</w:tc></w:tr>'
            )
        )
    ),
    "in a table of one column": word(table("".join(row(text) for text in PARAGRAPHS))),
    "in a content control": word(f"<w:sdt><w:sdtContent>{body()}</w:sdtContent></w:sdt>"),
    "in links": word(body(lambda text: p(f"<w:hyperlink>{r(text)}</w:hyperlink>"))),
    "in smart tags": word(body(lambda text: p(f"<w:smartTag>{r(text)}</w:smartTag>"))),
    "results of fields": word(
        body(
            lambda text: p(
                f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF 12家</w:instrText></w:r>{r(text)}'
            )
        )
    ),
    "in a text box, with a fallback": word(
        "".join(
            p(
                f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice><w:drawing>{BOX}</w:drawing></mc:Choice>'
                f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent>"
            )
            if text == PARAGRAPHS[9]
            else p(r(text))
            for text in PARAGRAPHS
        )
    ),
    "page breaks": word(body(lambda text: p(f'<w:r><w:br w:type="page"/></w:r>{r(text)}'))),
    "soft line ends": word(p("".join(f"{r(text)}<w:r><w:br/></w:r>" for text in PARAGRAPHS))),
    "zero width signs": word(body(lambda text: p(r(between("\u200b")(text))))),
    "radicals": word(body(lambda text: p(r(kangxi(text))))),
    "struck text": word(
        after_enterprises(r("（19家）", "<w:rPr><w:strike/></w:rPr>")),
    ),
    "white text": word(after_enterprises(r("（19家）", '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'))),
    "flat OPC": flat(word(body())),
    "flat OPC with hidden text": flat(word(after_enterprises(r(SECRET, HIDDEN)))),
}

# --- web pages


def page(inner: str, head: str = "", charset: str = "utf-8") -> bytes:
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>{TITLE}</title>{head}</head><body>{inner}</body></html>'
    ).encode("gb18030" if charset.startswith("gb") else charset)


def ps(of: Callable[[str], str] = lambda text: f"<p>{text}</p>") -> str:
    return "".join(of(text) for text in PARAGRAPHS)


COPY = f"<p>全年新增高新技术企业99家。{SECRET}</p>"
WEB: Final[dict[str, bytes]] = {
    "paragraphs": page(ps()),
    "gb2312": page(ps(), charset="gb2312"),
    "blocks": page(ps(lambda text: f"<div>{text}</div>")),
    "breaks": page("<br/>".join(PARAGRAPHS)),
    "a span for each character": page(
        ps(lambda text: f"<p>{''.join(f'<span>{char}</span>' for char in text)}</p>")
    ),
    "references": page(ps(lambda text: f"<p>{''.join(f'&#{ord(char)};' for char in text)}</p>")),
    "no-break indents": page(ps(lambda text: f"<p>&nbsp;&nbsp;&emsp;{text}</p>")),
    "zero width signs": page(ps(lambda text: f"<p>{'&#8203;'.join(text)}</p>")),
    "comments within": page(ps(lambda text: f"<p>{text[:6]}<!-- 99家 -->{text[6:]}</p>")),
    "broken lines of source": page(
        ps(lambda text: f"<p>\n  {html.escape(text[:9])}\n  {html.escape(text[9:])}\n</p>")
    ),
    "hidden in place": page(ps() + f'<div style="display: none">{COPY}</div>'),
    "hidden by a class": page(
        ps() + f'<div class="a gone">{COPY}</div>', "<style>.gone{display:none}</style>"
    ),
    "hidden by an id": page(
        ps() + f'<div id="Gone">{COPY}</div>', "<style>p{color:red} #Gone , .x {visibility:hidden;}</style>"
    ),
    "hidden by size": page(
        ps() + f'<div class="gone">{COPY}</div>', "<style>/* x */ div.gone { font-size:0 }</style>"
    ),
    "hidden in print alone": page(
        f'<div class="text">{ps()}</div>',
        "<style>@media print { .text { display:none } } .text{margin:0}</style>",
    ),
    "hidden by attribute": page(ps() + f"<div hidden>{COPY}</div>"),
    "off the screen": page(ps() + f'<div style="position:absolute;left:-9999px">{COPY}</div>'),
    "with the site around it": page(
        f'<div class="nav"><a href="/">首页</a><a href="/a">新闻99条</a></div><div class="content">{ps()}</div>'
        '<div class="footer">版权所有 某县人民政府</div>'
    ),
    "in a table that lays it out": page(f"<table><tr><td>{ps()}</td></tr></table>"),
    "hidden within something": page(
        ps() + f'<div class="a"><div class="b c">{COPY}</div></div>',
        "<style>.a > div.b.c{display:none}</style>",
    ),
    "struck": page(ps().replace("31家", "<del>19家</del><s>20家</s>31家")),
    "white on white": page(ps() + f'<p style="color:#fff;background:#ffffff">{SECRET}</p>'),
}

# --- other documents

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
OPEN = (
    f'<office:document-content xmlns:office="{OFFICE}office:1.0" xmlns:text="{OFFICE}text:1.0" '
    f'xmlns:style="{OFFICE}style:1.0"><office:automatic-styles><style:style style:name="H" style:family="text">'
    '<style:text-properties text:display="none"/></style:style></office:automatic-styles><office:body><office:text>'
    "<text:tracked-changes><text:p>删去19家</text:p></text:tracked-changes>{}</office:text></office:body>"
    "</office:document-content>"
)


def opened(of: Callable[[str], str] = lambda text: f"<text:p>{text}</text:p>") -> str:
    return OPEN.format("".join(of(text) for text in PARAGRAPHS))


def odt(content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return out.getvalue()


def rtf(signs: Callable[[str], str], after: str = "") -> bytes:
    def told(line: str) -> str:
        return "".join(sign if sign.isascii() else signs(sign) for sign in line)

    more = "".join(sign if sign.isascii() else signs(sign) for sign in after)
    return (
        r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 SimSun;}}{\info{\title x}}{\*\generator a 99;}"
        + "".join(
            rf"\pard\f0 {told(line)}{more if '创新主体' in line else ''}\par" + "\n" for line in PARAGRAPHS
        )
        + "}"
    ).encode()


def by_code(sign: str) -> str:
    return rf"\u{ord(sign) if ord(sign) < 32768 else ord(sign) - 65536}?"


def by_bytes(sign: str) -> str:
    return "".join(rf"\'{byte:02x}" for byte in sign.encode("gbk"))


OTHERS: Final[dict[str, tuple[bytes, str]]] = {
    "odt": (odt(opened()), "report.odt"),
    "odt with hidden text": (
        odt(
            opened(
                lambda text: (
                    f"<text:p>{text[:4]}<text:span text:style-name='H'>19家</text:span>{text[4:]}</text:p>"
                )
            )
        ),
        "report.odt",
    ),
    "odt in one file": (opened().replace("document-content", "document").encode(), "report.fodt"),
    "rtf by codes": (rtf(by_code), "report.rtf"),
    "rtf by bytes, called doc": (rtf(by_bytes), "report.doc"),
    "rtf with hidden and struck text": (
        rtf(by_code, r"{\v 19家}{\strike 20家}{\deleted 21家}"),
        "report.rtf",
    ),
    "XML of Word 2003": (
        (
            '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument '
            f'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>{body()}</w:body></w:wordDocument>'
        ).encode(),
        "report.xml",
    ),
    "mail": (
        b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(TEXT.encode()),
        "report.eml",
    ),
}

# --- PDF and OFD

SETTING = """#set page(paper: "a4", margin: 28mm)
#set text(font: ("Noto Serif CJK SC", "FandolSong"), size: 14pt, lang: "zh")
#set par(first-line-indent: 2em, justify: true)
"""


def typeset(before: str = "", of: Callable[[str], str] = lambda text: text) -> bytes:
    written = "\n\n".join(of(text.replace("#", r"\#")) for text in PARAGRAPHS)
    return typst.compile((SETTING + before + written).encode())


def changed(data: bytes, change: Callable[[Any], None]) -> bytes:
    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document)):
            one = document[number]
            change(one)
            raw.FPDFPage_GenerateContent(one.raw)
            one.close()
        out = io.BytesIO()
        document.save(out)
    finally:
        document.close()
    return out.getvalue()


def shown_as_nothing(one: Any) -> None:
    for drawn in one.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        raw.FPDFTextObj_SetTextRenderMode(drawn.raw, raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def secret_as_nothing(one: Any) -> None:
    """The last text object of the page, which the setting made of the secret, drawn as nothing."""
    last = list(one.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]))[-1]
    raw.FPDFTextObj_SetTextRenderMode(last.raw, raw.FPDF_TEXTRENDERMODE_INVISIBLE)


OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ENTRY = (
    f'<ofd:OFD {OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo>'
    "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
)
DOCUMENT = (
    f"<ofd:Document {OFD}><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID><ofd:PageArea>"
    "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
    '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>'
)


def ofd(lines: list[tuple[str, float]], twice: bool = False) -> bytes:
    """An OFD file with a text object for each line, at this distance from the left in millimetres."""
    size, objects = 5.0, []
    for number, (text, left) in enumerate(lines):
        delta = " ".join([str(size)] * (len(text) - 1))
        for copy in range(2 if twice else 1):
            place = f'ID="{100 + 2 * number + copy}" Boundary="{left} {20 + 9 * number} 180 8"'
            code = f'<ofd:TextCode X="0" Y="6" DeltaX="{delta}">{html.escape(text)}</ofd:TextCode>'
            objects.append(f'<ofd:TextObject {place} Font="3" Size="{size}">{code}</ofd:TextObject>')
    content = f'<ofd:Content><ofd:Layer ID="2">{"".join(objects)}</ofd:Layer></ofd:Content>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("OFD.xml", ENTRY)
        archive.writestr("Doc_0/Document.xml", DOCUMENT)
        archive.writestr("Doc_0/Pages/Page_0/Content.xml", f"<ofd:Page {OFD}>{content}</ofd:Page>")
    return out.getvalue()


def broken_lines() -> list[tuple[str, float]]:
    """The report in lines of thirty characters, the first of each paragraph indented."""
    lines: list[tuple[str, float]] = []
    for text in PARAGRAPHS:
        rest, first = text, True
        while rest:
            length = 28 if first else 30
            lines.append((rest[:length], 30.0 if first else 20.0))
            rest, first = rest[length:], False
    return lines


PAGES: Final[dict[str, Callable[[], bytes]]] = {
    "pdf": typeset,
    "pdf with running head and page numbers": lambda: typeset(
        f'#set page(height: 120mm, header: [{TITLE} 第99期], numbering: "— 1 —")\n'
    ),
    "pdf with bold by printing twice": lambda: typeset(
        "#set par(first-line-indent: 0em)\n",
        lambda text: f"#block[#place(top + left, dx: 0.3pt)[{text}]{text}]" if "执法力量" in text else text,
    ),
    "pdf with letters set apart": lambda: typeset("#set text(tracking: 3pt)\n"),
    "pdf in small print": lambda: typeset("#set text(size: 7pt)\n"),
    "pdf with text off the page": lambda: typeset(f"#place(dx: -400mm)[{SECRET}]\n"),
    "pdf with text drawn as nothing": lambda: changed(
        typeset().replace(b"", b"")
        if False
        else typst.compile((SETTING + "\n\n".join(PARAGRAPHS) + f"\n\n{SECRET}").encode()),
        secret_as_nothing,
    ),
    "pdf that is a layer under a scan": lambda: changed(typeset(), shown_as_nothing),
    "ofd": lambda: ofd(broken_lines()),
    "ofd with bold by printing twice": lambda: ofd(broken_lines(), twice=True),
}


def _forms() -> dict[str, tuple[Callable[[], bytes], str]]:
    """Every form: what makes its bytes, and its file's name."""
    kept = {f"txt: {name}": (data, "report.txt") for name, data in PLAIN.items()}
    kept |= {
        f"docx: {name}": (data, "report.doc" if "flat" in name else "report.docx")
        for name, data in WORD.items()
    }
    kept |= {f"html: {name}": (data, "report.html") for name, data in WEB.items()}
    kept |= OTHERS
    found: dict[str, tuple[Callable[[], bytes], str]] = {
        name: (partial(bytes, data), file) for name, (data, file) in kept.items()
    }
    return found | {name: (make, f"report.{name[:3]}") for name, make in PAGES.items()}


FORMS: Final = _forms()


def test_the_forms_are_many() -> None:
    assert len(FORMS) >= 58
    assert len(figures(TEXT)) >= 20


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_figures(form: str) -> None:
    make, name = FORMS[form]
    assert figures(extract(make(), name).text) == figures(TEXT)
