"""The proof of one indicator: the records behind its figures, the papers of their matters, and the receipts of the log.

Made by itself from what is there; nothing is filled in for it. What goes out has no personal data: personal columns are masked,
people who are parties have a first character, and papers of matters that ask personal data stay where they are, listed by their
digests alone.

    index.html              what is asked, what the records prove, what is missing; it prints
    tables/<figure>.csv     the records behind a figure
    papers/…                letters and files of the matters
    receipts/…              one receipt for each record, which proves when it was made
    public-key, checkpoint  what the receipts are checked with
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from io import StringIO
from typing import Any, BinaryIO, Final

from yifa.cases.errors import ProcedureMissing, RecordProblem
from yifa.cases.files import path_of
from yifa.cases.library import procedure_of_case
from yifa.cases.log.keys import public_key
from yifa.cases.log.record import integrate, latest_head, receipt
from yifa.cases.models import Case, File, Letter
from yifa.cases.registers.columns import Column
from yifa.cases.registers.register import Register
from yifa.cases.told.letters import LetterForm, render
from yifa.figures.compute import Figure
from yifa.house.models import Bureau
from yifa.house.powers import KEEPERS
from yifa.house.tenancy import using_bureau
from yifa.law.identifiers import mask_in, mask_name
from yifa.law.text import Bilingual
from yifa.parties.models import Party, PartyKind
from yifa.procedure import types
from yifa.typesetting.letters import LetterError
from yifa.typesetting.model import DEMONSTRATION, DocumentError
from yifa.work.boards.editions import Edition
from yifa.work.boards.standing import Proved, Stand

MOST_RECORDS: Final = 500
"""Records of one figure that a proof holds; what is more is said, and lies in the register."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The records behind one figure, in words. of: how many there are in all."""

    proved: Proved
    register: type[Register] | None
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    of: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter or file of a matter. held_back: it may hold personal data, and stays."""

    name: str
    case_number: str
    digest: str
    held_back: bool
    letter: Letter | None = None
    file: File | None = None


def lists_of(stand: Stand, language: str) -> tuple[Listed, ...]:
    """The records behind each figure of an indicator."""
    return tuple(_listed(one, language) for one in stand.figures)


def _listed(one: Proved, language: str) -> Listed:
    rows = one.figure.records()
    model: Any = rows.model
    if not issubclass(model, Register):
        return Listed(one, None, (), (), one.figure.records_count)
    columns = [column for column in model.columns if column.shown and column.kind_in(model) is not types.CASE]
    number = Bilingual("事项编号", "Matter").in_language(language)
    place = Bilingual("记录", "Entry").in_language(language)
    found = rows.select_related("case__party").order_by("pk")[:MOST_RECORDS]
    return Listed(
        one,
        model,
        (*(column.title.in_language(language) for column in columns), number, place),
        tuple(
            (
                *(cell(column, row, language) for column in columns),
                row.case.number if row.case is not None else "",
                f"{row.bureau.code}-{row.log_position + 1}",
            )
            for row in found.select_related("case__party", "bureau")
        ),
        one.figure.records_count,
    )


def cell(column: Column, row: Register, language: str) -> str:
    """A value as it may go out: personal ones masked, people by a first character."""
    value, kind = column.value(row), column.kind_in(type(row))
    if kind is types.PARTY and isinstance(value, Party) and value.kind == PartyKind.PERSON:
        return mask_name(value.name)
    text = column.words(row, language)
    return mask_name(text) if column.personal and text else mask_in(text)


def cases_of(stand: Stand) -> list[Case]:
    """The matters behind an indicator's records, each once; without those that only a circle may know of."""
    found: dict[int, Case] = {}
    for one in stand.figures:
        for row in _rows(one.figure):
            if row.case is not None and not _is_kept(row.case):
                found.setdefault(row.case.pk, row.case)
    return sorted(found.values(), key=lambda case: case.number)


