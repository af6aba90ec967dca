"""Signs that nobody sees, and characters that only look like others: taken out before a text is compared, read or kept.

A name that was copied out of a web page carries signs of no width; a text out of some PDFs has radicals (⽂, U+2F42) where the
reader sees characters (文). Neither is a matter of taste: two names that look the same must be the same.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Zero width, marks of direction, soft hyphen, variation selectors, tags, and what a font shows as nothing.
_NO_WIDTH: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_CONTROL: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_SPACE: Final = " \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_RADICALS: Final = "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
_INVISIBLE: Final = re.compile(f"[{_NO_WIDTH}]")
_UNSEEN: Final = re.compile(f"[{_NO_WIDTH}{_CONTROL}]")
_SPACES: Final = re.compile(f"[{_SPACE}]+")
_RADICAL: Final = re.compile(f"[{_RADICALS}]")
_UNTIDY: Final = re.compile(f"[{_NO_WIDTH}{_CONTROL}{_SPACE}{_RADICALS}]")
# Radicals of the supplement have no compatible character of their own in Unicode's tables; these are what people see.
_SUPPLEMENT: Final = str.maketrans(
    "⺁⺄⺇⺊⺌⺍⺒⺓⺙⺛⺜⺝⺞⺟⺠⺧⺩⺪⺫⺬⺭⺮⺰⺶⺷⺸⺼⺽⻁⻃⻄⻅⻆⻇⻉⻋⻌⻐⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻞⻟⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乙几卜小小巳幺攵旡日月歹母民牛王疋目示礻竹纟羊羊羊月臼虎西西见角角贝车辶钅長长门雨青韦页风飞食食食首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)


def without_width(text: str) -> str:
    """Without signs of no width and marks of direction."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def without_invisible(text: str) -> str:
    """Without signs of no width, marks of direction and controls; line breaks and tabs stay."""
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub("", text)


def plain_characters(text: str) -> str:
    """Radicals and compatibility forms as the characters that people see in them; everything else as it is."""
    if _RADICAL.search(text) is None:
        return text
    return _RADICAL.sub(lambda found: _seen(found[0]), text)


def _seen(sign: str) -> str:
    supplement = sign.translate(_SUPPLEMENT)
    return supplement if supplement != sign else unicodedata.normalize("NFKC", sign)


def tidy(text: str) -> str:
    """One line of text as it is kept: without invisible signs, radicals undone, blanks of any width as one, none at the ends.

    >>> tidy("漯河样例\\u200b科技 \\u3000有限公司\\ufeff ")
    '漯河样例科技 有限公司'
    """
    if _UNTIDY.search(text) is None:
        # Most texts are: looked through once.
        return text.strip()
    return _SPACES.sub(" ", plain_characters(without_invisible(text))).strip()
