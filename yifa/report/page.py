"""The report as a page that stands by itself: one file and its stylesheet, to be opened from a folder or put on a web site.

A number in it leads down to its entry under 数据依据, which says what was counted, lists the records behind it by case and place
in the log and, where the address of the desk is known, leads on to them. Nothing there names a person.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path

import yifa.typesetting
from yifa.figures.compute import records_url
from yifa.figures.units import Unit
from yifa.figures.words import digits, said
from yifa.report.render import Link, Setting
from yifa.report.values import Figures, RecordList, Told
from yifa.typesetting.html import to_html
from yifa.typesetting.model import OfficialDocument

STYLESHEETS = (
    Path(yifa.typesetting.__file__).parent / "static" / "typesetting" / "official.css",
    Path(__file__).parent / "static" / "report" / "standalone.css",
)


MOST_LISTED = 2000


def stylesheet() -> str:
    """The stylesheet that the page links to."""
    return "\n".join(path.read_text(encoding="utf-8") for path in STYLESHEETS)


def inside(setting: Setting) -> Setting:
    """The setting whose figures lead down the page."""
    return replace(setting, link=_anchor)


def absolute(setting: Setting, site: str) -> Setting:
    """The setting whose figures lead to the desk at ``site``; nowhere where the site is not known."""
    return replace(setting, link=_at(site))


def standalone(document: OfficialDocument, figures: Figures, *, css: str, site: str = "") -> str:
    """The whole page. ``css``: address of the stylesheet. ``site``: where the desk is, such as https://yifa.example."""
    link = _at(site)
    told = sorted(figures.used(), key=lambda each: (each.code, each.year))
    entries = "\n".join(_entry(figure, figures.records(figure.code, figure.year), link) for figure in told)
    sources = (
        f'<section class="sources" aria-labelledby="sources"><h2 id="sources">数据依据</h2>\n<dl>\n{entries}\n</dl></section>'
        if entries
        else ""
    )
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.one_line_title)}</title>\n"
        f'<link rel="stylesheet" href="{escape(css, quote=True)}">\n</head>\n<body>\n<main>\n'
        f"{to_html(document)}\n</main>\n{sources}\n</body>\n</html>\n"
    )


def _entry(figure: Told, records: RecordList, link: Link) -> str:
    value = "—" if figure.value is None else said(figure.value, figure.unit, figure.counter).zh
    parts = "、".join(
        f"{part.title.zh}{digits(part.value)}{'%' if figure.unit is Unit.PERCENT else figure.counter.zh}"
        for part in figure.parts
        if part.value is not None
    )
    words = f"{figure.definition.zh}。{_rests_on(figure)}" + (f"：{parts}。" if parts else "。")
    address = link(figure.code, figure.year, "")
    opens = f' <a href="{escape(address, quote=True)}">查看记录</a>' if address else ""
    return (
        f'<dt id="{_id(figure.code, figure.year)}">{escape(figure.title.zh)}（{figure.year}年）：{escape(value)}</dt>'
        f"<dd>{escape(words)}<code>{escape(figure.code)}</code>{opens}{_listed(records)}</dd>"
    )


def _rests_on(figure: Told) -> str:
    if figure.stated is None:
        return f"依据记录{figure.records_count}条"
    stated = figure.stated
    return f"{stated.words.zh}：“{stated.span}”，原件SHA-256 {stated.digest}"


def _listed(records: RecordList) -> str:
    """The records themselves, by the numbers of their cases and their places in the log: enough to look each up, and no name."""
    if not records["cases"]:
        return ""
    rows = [
        f"<li>{escape(number)}<span>记录第{position}条</span></li>"
        for number, position in zip(records["cases"], records["positions"], strict=True)
    ]
    rest = f"<li>其余{len(rows) - MOST_LISTED}条见工作台</li>" if len(rows) > MOST_LISTED else ""
    return (
        f"<details><summary>{len(rows)}条记录</summary><ol>{''.join(rows[:MOST_LISTED])}{rest}</ol></details>"
    )


def _anchor(code: str, year: int, part: str) -> str:  # noqa: ARG001  (a part stands in its figure's entry)
    return f"#{_id(code, year)}"


def _id(code: str, year: int) -> str:
    return f"figure-{code}-{year}"


def _at(site: str) -> Link:
    base = site.rstrip("/")

    def link(code: str, year: int, part: str) -> str:
        path = records_url(code, year, part)
        return f"{base}{path}" if base and path else ""

    return link
