"""The papers of a report: the page, the docx, the PDF, and its figures for machines; all from one composed document.

A draft is composed from the records as they are. A frozen report's papers are those that were kept when it was frozen, byte for
byte.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from yifa.figures.periods import SHANGHAI
from yifa.house.tenancy import using_bureau
from yifa.report.compose import compose
from yifa.report.drafting import Written, as_told, begin, outline_of, set_date, setting_of, texts, written
from yifa.report.errors import PaperDamaged, PapersRefused
from yifa.report.models import Output, Report
from yifa.report.outlines import Outline
from yifa.report.page import absolute, inside, standalone, stylesheet
from yifa.report.render import Setting
from yifa.report.values import exported, figures_of
from yifa.typesetting import media_types
from yifa.typesetting.html import to_html
from yifa.typesetting.model import OfficialDocument
from yifa.typesetting.pdf import to_pdf

if TYPE_CHECKING:
    from yifa.house.models import Bureau


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of a report."""

    name: str
    media_type: str
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256 in hex."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Opened:
    """A report with everything that its pages and papers are made from, read once."""

    report: Report
    outline: Outline
    passages: tuple[Written, ...]
    setting: Setting


def open_report(report: Report) -> Opened:
    """Reads the report: two queries, and the figures as they are asked for."""
    outline = outline_of(report)
    setting = setting_of(report.bureau, report.year, figures_of(report))
    passages = written(report, outline)
    return Opened(report, outline, passages if report.is_frozen else as_told(passages, setting), setting)


def document_of(opened: Opened, on: date, setting: Setting | None = None) -> OfficialDocument:
    """The report as an official document, dated as the report says or else ``on``. Raises TokenProblem."""
    return compose(
        opened.outline,
        texts(opened.passages),
        setting or opened.setting,
        title=opened.report.title,
        dated_on=opened.report.dated_on or on,
    )


PDF = "report.pdf"
SENT_PDF = "sent.pdf"
SENT_DOCX = "sent.docx"
SENT = (SENT_PDF, SENT_DOCX)
"""The report under its red head, as it is sent upward: made when it is signed (``yifa.report.sending``)."""
NAMES = ("report.html", "report.css", "report.docx", PDF, "figures.json")
OFD = "report.ofd"
"""The PDF in the national format: made of it when it is asked for, and so never another than what was frozen."""
# The report as part of a page of Yifa's: kept with the papers, so that a frozen report is never drawn again.
FRAGMENT = "fragment.html"


# Anybody may ask for a published report's OFD, and making it takes a second: each is made once.
@lru_cache(maxsize=8)
def _ofd_of(pdf: bytes) -> bytes:
    # What sets OFD and docx is loaded by who takes one, not by every page.
    from yifa.typesetting.ofd import to_ofd

    return to_ofd(pdf)


def _as_ofd(pdf: Paper) -> Paper:
    return Paper(OFD, media_types.OFD, _ofd_of(pdf.content))


def papers(opened: Opened, on: date, site: str = "") -> tuple[Paper, ...]:
    """The papers, composed now. ``site``: address of the desk, to which figures on paper lead; nowhere without it.

    Raises TokenProblem, and DocumentError where a character cannot be set.
    """
    paper = document_of(opened, on, absolute(opened.setting, site))
    screen = document_of(opened, on, inside(opened.setting))
    return tuple(_made(name, opened, screen if name == "report.html" else paper, site) for name in NAMES)


def fragment(opened: Opened, on: date) -> Paper:
    """The report as part of a page, whose figures have pages beneath it: ``figures/CODE/?of=YEAR``.

    Raises what ``papers`` raises.
    """

    def beneath(code: str, year: int, _part: str) -> str:
        return f"figures/{code}/" if year == opened.report.year else f"figures/{code}/?of={year}"

    document = document_of(opened, on, replace(opened.setting, link=beneath))
    return Paper(FRAGMENT, "text/html; charset=utf-8", to_html(document, title_level=1).encode())


