"""Rich text (RTF), as many offices keep old documents, often under the name .doc: its paragraphs and rows as lines.

Read by its control words, since what a reader does not see (hidden, struck, deleted with tracking) must not be read; the
libraries there are give that as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from yifa.extraction.errors import CannotRead
from yifa.extraction.plain import without_controls
from yifa.extraction.result import Extracted, Kind
from yifa.law.text import Bilingual

_TOKEN: Final = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+"
)
# Groups that are no text of the document.
_APART: Final = frozenset(
    (
        b"fonttbl colortbl stylesheet info generator listtable listoverridetable rsidtbl themedata colorschememapping "
        b"datastore latentstyles pict object objdata header headerf headerl headerr footer footerf footerl footerr "
        b"fldinst xmlnstbl revtbl annotation atnid atnauthor filetbl mmathPr pgptbl wgrffmtfilter nonshppict bkmkstart "
        b"bkmkend panose template author operator company title subject keywords comment doccomm pnseclvl upr "
        b"ftnsep ftnsepc aftnsep"
    ).split()
)
_SAID: Final = {
    b"par": "\n",
    b"sect": "\n",
    b"page": "\n",
    b"line": "\n",
    b"row": "\n",
    b"cell": "\t",
    b"nestcell": "\t",
    b"nestrow": "\n",
    b"tab": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"bullet": "•",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"emspace": "\u3000",
    b"enspace": " ",
    b"qmspace": " ",
}
_PAGES: Final = {134: "gb18030", 136: "big5", 128: "shift_jis", 129: "euc_kr", 0: "cp1252"}
_UNSEEN: Final = frozenset([b"v", b"deleted", b"strike", b"striked"])


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group. unseen: the marks by which text is hidden there. skip: signs that stand for the last \\u."""

    is_apart: bool = False
    unseen: frozenset[bytes] = frozenset()
    font: int = -1
    skip: int = 1


def is_rich_text(start: bytes) -> bool:
    """Whether bytes begin like RTF."""
    return start.lstrip()[:5] == b"{\\rtf"


def from_rich_text(data: bytes) -> Extracted:
    """The text of an RTF document. Raises CannotRead."""
    text, has_hidden = _Reader(data).read()
    lines = (line.rstrip(" \t") for line in without_controls(text).split("\n"))
    whole = "\n".join(line for line in lines if line.strip())
    if not whole:
        raise CannotRead(
            zh="是 RTF 文档，但里面没有文字；请提供有文字的文件。",
            en="is an RTF document without text; give a file with text.",
        )
    notes = (
        (
            Bilingual(
                zh="有隐藏、划去或者修订删除的文字，没有读取。",
                en="It holds hidden, struck or deleted text; it was not read.",
            ),
        )
        if has_hidden
        else ()
    )
    return Extracted(text=f"{whole}\n", kind=Kind.WORD, notes=notes)


class _Reader:
    """Goes through the control words; bytes of characters are kept until they are whole."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pieces: list[str] = []
        self.bytes = bytearray()
        self.state = _State()
        self.above: list[_State] = []
        self.charset = "gb18030"
        self.fonts: dict[int, str] = {}
        self.in_fonts = -1  # how deep the table of fonts stands
        self.font = -1
        self.to_skip = 0
        self.has_hidden = False

    def read(self) -> tuple[str, bool]:
        """The text, and whether there was hidden text."""
        starred = False
        for found in _TOKEN.finditer(self.data):
            code, word, number, sign, brace, plain = found.groups()
            if code is not None:
                if self.to_skip:
                    self.to_skip -= 1
                elif self._is_seen():
                    self.bytes.append(int(code, 16))
            elif brace == b"{":
                self._flush()
                self.above.append(self.state)
            elif brace == b"}":
                self._flush()
                if self.above:
                    self.state = self.above.pop()
                if len(self.above) < self.in_fonts:
                    self.in_fonts = -1
            elif word is not None:
                self._word(word, None if number is None else int(number), starred=starred)
            elif sign is not None:
                self._sign(sign)
            elif plain is not None:
                self._plain(plain)
            starred = sign == b"*"
        self._flush()
        return "".join(self.pieces), self.has_hidden

    def _is_seen(self) -> bool:
        if self.state.is_apart:
            return False
        if self.state.unseen:
            self.has_hidden = True
            return False
        return True

    def _word(self, word: bytes, number: int | None, *, starred: bool) -> None:
        if word == b"u" and number is not None:
            self._flush()
            self.to_skip = self.state.skip
            if self._is_seen():
                self.pieces.append(chr(number & 0xFFFF))
            return
        if word == b"uc":
            self.state = replace(self.state, skip=max(0, min(number or 0, 9)))
        elif word == b"ansicpg":
            self.charset = (
                "gb18030" if number in (936, 54936, None) else "big5" if number == 950 else "cp1252"
            )
        elif word == b"fonttbl":
            self.in_fonts = len(self.above)
            self.state = replace(self.state, is_apart=True)
        elif word == b"f" and number is not None:
            self._flush()
            if self.in_fonts >= 0:
                self.font = number
            else:
                self.state = replace(self.state, font=number)
        elif word == b"fcharset" and self.in_fonts >= 0:
            self.fonts[self.font] = _PAGES.get(number or 0, self.charset)
        elif word in _APART or (starred and word not in (b"shptxt", b"shpinst", b"bkmkstart")):
            self.state = replace(self.state, is_apart=True)
        elif word in _UNSEEN:
            self._flush()
            unseen = self.state.unseen | {word} if number != 0 else self.state.unseen - {word}
            self.state = replace(self.state, unseen=unseen)
        elif word == b"plain":
            self._flush()
            self.state = replace(self.state, unseen=frozenset(), font=-1)
        elif word in _SAID:
            self._flush()
            if not self.state.is_apart:
                self.pieces.append(_SAID[word])

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            return
        self._flush()
        if not self._is_seen():
            return
        if sign in b"{}\\":
            self.pieces.append(sign.decode())
        elif sign == b"~":
            self.pieces.append("\xa0")
        elif sign == b"_":
            self.pieces.append("-")
        elif sign in b"\r\n":
            self.pieces.append("\n")

    def _plain(self, plain: bytes) -> None:
        if self.to_skip:
            skipped = min(self.to_skip, len(plain))
            self.to_skip -= skipped
            plain = plain[skipped:]
        if plain and self._is_seen():
            self.bytes += plain

    def _flush(self) -> None:
        if self.bytes:
            named = self.fonts.get(self.state.font, self.charset)
            # What is written in Chinese under a font of Latin letters is Chinese all the same.
            for encoding in (self.charset if named == "cp1252" else named, "cp1252"):
                try:
                    self.pieces.append(self.bytes.decode(encoding))
                    break
                except UnicodeDecodeError:
                    continue
            else:
                self.pieces.append(self.bytes.decode("gb18030", errors="replace"))
            self.bytes.clear()
