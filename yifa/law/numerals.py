"""Chinese numerals as statutes use them: 第三十二条, 二百零四, 十. Only whole numbers from 0 to 9999.

Text is never converted wholesale (统一 holds a numeral and is not one): callers find the place of a number
first.
"""

from __future__ import annotations

from yifa.law.errors import LawError

_DIGITS = "零一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)} | {"〇": 0, "两": 2}
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_SIZES = {sign: size for size, sign in _UNITS}
_LONGEST = 18  # as everywhere (``yifa.law.quantities``)


def chinese_ordinal(number: int) -> str:
    """``32`` → ``三十二``, ``110`` → ``一百一十``, ``204`` → ``二百零四``. Raises LawError outside 0 to
    9999.
    """
    if not 0 <= number <= 9999:
        raise LawError(f"{number}超出可写成汉字的范围（0至9999）。", f"{number} is outside 0 to 9999.")
    if number == 0:
        return "零"
    written = ""
    rest, gap = number, False
    for size, sign in _UNITS:
        digit, rest = divmod(rest, size)
        if digit:
            written += ("零" if gap else "") + _DIGITS[digit] + sign
            gap = False
        elif written and rest:
            gap = True
    if rest:
        written += ("零" if gap else "") + _DIGITS[rest]
    return written.removeprefix("一") if written.startswith("一十") else written


def from_chinese(text: str) -> int:
    """The number in ``三十二``, ``一百一十``, ``二〇二五``. Raises LawError when it is not one, or is too long for one."""
    if len(text) > _LONGEST:
        raise _not_a_number(f"{text[:_LONGEST]}…")
    if text and all(sign in _VALUES for sign in text):
        return int("".join(str(_VALUES[sign]) for sign in text))
    total = 0
    digit: int | None = None
    last_size = 10_000
    for sign in text:
        if sign in _SIZES:
            size = _SIZES[sign]
            if size >= last_size or (digit is None and (size != 10 or total % 100 != 0)):
                raise _not_a_number(text)
            total += (1 if digit is None else digit) * size
            last_size, digit = size, None
        elif sign in _VALUES:
            if digit not in (None, 0):
                raise _not_a_number(text)
            digit = _VALUES[sign]
        else:
            raise _not_a_number(text)
    if not text:
        raise _not_a_number(text)
    return total + (digit or 0)


def _not_a_number(text: str) -> LawError:
    return LawError(f"“{text}”不是数字。", f"{text!r} is not a number.")
