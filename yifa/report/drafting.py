"""Writing a report: begin it from its outline, save passages as versions, keep what is typed, tie numbers to their sources.

Nobody overwrites anybody: a passage is saved against the version that was on the screen, and what was typed stays, in a draft of
the officer's own, until it is saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from yifa.cases.files import NewFile, store
from yifa.cases.orders.house_acts import entering
from yifa.figures.periods import Period
from yifa.report.acts import BEGIN, CHANGE_OUTLINE, CONFIRM, SAVE, SET_DATE, TIE, UNTIE, actor_of
from yifa.report.errors import OutlineFixed, ReportFrozen, ReportMoved, TieProblem
from yifa.report.models import Confirmation, Prose, ProseDraft, Report, Tie
from yifa.report.numbers import TypedNumber, typed_numbers
from yifa.report.outlines import Outline, Passage, outline_for
from yifa.report.render import Setting, say_line
from yifa.report.sentences import own_statements
from yifa.report.statements import spoken
from yifa.report.tokens import parse, problems
from yifa.report.values import Figures, LiveFigures

if TYPE_CHECKING:
    from yifa.house.models import Bureau, Officer

LONGEST_PROSE = 20_000


@dataclass(frozen=True, slots=True)
class Written:
    """A passage with its words as they stand. ``number`` 0: never written. ``is_draft``: still the outline's own words."""

    passage: Passage
    text: str
    number: int
    officer: str
    saved_at: datetime | None
    is_draft: bool


def begin(
    bureau: Bureau, year: int, *, now: datetime, outline_key: str = "", officer: Officer | None = None
) -> Report:
    """The bureau's report on the year, begun from its outline if there is none yet.

    outline_key: the outline to begin with; empty for the one of the bureau's place, or of the report that is there. Raises
    PeriodProblem, OutlineUnknown, and OutlineFixed where the report was begun with another than the one named.
    """
    Period.year(year)
    there = Report.objects.filter(year=year).first()
    if there is not None:
        if outline_key and outline_key != there.outline_key:
            outline_for(bureau.division_code, outline_key)
            raise OutlineFixed(year, bureau.code, there.outline_key, outline_key)
        return there
    outline = outline_for(bureau.division_code, outline_key)
    with entering(bureau, BEGIN, actor=actor_of(bureau, officer), now=now) as told:
        report, is_new = Report.objects.get_or_create(
            bureau=bureau,
            year=year,
            edition=1,
            defaults={
                "outline_key": outline.outline,
                "outline_hash": outline.hash,
                "outline": outline.snapshot(),
                "title": say_line(outline.report_title, setting_of(bureau, year, LiveFigures(bureau))),
                "begun_at": now,
            },
        )
        if is_new:
            told.update(year=year, outline=outline.hash)
            Prose.objects.bulk_create(
                Prose(
                    bureau=bureau,
                    report=report,
                    path=passage.path,
                    number=1,
                    text=passage.template,
                    saved_at=now,
                )
                for passage in outline.passages()
                if passage.template
            )
    return report


def change_outline(
    report: Report, outline_key: str, *, officer: Officer | None = None, now: datetime
) -> Report:
    """The draft goes on by another outline, or by a newer text of the same one.

    What was written stays with its passage; passages that still hold the old outline's own words take the new outline's. Words of
    passages that the new outline does not have are kept in their history. Raises ReportFrozen, OutlineUnknown.
    """
    with entering(report.bureau, CHANGE_OUTLINE, actor=actor_of(report.bureau, officer), now=now) as told:
        locked = _open(report)
        outline = outline_for(locked.bureau.division_code, outline_key)
        before = {passage.path: passage.template for passage in outline_of(locked).passages()}
        last = {each.passage.path: each for each in written(locked, outline)}
        locked.outline_key, locked.outline_hash = outline.outline, outline.hash
        locked.outline = outline.snapshot()
        locked.title = say_line(
            outline.report_title, setting_of(locked.bureau, locked.year, LiveFigures(locked.bureau))
        )
        locked.save(update_fields=["outline_key", "outline_hash", "outline", "title"])
        told.update(year=locked.year, outline=outline.hash)
        Prose.objects.bulk_create(
            Prose(
                bureau_id=locked.bureau_id,
                report=locked,
                path=passage.path,
                number=last[passage.path].number + 1,
                text=passage.template,
                saved_at=now,
            )
            for passage in outline.passages()
            if passage.template.strip() != last[passage.path].text.strip()
            and last[passage.path].text.strip() == before.get(passage.path, "").strip()
        )
    return locked


def setting_of(bureau: Bureau, year: int, figures: Figures) -> Setting:
    """What the tokens of a bureau's report refer to."""
    return Setting(
        year,
        bureau.name,
        bureau.short_name or bureau.name,
        figures,
        is_demonstration=bureau.is_demonstration,
    )


