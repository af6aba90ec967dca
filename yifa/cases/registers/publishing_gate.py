"""The gate before the public: what an act makes public, or changes in what is public already, is looked through first.

Every publication tells which rows of a register the public reads and in which words; whatever a case's rows say there after the
act, attachments included, is searched for resident's numbers, telephones, accounts, home addresses and marks of secrecy
(``yifa.screening.exposed``). A finding refuses the act, which is taken back whole. Nothing goes round it: portal, exports, feeds
and the static site read the same publications. What is public and stands in no register, such as a guide or the annual report,
is told by who makes it so::

    @makes_public("item/publish")
    def guide(case: Case, on: date) -> Iterator[Shown]: ...

Where something must be public all the same, one person asks for the exception and another signs it (``excepts``): it holds for
that finding in that matter. Sources: 政府信息公开条例 §§14, 15, 17.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from yifa.cases.acting.looked_through import looks_through
from yifa.cases.errors import ActRefused
from yifa.cases.files import path_of
from yifa.cases.library import statutory_rule
from yifa.cases.models import Case, File
from yifa.cases.registers.publicity import Publication, publications
from yifa.cases.roles import Place, places_named, places_of
from yifa.extraction import CannotRead, extract_apart
from yifa.law.text import Bilingual
from yifa.procedure import Procedure, Reason
from yifa.procedure.marking import Ruling
from yifa.screening.exposed import REACH, Found, exposed

EXPOSED: Final = "cases/exposed"
UNREADABLE: Final = "cases/unreadable-attachment"
_FAR: Final = date(9999, 12, 31)
_RULE: Final = "open-government-information-regulation/check-first"


@dataclass(frozen=True, slots=True)
class Shown:
    """A text that the public will read, and what it is called. reaches: it is there to say where somebody is reached."""

    label: Bilingual
    text: str
    reaches: bool = False


Source: TypeAlias = Callable[[Case, date], Iterable[Shown]]
Excepts: TypeAlias = Callable[[int], frozenset[str]]
_SOURCES: Final[dict[Place, list[Source]]] = {}
_EXCEPTS: Final[list[Excepts]] = []


def makes_public(*names: str) -> Callable[[Source], Source]:
    """Registers what a step makes public besides rows of publications."""
    places = places_named(names, "what is made public")

    def register(source: Source) -> Source:
        for place in places:
            _SOURCES.setdefault(place, []).append(source)
        return source

    return register


def excepts(function: Excepts) -> Excepts:
    """Registers who knows the codes of findings that may be public in a case (by its key), signed by a second person."""
    _EXCEPTS.append(function)
    return function


@looks_through
def look_through(case_id: int, procedure: Procedure, step: str, on: date) -> None:
    """Search what the public reads of a case after a step. Raises ActRefused with every finding; the caller takes the act back.

    Works for the bureau that the block works for.
    """
    listed = [one for one in publications if one.register.key().partition(".")[0] == procedure.field]
    sources = [source for place in places_of(procedure, step) for source in _SOURCES.get(place, ())]
    if not listed and not sources:
        return
    of_case = {one: one.objects.filter(case_id=case_id).exists() for one in {one.register for one in listed}}
    listed = [one for one in listed if of_case[one.register]]
    if not listed and not sources:
        return
    case = Case.objects.select_related("bureau").get(pk=case_id)
    allowed = (case.bureau.phone, case.bureau.address)
    reasons: list[Reason] = []
    codes: frozenset[str] | None = None
    for shown in _shown(case, listed, sources, on):
        if isinstance(shown, Reason):
            reasons.append(shown)
            continue
        for found in exposed(shown.text, allowed):
            if shown.reaches and found.kind in REACH:
                continue
            if codes is None:
                codes = frozenset(code for function in _EXCEPTS for code in function(case_id))
            if found.code not in codes:
                reasons.append(_reason(shown, found, on))
    if reasons:
        raise ActRefused(Ruling(False, tuple(dict.fromkeys(reasons))))


def _shown(
    case: Case, listed: Iterable[Publication], sources: Iterable[Source], on: date
) -> Iterator[Shown | Reason]:
    for publication in listed:
        # A row may become public by the mere passing of days.
        rows = {row.pk: row for day in (on, _FAR) for row in publication.rows(day).filter(case_id=case.pk)}
        for row in rows.values():
            for column in publication.detailed:
                text = publication.text(column, row)
                yield Shown(column.title, text, column.name in publication.reaches)
            for section in publication.sections_of(row):
                yield Shown(section.title, section.text)
            for file in publication.attachments_of(row):
                yield from _attached(file)
    for source in sources:
        yield from source(case, on)


def _attached(file: File) -> Iterator[Shown | Reason]:
    try:
        text = extract_apart(path_of(file.digest).read_bytes(), file.name).text
    except (CannotRead, OSError) as error:
        zh, en = (error.zh, error.en) if isinstance(error, CannotRead) else ("文件不在。", "it is not there.")
        yield Reason(
            rule=None,
            code=UNREADABLE,
            sentence=Bilingual(
                f"附件“{file.name}”读不出文字，不能核验：{zh}",
                f"The attachment {file.name!r} cannot be read and so not be looked through: {en}",
            ),
            remedy=Bilingual(
                "请换成能读出文字的文件（如 Word、PDF）再公开。",
                "Use a file with text in it, such as Word or PDF.",
            ),
        )
        return
    yield Shown(Bilingual(f"附件“{file.name}”", f"attachment {file.name!r}"), text)


def _reason(shown: Shown, found: Found, on: date) -> Reason:
    kind = found.kind.words
    return Reason(
        rule=statutory_rule(_RULE, on),
        code=EXPOSED,
        sentence=Bilingual(
            f"公开的内容里“{shown.label.zh}”有疑似{kind.zh}（{found.shown}），不能公开。",
            f"What would be public has {kind.en} ({found.shown}) in '{shown.label.en}'.",
        ),
        remedy=Bilingual(
            f"请删去或者隐去后再办理；确实应当公开的，办理“公开核验例外”，识别码{found.code}，由另一人署名同意。",
            f"Take it out or mask it; where it must be public, open an exception from the publishing gate with the code "
            f"{found.code}, which another person signs.",
        ),
    )
