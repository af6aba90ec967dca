"""A closed matter as an archive package (归档信息包): what goes to the archive room, and later to the archives.

    metadata.xml            the matter, its documents and its acts, in the terms of the archive's metadata
    record.html             the matter's course as people read it
    documents/0001-…        files that came with acts; letters/… as they were issued, set from the record
    receipts/0001.json      one receipt for each entry of the log, with the answers
    checkpoint, public-key  what the receipts are checked with

GB/T 18894—2016 wants electronic records kept with their metadata, process included; the elements are called as in DA/T 46—2009
(文书类电子文件元数据方案), packed as one file. The package is checked by ``yifa.evidence.archiving`` before it is given out.
"""

from __future__ import annotations

import zipfile
from datetime import datetime
from hashlib import sha256
from html import escape
from io import BytesIO
from typing import BinaryIO, Final
from xml.etree import ElementTree

from django.apps import apps

from yifa.cases.errors import RecordProblem
from yifa.cases.files import path_of
from yifa.cases.library import procedure_of_case
from yifa.cases.log.keys import public_key
from yifa.cases.log.record import TimelineEntry, integrate, latest_head, receipt, timeline
from yifa.cases.models import Case, File, Letter
from yifa.cases.registers.register import Retention
from yifa.cases.store import answers_of_case
from yifa.cases.told.letters import LetterForm, render
from yifa.evidence.archiving import CHECKPOINT, KEY, METADATA, README, RECORD, Checked, check_package
from yifa.house.tenancy import using_bureau
from yifa.law.limits import legal_day
from yifa.law.text import Bilingual
from yifa.procedure import Procedure
from yifa.typesetting.letters import LetterError
from yifa.typesetting.model import DEMONSTRATION, DocumentError

_README: Final = """\
{number} {title}

这是一个办结事项的归档信息包：元数据（metadata.xml）、办理过程（record.html）、文件和文书、每条记录的凭证。
检测（真实性、完整性、可用性、安全性）：
    yifa archive check 本文件 --key 机关公布的公钥

This is the archive package of one closed matter: metadata, its course, files and letters, a receipt for each entry.
To check it (authentic, complete, usable, safe): run the command above with the key that the bureau published.
"""


def retention_of(case: Case) -> Retention | None:
    """How long a matter is kept: as the register that is kept longest of those that its steps write. None where they write none:
    then the bureau's own list of retention decides."""
    return retention_under(procedure_of_case(case))


def retention_under(procedure: Procedure) -> Retention | None:
    """The same for every matter under a procedure."""
    names = sorted({write.register for step in procedure.steps.values() for write in step.writes})
    kept: list[Retention] = [apps.get_model(name).retention for name in names]
    if not kept:
        return None
    return next((one for one in kept if one.years is None), None) or max(kept, key=lambda one: one.years or 0)


def said(retention: Retention | None) -> Bilingual:
    """永久, 定期30年, or that it is not laid down."""
    if retention is None:
        return Bilingual("按本局保管期限表", "as the bureau's list says")
    if retention.years is None:
        return Bilingual("永久", "for ever")
    return Bilingual(f"定期{retention.years}年", f"{retention.years} years")


def write_package(case: Case, out: BinaryIO, *, now: datetime, sign: bool = True) -> Checked:
    """Write the package of a closed matter into ``out``, and look into it; what the four checks found.

    A new head of the log is signed first where one is needed and sign says so. Raises RecordProblem for an open matter, without a
    key, or where an entry is under no head.
    """
    if case.is_open:
        raise RecordProblem(
            zh=f"事项 {case.number} 尚未办结，办结以后才能归档。",
            en=f"The matter {case.number} is not closed yet; what is closed is archived.",
        )
    bureau = case.bureau
    packed_bytes = BytesIO()
    with using_bureau(bureau), zipfile.ZipFile(packed_bytes, "w", zipfile.ZIP_DEFLATED) as packed:
        head = (integrate(bureau, now) if sign else None) or latest_head(bureau)
        entries = timeline(case)
        documents = [*_files(case, packed), *_letters(case, packed)]
        for number, entry in enumerate(entries, 1):
            told = receipt(bureau, entry.position, with_answers=True).to_json()
            packed.writestr(f"receipts/{number:04d}.json", told)
        packed.writestr(METADATA, _metadata(case, entries, documents, now))
        packed.writestr(RECORD, _record(case, entries))
        packed.writestr(KEY, public_key(bureau) + "\n")
        if head is not None:
            packed.writestr(CHECKPOINT, head.note)
        stamp = f"{DEMONSTRATION.zh}\n{DEMONSTRATION.en}\n\n" if bureau.is_demonstration else ""
        packed.writestr(README, stamp + _README.format(number=case.number, title=case.title))
    found = check_package(BytesIO(packed_bytes.getvalue()), public_key(bureau))
    out.write(packed_bytes.getvalue())
    return found


_Document = tuple[str, str, int, str, str, str]
"""Name in the package, digest, size, salt, title, and the number of the letter."""


def _files(case: Case, packed: zipfile.ZipFile) -> list[_Document]:
    found: list[_Document] = []
    files = File.everywhere.filter(case=case, erased_at__isnull=True).order_by("log_position", "place")
    for number, file in enumerate(files, 1):
        name = f"documents/{number:04d}-{file.name}"
        packed.write(path_of(file.digest), name)
        found.append((name, file.digest, file.size, bytes(file.salt).hex(), file.name, ""))
    return found


