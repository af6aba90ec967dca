"""A cell into a value that is certain, or a sentence that says why there is none. Nothing is guessed.

Sentences are what follows a column's title: ``应为日期，如 2020-03-06``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from yifa.law.errors import LawError
from yifa.law.numerals import from_chinese
from yifa.law.quantities import NotANumber, decimal_of
from yifa.law.signs import plain_characters, tidy, without_invisible
from yifa.law.text import Bilingual
from yifa.spreadsheets import formats
from yifa.spreadsheets.book import EXACT_DIGITS, LONGEST_CELL, Cell, CellError, Shaped

_TOO_LONG: Final = 10.0**EXACT_DIGITS
_ERRORS: Final = re.compile(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!|UNKNOWN!|CONNECT!|BUSY!|#+)|#+",
    re.IGNORECASE,
)
_ROUNDED: Final = re.compile(r"[+-]?\d(?:\.\d+)?[Ee]\+?(\d{1,3})")
_WIDE_BREAK: Final = re.compile(r"(?<=[^\x00-\xff])\s*[\r\n]+\s*|\s*[\r\n]+\s*(?=[^\x00-\xff])")
_BREAK: Final = re.compile(r"\s*[\r\n]+\s*")
_YES: Final = frozenset({"是", "有", "对", "已", "yes", "y", "true", "1", "√", "✓", "✔", "☑", "■"})
_NO: Final = frozenset({"否", "无", "不", "未", "没有", "no", "n", "false", "0", "×", "✗", "✘", "☐", "□"})
UNITS: Final[Mapping[str, int]] = {
    "元": 1,
    "圆": 1,
    "人民币元": 1,
    "千元": 1_000,
    "万元": 10_000,
    "百万元": 1_000_000,
    "千万元": 10_000_000,
    "亿元": 100_000_000,
}
"""Units of money that a head, a cell or a format may name, in yuan."""
_NUMBER: Final = re.compile(
    r"(?P<sign>[+\-−－]?)[¥￥]?(?P<number>\d[\d,，'’ ]*(?:\.\d+)?|\.\d+)"
    r"(?P<unit>人民币元|千万元|百万元|亿元|万元|千元|元整|元|圆|%)?"
)
_GROUPED: Final = re.compile(r"\d{1,3}(?:[,， '’]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_DAY: Final = re.compile(
    r"(?P<year>\d{1,4})\s*[-/.年．。、]\s*(?P<month>\d{1,2})\s*[-/.月．。、]\s*(?P<day>\d{1,2})\s*[日号]?"
    r"(?:\s*[T星周礼拜]?\s*.{0,3}\s*(?:\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?)?"
)
_DAY_FIRST: Final = re.compile(r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{4}")
_MONTH_ALONE: Final = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*月?(?:份)?")
_YEAR_ALONE: Final = re.compile(r"\d{4}\s*年?")
_EIGHT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CHINESE_DAY: Final = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]"
)
_CHINESE_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TWO_DIGITS: Final = Bilingual(
    "年份只有两位，不知是哪个世纪；请写四位年份，如 2020-03-06",
    "has a year of two digits, whose century is not known; write four, such as 2020-03-06",
)


class BadCell(ValueError):
    """A cell that gives no certain value: ``sentence`` follows the column's title."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.sentence = Bilingual(zh, en)


def _refuse_error(cell: Cell) -> None:
    sign = ""
    if isinstance(cell, CellError):
        sign = cell.sign
    elif isinstance(cell, str) and _ERRORS.fullmatch(cell.strip()):
        sign = cell.strip()
    if sign:
        raise BadCell(
            f"此格是错误值（{sign}），不是内容；请改正公式或填写实际内容",
            f"holds an error ({sign}) and no value; correct the formula or enter what it should be",
        )


def read_text(cell: Cell, *, lines: bool = False) -> str:
    """A cell's text, tidied; empty for an empty cell. lines: keep its line breaks. Raises BadCell.

    A number becomes text only where that is exact: not with more than 15 digits, which a workbook does not hold, and with the
    zeros that its format writes before it.
    """
    _refuse_error(cell)
    match cell:
        case None:
            return ""
        case str():
            return _text(cell, lines=lines)
        case bool():
            said = str(cell).upper()
            raise BadCell(
                f"是 Excel 的逻辑值 {said}，不是文字；请把此格设为文本后重新填写",
                f"is Excel's logical value {said} and no text; format the cell as text and type it again",
            )
        case int() | float():
            return _digits(float(cell), "General")
        case Shaped(value=datetime()):
            raise BadCell(
                "被 Excel 改成了日期；请把此格设为文本后重新填写，例如在前面加一个英文单引号",
                "was turned into a date by Excel; format the cell as text and type it again",
            )
        case Shaped(value=value, format=code):
            assert not isinstance(value, datetime)
            return _digits(value, code)
        case datetime():
            return cell.isoformat(" ") if cell.hour or cell.minute or cell.second else cell.date().isoformat()
        case date() | time():
            return cell.isoformat()
        case _:
            return ""


