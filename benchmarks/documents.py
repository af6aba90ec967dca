"""The speed of documents: a ten-page report as PDF with a warm compiler and a cold one, as docx and as HTML, in one run.

    python -m benchmarks.documents [--rounds 9]

Printed as ratios to the warm PDF of the same run. Every round sets a document of which no paragraph was set
before, because typst remembers what it has set. Cold means a new compiler: with the folder of the documents' own
fonts, and as typst comes, looking through the fonts of the whole system.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from datetime import date
from itertools import count
from statistics import median

import typst

from yifa.typesetting.html import to_html
from yifa.typesetting.model import (
    Attachment,
    Block,
    Figure,
    Heading,
    Imprint,
    OfficialDocument,
    Paragraph,
    Table,
)
from yifa.typesetting.pdf import TEMPLATE, PdfPress, payload
from yifa.typesetting.word import to_docx

DAY = date(2021, 1, 22)
DRAFTS = count(1)
SENTENCES = (
    "本局把法治建设摆在重要位置，定期听取汇报，研究解决工作中的实际问题。",
    "全年办理服务事项，材料齐全的当场受理，不齐全的一次告知，按期办结并公开结果。",
    "规范性文件逐件清理，保留的说明依据，废止的向社会公布。",
)


def ten_pages(draft: int) -> OfficialDocument:
    """A report of ten pages with headings, figures in the prose and tables; each draft differs in every paragraph."""
    table = Table(
        ("年度", "企业数量", "比上年增长"),
        tuple((str(year), str(50 + 9 * (year - 2016)), "+10%") for year in range(2016, 2021)),
        caption="企业数量",
        unit="家",
        source="登记簿",
    )
    blocks: list[Block] = []
    for chapter in range(3):
        blocks.append(Heading(1, f"第{chapter + 1}项工作第{draft}稿", automatic=True))
        for section in range(3):
            blocks.append(Heading(2, "工作制度进一步完善", automatic=True))
            for paragraph in range(3):
                words = f"第{draft}稿：" + "".join(SENTENCES[(paragraph + turn) % 3] for turn in range(4))
                number = Figure(str(100 + 10 * section + paragraph), "RD.example", "/figures/RD.example")
                blocks.append(
                    Paragraph.of(
                        words, "全年共", number, "件。", lead=Heading(3, "抓好落实。", automatic=True)
                    )
                )
        blocks.append(table)
    return OfficialDocument(
        issuer="临江市科学技术局",
        title="临江市科学技术局关于2020年度法治政府建设情况的报告",
        blocks=tuple(blocks),
        number="临科发〔2021〕1号",
        recipient="市人民政府",
        attachments=(Attachment("指标表"),),
        signature="临江市科学技术局",
        dated=DAY,
        copy_to=("市司法局",),
        imprint=Imprint("临江市科学技术局办公室", DAY),
    )


def timed(rounds: int, action: Callable[[OfficialDocument], object]) -> float:
    """Median seconds of the action over documents never set before."""
    taken = []
    for _ in range(rounds):
        document = ten_pages(next(DRAFTS))
        start = time.perf_counter()
        action(document)
        taken.append(time.perf_counter() - start)
    return median(taken)


def as_typst_comes(document: OfficialDocument) -> object:
    """A PDF by a new compiler that looks through the system's fonts."""
    inputs = {"document": json.dumps(payload(document), ensure_ascii=False)}
    return typst.Compiler(input=str(TEMPLATE), root=str(TEMPLATE.parent)).compile(
        format="pdf", sys_inputs=inputs
    )


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=9)
    rounds = arguments.parse_args().rounds
    press = PdfPress()
    pages = len(press.pictures(ten_pages(0), ppi=20))
    press.set(ten_pages(0))
    to_docx(ten_pages(0))
    measured = {
        "PDF, warm compiler": timed(rounds, press.set),
        "PDF, new compiler, own fonts": timed(rounds, lambda document: PdfPress().set(document)),
        "PDF, new compiler, system fonts": timed(rounds, as_typst_comes),
        "docx": timed(rounds, to_docx),
        "HTML": timed(rounds, to_html),
    }
    unit = measured["PDF, warm compiler"]
    print(f"{pages} pages, {rounds} rounds, medians")
    for name, seconds in measured.items():
        print(f"{name:34} {seconds * 1000:8.1f} ms {seconds / unit:7.2f} ×")


if __name__ == "__main__":
    main()
