"""The text of a draft: as it was typed, or as a docx gives it.

A file with macros or with changes that are still tracked is refused with a sentence that says what to do; what was typed stays in
the draft of the form, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import SEEK_SET
from pathlib import Path
from typing import Any, Final

from yifa.cases.files import NewFile, path_of
from yifa.cases.models import File
from yifa.extraction import CannotRead, Kind, extract_apart
from yifa.law.text import Bilingual

TEXT_FILE: Final = "text_file"


class DraftRefused(ValueError):
    """A draft that cannot be taken: what is wrong, and what to do."""

    def __init__(self, sentence: Bilingual, remedy: Bilingual) -> None:
        super().__init__(sentence.zh)
        self.sentence = sentence
        self.remedy = remedy


def text_given(answers: Mapping[str, Any], files: Sequence[NewFile]) -> str:
    """The text of the version at hand: the file's where one is given, else as typed. Raises DraftRefused."""
    given = next((one for one in files if one.field == TEXT_FILE), None)
    if given is not None:
        return read_text(content_of(given), given.name)
    return str(answers.get("text") or "").strip()


def text_stored(answers: Mapping[str, Any], files: Sequence[File]) -> str:
    """The same, of an act that was written with its files."""
    given = next((one for one in files if one.field == TEXT_FILE), None)
    if given is not None:
        return read_text(path_of(given.digest).read_bytes(), given.name)
    return str(answers.get("text") or "").strip()


def content_of(given: NewFile) -> bytes:
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


def read_text(content: bytes, name: str) -> str:
    """A docx as text. Raises DraftRefused for another kind of file, for macros, and for changes that are still tracked."""
    try:
        found = extract_apart(content, name)
    except CannotRead as refused:
        raise DraftRefused(
            Bilingual(f"“{name}”读不出正文：{refused.zh}", f"{name} gives no text: {refused.en}"),
            Bilingual(
                "请另存为docx后重新上传，或者直接在“文件正文”中粘贴。", "Save it as docx, or paste the text."
            ),
        ) from None
    if found.kind is not Kind.WORD:
        raise DraftRefused(
            Bilingual(
                f"“{name}”是{found.kind.words.zh}，不是docx。", f"{name} is {found.kind.words.en}, not docx."
            ),
            Bilingual("请用WPS或者Word另存为docx。", "Save it as docx in WPS or Word."),
        )
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
                f"“{name}”还有未处理的修订，无法确定哪一稿是送审的文字。",
                f"{name} has tracked changes; which text is meant cannot be known.",
            ),
            Bilingual(
                "请在WPS或者Word的“审阅”中接受或者拒绝全部修订，保存后重新上传。",
                "Accept or reject all changes under Review, save, and upload it again.",
            ),
        )
    return found.text.strip()