def _rows(figure: Figure) -> Sequence[Register]:
    rows = figure.records()
    if not issubclass(rows.model, Register):
        return ()
    return list(rows.select_related("case__bureau", "case__party").order_by("pk")[:MOST_RECORDS])


def _is_kept(case: Case) -> bool:
    try:
        procedure = procedure_of_case(case)
    except ProcedureMissing:
        return True
    return any(step.by.powers & KEEPERS for step in procedure.steps.values())


def papers_of(cases: Sequence[Case]) -> Iterator[Paper]:
    """Letters and files of matters, in the order of the matters."""
    keys = [case.pk for case in cases]
    letters: dict[int, list[Letter]] = {}
    files: dict[int, list[File]] = {}
    for letter in Letter.objects.filter(case_id__in=keys).select_related("case__bureau").order_by("pk"):
        letters.setdefault(letter.case_id, []).append(letter)
    for file in File.objects.filter(case_id__in=keys, erased_at__isnull=True).order_by(
        "log_position", "place"
    ):
        files.setdefault(file.case_id, []).append(file)
    for case in cases:
        back = _asks_personal(case)
        for letter in letters.get(case.pk, ()):
            yield Paper(f"{letter.document_number}.pdf", case.number, "", back, letter=letter)
        for file in files.get(case.pk, ()):
            yield Paper(file.name, case.number, file.digest, back, file=file)


def _asks_personal(case: Case) -> bool:
    if case.party is not None and case.party.kind == PartyKind.PERSON:
        return True
    procedure = procedure_of_case(case)
    return any(one.personal for step in procedure.steps.values() for one in step.asks.values())


def write(
    stand: Stand, edition: Edition, bureau: Bureau, year: int, out: BinaryIO, *, now: datetime, language: str
) -> int:
    """Write the proof of an indicator as one file into ``out``; how many receipts it holds.

    A new head of the log is signed first where one is needed. Raises RecordProblem without a key.
    """
    with using_bureau(bureau), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        integrate(bureau, now)
        head = latest_head(bureau)
        lists = lists_of(stand, language)
        papers = list(papers_of(cases_of(stand)))
        packed.writestr(
            "index.html", page(stand, edition, bureau, year, lists, papers, now=now, language=language)
        )
        for one in lists:
            if one.rows:
                packed.writestr(f"tables/{one.proved.figure.code}.csv", _csv(one))
        for number, paper in enumerate(papers, 1):
            content = None if paper.held_back else _content(paper)
            if content is not None:
                packed.writestr(f"papers/{number:04d}-{paper.name.replace('/', '-')}", content)
        packed.writestr("public-key", public_key(bureau) + "\n")
        if head is not None:
            packed.writestr("checkpoint", head.note)
        positions = sorted({row.log_position for one in stand.figures for row in _rows(one.figure)})
        for position in positions:
            packed.writestr(
                f"receipts/{bureau.code}-{position + 1}.json", receipt(bureau, position).to_json()
            )
    return len(positions)


def _content(paper: Paper) -> bytes | None:
    """A paper's bytes; None for a letter that can no longer be set, which its list still names."""
    if paper.letter is None:
        return path_of(paper.digest).read_bytes()
    try:
        return render(paper.letter, LetterForm.PDF)
    except (LetterError, DocumentError, RecordProblem):
        return None


def _csv(one: Listed) -> str:
    text = StringIO()
    # Excel reads a file as UTF-8 by its mark.
    text.write("\ufeff")
    writer = csv.writer(text)
    writer.writerow(one.heads)
    # A cell that begins with a sign would be taken for a formula.
    writer.writerows(
        [[f"'{value}" if value[:1] in "=+-@" and value else value for value in row] for row in one.rows]
    )
    return text.getvalue()


_STYLE: Final = """\
body{font:16px/1.6 "Noto Serif CJK SC","Songti SC",SimSun,serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}table{border-collapse:collapse;width:100%;font-size:.85rem}
th,td{border:1px solid #888;padding:.3rem .5rem;text-align:left;vertical-align:top}thead{display:table-header-group}
tr{break-inside:avoid}.soft{color:#555;font-size:.9rem}blockquote{margin:1rem 0;padding-left:1rem;border-left:4px solid #999}
"""


