"""Bytes into characters: UTF-8, UTF-16 and GB18030, told apart soundly.

Valid UTF-8 with Chinese in it is never anything else by chance. GB18030 accepts nearly every sequence of bytes, so that
decoding without an error proves nothing: the result must also read like Chinese, which is nine characters in ten from the
3,755 common ones and the usual marks. Text in another encoding fails that by far.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from yifa.extraction.errors import CannotRead
from yifa.law.text import Bilingual

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE: Final = 200_000
_FAMILIAR_SHARE: Final = 0.85
# The commonest characters of all make up two fifths of what offices write; a Korean text, say, read as GB18030 has
# common characters too, but not these.
_COMMONEST: Final = frozenset(
    "的一是不了在人有中大上国和地到时要会年自之后作用行所家事成方经法学如同动面定分进部主理心本前开从实日者无力与长机"
    "十民第公工情性全三关点正业外将高间重应向文体政利二等产或新制加月合内信表化度任提程务科技市县区局报告府建设推执规范"
)
_COMMONEST_SHARE: Final = 0.12
_ENOUGH_TO_JUDGE: Final = 40
_DAMAGED_SHARE: Final = 0.002
# What lost characters look like once they were saved again: U+FFFD as bytes, read as GBK.
_GARBLED: Final = re.compile("锟斤拷|锘|\ufffd|烫烫烫|屯屯屯")
_GARBLED_SHARE: Final = 0.02
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_NO_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CONTROL_SHARE: Final = 0.001
_CHINESE_MARKS: Final = frozenset(
    "，。、；：？！“”‘’（）《》〈〉【】〔〕—…·　％～０１２３４５６７８９．－／＋①②③④⑤⑥⑦⑧⑨⑩℃×÷±≥≤→●■◆★"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters and how they were read. ``damaged``: places where bytes stood for no character."""

    text: str
    encoding: str
    damaged: int = 0

    @property
    def notes(self) -> tuple[Bilingual, ...]:
        """What to tell about damaged places."""
        if not self.damaged:
            return ()
        return (
            Bilingual(
                zh=f"有{self.damaged}处字节不成字，已以“\ufffd”代替，请对照原件。",
                en=f"{self.damaged} places hold bytes that are no character; shown as \ufffd; compare with the original.",
            ),
        )


def decode(data: bytes, declared: str = "") -> Decoded:
    """The characters of text in an unknown encoding. ``declared``: what a web page says of itself, which is tried first.

    Raises CannotRead: empty, not text at all, or in an encoding that is none of those read here.
    """
    found = _decoded(data, declared) if data.strip(b" \t\r\n\x00") else Decoded("", "utf-8")
    if found is None:
        raise CannotRead(
            zh="的文字编码认不出来（可读 UTF-8、UTF-16 和 GB18030/GBK）；请用原程序打开，另存为 UTF-8 文本。",
            en="is text in an encoding that is not known here (UTF-8, UTF-16 and GB18030 are read); save it as UTF-8.",
        )
    if not found.text.strip():
        raise CannotRead(
            zh="是空文件，没有文字；请检查后重新提供。", en="is empty; check it and give the file again."
        )
    _refuse_binary(found.text)
    _refuse_garbled(found.text)
    return found


def without_controls(text: str) -> str:
    """Without characters that no text holds: controls, halves of characters, and the two that are none."""
    return _NO_TEXT.sub("", text)


def _decoded(data: bytes, declared: str) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _leniently(data[len(mark) :], encoding)
    named = _known(declared)
    if named:
        found = _strictly(data, named)
        if found is not None and (named == "utf-8" or _reads_well(found.text)):
            return found
    found = _strictly(data, "utf-8")
    if found is not None and "\x00" not in found.text[:_SAMPLE]:
        return found
    if b"\x00" in data:
        return next(
            (
                found
                for encoding in ("utf-16-le", "utf-16-be")
                if (found := _leniently(data, encoding)) is not None and _reads_well(found.text)
            ),
            None,
        )
    lenient = (_leniently(data, "utf-8"), _leniently(data, "gb18030"))
    whole = [found for found in lenient if found is not None and _reads_well(found.text)]
    return min(whole, key=lambda found: found.damaged, default=None)


def _known(declared: str) -> str:
    """The encoding that a page declares; the older names are parts of GB18030. Empty for one that is not read here."""
    name = declared.strip().strip("\"'").lower().replace("_", "-")
    if name in {"gb2312", "gbk", "gb18030", "x-gbk", "gb-2312", "cp936", "euc-cn"}:
        return "gb18030"
    return "utf-8" if name in {"utf-8", "utf8"} else ""


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _leniently(data: bytes, encoding: str) -> Decoded | None:
    """Read with a few damaged places, such as a last character that is cut; None where there are more than a few."""
    text = data.decode(encoding, errors="replace")
    damaged = text.count("\ufffd")
    if damaged > max(2, len(text) * _DAMAGED_SHARE):
        return None
    return Decoded(text, encoding, damaged)


def _reads_well(text: str) -> bool:
    """Whether it is what Chinese offices write: among characters beyond ASCII nearly all common."""
    sample = text[:_SAMPLE]
    beyond = [char for char in sample if char > "\x7f" and char != "\ufffd"]
    if not beyond:
        return True
    if sum(map(_is_familiar, beyond)) < len(beyond) * _FAMILIAR_SHARE:
        return False
    commonest = sum(char in _COMMONEST for char in beyond)
    return len(beyond) < _ENOUGH_TO_JUDGE or commonest >= len(beyond) * _COMMONEST_SHARE


def _is_familiar(char: str) -> bool:
    if char in _CHINESE_MARKS:
        return True
    if not "\u4e00" <= char <= "\u9fff":
        return False
    try:
        # GB/T 2312's first level: the 3,755 common characters, in rows B0 to D7.
        return 0xB0 <= char.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


def _refuse_binary(text: str) -> None:
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > max(2, len(sample) * _CONTROL_SHARE):
        raise CannotRead(
            zh="不是文字文件，也不是可读的 docx、PDF 或网页；请提供这几种文件。",
            en="is not text, nor a docx, PDF or web page that can be read; give one of these.",
        )


def _refuse_garbled(text: str) -> None:
    sample = text[:_SAMPLE]
    if sum(map(len, _GARBLED.findall(sample))) > max(3, len(sample) * _GARBLED_SHARE):
        raise CannotRead(
            zh="存成时已经乱码（文字在以前的转换中丢失）；请向来源索取原件。",
            en="was garbled when it was saved: its characters are lost; ask its source for the original.",
        )
