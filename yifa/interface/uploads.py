"""Files that come with a form, kept while the form is being filled in.

A file is looked into and stored as soon as it arrives, so that a form that comes back still has it; the form carries a signed
token for each, which only its holder (an officer, a visitor's session) can use. Nothing refers to a stored file before the act
does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core import signing
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from yifa.cases.errors import FileRefused
from yifa.cases.files import NewFile, path_of, store
from yifa.interface.formats import is_english
from yifa.interface.questions import PREFIX
from yifa.law.text import Bilingual
from yifa.procedure import Step

_SALT: Final = "yifa.interface.uploads"
_AT_MOST: Final = 40


@dataclass(frozen=True, slots=True)
class Held:
    """A file that the form holds."""

    name: str
    digest: str
    size: int
    token: str

    @property
    def size_shown(self) -> str:
        """The size in words."""
        return show_size(self.size)


@dataclass(slots=True)
class Uploads:
    """The files of a form by field, and what was refused."""

    held: dict[str, list[Held]]
    problems: dict[str, Bilingual]

    @property
    def tokens(self) -> dict[str, list[str]]:
        """What a draft keeps."""
        return {key: [one.token for one in files] for key, files in self.held.items() if files}

    @property
    def digests(self) -> dict[str, list[str]]:
        """What the files hold, by field."""
        return {key: [one.digest for one in files] for key, files in self.held.items() if files}

    def new_files(self) -> list[NewFile]:
        """The files for the act."""
        return [
            NewFile(one.name, path_of(one.digest), key) for key, files in self.held.items() for one in files
        ]


def collect(
    holder: int | str, limit_bytes: int, step: Step, data: QueryDict, files: MultiValueDict[str, Any]
) -> Uploads:
    """The files that a sent form holds: those it held before, less those taken out, and those that came with it."""
    found = Uploads({}, {})
    for key, question in step.asks.items():
        if not question.type.of_files:
            continue
        dropped = set(data.getlist(f"drop-{key}"))
        tokens = (token for token in data.getlist(f"held-{key}") if token not in dropped)
        kept = list(_opened(holder, tokens))
        for sent in files.getlist(PREFIX + key)[:_AT_MOST]:
            try:
                stored = store(arrived(sent, key), limit_bytes)
            except FileRefused as refused:
                found.problems[key] = refused.text
                continue
            digest = stored.digest.hex()
            fresh = Held(stored.name, digest, stored.size, _token(holder, stored.name, digest, stored.size))
            if not question.type.is_many:
                kept = [fresh]
            elif all((one.digest, one.name) != (fresh.digest, fresh.name) for one in kept):
                kept.append(fresh)
        found.held[key] = kept
    return found


def arrived(sent: Any, field: str) -> NewFile:
    """An uploaded file (Django's) as an act takes it."""
    return NewFile(sent.name or "", sent.file, field)


def reopened(holder: int | str, step: Step, tokens: Mapping[str, Iterable[str]]) -> Uploads:
    """The files that a draft held."""
    wanted = {key for key, question in step.asks.items() if question.type.of_files}
    return Uploads({key: list(_opened(holder, tokens.get(key, ()))) for key in wanted}, {})


def show_size(size: int) -> str:
    """A size in bytes, in words: 12 KB, 3.4 MB."""
    if size < 1024:
        return f"{size} B" if is_english() else f"{size} 字节"
    if size < 1024 * 1024:
        return f"{size / 1024:.0f} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def digest_in(token: str) -> str | None:
    """The digest of the file that a token of anybody's form stands for; None for what is no token."""
    if ":" not in token:
        return None
    try:
        _whose, _name, digest, _size = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(digest)


def _token(holder: int | str, name: str, digest: str, size: int) -> str:
    return signing.dumps([holder, name, digest, size], salt=_SALT, compress=True)


def _opened(holder: int | str, tokens: Iterable[str]) -> Iterable[Held]:
    for token in tokens:
        try:
            whose, name, digest, size = signing.loads(token, salt=_SALT)
        except (signing.BadSignature, ValueError, TypeError):
            continue
        if whose == holder and path_of(digest).exists():
            yield Held(name, digest, size, token)
