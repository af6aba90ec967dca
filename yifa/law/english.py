"""The English of files that are written in Chinese: gettext catalogues, read with the line of each entry.

A text of a file is Chinese alone; its English stands once in the folder's ``en.po``, whatever the number of files that say it.
Where the same words mean another thing in one file, or in one place of it, an entry with a context (``msgctxt``) says so:
``service-item``, or ``service-item/steps.rate.title``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from yifa.law.placed import Mistake, Unreadable
from yifa.law.text import joined

CATALOGUE: Final = "en.po"
WALKS: Final = "walks"
HEADER: Final = (
    "# 各文件中文文本的英文。 English of the texts in the files.\n"
    'msgid ""\n'
    'msgstr ""\n'
    '"Language: en\\n"\n'
    '"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n'
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A text and its English. context: the file, or the place in one, to which it is confined. line counts from 1."""

    zh: str
    en: str
    context: str | None = None
    line: int = 0


class Catalogue:
    """The entries of one ``en.po``. ``shown`` is its path for messages."""

    __slots__ = ("anywhere", "entries", "shown", "somewhere")

    def __init__(self, shown: str, entries: Sequence[Entry]) -> None:
        self.shown = shown
        self.entries = tuple(entries)
        self.anywhere = {one.zh: one for one in entries if one.context is None}
        self.somewhere: dict[str, dict[str, Entry]] = {}
        for one in entries:
            if one.context is not None:
                self.somewhere.setdefault(one.zh, {})[one.context] = one

    def find(self, zh: str, file: str, place: Callable[[], str]) -> Entry | None:
        """The entry for a text: that of its place, of its file, or the one for everywhere. Those without English are none."""
        confined = self.somewhere.get(zh)
        if confined is not None:
            found = confined.get(f"{file}/{place()}") or confined.get(file)
            if found is not None:
                return found if found.en else None
        found = self.anywhere.get(zh)
        return found if found is not None and found.en else None


class English:
    """Catalogues, the nearest first, that remember which of their entries were asked for."""

    def __init__(self, paths: Sequence[tuple[Path, str]]) -> None:
        self._paths = tuple(paths)
        self._used: set[Entry] = set()

    @property
    def shown(self) -> str:
        """Where English that is missing is to be written."""
        return self._paths[0][1] if self._paths else CATALOGUE

    def of(self, zh: str, file: str, place: Callable[[], str]) -> str | None:
        """The English of a text in a file; None if there is none. Raises Unreadable."""
        for path, shown in self._paths:
            found = read_catalogue(path, shown).find(zh, file, place)
            if found is not None:
                self._used.add(found)
                return found.en
        return None

    def unused(self) -> Iterator[tuple[str, Entry]]:
        """Entries of the nearest catalogue that no text asked for, each with the catalogue's path. Raises Unreadable."""
        for path, shown in self._paths[:1]:
            for one in read_catalogue(path, shown).entries:
                if one not in self._used:
                    yield shown, one


def context_of(path: Path) -> str:
    """What a file is called in contexts, wherever it lies: ``service-item``; ``walks/service-item`` for its tests."""
    return f"{WALKS}/{path.stem}" if path.parent.name == WALKS else path.stem


def read_catalogue(path: Path, shown: str = "") -> Catalogue:
    """The catalogue in a file; an empty one where there is no such file. Raises Unreadable with the line of what is wrong."""
    try:
        stamp = path.stat()
    except FileNotFoundError:
        return Catalogue(shown or str(path), ())
    return _read(path, shown or str(path), stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=32)
def _read(path: Path, shown: str, *_: int) -> Catalogue:
    # Most processes read no catalogue: they have the library as it was prepared.
    from babel.messages.pofile import PoFileError, read_po

    try:
        with path.open("rb") as file:
            catalog = read_po(file, locale="en", charset="utf-8", abort_invalid=True)
    except PoFileError as error:
        raise Unreadable(
            [
                Mistake(
                    error.lineno + 1,
                    1,
                    f"译文写法有误（{error}），请检查引号",
                    f"this is no entry of a catalogue ({error}); check the quotes",
                )
            ]
        ) from None
    except UnicodeDecodeError:
        raise Unreadable(
            [Mistake(0, 0, "不是 UTF-8 文本，请另存为 UTF-8", "not UTF-8 text; save it as UTF-8")]
        ) from None
    return Catalogue(
        shown,
        [
            Entry(
                joined(str(one.id)),
                "" if one.fuzzy else " ".join(str(one.string or "").split()),
                str(one.context) if one.context else None,
                int(one.lineno or 0),
            )
            for one in catalog
            if one.id
        ],
    )


def written_catalogue(parts: Sequence[tuple[str, Sequence[Entry]]]) -> str:
    """A catalogue as text: the entries of each file in their order, under the file's name."""
    from io import BytesIO

    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    catalog = Catalog(locale="en", charset="utf-8", fuzzy=False)
    for name, entries in parts:
        for one in entries:
            catalog.add(one.zh, one.en, locations=[(name, 0)], context=one.context)
    written = BytesIO()
    write_po(written, catalog, width=110, omit_header=True, include_lineno=False)
    return f"{HEADER}\n{written.getvalue().decode('utf-8').strip()}\n"
