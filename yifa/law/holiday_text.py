"""The State Council's yearly notice as it is printed: text in, days out.

The notices of the last years say each festival in one paragraph: 「二、春节：2月15日至23日放假，共9天。2月14日（周六）上班。」.
Days of the week and the number of days are read too, and have to agree with the dates: what was copied wrongly is found.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from yifa.law.calendar import HolidaySpan, MakeUpDay, YearNotice
from yifa.law.errors import LawError
from yifa.law.limits import days_between

_TITLE: Final = re.compile(r"关于\s*(\d{4})\s*年\s*部分节假日安排")
_NUMBER: Final = re.compile(r"(国办发(?:明电)?)\s*[〔\[(【](\d{4})[〕\])】]\s*(\d+)\s*号")
_ITEM: Final = re.compile(r"^[一二三四五六七八九十]{1,3}、\s*([^:]{2,20}):(.+)$")
_DAY: Final = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?")
_WEEKDAY: Final = re.compile(r"(?:周|星期)([一二三四五六日天])")
_COUNT: Final = re.compile(r"共(\d{1,2})天")
_ISSUED: Final = re.compile(r"^\s*(\d{4})年(\d{1,2})月(\d{1,2})日\s*$")
_WEEKDAYS: Final = "一二三四五六日"


def looks_printed(text: str) -> bool:
    """Whether a text is a notice as it is printed, rather than a file of days."""
    return _TITLE.search(unicodedata.normalize("NFKC", text)) is not None


def notice_of(text: str) -> YearNotice:
    """The days of a printed notice. Raises LawError that says what is wrong."""
    plain = unicodedata.normalize("NFKC", text)
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    title, number = _TITLE.search(plain), _NUMBER.search(plain)
    issued = next((found for line in reversed(lines) if (found := _ISSUED.match(line))), None)
    if title is None:
        raise LawError(
            "没有找到“关于××××年部分节假日安排的通知”这个标题，请连标题一起粘贴",
            "the title, 关于……年部分节假日安排的通知, is not there; paste it too",
        )
    if number is None:
        raise LawError(
            "没有找到文号，请把“国办发明电〔……〕……号”这一行一起粘贴",
            "the document number is not there; paste the line with 国办发明电 too",
        )
    if issued is None:
        raise LawError(
            "没有找到落款日期，请把最后一行“……年……月……日”一起粘贴",
            "the date at the end is not there; paste the last line too",
        )
    year = int(title[1])
    holidays: list[HolidaySpan] = []
    make_up: list[MakeUpDay] = []
    for line in lines:
        item = _ITEM.match(line)
        if item is not None:
            span, worked = _item(item[1].strip(), item[2], year)
            holidays.append(span)
            make_up.extend(worked)
    if not holidays:
        raise LawError(
            "没有读出任何节日；每个节日一段，写作“一、元旦：1月1日……放假”",
            "no festival was read; each is a paragraph of its own, such as 一、元旦：1月1日……放假",
        )
    try:
        return YearNotice(
            year=year,
            number=f"{number[1]}〔{number[2]}〕{number[3]}号",
            issued_on=_date(int(issued[1]), int(issued[2]), int(issued[3]), issued[0]),
            holidays=tuple(holidays),
            make_up_days=tuple(make_up),
        )
    except ValueError as problem:
        # pydantic wraps what the model says of itself.
        said = next((one.get("ctx", {}).get("error") for one in getattr(problem, "errors", list)()), None)
        if isinstance(said, LawError):
            raise said from None
        raise


def _item(name: str, rest: str, year: int) -> tuple[HolidaySpan, list[MakeUpDay]]:
    """A festival's days off, and the days worked for it."""
    span: HolidaySpan | None = None
    worked: list[MakeUpDay] = []
    for sentence in (part.strip() for part in rest.split("。")):
        days = _days(sentence, year)
        if not sentence or "鼓励" in sentence:
            continue
        if "放假" in sentence and days and span is None:
            if len(days) > 2 or (len(days) == 2 and "至" not in sentence):
                raise _unclear(name, sentence)
            span = HolidaySpan(name=name, first=days[0], last=days[-1])
            told, counted = _COUNT.search(sentence), days_between(days[0], days[-1]) + 1
            if told is not None and int(told[1]) != counted:
                raise LawError(
                    f"{name}：写的是共{told[1]}天，从{days[0]}到{days[-1]}却是{counted}天，请核对",
                    f"{name}: {told[1]} days are told, but {days[0]} to {days[-1]} are {counted}; check it",
                )
        elif "上班" in sentence and days:
            worked += [MakeUpDay(day=one, makes_up_for=name) for one in days]
        else:
            raise _unclear(name, sentence)
    if span is None:
        raise _unclear(name, rest)
    return span, worked


def _days(sentence: str, year: int) -> list[date]:
    """The dates of a sentence; a month or year that is left out is that of the date before, or the notice's year."""
    found: list[date] = []
    month = 0
    for part in _DAY.finditer(sentence):
        own = int(part[1]) if part[1] else found[-1].year if found and not part[2] else year
        month = int(part[2]) if part[2] else month
        if not month:
            continue
        day = _date(own, month, int(part[3]), part[0])
        told = _WEEKDAY.search(part[4] or "")
        if told is not None and _WEEKDAYS.index(told[1].replace("天", "日")) != day.weekday():
            raise LawError(
                f"“{part[0]}”：{day}是星期{_WEEKDAYS[day.weekday()]}，请核对年份和日期",
                f"“{part[0]}”: {day} is another day of the week; check the year and the date",
            )
        found.append(day)
    return found


def _date(year: int, month: int, day: int, written: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise LawError(f"没有“{written.strip()}”这一天", f"there is no day {written.strip()}") from None


def _unclear(name: str, sentence: str) -> LawError:
    return LawError(
        f"{name}：“{sentence}”读不出放假或者上班的日期，请核对原文，或者按下面的格式写",
        f"{name}: no days off or days worked can be read from “{sentence}”; compare it, or use the form below",
    )
