"""How dates, money and bilingual names read on a page. Pure functions, so that pages and tests share them.

A page's time is its template (date filters cost more than the query), so pages format once in Python.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from yifa.law.quantities import say_yuan
from yifa.law.text import Bilingual, say_day

SHANGHAI = ZoneInfo("Asia/Shanghai")


def language() -> str:
    """The language of the request, ``zh-hans`` where none is active."""
    return get_language() or "zh-hans"


def is_english() -> bool:
    """Whether the page is being drawn in English."""
    return language().startswith("en")


def words(text: Bilingual | str | None) -> str:
    """A bilingual text in the request's language; plain strings as they are, nothing for None."""
    if text is None:
        return ""
    return text.in_language(language()) if isinstance(text, Bilingual) else text


def listed(items: Iterable[str]) -> str:
    """A list of words: 甲、乙 or A, B."""
    return (", " if is_english() else "、").join(items)


def colon() -> str:
    """What stands between a label and what it labels."""
    return ": " if is_english() else "："


def bracketed(text: str) -> str:
    """A remark in brackets, as it follows a word."""
    return f" ({text})" if is_english() else f"（{text}）"


def show_date(day: date | datetime | None) -> str:
    """2026年1月5日 or 5 January 2026, the legal day in China; nothing for None."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = day.astimezone(SHANGHAI).date()
    return say_day(day, language())


def show_due(due_on: date, latest_on: date | None) -> str:
    """The day something falls due; where it is provisional, the days between which it lies, and that it is."""
    if latest_on is None:
        return show_date(due_on)
    days = show_date(due_on)
    if latest_on != due_on:
        days += f" to {show_date(latest_on)}" if is_english() else f"至{show_date(latest_on)}"
    return f"{days} (provisional)" if is_english() else f"{days}（暂定）"


def show_moment(moment: datetime | None) -> str:
    """Date and time to the minute in China."""
    if moment is None:
        return ""
    local = moment.astimezone(SHANGHAI)
    return f"{show_date(local)} {local:%H:%M}"


def show_yuan(fen: int | None) -> str:
    """An amount kept in fen, in yuan with thousands separators and without idle zeros; nothing for None."""
    return "" if fen is None else say_yuan(fen)
