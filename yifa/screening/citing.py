"""What a draft cites: laws that ended or are not there, documents that are unpublished, expired or abolished, faulty numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from yifa.law.citations import find_citations
from yifa.law.document_numbers import DocumentNumber, DocumentNumberProblem, is_strict
from yifa.law.text import Bilingual
from yifa.law.versions import NoVersionInForce, statute_in_force, statutes, titles
from yifa.screening.context import Context, KnownDocument, Standing
from yifa.screening.model import Severity

Problem: TypeAlias = tuple[int, int, Severity, Bilingual]

_QUOTED: Final = re.compile(r"《([^《》\n]{2,60})》(?:\s*[（(]([^（）()\n]{4,40})[）)])?")
# Written with any brackets: the strict form is judged afterwards.
_NUMBERED: Final = re.compile(
    r"[\u4e00-\u9fff]{1,12}[〔\[(（【［][ ]?(?:19|20)\d{2}年?[ ]?[〕\])）】］]\s*第?\s*[0-9]+\s*号"
)
_LEAD: Final = re.compile(
    r"^.*?(?:根据|依据|依照|按照|废止|替代|参照|执行|关于印发|的通知|和|与|及|以及|原|将|对|经|由|见|即|以|印发|文件|为)(?=[\u4e00-\u9fff]{2,})"
)
_REPEALS: Final = re.compile(r"废止|停止执行|不再执行|失效|同时作废|修订|修改|替代")
_SOURCES: Final = re.compile(
    r"(?:有关|相关)?(?:内部(?:文件|规定|通知|会议纪要)|会议纪要|口头通知|领导(?:批示|指示)|电话通知)"
)
_RELIES: Final = re.compile(r"(?:根据|依据|依照|按照|以)[^。；\n]{0,20}$")


def problems(text: str, context: Context) -> Iterator[Problem]:
    """Every faulty citation, each place once."""
    seen: set[int] = set()
    for one in (
        *_laws(text, context),
        *_documents(text, context),
        *_numbers(text, context),
        *_internal(text),
    ):
        if one[0] not in seen:
            seen.add(one[0])
            yield one


def _laws(text: str, context: Context) -> Iterator[Problem]:
    if context.on is None:
        return
    known = titles()
    for found in _QUOTED.finditer(text):
        key = known.get(found[1])
        if key is None or _is_repealed_here(text, found.end()):
            continue
        try:
            statute_in_force(key, context.on)
        except NoVersionInForce as problem:
            yield found.start(), found.end(), Severity.HIGH, Bilingual(problem.zh, problem.en)
    for cited in find_citations(text, known):
        entry = statutes().get(cited.citation.statute)
        if entry is None or text[cited.start : cited.start + 1] == "《":
            continue
        try:
            statute_in_force(entry.key, context.on)
        except NoVersionInForce as problem:
            yield cited.start, cited.end, Severity.HIGH, Bilingual(problem.zh, problem.en)


def _documents(text: str, context: Context) -> Iterator[Problem]:
    by_title = {one.title.strip("《》"): one for one in context.documents}
    by_number = {one.number: one for one in context.documents if one.number}
    for found in _QUOTED.finditer(text):
        known = by_title.get(found[1])
        if known is not None and not _is_repealed_here(text, found.end()):
            yield from _stands(found.start(), found.end(), known)
    for place in _NUMBERED.finditer(text):
        number, start = _number_in(place[0]), place.start()
        known = None if number is None else by_number.get(str(number))
        if known is not None and not _is_repealed_here(text, place.end()):
            yield from _stands(start, place.end(), known)
        elif (
            known is None
            and number is not None
            and context.documents_known
            and context.own_mark
            and number.organ == context.own_mark
        ):
            yield (
                start,
                place.end(),
                Severity.MEDIUM,
                Bilingual(
                    f"登记簿中没有{number}，请核对字号。", f"The register has no {number}; check the number."
                ),
            )


def _stands(start: int, end: int, known: KnownDocument) -> Iterator[Problem]:
    since = f"（{known.since}）" if known.since else ""
    since_en = f" since {known.since}" if known.since else ""
    match known.standing:
        case Standing.UNPUBLISHED:
            yield (
                start,
                end,
                Severity.HIGH,
                Bilingual(
                    f"《{known.title}》未向社会公布，不得作为依据。",
                    f"{known.title} was not published and is no basis.",
                ),
            )
        case Standing.EXPIRED:
            yield (
                start,
                end,
                Severity.HIGH,
                Bilingual(f"《{known.title}》有效期已满{since}。", f"{known.title} has expired{since_en}."),
            )
        case Standing.ABOLISHED:
            yield (
                start,
                end,
                Severity.HIGH,
                Bilingual(f"《{known.title}》已经废止{since}。", f"{known.title} was abolished{since_en}."),
            )
        case Standing.IN_FORCE:
            return


def _numbers(text: str, context: Context) -> Iterator[Problem]:  # noqa: ARG001  (one shape for all)
    for found in _NUMBERED.finditer(text):
        start = found.start()
        name = _LEAD.sub("", found[0])
        start += len(found[0]) - len(name)
        if is_strict(name):
            continue
        number = _number_in(found[0])
        if number is not None:
            yield (
                start,
                found.end(),
                Severity.LOW,
                Bilingual(
                    f"发文字号应写作“{number}”（六角括号、阿拉伯数字、不加“第”、不编虚位）。",
                    f"The document number is written {number}.",
                ),
            )


def _internal(text: str) -> Iterator[Problem]:
    for found in _SOURCES.finditer(text):
        line = text[max(0, found.start() - 40) : found.start()]
        if _RELIES.search(line) is not None:
            yield (
                found.start(),
                found.end(),
                Severity.MEDIUM,
                Bilingual(
                    f"“{found[0]}”没有公布，不得作为依据。", f"{found[0]} is not published and is no basis."
                ),
            )


def _number_in(written: str) -> DocumentNumber | None:
    try:
        return DocumentNumber.read(_LEAD.sub("", written))
    except DocumentNumberProblem:
        return None


def _is_repealed_here(text: str, end: int) -> bool:
    """Whether the words right after say that the document is repealed: naming it there is no reliance."""
    stop = text.find("。", end)
    return _REPEALS.search(text, end, stop if stop >= 0 else min(len(text), end + 60)) is not None
