"""What a cell's number format says of its value: a day, per cent, leading zeros, a unit."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

# Formats that a workbook names by number alone (ECMA-376 part 1, 18.8.30; 27 to 58 in Chinese programs are days and times).
BUILT_IN: Final[dict[int, str]] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "yyyy-m-d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy-m-d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: 'h"时"mm"分"',
    35: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: 'yyyy"年"m"月"',
    56: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
_WORDS: Final = re.compile(r'"[^"]*"|\\.|!.|_.|\*.|\[[^\]]*\]')
_KEPT_WORDS: Final = re.compile(r'"([^"]*)"|[\\!](.)')
_DAY: Final = re.compile(r"[ymdYMD]")
_TIME: Final = re.compile(r"[hsHS]")
_ZEROS: Final = re.compile(r"0{2,}")
_SCALED: Final = re.compile(r"[0#?],+(?![0#?])")


@lru_cache(maxsize=4096)
def is_day(code: str) -> bool:
    """Whether numbers of this format are shown as days or times."""
    bare = _WORDS.sub("", code.split(";")[0])
    if bare.strip().lower() in {"", "general", "@", "g/通用格式"}:
        return False
    return _DAY.search(bare) is not None or _TIME.search(bare) is not None


@lru_cache(maxsize=4096)
def is_time_alone(code: str) -> bool:
    """Whether it shows a time of day and no day."""
    bare = _WORDS.sub("", code.split(";")[0])
    return _TIME.search(bare) is not None and re.search("[ydYD]", bare) is None


@lru_cache(maxsize=4096)
def hides_the_year(code: str) -> bool:
    """Whether a day of this format is shown without its year."""
    bare = _WORDS.sub("", code.split(";")[0])
    return is_day(code) and re.search("[yYeE]", bare) is None


@lru_cache(maxsize=4096)
def is_percent(code: str) -> bool:
    """Whether a number is shown a hundredfold with %."""
    return "%" in _WORDS.sub("", code.split(";")[0])


@lru_cache(maxsize=4096)
def leading_zeros(code: str) -> int:
    """To how many digits a whole number is filled up with zeros; 0 for a format that fills up nothing."""
    bare = _WORDS.sub("", code.split(";")[0]).strip()
    return len(bare) if _ZEROS.fullmatch(bare) else 0


@lru_cache(maxsize=4096)
def words_in(code: str) -> str:
    """The words that the format writes round the number: ``0.00"万元"`` gives 万元."""
    return "".join(found[1] or found[2] or "" for found in _KEPT_WORDS.finditer(code.split(";")[0])).strip()


@lru_cache(maxsize=4096)
def is_scaled(code: str) -> bool:
    """Whether the format shows the number a thousand times smaller than it is, or smaller still."""
    return _SCALED.search(_WORDS.sub("", code.split(";")[0])) is not None


@lru_cache(maxsize=4096)
def matters(code: str) -> bool:
    """Whether a number of this format must be kept together with it."""
    return bool(is_percent(code) or leading_zeros(code) or words_in(code) or is_scaled(code))
