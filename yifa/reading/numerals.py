"""Numbers as reports write them: Arabic, Chinese and mixed, full-width, with separators and 万 or 亿 behind or within.

`NUMBER` is the pattern of one number as a piece of a larger expression; `value_of` gives what such a piece is worth. Signs of
approximation inside a number (30余, 3万多, 十几) are part of the pattern and worth nothing: who asks for them looks at the text.
A number is worth something as a whole or not at all: what is written against the rules of numerals (一三, 三百五, 5千3万)
is None, never the value of a piece of it.
"""

from __future__ import annotations

import re
from typing import Final

_DIGIT = "[0-9０-９]"
_SPACE = r"[ \t\u3000\xa0]?"

# 1,234.5, 1 234 and 12345.6; a separator counts only before three digits that are followed by no fourth. Every repetition is
# bounded: a page of digits is no number, and must not take longer than a page of words.
ARABIC = (
    rf"(?:{_DIGIT}{{1,3}}(?:(?:[,，]{_DIGIT}{{3}}){{1,5}}|(?:[ \xa0\u2009\u202f]{_DIGIT}{{3}}){{1,4}})(?![0-9０-９])|"
    rf"{_DIGIT}{{1,15}})(?:[.．]{_DIGIT}{{1,8}})?"
)
_SCALE = "[十百千万亿]"
_SIMPLE = "零〇○一二两俩三四五六七八九十廿卅百千万亿"
# What cheques and contracts write (伍仟元整); of one character only those that make no other word.
_FORMAL = "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億"
CHINESE = (
    rf"(?:[{_SIMPLE}]{{1,14}}(?:点[零〇一二三四五六七八九]{{1,8}}[十百千万亿]{{0,3}}|[余多几][万亿]{{1,2}})?|"
    rf"[{_FORMAL}零万亿]{{2,16}}|[壹贰貳叁肆柒捌玖])"
)
# 1亿2000万, 25万6千, 1亿2000: smaller pieces follow a larger.
NUMBER = (
    rf"(?:{ARABIC}(?:{_SPACE}[余多几]?{_SPACE}{_SCALE}{{1,3}}(?:{_SPACE}{ARABIC}{_SPACE}{_SCALE}{{1,2}}){{0,2}}"
    rf"(?:{_DIGIT}{{1,7}}(?![0-9０-９.．]))?)?|{CHINESE})(?:{_SPACE}[余多几来])?"
)
NUMERAL_SIGNS: Final = frozenset(f"0123456789０１２３４５６７８９{_SIMPLE}{_FORMAL}") - frozenset("○")
"""Characters of which numerals are made."""

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_NOTHING = str.maketrans("", "", " \t\u3000\xa0\u2009\u202f,余多几来")
_PLAIN = str.maketrans(
    {
        **dict(zip("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億", "一二二三三四五六六七八九十百千万亿", strict=True)),
        **dict.fromkeys("〇○", "零"),
        **dict.fromkeys("两俩", "二"),
        "廿": "二十",
        "卅": "三十",
    }
)
_DIGITS = {character: index for index, character in enumerate("零一二三四五六七八九")}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_PIECE = re.compile(r"([0-9]+)(?:\.([0-9]+))?([十百千万亿]*)")
_LONGEST = 40
_MOST = 10**18
# 两三家, 七八百, 十五六人: about so many, worth the smaller.
_ABOUT = re.compile(
    r"(?P<tens>[一二三四五六七八九]?十)?(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])(?P<power>[十百千万亿]*)"
)


def value_of(written: str) -> int | float | None:
    """What a piece that `NUMBER` matches is worth: 1,234 → 1234, 5.2万 → 52000, 1亿2000万 → 120000000, 十余 → 10, 两三 → 2.

    None for what is no number, and for numbers past any that a report can mean (over 18 digits).
    """
    if written.isascii() and written.isdigit():
        return int(written) if len(written) <= 18 else None
    if len(written) > _LONGEST:
        return None
    plain = written.translate(_FULL_WIDTH).translate(_NOTHING)
    if not plain:
        return None
    return _mixed(plain) if plain[0].isdigit() else _chinese(plain.translate(_PLAIN))


