"""The text under review: as typed, or as its file gives it; and what screening asks about the latest one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import SEEK_SET
from pathlib import Path
from typing import Any, Final

from yifa.cases.files import NewFile, path_of
from yifa.cases.models import File
from yifa.extraction import CannotRead, extract_apart
from yifa.law.text import Bilingual
from yifa.screening import Context, RuleBook, rule_books
from yifa.work.competition.registers import ReviewedDraft

FIELD: Final = "draft_file"


class DraftRefused(ValueError):
    """A draft that cannot be taken: what is wrong, and what to do."""

    def __init__(self, sentence: Bilingual, remedy: Bilingual) -> None:
        super().__init__(sentence.zh)
        self.sentence = sentence
        self.remedy = remedy


def text_given(answers: Mapping[str, Any], files: Sequence[NewFile]) -> str:
    """The text at hand before the act: the file's where one is given, else as typed. Raises DraftRefused."""
    given = next((one for one in files if one.field == FIELD), None)
    if given is None:
        return str(answers.get("draft_text") or "").strip()
    return read_text(_content(given), given.name)


def text_stored(answers: Mapping[str, Any], files: Sequence[File]) -> str:
    """The same, of an act that was written with its files."""
    given = next((one for one in files if one.field == FIELD), None)
    if given is None:
        return str(answers.get("draft_text") or "").strip()
    return read_text(path_of(given.digest).read_bytes(), given.name)


def read_text(content: bytes, name: str) -> str:
    """A file as text. Raises DraftRefused where it cannot be read, or its text is not certain."""
    try:
        found = extract_apart(content, name)
    except CannotRead as refused:
        raise DraftRefused(
            Bilingual(f"“{name}”{refused.zh}", f"{name} {refused.en}"),
            Bilingual("也可以把全文粘贴到“正文”中。", "You can also paste the whole text."),
        ) from None
    if found.has_macros:
        raise DraftRefused(
            Bilingual(f"“{name}”含有宏，不能接收。", f"{name} holds macros and is not taken."),
            Bilingual(
                "请另存为不含宏的docx后重新上传。", "Save it as docx without macros and upload it again."
            ),
        )
    if found.has_tracked_changes:
        raise DraftRefused(
            Bilingual(
                f"“{name}”还有未处理的修订，无法确定审查的是哪一稿。",
                f"{name} has tracked changes; which text is reviewed cannot be known.",
            ),
            Bilingual(
                "请接受或者拒绝全部修订，保存后重新上传。",
                "Accept or reject all changes, save, and upload it again.",
            ),
        )
    return found.text.strip()


def latest(case_id: int) -> str:
    """The text as it stands in a case; empty where none was given."""
    row = ReviewedDraft.objects.filter(case_id=case_id).order_by("-version").first()
    return "" if row is None else row.text


def rules() -> RuleBook:
    """The rules of this review: those on competition."""
    return rule_books().only("FC-")


def context(on: date) -> Context:
    """What is known besides the text; whether those concerned were heard is the procedure's business, not the text's."""
    return Context(is_whole=True, on=on)


def _content(given: NewFile) -> bytes:
    """A file's bytes; an open stream is left where it was."""
    content = given.content
    if isinstance(content, bytes):
        return content
    if isinstance(content, Path):
        return content.read_bytes()
    at = content.tell()
    read = content.read()
    content.seek(at, SEEK_SET)
    return read