def outline_of(report: Report) -> Outline:
    """The outline as it was when the report was begun."""
    return Outline.restore(report.outline)


def written(report: Report, outline: Outline | None = None) -> tuple[Written, ...]:
    """Every passage with its last version, in the order of the report; one query."""
    last: dict[str, Prose] = {
        prose.path: prose
        for prose in report.prose.select_related("officer").order_by("path", "-number").distinct("path")
    }
    return tuple(
        _written(passage, last.get(passage.path)) for passage in (outline or outline_of(report)).passages()
    )


def as_told(passages: tuple[Written, ...], setting: Setting) -> tuple[Written, ...]:
    """The passages of a draft as the records have it: in those that nobody rewrote, what has nothing behind it is left out."""
    return tuple(
        replace(each, text=spoken(each.text, setting)) if each.is_draft and not problems(each.text) else each
        for each in passages
    )


def settle(report: Report, passages: tuple[Written, ...], now: datetime) -> None:
    """Keep the words of passages that nobody rewrote as they are told now, so that a frozen report never tells them anew."""
    Prose.objects.bulk_create(
        Prose(
            bureau_id=report.bureau_id,
            report=report,
            path=each.passage.path,
            number=each.number + 1,
            text=each.text,
            saved_at=now,
        )
        for each in passages
        if each.is_draft and each.number and each.text != each.passage.template.strip("\n")
    )


def texts(passages: tuple[Written, ...]) -> Mapping[str, str]:
    """The words by path, as the composer takes them."""
    return {each.passage.path: each.text for each in passages}


def history(report: Report, path: str) -> tuple[Prose, ...]:
    """Every version of a passage, the last first."""
    return tuple(report.prose.filter(path=path).select_related("officer").order_by("-number"))


def save(
    report: Report, path: str, text: str, *, officer: Officer | None, now: datetime, expected: int
) -> Prose:
    """A new version of a passage. ``expected``: the version that was on the screen.

    Raises ReportFrozen; ReportMoved where someone saved meanwhile; TokenProblem for a token that cannot be read; TieProblem for
    a passage that the outline does not have or that is too long. Nothing is saved then. Unchanged words make no new version.
    """
    text = text.replace("\r\n", "\n").strip("\n")
    parse(text)
    if len(text) > LONGEST_PROSE:
        raise TieProblem(
            f"这一段有{len(text)}字，超过{LONGEST_PROSE}字，请分成几段。",
            f"This passage has {len(text)} characters, more than {LONGEST_PROSE}; split it.",
        )
    with entering(report.bureau, SAVE, actor=actor_of(report.bureau, officer), now=now) as told:
        locked = _open(report)
        if outline_of(locked).passage(path) is None:
            raise TieProblem(f"提纲里没有“{path}”这一段。", f"The outline has no passage {path!r}.")
        last = locked.prose.filter(path=path).select_related("officer").order_by("-number").first()
        number = last.number if last else 0
        if number != expected:
            assert last is not None
            raise ReportMoved(str(last.officer) if last.officer else "系统", last.text)
        ProseDraft.objects.filter(report=locked, path=path, officer=officer).delete()
        if last is not None and last.text == text:
            return last
        told.update(year=locked.year, passage=path, number=number + 1)
        return Prose.objects.create(
            bureau_id=locked.bureau_id,
            report=locked,
            path=path,
            number=number + 1,
            text=text,
            officer=officer,
            saved_at=now,
        )


def keep_draft(
    report: Report, path: str, text: str, *, officer: Officer, now: datetime, expected: int
) -> None:
    """What the officer has typed so far, whatever it is. Raises ReportFrozen."""
    with transaction.atomic():
        _open(report)
        ProseDraft.objects.update_or_create(
            report=report,
            path=path,
            officer=officer,
            defaults={
                "bureau_id": report.bureau_id,
                "text": text[:LONGEST_PROSE],
                "started_from": expected,
                "saved_at": now,
            },
        )


def draft_of(report: Report, path: str, officer: Officer) -> ProseDraft | None:
    """What the officer typed and did not save yet."""
    return ProseDraft.objects.filter(report=report, path=path, officer=officer).first()


def forget_draft(report: Report, path: str, officer: Officer) -> None:
    """The officer goes back to the saved words."""
    ProseDraft.objects.filter(report=report, path=path, officer=officer).delete()