def _text(cell: str, *, lines: bool) -> str:
    if len(cell) > LONGEST_CELL:
        raise BadCell("文字太长，请缩短", "is too long; shorten it")
    if lines:
        text = "\n".join(line for one in re.split(r"\r\n|\r|\n", cell) if (line := tidy(one)))
    else:
        one_line = _BREAK.sub(" ", _WIDE_BREAK.sub("", cell)) if "\n" in cell or "\r" in cell else cell
        text = tidy(one_line)
    found = _ROUNDED.fullmatch(text) if len(text) < 40 else None
    if found is not None and int(found[1]) >= 11:
        raise _not_exact()
    return text


def _digits(value: float, code: str) -> str:
    if abs(value) >= _TOO_LONG:
        raise _not_exact()
    if value == int(value):
        said = str(abs(int(value))).zfill(formats.leading_zeros(code))
        said = f"-{said}" if value < 0 else said
    else:
        said = format(Decimal(f"{value:.15g}"), "f")
    if formats.is_percent(code):
        return f"{Decimal(f'{value * 100:.15g}'):f}%"
    words = formats.words_in(code)
    return f"{said}{words}" if words and not formats.is_scaled(code) and not words.isascii() else said


def _not_exact() -> BadCell:
    return BadCell(
        f"是超过 {EXACT_DIGITS} 位的数字，Excel 存不下，后面几位已经变成 0；请把该列设为文本，照原件重新填写",
        f"is a number of more than {EXACT_DIGITS} digits, whose last digits Excel has lost; format the column as text "
        "and type it again from the original",
    )


def read_number(cell: Cell) -> tuple[Decimal, str] | None:
    """A cell's number and the unit that stands with it (万元, %, or empty); None for an empty cell. Raises BadCell.

    A number that its format shows per cent is given as it is shown, with %.
    """
    _refuse_error(cell)
    match cell:
        case None:
            return None
        case bool() | date() | time():
            raise _no_number()
        case int() | float():
            return _exact(float(cell)), ""
        case Shaped(value=datetime()):
            raise _no_number()
        case Shaped(value=value, format=code):
            assert not isinstance(value, datetime)
            return _shaped(value, code)
        case str():
            return _written(cell)
        case _:
            raise _no_number()


def _no_number() -> BadCell:
    return BadCell("应为数字", "must be a number")


def _exact(value: float) -> Decimal:
    if abs(value) >= _TOO_LONG:
        raise _not_exact()
    # What a workbook stores of 12.1 is not 12.1; people see fifteen digits of it.
    return Decimal(f"{value:.15g}")


def _shaped(value: float, code: str) -> tuple[Decimal, str]:
    if formats.is_percent(code):
        return _exact(value * 100), "%"
    unit = formats.words_in(code)
    if formats.is_scaled(code):
        raise BadCell(
            "的格式把数缩小了再显示，分不清是哪个数；请把格式改为常规后核对",
            "is shown smaller than it is by its format; make the format General and check the number",
        )
    return _exact(value), unit if unit in UNITS else ""


def _written(cell: str) -> tuple[Decimal, str] | None:
    text = unicodedata.normalize("NFKC", without_invisible(cell)).strip()
    if not text:
        return None
    flat = re.sub(r"\s+(?=[^\d])|(?<=[^\d,])\s+", "", text)
    found = _NUMBER.fullmatch(flat)
    rounded = _ROUNDED.fullmatch(flat)
    if rounded is not None:
        if int(rounded[1]) >= 11:
            raise _not_exact()
        return Decimal(flat), ""
    if found is None or _GROUPED.fullmatch(found["number"]) is None:
        raise _no_number()
    try:
        number = decimal_of(re.sub(r"[,， '’]", "", found["number"]))
    except NotANumber as problem:
        raise BadCell(problem.text.zh, problem.text.en) from None
    unit = (found["unit"] or "").replace("元整", "元")
    return (-number if found["sign"] in {"-", "−", "－"} else number), unit