def _letters(case: Case, packed: zipfile.ZipFile) -> list[_Document]:
    found: list[_Document] = []
    for letter in Letter.everywhere.filter(case=case).select_related("bureau", "case__bureau").order_by("pk"):
        try:
            content = render(letter, LetterForm.PDF)
        except (LetterError, DocumentError) as error:
            raise RecordProblem(
                zh=f"文书 {letter.document_number} 无法生成：{error.zh}",
                en=f"The letter {letter.document_number} cannot be set: {error.en}",
            ) from error
        name = f"letters/{letter.document_number}.pdf"
        packed.writestr(name, content)
        digest = sha256(content).hexdigest()
        found.append((name, digest, len(content), "", letter.kind, letter.document_number))
    return found


def _metadata(
    case: Case, entries: tuple[TimelineEntry, ...], documents: list[_Document], now: datetime
) -> bytes:
    """The metadata: elements called as DA/T 46—2009 calls them, values as the record has them."""
    bureau, procedure = case.bureau, procedure_of_case(case)
    retention = retention_of(case)
    answers = answers_of_case(case.pk)
    erased = File.everywhere.filter(case=case, erased_at__isnull=False).count()
    assert case.closed_on is not None
    root = ElementTree.Element("电子文件")

    def add(parent: ElementTree.Element, name: str, text: object = None) -> ElementTree.Element:
        made = ElementTree.SubElement(parent, name)
        if text is not None:
            made.text = _plain(str(text))
        return made

    add(root, "聚合层次", "件")
    source = add(root, "来源")
    add(source, "立档单位名称", bureau.name)
    add(source, "立档单位统一社会信用代码", bureau.uscc)
    numbers = add(root, "档号信息")
    add(numbers, "电子文件号", case.number)
    add(numbers, "档号", answers.get("archive_number") or "")
    add(numbers, "年度", case.closed_on.year)
    add(numbers, "保管期限", said(retention).zh)
    add(numbers, "保管期限依据", retention.basis.zh if retention is not None else "")
    content = add(root, "内容描述")
    add(content, "题名", case.title)
    add(content, "责任者", bureau.name)
    add(content, "日期", case.closed_on.isoformat())
    add(content, "文种", procedure.title.zh)
    form = add(root, "形式特征")
    add(form, "件数", len(documents))
    add(form, "语种", "中文")
    electronic = add(root, "电子属性")
    add(electronic, "信息系统描述", "依法")
    add(electronic, "办理程序", f"{case.procedure_key} {case.procedure_version}")
    add(electronic, "程序内容摘要", case.procedure_hash)
    add(electronic, "已依法删除文件数", erased)
    add(electronic, "封装时间", now.isoformat())
    for name, digest, size, salt, title, number in documents:
        one = add(electronic, "文件")
        add(one, "题名", title)
        add(one, "文件编号", number)
        add(one, "计算机文件名", name)
        add(one, "计算机文件大小", size)
        add(one, "摘要算法", "SHA-256")
        add(one, "摘要值", digest)
        add(one, "盐值", salt)
    business = add(root, "业务实体")
    add(business, "业务行为数", len(entries))
    for place, entry in enumerate(entries, 1):
        one = add(business, "业务")
        add(one, "凭证", f"receipts/{place:04d}.json")
        add(one, "业务行为", entry.title.zh)
        add(one, "行为时间", entry.happened_at.isoformat())
        add(one, "登记时间", entry.recorded_at.isoformat())
        add(one, "补录", "是" if entry.late else "否")
        person = add(one, "机构人员")
        add(person, "机构人员名称", "申请人" if entry.by_applicant else entry.officer or "系统")
        add(person, "职位名称", entry.post.zh)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _plain(text: str) -> str:
    """The text without signs that XML 1.0 cannot hold."""
    return "".join(
        sign for sign in text if sign in "\t\n\r" or (ord(sign) >= 32 and ord(sign) not in (0xFFFE, 0xFFFF))
    )


def _record(case: Case, entries: tuple[TimelineEntry, ...]) -> str:
    """The course of a matter, step by step with what was answered, as a page that stands by itself."""
    lines = []
    for entry in entries:
        who = "申请人" if entry.by_applicant else f"{entry.post.zh} {entry.officer}".strip() or "系统"
        rows = "".join(
            f"<tr><th>{escape(one.label.zh)}</th><td>{escape(_answer(one.value, erased=one.erased))}</td></tr>"
            for one in entry.answers
        )
        lines.append(
            f"<h2>{entry.case_version}. {escape(entry.title.zh)}</h2>"
            f"<p>{legal_day(entry.happened_at).isoformat()} {escape(who)}{' （补录）' if entry.late else ''}</p>"
            + (f"<table>{rows}</table>" if rows else "")
        )
    title = escape(f"{case.number} {case.title}")
    stamp = f"<p><strong>{DEMONSTRATION.zh}</strong></p>" if case.bureau.is_demonstration else ""
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title><style>'
        "body{font:16px/1.6 serif;max-width:50rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse}"
        "th,td{border:1px solid #888;padding:.3rem .5rem;text-align:left;vertical-align:top}h2{font-size:1.1rem}"
        f"</style></head><body><h1>{title}</h1>{stamp}{''.join(lines)}</body></html>\n"
    )


def _answer(value: object, *, erased: bool) -> str:
    if erased:
        return "（已依法删除）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "；".join(_answer(one, erased=False) for one in value)
    if isinstance(value, dict):
        return "，".join(_answer(one, erased=False) for one in value.values())
    return "" if value is None else str(value)