def tie(
    report: Report,
    path: str,
    number: TypedNumber,
    *,
    source: str,
    reason: str,
    officer: Officer | None,
    now: datetime,
    file: NewFile | None = None,
) -> Tie:
    """Rests a typed number on a source outside the record.

    Raises ReportFrozen; TieProblem without source or reason; FileRefused for a file that is too large or of a kind not allowed.
    """
    source, reason = source.strip(), reason.strip()
    if not source or not reason:
        raise TieProblem(
            f"“{number.text}”要写明来源（如文件、统计公报）和为什么没有记录可用。",
            f"Say where {number.text!r} comes from (a paper, a bulletin) and why no record holds it.",
        )
    stored = store(file, report.bureau.file_limit_bytes) if file is not None else None
    with entering(report.bureau, TIE, actor=actor_of(report.bureau, officer), now=now) as told:
        locked = _open(report)
        told.update(year=locked.year, passage=path, number=number.text, source=source, reason=reason)
        return Tie.objects.create(
            bureau_id=locked.bureau_id,
            report=locked,
            path=path,
            number=number.text,
            clause=number.clause,
            source=source,
            reason=reason,
            file_name=stored.name if stored else "",
            file_media_type=stored.media_type if stored else "",
            file_digest=stored.digest.hex() if stored else "",
            officer=officer,
            tied_at=now,
        )


def set_date(report: Report, dated_on: date, *, officer: Officer | None = None, now: datetime) -> None:
    """The day under the signature. Raises ReportFrozen."""
    with entering(report.bureau, SET_DATE, actor=actor_of(report.bureau, officer), now=now) as told:
        locked = _open(report)
        told.update(year=locked.year, dated_on=dated_on)
        locked.dated_on = dated_on
        locked.save(update_fields=["dated_on"])


def confirm(report: Report, path: str, *, basis: str, officer: Officer, now: datetime) -> Confirmation:
    """Stand by name for a passage's own statements as they are. Raises ReportFrozen, TieProblem for a passage without any."""
    with entering(report.bureau, CONFIRM, actor=actor_of(report.bureau, officer), now=now) as told:
        locked = _open(report)
        passages = as_told(
            written(locked), setting_of(locked.bureau, locked.year, LiveFigures(locked.bureau))
        )
        found = next((each for each in passages if each.passage.path == path), None)
        statements = () if found is None else statements_of(found, locked.year)
        if not statements:
            raise TieProblem(
                "这一段没有需要确认的陈述，请刷新后再看。",
                "This passage has no statement to confirm; reload the page.",
            )
        told.update(year=locked.year, passage=path, statements=list(statements), basis=basis.strip()[:400])
        return Confirmation.objects.create(
            bureau_id=locked.bureau_id,
            report=locked,
            path=path,
            statements="\n".join(statements),
            basis=basis.strip()[:400],
            officer=officer,
            confirmed_at=now,
        )


def statements_of(each: Written, year: int) -> tuple[str, ...]:
    """A passage's sentences that rest on the bureau's word alone; the fixed line that opens a report is none."""
    if problems(each.text):
        return ()
    return own_statements(each.text, year, is_address=each.passage.level == 0 and each.is_draft)


def untie(report: Report, tie_id: int, *, officer: Officer | None = None, now: datetime) -> None:
    """Withdraws a tie; the number is flagged again. Raises ReportFrozen."""
    with entering(report.bureau, UNTIE, actor=actor_of(report.bureau, officer), now=now) as told:
        locked = _open(report)
        there = Tie.objects.filter(report=report, pk=tie_id).first()
        if there is not None:
            told.update(year=locked.year, passage=there.path, number=there.number)
            there.delete()


def replace_number(
    report: Report,
    path: str,
    start: int,
    number: str,
    token: str,
    *,
    officer: Officer | None,
    now: datetime,
    expected: int,
) -> Prose:
    """Puts a token where a typed number stood.

    Raises what ``save`` raises, and TieProblem where the number is no longer there.
    """
    last = report.prose.filter(path=path).order_by("-number").first()
    text = last.text if last else ""
    if not any(found.start == start and found.text == number for found in typed_numbers(text)):
        raise TieProblem(
            f"“{number}”已经不在原来的位置，请刷新后再试。",
            f"{number!r} is no longer where it was; reload and try again.",
        )
    changed = text[:start] + token + text[start + len(number) :]
    return save(report, path, changed, officer=officer, now=now, expected=expected)


def _open(report: Report) -> Report:
    locked = Report.objects.select_for_update().select_related("bureau").get(pk=report.pk)
    if locked.is_frozen:
        raise ReportFrozen(locked.title)
    return locked


def _written(passage: Passage, last: Prose | None) -> Written:
    if last is None:
        return Written(passage, "", 0, "", None, True)
    officer = last.officer.name if last.officer else ""
    is_draft = last.text.strip() == passage.template.strip()
    return Written(passage, last.text, last.number, officer, last.saved_at, is_draft)
