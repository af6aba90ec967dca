"""Documents that the tests of this folder set."""

from __future__ import annotations

from datetime import date

from yifa.typesetting.model import (
    Attachment,
    Attendance,
    Block,
    Figure,
    Form,
    Heading,
    Imprint,
    OfficialDocument,
    Paragraph,
    Table,
    Text,
)

DAY = date(2021, 1, 5)
SENTENCE = "本局坚持依法行政的要求不断完善工作制度并且认真落实各项任务保证全年工作有序推进"


def prose(characters: int) -> str:
    """So many characters of plain prose without punctuation, which fill the grid exactly."""
    return (SENTENCE * (characters // len(SENTENCE) + 1))[:characters]


TABLE = Table(
    ("年度", "企业数量", "说明"),
    (("2019", "72", "按证书日期统计"), ("2020", Figure("101", "RD.hte", "/figures/RD.hte?year=2020"), "")),
    caption="表1　企业数量",
    unit="家",
    source="登记簿",
)


def report(*blocks: Block, **changes: object) -> OfficialDocument:
    """A report with every part of the standard, of these blocks or a few of its own."""
    parts: dict[str, object] = {
        "issuer": "临江市科学技术局",
        "title": "临江市科学技术局关于2020年度法治政府建设情况的报告",
        "number": "临科发〔2021〕3号",
        "recipient": "市法治政府建设领导小组办公室",
        "blocks": blocks
        or (
            Heading(1, "主要举措", automatic=True),
            Heading(2, "完善制度", automatic=True),
            Paragraph.of(
                "全年办结",
                Figure("159", "RD.completed", "/figures/RD.completed"),
                "件。",
                lead=Heading(3, "服务。", True),
            ),
            TABLE,
            Heading(1, "存在问题", automatic=True),
            Paragraph.of(prose(60)),
        ),
        "signature": "临江市科学技术局",
        "dated": DAY,
        "attachments": (Attachment("工作台账"), Attachment("指标表", (TABLE,))),
        "copy_to": ("市司法局",),
        "imprint": Imprint("临江市科学技术局办公室", DAY),
    }
    return OfficialDocument(**(parts | changes))  # type: ignore[arg-type]


def bare(text: str, paragraphs: int = 1) -> OfficialDocument:
    """A document without a head, with so many paragraphs of the text."""
    return OfficialDocument(
        issuer="临江市科学技术局",
        title="测试",
        blocks=(Paragraph((Text(text),)),) * paragraphs,
        form=Form.PLAIN,
    )


MINUTES = report(
    Paragraph.of("会议同意。"),
    form=Form.MINUTES,
    attendance=(Attendance("出席", "张明、李华"), Attendance("列席", "王芳")),
    attachments=(),
)
LETTER = report(Paragraph.of("现函复如下。"), form=Form.LETTER, attachments=())
