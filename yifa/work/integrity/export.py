"""Credit records as their receivers take them: 双公示 workbooks and CSV files, and the red list.

Every record is checked first. A natural person's number goes into the file and nowhere else: problems name the record by its
document, never by a number.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any, Final

from yifa.cases.files import NewFile
from yifa.cases.registers.exports import Export, Exported, RowProblem
from yifa.cases.registers.register import RegisterQuerySet
from yifa.house.calendars import calendar_of
from yifa.house.models import Bureau
from yifa.law.calendar import Calendar
from yifa.law.limits import Term, Unit, due_on
from yifa.law.text import Bilingual
from yifa.parties.models import Party, PartyKind
from yifa.spreadsheets.written_out import TextSheet, text_workbook
from yifa.work.integrity.feeds import SUBJECT_KINDS, Feed, Record, SubjectKind, cells, feeds, problems
from yifa.work.integrity.kinds import LICENCE_KINDS, PENALTY_KINDS, RECORD_KINDS

REPORT_WITHIN: Final = Term(7, Unit.WORKING_DAYS)
"""国发〔2016〕33号 五（十九）: published within seven working days of the decision."""
AND: Final = "；"
REPORTERS: Final = frozenset({"credit-clerk"})
"""Who sends them on: the files carry natural persons' numbers, which only their receiver needs (个人信息保护法 §6)."""
_RESIDENT_CARD: Final = "身份证"
_SELF_EMPLOYED: Final = "92"
"""GB 32100: registered by the market's authority (9) as self-employed (2)."""


def subject_kind(subject: Party) -> SubjectKind:
    """What the receiver calls a party."""
    if subject.kind == PartyKind.PERSON:
        return "person"
    return "self_employed" if subject.uscc.startswith(_SELF_EMPLOYED) else "organisation"


def record_of(values: Mapping[str, Any], subject: Party, penalties: frozenset[str]) -> Record:
    """A record from the values of a row, or of a proposal; ``values``: by the names of ``feeds.FACTS``."""
    kind = subject_kind(subject)
    return Record(
        {
            **values,
            "subject_name": subject.name,
            "subject_kind": SUBJECT_KINDS[kind].zh,
            "uscc": subject.uscc,
            "legal_representative": subject.legal_representative,
            "document_kind": _RESIDENT_CARD if kind == "person" else None,
            "resident_id": subject.resident_id,
        },
        kind,
        penalties,
        subject.uscc_confirmed_by_id is not None,
    )


