"""What typesetting and copying do to characters, undone: radicals, signs of no width, letters set apart, lines set downward.

高 新 技 术 企 业 47 家   →   高新技术企业 47 家
"""

from __future__ import annotations

import re
from typing import Final

from yifa.law.signs import plain_characters, without_width

_CHINESE: Final = r"[\u3007\u4e00-\u9fff，。、；：（）《》“”]"
_APART: Final = re.compile(
    rf"(?<![^\s]){_CHINESE}(?P<gap>[ \u3000\u2002-\u200a\u205f]{{1,2}}){_CHINESE}(?:(?P=gap){_CHINESE}){{2,}}(?![^\s])"
)
# Blanks of other widths than the usual two, as typesetting puts them beside numbers; and digits of other alphabets.
_THIN: Final = re.compile("[\u1680\u2000-\u200a\u202f\u205f]")
_DIGITS: Final = {0x1D7CE + number: str(number % 10) for number in range(50)} | {
    0x1FBF0 + number: str(number) for number in range(10)
}
_STYLED: Final = re.compile("[\U0001d7ce-\U0001d7ff\U0001fbf0-\U0001fbf9]")
# A text in which blanks stand between most characters: all of them go.
_BLANK_BETWEEN: Final = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_CLOSE: Final = re.compile(r"[\u4e00-\u9fff](?=[\u4e00-\u9fff])")
_SPREAD: Final = re.compile(r"(?<=\S) (?=\S)")
_SPREAD_LINE: Final = re.compile(r"\S(?: \S){11,}")
_GAPS: Final = re.compile(r"[ \u3000\u2002-\u200a\u205f]")
# Characters one below the other: each on a line of its own.
_SIGN: Final = r"[\u3007\u4e00-\u9fff0-9０-９，。、；：（）《》“”%％.．〔〕—-]"
_DOWNWARD: Final = re.compile(rf"(?:^[ \t\u3000]*{_SIGN}[ \t\u3000]*(?:\n|$)){{6,}}", re.MULTILINE)


def as_seen(text: str) -> str:
    """A text as its reader sees it. Blanks that Chinese writing has (between two characters of a name) are kept."""
    text = plain_characters(without_width(text))
    if not text.isascii():
        text = _closed(_STYLED.sub(lambda sign: sign[0].translate(_DIGITS), _THIN.sub(" ", text)))
    if "\n" in text:
        text = _DOWNWARD.sub(_upright, text)
    return _APART.sub(_together, text)


def _closed(text: str) -> str:
    """A text that blanks take apart throughout, as some recognition leaves it, without them."""
    if len(_BLANK_BETWEEN.findall(text)) <= len(_CLOSE.findall(text)):
        return text
    lines = (
        _SPREAD.sub("", line) if _SPREAD_LINE.fullmatch(line.strip()) else _BLANK_BETWEEN.sub("", line)
        for line in text.split("\n")
    )
    return "\n".join(lines)


def _upright(found: re.Match[str]) -> str:
    signs = [line.strip(" \t\u3000") for line in found[0].split("\n")]
    # A list of ordinals down a page (1, 2, 3 …) is no word.
    if sum(sign.isdigit() for sign in signs) * 2 > len(signs):
        return found[0]
    return "".join(signs) + ("\n" if found[0].endswith("\n") else "")


def _together(found: re.Match[str]) -> str:
    return _GAPS.sub("", found[0])