def page(
    stand: Stand,
    edition: Edition,
    bureau: Bureau,
    year: int,
    lists: Sequence[Listed],
    papers: Sequence[Paper],
    *,
    now: datetime,
    language: str,
) -> str:
    """The page that stands by itself, in one language."""

    def say(zh: str, en: str) -> str:
        return escape(Bilingual(zh, en).in_language(language))

    def told(text: Bilingual) -> str:
        return escape(text.in_language(language))

    asked = stand.asked
    name = bureau.name if language.startswith("zh") else bureau.title.en
    title = f"{told(asked.says.words)} · {escape(name)} {year}"
    body = [f"<h1>{title}</h1>", f"<p>{told(edition.title.words)} · {told(stand.state.words)}</p>"]
    if bureau.is_demonstration:
        body.append(f"<p><strong>{told(DEMONSTRATION)}</strong></p>")
    if asked.text:
        body.append(f'<blockquote lang="zh-CN">{asked.number}. {escape(asked.text)}</blockquote>')
        body.append(
            f'<p class="soft">{say("原文读自", "Read at")} {escape(edition.sources[asked.source])}</p>'
        )
    else:
        body.append(
            f'<p class="soft">{say("这是要点，不是原文。", "A point, not the official wording.")}</p>'
        )
    if asked.basis is not None:
        body.append(f"<p>{say('依据：', 'Basis: ')}{told(asked.basis.words)}</p>")
    for one in lists:
        found = one.proved.figure
        body.append(f"<h2>{told(found.title)}{say('：', ': ')}{told(found.text)}</h2>")
        body.append(
            f'<p class="soft">{told(found.indicator.definition)} · {say("要求：", "Wanted: ")}{told(one.proved.wanted)}'
            f" · {say(f'记录{one.of}条', f'{one.of} records')}</p>"
        )
        if one.rows:
            body.append(_table(one.heads, one.rows))
        if one.of > len(one.rows) and one.rows:
            body.append(
                f"<p>{say(f'只列前{len(one.rows)}条。', f'The first {len(one.rows)} are listed.')}</p>"
            )
        if one.proved.is_none:
            body.append(
                f"<p>{say('登记簿已确认完整，本年没有发生。', 'Attested: there was none this year.')}</p>"
            )
    if papers:
        body.append(f"<h2>{say('材料', 'Papers')}</h2>")
        heads = (say("材料", "Paper"), say("事项", "Matter"), "SHA-256", say("随附", "Enclosed"))
        rows = [
            (
                one.name,
                one.case_number,
                one.digest,
                say("含个人信息，不随附", "personal data, not enclosed")
                if one.held_back
                else say("是", "yes"),
            )
            for one in papers
        ]
        body.append(_table(heads, rows))
    if asked.elsewhere is not None:
        body.append(
            f"<p>{say('另附（不在依法中的材料）：', 'To be added (not kept in Yifa): ')}{told(asked.elsewhere.words)}</p>"
        )
    if stand.missing:
        body.append(f"<h2>{say('还缺', 'Missing')}</h2><ul>")
        body += [
            f"<li>{told(one.what)} — {told(one.who)}{say('，', ', ')}{one.until.isoformat()}{say('前', '')}</li>"
            for one in stand.missing
        ]
        body.append("</ul>")
    body.append(
        f'<p class="soft">{say("由记录自动生成", "Made from the records")} {now:%Y-%m-%d} · '
        f"{say('核验：', 'To check: ')}yifa record verify-receipt receipts/….json --key public-key</p>"
    )
    inside = "\n".join(body)
    lang = "zh-CN" if language.startswith("zh") else "en"
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body>\n{inside}\n</body></html>\n"
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(value)}</td>" for value in row) + "</tr>\n" for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>\n{lines}</tbody></table>"