def paper_named(name: str, opened: Opened, on: date, site: str = "") -> Paper:
    """One of the papers (``NAMES``), or the OFD. Raises what ``papers`` raises."""
    if name == OFD:
        return _as_ofd(paper_named(PDF, opened, on, site))
    link = inside(opened.setting) if name == "report.html" else absolute(opened.setting, site)
    return _made(name, opened, document_of(opened, on, link), site)


def _made(name: str, opened: Opened, document: OfficialDocument, site: str) -> Paper:
    match name:
        case "report.html":
            page = standalone(document, opened.setting.figures, css="report.css", site=site)
            return Paper(name, "text/html; charset=utf-8", page.encode())
        case "report.css":
            return Paper(name, "text/css; charset=utf-8", stylesheet().encode())
        case "report.docx":
            from yifa.typesetting.word import to_docx

            return Paper(name, media_types.DOCX, to_docx(document))
        case "report.pdf":
            return Paper(name, media_types.PDF, to_pdf(document))
        case _:
            told = exported(opened.setting.figures)
            if opened.setting.is_demonstration:
                told = [{**one, "demonstration": True} for one in told]
            figures = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
            return Paper(name, "application/json", figures.encode())


def kept_papers(report: Report) -> tuple[Paper, ...]:
    """The papers of a frozen report, as they were frozen. Raises PaperDamaged."""
    return tuple(_checked(row) for row in report.outputs.exclude(name=FRAGMENT))


def kept(report: Report, name: str) -> Paper:
    """One kept file of a frozen report, by its name; the OFD is made of the kept PDF.

    Raises PaperDamaged where it is not what was frozen, or not there, and DocumentError where the OFD cannot be made.
    """
    if name == OFD:
        return _as_ofd(kept(report, PDF))
    row = report.outputs.filter(name=name).first()
    if row is None:
        raise PaperDamaged(report.title, name)
    return _checked(row)


def _checked(row: Output) -> Paper:
    paper = Paper(row.name, row.media_type, bytes(row.content))
    if paper.digest != row.digest:
        raise PaperDamaged(row.report.title, row.name)
    return paper


def papers_of(report: Report, now: datetime, site: str = "") -> tuple[Paper, ...]:
    """The papers of a report: kept ones if it is frozen, else composed now."""
    if report.is_frozen:
        return kept_papers(report)
    return papers(open_report(report), now.astimezone(SHANGHAI).date(), site)


def build(
    bureau: Bureau,
    year: int,
    out_dir: Path,
    *,
    now: datetime,
    outline_key: str = "",
    dated_on: date | None = None,
    site: str = "",
) -> Sequence[Path]:
    """Writes the papers of the bureau's report on the year into a folder, and begins the report if there is none yet.

    dated_on: date of a report that has none yet. site: see ``papers``. Gives the files written. Raises ReportError,
    TokenProblem, DocumentError, and PapersRefused where the folder cannot be written.
    """
    with using_bureau(bureau):
        report = begin(bureau, year, now=now, outline_key=outline_key)
        if dated_on is not None and report.dated_on is None and not report.is_frozen:
            set_date(report, dated_on, now=now)
            report.refresh_from_db(fields=["dated_on"])
        made = papers_of(report, now, site)
    return write(made, out_dir)


def write(made: Sequence[Paper], out_dir: Path) -> Sequence[Path]:
    """Writes papers into a folder, each whole or not at all. Raises PapersRefused."""
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        return tuple(_write(paper, out_dir) for paper in made)
    except OSError as error:
        raise PapersRefused(
            f"报告文件写不进“{out_dir}”（{error.strerror}），请换一个有写权限的文件夹。",
            f"The report's files cannot be written to {out_dir} ({error.strerror}); choose a folder that you may write to.",
        ) from error


def _write(paper: Paper, out_dir: Path) -> Path:
    path = out_dir / paper.name
    scratch = path.with_name(f".{paper.name}.part")
    scratch.write_bytes(paper.content)
    scratch.replace(path)
    return path
