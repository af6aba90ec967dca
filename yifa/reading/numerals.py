"""Numbers as reports write them: Arabic, Chinese and mixed, full-width, with separators and 万 or 亿 behind.

`NUMBER` is the pattern of one number as a piece of a larger expression; `value_of` gives what such a piece is worth. Signs of
approximation inside a number (30余, 3万多, 十几) are part of the pattern and worth nothing: who asks for them looks at the text.
"""

from __future__ import annotations

import re

_DIGIT = "[0-9０-９]"
_SPACE = r"[ \t\u3000\xa0]?"

# 1,234.5 and 12345.6; a separator counts only before three digits that are followed by no fourth. Every repetition is bounded:
# a page of digits is no number, and must not take longer than a page of words.
ARABIC = (
    rf"(?:{_DIGIT}{{1,3}}(?:[,，]{_DIGIT}{{3}}){{1,5}}(?!{_DIGIT})|{_DIGIT}{{1,15}})(?:[.．]{_DIGIT}{{1,8}})?"
)
CHINESE = "[零〇○一二两俩三四五六七八九十廿百千万亿]{1,14}(?:点[零〇一二三四五六七八九]{1,8})?"
NUMBER = rf"(?:{ARABIC}(?:{_SPACE}[余多几]?{_SPACE}[十百千万亿]{{1,2}})?|{CHINESE})(?:{_SPACE}[余多几来])?"

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_NOTHING = str.maketrans("", "", " \t\u3000\xa0,余多几来")
_DIGITS = {character: index for index, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "俩": 2,
    "廿": 20,
}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_LEADING = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def value_of(written: str) -> int | float | None:
    """What a piece that `NUMBER` matches is worth: 1,234 → 1234, 5.2万 → 52000, 十余 → 10, 两百三 → 203.

    None for what is no number, and for numbers past any that a report can mean (over 18 digits).
    """
    if written.isascii() and written.isdigit():
        return int(written) if len(written) <= 18 else None
    if len(written) > 40:
        return None
    plain = written.translate(_FULL_WIDTH).translate(_NOTHING)
    leading = _LEADING.match(plain)
    if leading is None:
        return _chinese(plain)
    if leading.end() > 18:
        return None
    factor = 1
    for character in plain[leading.end() :]:
        power = _POWERS.get(character)
        if power is None:
            return None
        factor *= power
    if "." not in leading[0]:
        return int(leading[0]) * factor
    # The decimals are written, so they are counted off exactly: 5720.58万 is 57205800, not 57205799.99….
    whole, _, decimals = leading[0].partition(".")
    scaled = int(whole + decimals) * factor
    scale: int = 10 ** len(decimals)
    return scaled // scale if scaled % scale == 0 else scaled / scale


def _chinese(written: str) -> int | float | None:
    whole, point, decimals = written.partition("点")
    if not whole:
        return None
    if point:
        value = _chinese(whole)
        digits = "".join(str(_DIGITS.get(character, "")) for character in decimals)
        return float(f"{value}.{digits}") if value is not None and digits else value
    if len(whole) > 1 and not any(character in _POWERS for character in whole):
        # 二〇二〇: the digits one by one; 三四 and 五六, which mean "three or four", are worth their first.
        if len(whole) == 2 and _DIGITS.get(whole[0], 0) + 1 == _DIGITS.get(whole[1], -1):
            return _DIGITS[whole[0]]
        number = 0
        for character in whole:
            if character not in _DIGITS or len(whole) > 18:
                return None
            number = number * 10 + _DIGITS[character]
        return number
    total = section = digit = 0
    for character in whole:
        if character in _DIGITS:
            digit = _DIGITS[character]
            if character == "廿":
                section, digit = section + 20, 0
            continue
        power = _POWERS.get(character)
        if power is None:
            return None
        if power >= 10_000:
            section += digit
            # 一百万亿 and 三万亿: the larger power takes all that stands before it.
            total = (
                (total + (section or (0 if total else 1))) * power
                if power > 10_000
                else total + (section or 1) * power
            )
            section = digit = 0
        else:
            section += (digit or 1) * power
            digit = 0
    value = total + section + digit
    return value if value < 10**18 else None
