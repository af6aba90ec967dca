"""The timeline of a case: each entry of the log in words, with its files, its letter, and the way to its proof."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from yifa.cases.log.record import TimelineAnswer, TimelineEntry, timeline
from yifa.cases.models import Case, File, Letter
from yifa.cases.told.letters import title_of_kind
from yifa.desk.answers import Names, ShownAnswer, listed, shown
from yifa.desk.uploads import show_size
from yifa.evidence.entries import Kind
from yifa.interface.formats import show_moment, words
from yifa.law.limits import legal_day
from yifa.typesetting.letters import LetterError


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file as it is listed. ``url`` is empty where it was erased."""

    name: str
    size: str
    url: str


@dataclass(frozen=True, slots=True)
class LetterLink:
    """A letter as it is listed, with the addresses of its page and its files."""

    title: str
    number: str
    url: str
    pdf_url: str
    ofd_url: str
    docx_url: str


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry as the timeline shows it. ``recorded`` is empty where it was entered on the day on which it happened."""

    number: int
    title: str
    who: str
    post: str
    co_signers: str
    done_for: str
    happened: str
    recorded: str
    late: bool
    late_reason: str
    mark: str
    answers: list[ShownAnswer]
    files: list[FileLink]
    letter: LetterLink | None
    digest: str
    proved: bool
    proof_url: str

    @property
    def id(self) -> str:
        """By which its parts are called on the page."""
        return str(self.number)


@dataclass(frozen=True, slots=True)
class History:
    """The entries that a page shows, newest first; all files and letters of the case; how many entries there are besides."""

    lines: list[EntryLine] = field(default_factory=list)
    files: list[FileLink] = field(default_factory=list)
    letters: list[LetterLink] = field(default_factory=list)
    more: int = 0


def history(case: Case, most: int | None) -> History:
    """The case's history, at most ``most`` entries of it (None: all); a bounded number of queries."""
    entries = timeline(case, newest_first=True)
    first = entries if most is None else entries[:most]
    names = Names.of(first)
    return History(
        lines=[_line(case, entry, names) for entry in first],
        files=[file_link(case, file) for entry in reversed(entries) for file in entry.files],
        letters=[letter_link(case, entry.letter) for entry in reversed(entries) if entry.letter is not None],
        more=len(entries) - len(first),
    )


def _line(case: Case, entry: TimelineEntry, names: Names) -> EntryLine:
    same_day = legal_day(entry.happened_at) == legal_day(entry.recorded_at)
    who = entry.officer or str(_("申请人") if entry.by_applicant else _("系统"))
    answers = [shown(answer, names) for answer in entry.answers if not _is_file(answer, entry)]
    return EntryLine(
        number=entry.case_version,
        title=words(entry.title),
        who=who,
        post=words(entry.post),
        co_signers=listed(one for one in entry.co_signers if one),
        done_for=entry.done_for,
        happened=show_moment(entry.happened_at),
        recorded="" if same_day else show_moment(entry.recorded_at),
        late=entry.late,
        late_reason=entry.late_reason,
        mark=str(_("导入")) if entry.kind == Kind.IMPORT else "",
        answers=[answer for answer in answers if answer is not None],
        files=[file_link(case, file) for file in entry.files],
        letter=None if entry.letter is None else letter_link(case, entry.letter),
        digest=entry.leaf_hash[:12],
        proved=entry.proved,
        proof_url=reverse("desk:entry", args=[case.number, entry.case_version]),
    )


def _is_file(answer: TimelineAnswer, entry: TimelineEntry) -> bool:
    """Whether an answer only repeats the names of the entry's files."""
    question = answer.question
    if question is None or not question.type.of_files:
        return False
    return any(file.field == answer.key for file in entry.files)


def file_link(case: Case, file: File) -> FileLink:
    """A file as it is listed."""
    if file.erased_at is not None:
        return FileLink(str(_("已依法删除的文件")), show_size(file.size), "")
    return FileLink(file.name, show_size(file.size), reverse("desk:file", args=[case.number, file.pk]))


def letter_name(kind: str) -> str:
    """What a kind of letter is called; its key where no template has it."""
    try:
        return words(title_of_kind(kind))
    except LetterError:
        return kind


def letter_link(case: Case, letter: Letter) -> LetterLink:
    """A letter as it is listed."""
    args = [case.number, letter.pk]
    return LetterLink(
        letter_name(letter.kind),
        letter.document_number,
        reverse("desk:letter", args=args),
        reverse("desk:letter-file", args=[*args, "pdf"]),
        reverse("desk:letter-file", args=[*args, "ofd"]),
        reverse("desk:letter-file", args=[*args, "docx"]),
    )