def read_day(cell: Cell, *, since: date, until: date) -> date | None:
    """A cell's day; None for an empty cell. Raises BadCell: no day, a year of two digits, a day before ``since`` or after
    ``until``.
    """
    _refuse_error(cell)
    found: date | None
    match cell:
        case None:
            return None
        case datetime():
            found = cell.date()
        case Shaped(value=datetime() as moment):
            found = moment.date()
        case date():
            found = cell
        case str():
            found = _written_day(cell)
        case int() | float():
            found = _numbered_day(float(cell))
        case _:
            raise _no_day()
    if found is not None and not since <= found <= until:
        raise BadCell(
            f"是{found.isoformat()}，不在 {since.year} 年至 {until.year} 年之间；请核对年份",
            f"is {found.isoformat()}, not between {since.year} and {until.year}; check the year",
        )
    return found


def _no_day() -> BadCell:
    return BadCell("应为日期，如 2020-03-06", "must be a date such as 2020-03-06")


def _numbered_day(value: float) -> date:
    text = str(int(value)) if value == int(value) else ""
    if (eight := _EIGHT.fullmatch(text)) is not None:
        return _calendar(int(eight[1]), int(eight[2]), int(eight[3]))
    if 20_000 <= value <= 80_000:
        raise BadCell(
            f"是数字 {text or value}，像是没有设日期格式的日期；请把该列设为日期格式后核对",
            f"is the number {text or value}, perhaps a day without a date's format; set the format and check it",
        )
    raise _no_day()


def _written_day(cell: str) -> date | None:
    text = unicodedata.normalize("NFKC", plain_characters(without_invisible(cell))).strip()
    if not text:
        return None
    if (eight := _EIGHT.fullmatch(text)) is not None:
        return _calendar(int(eight[1]), int(eight[2]), int(eight[3]))
    if (chinese := _CHINESE_DAY.fullmatch(re.sub(r"\s", "", text))) is not None:
        try:
            return _calendar(
                int(chinese[1].translate(_CHINESE_DIGITS)), from_chinese(chinese[2]), from_chinese(chinese[3])
            )
        except LawError:
            raise _no_day() from None
    if _DAY_FIRST.fullmatch(text):
        raise BadCell(
            "分不清哪个是月、哪个是日；请写成 2020-03-06",
            "does not tell month from day; write it as 2020-03-06",
        )
    if _MONTH_ALONE.fullmatch(text) or _YEAR_ALONE.fullmatch(text):
        raise BadCell(
            f"只有“{text}”，没有写到日；请照文件或证书补全", f"is only {text!r}; complete it with the day"
        )
    found = _DAY.fullmatch(text)
    if found is None:
        raise _no_day()
    if len(found["year"]) < 4:
        raise BadCell(_TWO_DIGITS.zh, _TWO_DIGITS.en)
    return _calendar(int(found["year"]), int(found["month"]), int(found["day"]))


def _calendar(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise BadCell(
            f"{year}-{month}-{day} 不是日历上的日期；请核对",
            f"is {year}-{month}-{day}, a day that is not in the calendar; check it",
        ) from None


_NOTHING: Final = frozenset(
    ["-", "--", "—", "——", "–", "―", "/", "//", "\\", "无", "暂无", "空", "不适用", "n/a", "na", "*"]
)
_WITHOUT_END: Final = frozenset(["长期", "长期有效", "永久", "永久有效", "无固定期限", "无期限", "无限期"])


def says_nothing(cell: Cell) -> bool:
    """Whether a cell holds a sign that people write where there is nothing to enter: a dash, a stroke, 无."""
    return isinstance(cell, str) and len(cell) < 12 and _plain(cell) in _NOTHING


def says_without_end(cell: Cell) -> bool:
    """Whether a cell says that there is no last day (长期)."""
    return isinstance(cell, str) and len(cell) < 12 and _plain(cell) in _WITHOUT_END


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", tidy(text)).lower().replace(" ", "")


def read_yes(cell: Cell) -> bool | None:
    """Yes or no; None for an empty cell. Raises BadCell."""
    _refuse_error(cell)
    if isinstance(cell, bool):
        return cell
    text = read_text(cell).lower()
    if not text:
        return None
    if text in _YES or text in _NO:
        return text in _YES
    raise BadCell("应填是或否", "must be yes or no")
