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
_GAPS: Final = re.compile(r"[ \u3000\u2002-\u200a\u205f]")
# Characters one below the other: each on a line of its own.
_SIGN: Final = r"[\u3007\u4e00-\u9fff0-9０-９，。、；：（）《》“”%％.．〔〕—-]"
_DOWNWARD: Final = re.compile(rf"(?:^[ \t\u3000]*{_SIGN}[ \t\u3000]*(?:\n|$)){{6,}}", re.MULTILINE)


def as_seen(text: str) -> str:
    """A text as its reader sees it. Blanks that Chinese writing has (between two characters of a name) are kept."""
    text = plain_characters(without_width(text))
    if "\n" in text:
        text = _DOWNWARD.sub(_upright, text)
    return _APART.sub(_together, text)


def _upright(found: re.Match[str]) -> str:
    signs = [line.strip(" \t\u3000") for line in found[0].split("\n")]
    # A list of ordinals down a page (1, 2, 3 …) is no word.
    if sum(sign.isdigit() for sign in signs) * 2 > len(signs):
        return found[0]
    return "".join(signs) + ("\n" if found[0].endswith("\n") else "")


def _together(found: re.Match[str]) -> str:
    return _GAPS.sub("", found[0])
