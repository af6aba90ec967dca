"""HTML of an official document: the same words as PDF and docx, in elements that say what they are.

A fragment for a page of Yifa's: classes only, no styles and no scripts, so that a strict content policy holds. A figure is a
link that opens its records. ``static/typesetting/official.css`` gives it the faces and measures of the paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final
from urllib.parse import urlsplit

from yifa.typesetting.layout import chart_foot
from yifa.typesetting.model import (
    Attachment,
    Block,
    Cell,
    Chart,
    Figure,
    Form,
    Heading,
    OfficialDocument,
    Paragraph,
    Run,
    Table,
    chinese_date,
    numbered,
)
from yifa.typesetting.plain import clean, title_lines

_SCHEMES: Final = frozenset({"http", "https"})


def to_html(document: OfficialDocument, *, title_level: int = 1) -> str:
    """The document as an ``<article>``. title_level: 1 where the document is the page, 2 inside one with its own title."""
    parts = [f'<article class="official official-{document.form}" lang="zh-CN">']
    if document.stamp:
        parts.append(_line("official-stamp", document.stamp))
    if document.has_head:
        parts.append(_head(document))
    parts.append(_title(document.title, title_level))
    if not document.has_head and document.number:
        parts.append(_line("official-number", document.number))
    if document.recipient:
        parts.append(_line("official-recipient", clean(document.recipient).rstrip("：:") + "："))
    parts.append(f'<div class="official-body">{_blocks(document.blocks, title_level)}</div>')
    parts.append(_end(document))
    parts.extend(_attachments(document.attachments, title_level))
    parts.append(_imprint(document))
    parts.append("</article>")
    return "\n".join(part for part in parts if part)


def _said(text: str) -> str:
    return escape(clean(text), quote=True)


def _line(name: str, text: str) -> str:
    return f'<p class="{name}">{_said(text)}</p>'


def _title(title: str, level: int) -> str:
    lines = "".join(f"<span>{_said(line)}</span>" for line in title_lines(title))
    return f'<h{level} class="official-title">{lines}</h{level}>'


def _head(document: OfficialDocument) -> str:
    corner = [
        "" if document.copy_number is None else f"{document.copy_number:06d}",
        document.secrecy_mark,
        str(document.urgency or ""),
    ]
    number = f'<span class="official-number">{_said(document.number or "")}</span>'
    signatory = (
        f'<span class="official-signatory">签发人：<b>{_said(document.signatory)}</b></span>'
        if document.signatory
        else ""
    )
    return (
        '<header class="official-head">'
        + "".join(_line("official-corner", text) for text in corner if text)
        + _line("official-mark", document.head_mark)
        + f'<p class="official-numbers">{number}{signatory}</p></header>'
    )


def _run(run: Run) -> str:
    if isinstance(run, Figure):
        return _figure(run)
    return _said(run.text)


def _figure(figure: Figure) -> str:
    """A figure that opens its records; a plain number where its address is missing or is no web address."""
    code = _said(figure.code)
    if _opens(figure.href):
        return f'<a class="figure" href="{escape(figure.href, quote=True)}" data-code="{code}">{_said(figure.text)}</a>'
    return f'<span class="figure" data-code="{code}">{_said(figure.text)}</span>'


def _opens(href: str) -> bool:
    """Whether an address is a path of this site or a full web address, and nothing that runs."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme.lower() in _SCHEMES
    return bool(href) and not parts.netloc


def _cell(cell: Cell) -> str:
    return _said(cell) if isinstance(cell, str) else _figure(cell)


def _blocks(blocks: Iterable[Block], title_level: int) -> str:
    return "\n".join(_block(block, title_level) for block in numbered(blocks))


def _block(block: Block, title_level: int) -> str:
    if isinstance(block, Heading):
        level = min(6, title_level + block.level)
        return f'<h{level} class="official-heading official-heading-{block.level}">{_said(block.text)}</h{level}>'
    if isinstance(block, Paragraph):
        lead = (
            f'<span class="official-lead official-heading-{block.lead.level}">{_said(block.lead.text)}</span>'
            if block.lead
            else ""
        )
        return f"<p>{lead}{''.join(_run(run) for run in block.runs)}</p>"
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Chart):
        return _chart(block)
    return '<hr class="official-page-break">'


def _table(table: Table) -> str:
    caption = _said(table.caption)
    unit = f'<span class="official-unit">单位：{_said(table.unit)}</span>' if table.unit else ""
    heads = "".join(f'<th scope="col">{_said(name)}</th>' for name in table.columns)
    numeric = table.numeric_columns
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td class="number">{_cell(cell)}</td>' if number else f"<td>{_cell(cell)}</td>"
            for cell, number in zip(row, numeric, strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    told = f"<caption>{caption}{unit}</caption>" if caption or unit else ""
    source = _line("official-source", f"来源：{table.source}") if table.source else ""
    return (
        f'<div class="official-table"><table>{told}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        f"{source}</div>"
    )


def _chart(chart: Chart) -> str:
    # The SVG is made by ``charts`` in this process and holds shapes and escaped words only.
    return (
        f'<figure class="official-chart"><figcaption>{_said(chart.title)}</figcaption>'
        f'<div class="official-picture" role="img" aria-label="{_said(chart.description or chart.title)}">'
        f"{chart.svg.decode('utf-8')}</div>{_line('official-source', chart_foot(chart))}</figure>"
        + (_table(chart.table) if chart.table else "")
    )


def _end(document: OfficialDocument) -> str:
    parts = [
        f'<p class="official-attendance"><b>{_said(who.kind)}：</b>{_said(who.names)}</p>'
        for who in document.attendance
    ]
    if document.attachments:
        parts.append(_attachment_note(document.attachments))
    if document.signature or document.dated:
        day = document.dated
        dated = f'<time datetime="{day.isoformat()}">{chinese_date(day)}</time>' if day else ""
        name = f"<span>{_said(document.signature)}</span>" if document.signature else ""
        sealed = " official-sealed" if document.sealed else ""
        parts.append(f'<p class="official-signature{sealed}">{name}{dated}</p>')
    if document.note:
        parts.append(_line("official-note", f"（{document.note}）"))
    return "\n".join(parts)


def _attachment_note(attachments: Sequence[Attachment]) -> str:
    if len(attachments) == 1:
        names = f"<span>{_said(attachments[0].title)}</span>"
    else:
        names = "".join(
            f"<span>{number}.{_said(item.title)}</span>" for number, item in enumerate(attachments, 1)
        )
    return (
        f'<p class="official-attachments"><span>附件：</span><span class="official-names">{names}</span></p>'
    )


def _attachments(attachments: Sequence[Attachment], title_level: int) -> list[str]:
    level = min(5, title_level + 1)
    return [
        f'<section class="official-attachment"><p class="official-label">附件{"" if len(attachments) == 1 else number}</p>'
        f"{_title(item.title, level)}{_blocks(item.blocks, level)}</section>"
        for number, item in enumerate(attachments, start=1)
        if item.blocks
    ]


def _imprint(document: OfficialDocument) -> str:
    copies = "，".join(clean(name).rstrip("。") for name in document.copy_to)
    office = None if document.form is Form.LETTER else document.imprint
    parts = []
    if copies:
        parts.append(f"<p>抄送：{escape(copies)}。</p>")
    if office:
        parts.append(
            f"<p><span>{_said(office.office)}</span>"
            f'<time datetime="{office.on.isoformat()}">{chinese_date(office.on)}印发</time></p>'
        )
    return f'<footer class="official-imprint">{"".join(parts)}</footer>' if parts else ""