def record_of_row(row: Any, bureau: Bureau) -> Record:
    """What a row of the register says, with the bureau's own name and code."""
    by_words = {words.zh: key for key, words in PENALTY_KINDS.items()}
    status = feeds().status
    withdrawn = row.withdrawn_on is not None
    words = LICENCE_KINDS.get(row.licence_kind)
    return record_of(
        {
            "decision_name": row.decision_name,
            "document_number": row.document_number,
            "licence_kind": words.zh if words is not None else "",
            "certificate_name": row.certificate_name,
            "certificate_number": row.certificate_number,
            "content": row.content,
            "decided_on": row.decided_on,
            "valid_from": row.valid_from,
            "valid_until": row.valid_until,
            "bureau_name": bureau.name,
            "bureau_uscc": bureau.uscc,
            "status": status.withdrawn if withdrawn else status.valid,
            "status_word": "已撤销" if withdrawn else "有效",
            "record_kind": RECORD_KINDS[row.record_kind].zh,
            "violation_kind": row.violation_kind,
            "violation_facts": row.violation_facts,
            "legal_basis": row.legal_basis,
            "penalty_kinds": row.penalty_kinds,
            "fine": row.fine_fen,
            "confiscated": row.confiscated_fen,
            "licence_taken": row.licence_taken,
            "display_until": row.display_until,
        },
        row.subject.survivor,
        frozenset(by_words[word] for word in row.penalty_kinds.split(AND) if word in by_words),
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One feed's part of an export."""

    feed: Feed
    lines: Sequence[Sequence[str]]
    problems: tuple[RowProblem, ...]


def _sheet(feed: Feed, bureau: Bureau, rows: RegisterQuerySet[Any]) -> _Sheet:
    wanted = rows.filter(record_kind__in=feed.records).order_by("decided_on", "id")
    wanted = wanted.select_related("subject__merged_into")
    twice = _twice(feed, wanted)
    calendar = calendar_of(bureau)
    lines: list[Sequence[str]] = []
    found: list[RowProblem] = []
    for number, row in enumerate(wanted, 1):
        named = row.document_number
        if row.subject is None:
            found.append(
                RowProblem(number, named, Bilingual("没有信用主体", "there is no subject"), pk=row.pk)
            )
            continue
        record = record_of_row(row, bureau)
        found += [RowProblem(number, named, sentence, pk=row.pk) for sentence in problems(feed, record)]
        if twice.get(_identity(feed, row), 0) > 1:
            found.append(
                RowProblem(
                    number,
                    named,
                    Bilingual(
                        f"“{feed.titled('document_number')}”与另一条记录重复",
                        f"{feed.titled('document_number')} stands in another record too",
                    ),
                    pk=row.pk,
                )
            )
        found += [
            RowProblem(number, named, sentence, blocks=False, pk=row.pk)
            for sentence in _notices(row, calendar)
        ]
        lines.append(cells(feed, record))
    return _Sheet(feed, lines, tuple(found))


def _identity(feed: Feed, row: Any) -> tuple[str, int]:
    unique = next((column.unique for column in feed.columns if column.source == "document_number"), "")
    return row.document_number, row.subject_id if unique == "with-subject" else 0


def _twice(feed: Feed, wanted: RegisterQuerySet[Any]) -> Counter[tuple[str, int]]:
    """How often each decision stands in the register, withdrawn records apart; also beyond the rows that are asked for."""
    register: Any = wanted.model
    standing = register.objects.filter(record_kind__in=feed.records, withdrawn_on=None).only(
        "document_number", "subject_id"
    )
    numbers = wanted.order_by().values("document_number")
    return Counter(_identity(feed, row) for row in standing.filter(document_number__in=numbers))


def _notices(row: Any, calendar: Calendar) -> list[Bilingual]:
    """What a reader should know, and the receiver takes all the same."""
    said: list[Bilingual] = []
    found = due_on(row.decided_on, REPORT_WITHIN, calendar)
    if found.has_passed(row.reported_on):
        said.append(
            Bilingual(
                f"决定日期{row.decided_on}，报送日期{row.reported_on}，超过七个工作日"
                f"（应在{found.due_on}前报送，国发〔2016〕33号）",
                f"decided on {row.decided_on}, reported on {row.reported_on}, later than seven working days"
                f" (due by {found.due_on}, State Council document 33 of 2016)",
            )
        )
    if row.record_kind == "penalty" and row.grade == "minor":
        said.append(
            Bilingual(
                "轻微失信信息原则上不公示（信用修复管理办法），请确认需要公示",
                "a minor breach is in principle not shown (credit-repair measures); make sure that it must be",
            )
        )
    return said


def _exported(bureau: Bureau, rows: RegisterQuerySet[Any], names: Sequence[str], file_name: str) -> Exported:
    sheets = [_sheet(feeds().feeds[name], bureau, rows) for name in names]
    count = sum(len(sheet.lines) for sheet in sheets)
    found = [problem for sheet in sheets for problem in sheet.problems]
    if not count and not found:
        titles = "、".join(sheet.feed.title.zh for sheet in sheets)
        titles_en = " or ".join(sheet.feed.title.en.lower() for sheet in sheets)
        found.append(
            RowProblem(
                0,
                "",
                Bilingual(
                    f"没有可报送的{titles}；请放宽条件，或先办理报送",
                    f"there are no {titles_en} to send; widen the filter, or report a record first",
                ),
            )
        )
    if any(problem.blocks for problem in found):
        return Exported(count, tuple(found))
    if bureau.is_demonstration:
        file_name = f"演示-{file_name}"
    content = _csv(sheets[0]) if file_name.endswith(".csv") else _workbook(sheets)
    return Exported(count, tuple(found), NewFile(file_name, content))


def _heads(feed: Feed, form: str) -> list[str]:
    by_code = feed.heads["csv" if form == "csv" else "workbook"] == "code"
    return [column.code if by_code else column.title for column in feed.columns]


def _workbook(sheets: Sequence[_Sheet]) -> bytes:
    return text_workbook(
        TextSheet(
            sheet.feed.title.zh,
            [(head, min(40.0, 6.0 + 2 * len(head))) for head in _heads(sheet.feed, "workbook")],
            sheet.lines,
        )
        for sheet in sheets
        if sheet.lines
    )


def _csv(sheet: _Sheet) -> bytes:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_heads(sheet.feed, "csv"))
    writer.writerows(sheet.lines)
    return out.getvalue().encode("utf-8-sig")


def two_publicity(bureau: Bureau, rows: RegisterQuerySet[Any], today: date) -> Exported:
    """Permits and penalties, a sheet each."""
    return _exported(bureau, rows, ("licence", "penalty"), f"双公示-{bureau.code}-{today}.xlsx")


def licences_csv(bureau: Bureau, rows: RegisterQuerySet[Any], today: date) -> Exported:
    """Permits as CSV under the receiver's codes."""
    return _exported(bureau, rows, ("licence",), f"行政许可-{bureau.code}-{today}.csv")


def penalties_csv(bureau: Bureau, rows: RegisterQuerySet[Any], today: date) -> Exported:
    """Penalties as CSV under the receiver's codes."""
    return _exported(bureau, rows, ("penalty",), f"行政处罚-{bureau.code}-{today}.csv")


def red_list(bureau: Bureau, rows: RegisterQuerySet[Any], today: date) -> Exported:
    """Honours, confirmations and announcements of the red list."""
    return _exported(bureau, rows.filter(list_kind="red"), ("red-list",), f"红榜-{bureau.code}-{today}.xlsx")


EXPORTS: Final = (
    Export(
        "two-publicity",
        Bilingual("双公示（Excel）", "Double publicity (Excel)"),
        Bilingual(
            "行政许可、行政处罚各一张表，供上传信用中国和地方信用平台",
            "Permits and penalties, a sheet each, for Credit China and local platforms",
        ),
        two_publicity,
        REPORTERS,
    ),
    Export(
        "two-publicity-licences-csv",
        Bilingual("行政许可（CSV）", "Permits (CSV)"),
        Bilingual("行政许可，按平台字段代码", "Permits under the platform's field codes"),
        licences_csv,
        REPORTERS,
    ),
    Export(
        "two-publicity-penalties-csv",
        Bilingual("行政处罚（CSV）", "Penalties (CSV)"),
        Bilingual("行政处罚，按平台字段代码", "Penalties under the platform's field codes"),
        penalties_csv,
        REPORTERS,
    ),
    Export(
        "red-list",
        Bilingual("红榜信息（Excel）", "Red list (Excel)"),
        Bilingual(
            "荣誉、行政确认、部门公告，供报送国家企业信用信息公示系统",
            "Honours, confirmations and announcements, for the national enterprise credit publicity system",
        ),
        red_list,
    ),
)
