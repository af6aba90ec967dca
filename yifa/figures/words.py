"""How figures are said in Chinese and English: 28项, 40余次, 二十二项, 40.3%, 2048万元.

A figure is exact. 余 ("and some") is only a way to say it, and only where it is true: 43 consultations may be told as
40余次; 40 may not.
"""

from __future__ import annotations

from decimal import Decimal

from yifa.figures.measures import Number, rounded
from yifa.figures.units import Unit
from yifa.law.numerals import chinese_ordinal
from yifa.law.text import Bilingual, counted, noun

WAN = Decimal(10_000)
WAN_WORD = Bilingual(zh="万", en="ten thousand")
YI = Decimal(100_000_000)
_TIGHT = {Unit.PERCENT}


def digits(value: Number) -> str:
    """The number in Arabic digits as reports print it: no thousands separators, no exponent."""
    return str(value) if isinstance(value, int) else f"{value:f}"


def after(value: Number, counter: Bilingual) -> Bilingual:
    """What stands right after a number: 次, and in English the noun with its space, one or several."""
    english = counter.en if counter.en == "%" else f" {noun(value, counter.en)}"
    return Bilingual(counter.zh, english)


def said(value: Number, unit: Unit, counter: Bilingual) -> Bilingual:
    """The exact figure with its measure word: 28项, 40.3%, 2048元."""
    number = digits(value)
    if unit in _TIGHT:
        if value in (0, 100):
            number = str(int(value))
        return Bilingual(zh=f"{number}%", en=f"{number}%")
    return Bilingual(
        zh=f"{number}{counter.zh}",
        en=counted(value, counter.en) if isinstance(value, int) else f"{number} {counter.en}",
    )


def said_about(value: Number, unit: Unit, counter: Bilingual) -> Bilingual:
    """Rounded down with 余 where something was left off: 43 → 40余次, 512 → 500余家, 1234 → 1200余项; 40 → 40次, 7 → 7次.

    One leading digit is kept below a thousand, two from there on. Negative numbers and fractions below ten are said exactly.
    """
    whole = int(value)
    if whole < 10:
        return said(value, unit, counter)
    kept = 1 if whole < 1000 else 2
    step = 10 ** (len(str(whole)) - kept)
    floor = whole // step * step
    if floor == value:
        return said(value, unit, counter)
    if unit in _TIGHT:
        return Bilingual(zh=f"{floor}%以上", en=f"over {floor}%")
    return Bilingual(zh=f"{floor}余{counter.zh}", en=f"over {floor} {counter.en}")


def said_in_chinese(value: Number, unit: Unit, counter: Bilingual) -> Bilingual:
    """In Chinese figures, as older documents like it: 二十二项. Nothing, numbers beyond 9999 and fractions stay Arabic."""
    if isinstance(value, Decimal) or not 1 <= value <= 9999 or unit in _TIGHT:
        return said(value, unit, counter)
    written = chinese_ordinal(value)
    # Before a measure word the number two is 两, not 二 (两件, but 二十二项).
    return Bilingual(zh=f"{'两' if value == 2 else written}{counter.zh}", en=counted(value, counter.en))


def said_in(value: Number, divisor: Decimal, word: Bilingual, counter: Bilingual) -> Bilingual:
    """In 万 or 亿, to two decimals at most and without idle zeros: 20480000 → 2048万元, 1298000000 → 12.98亿元."""
    number = digits_of(rounded(Decimal(value) / divisor, 2))
    return Bilingual(zh=f"{number}{word.zh}{counter.zh}", en=f"{number} {word.en} {counter.en}")


def digits_of(value: Decimal) -> str:
    """Digits without idle zeros after the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