def is_about(written: str) -> bool:
    """Whether a number is two neighbouring ones, which means about so many: 两三, 七八百, 十五六."""
    return _neighbours(written.translate(_NOTHING).translate(_PLAIN)) is not None


def _mixed(plain: str) -> int | float | None:
    """Arabic digits, with or without powers behind: the pieces in falling order, their sum."""
    at, total, least = 0, 0, _MOST * 10
    fraction: int | float | None = None
    while at < len(plain):
        piece = _PIECE.match(plain, at)
        if piece is None or len(piece[1]) > 18:
            return None
        factor = 1
        for sign in piece[3]:
            factor *= _POWERS[sign]
        # The decimals are written, so they are counted off exactly: 5720.58万 is 57205800, not 57205799.99….
        decimals = piece[2] or ""
        scaled, scale = int(piece[1] + decimals) * factor, int(10 ** len(decimals))
        if scaled >= least * scale or factor >= least:
            return None
        if scaled % scale:
            if piece.end() < len(plain):
                return None
            fraction = scaled / scale
            break
        total += scaled // scale
        at, least = piece.end(), factor
    found = total if fraction is None else total + fraction
    return found if found < _MOST else None


def _chinese(written: str) -> int | float | None:
    whole, point, rest = written.partition("点")
    if not whole:
        return None
    if point:
        value = _chinese(whole)
        decimals = rest.rstrip("十百千万亿")
        if not isinstance(value, int) or not decimals or any(sign not in _DIGITS for sign in decimals):
            return None
        factor = 1
        for sign in rest[len(decimals) :]:
            factor *= _POWERS[sign]
        digits = "".join(str(_DIGITS[sign]) for sign in decimals)
        scaled, scale = int(f"{value}{digits}") * factor, int(10 ** len(digits))
        return scaled // scale if scaled % scale == 0 else scaled / scale
    if len(whole) > 1 and not any(sign in _POWERS for sign in whole) and "零" in whole[1:]:
        # 二〇二〇: the digits one by one.
        return (
            int("".join(str(_DIGITS[sign]) for sign in whole)) if all(s in _DIGITS for s in whole) else None
        )
    about = _neighbours(whole)
    if about is not None:
        return about
    value = _whole(whole)
    return value if value is not None and value < _MOST else None


def _neighbours(written: str) -> int | None:
    found = _ABOUT.fullmatch(written)
    if found is None or _DIGITS[found["high"]] != _DIGITS[found["low"]] + 1:
        return None
    value = _DIGITS[found["low"]]
    for sign in found["power"]:
        value *= _POWERS[sign]
    if found["tens"]:
        if found["power"] and found["power"][0] not in "万亿":
            return None
        tens = _DIGITS.get(found["tens"][0], 1) * 10
        return (tens + _DIGITS[found["low"]]) * (value // _DIGITS[found["low"]])
    return value


def _whole(written: str) -> int | None:
    """A number with 亿 and 万; None where a piece of it is no number."""
    for sign in "亿万":
        if sign not in written:
            continue
        left, _, right = written.rpartition(sign)
        power = _POWERS[sign]
        high = 1 if not left else _whole(left)
        low = 0 if not right else _whole(right)
        if high is None or low is None or low >= power or (right in _DIGITS and right != ""):
            # 一万二 says twelve thousand among people, and nothing certain in a report.
            return None
        return high * power + low
    return _section(written)


def _section(written: str) -> int | None:
    """A number below ten thousand: 三千二百, 一百零五, 十五; None for 三百五 and 一三."""
    total, last, digit, zero = 0, 10_000, None, False
    for sign in written:
        if sign == "零":
            if digit is not None:
                return None
            zero = True
            continue
        value = _DIGITS.get(sign)
        if value is not None:
            if digit is not None:
                return None
            digit = value
            continue
        power = _POWERS.get(sign, last)
        if power >= last or (digit is None and total and power != 10):
            return None
        total += (1 if digit is None else digit) * power
        last, digit, zero = power, None, False
    if digit is None:
        return total
    if 10 < last < 10_000 and not zero:
        return None
    return total + digit
