"""Which days are working days in China, and by what: the statutory holidays, the make-up days, the bureau's
closures.

Statutory holidays stand in 全国年节及纪念日放假办法; which weekend days are worked instead is fixed each year
by a notice of the General Office of the State Council. The package chinesecalendar knows the notices to its
last year; a later one is loaded from a file with :func:`read_notice`. A year without a notice is an error,
never a guess; whoever needs bounds asks a *reckoned* calendar for them (:meth:`Calendar.reckoned`). This is
the only module that imports the package.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from chinese_calendar.constants import Holiday, holidays, in_lieu_days, workdays
from pydantic import BaseModel, ConfigDict, Field, model_validator

from yifa.law import festivals
from yifa.law.errors import LawError, ModelProblem
from yifa.law.festivals import Arrangement
from yifa.law.files import DATA, read_model
from yifa.law.text import Bilingual


class DayKind(StrEnum):
    """What a day is for the office."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP_WORKING_DAY = "make_up_working_day"
    LOCAL_CLOSURE = "local_closure"

    @property
    def label(self) -> Bilingual:
        return _KIND_LABELS[self]


_KIND_LABELS = {
    DayKind.WORKING: Bilingual("工作日", "working day"),
    DayKind.WEEKEND: Bilingual("周休息日", "weekend"),
    DayKind.HOLIDAY: Bilingual("法定节假日", "public holiday"),
    DayKind.MAKE_UP_WORKING_DAY: Bilingual("调休上班日", "make-up working day"),
    DayKind.LOCAL_CLOSURE: Bilingual("本地放假", "local closure"),
}

_WEEKDAYS = tuple(
    Bilingual(f"星期{zh}", en)
    for zh, en in zip(
        "一二三四五六日",
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)

# 国务院关于职工工作时间的规定 §7: organs of state rest on Saturday and Sunday.
_WEEKEND_BASIS = Bilingual(
    "《国务院关于职工工作时间的规定》第七条",
    "Provisions of the State Council on Working Hours of Employees, art. 7",
)
_HOLIDAY_REGULATION = Bilingual(
    "《全国年节及纪念日放假办法》",
    "Measures on Public Holidays for National Festivals and Commemoration Days",
)

_HOLIDAY_NAMES: dict[str, Bilingual] = {
    Holiday.new_years_day.value: Bilingual("元旦", "New Year's Day"),
    Holiday.spring_festival.value: Bilingual("春节", "Spring Festival"),
    Holiday.tomb_sweeping_day.value: Bilingual("清明节", "Tomb-Sweeping Day"),
    Holiday.labour_day.value: Bilingual("劳动节", "Labour Day"),
    Holiday.dragon_boat_festival.value: Bilingual("端午节", "Dragon Boat Festival"),
    Holiday.national_day.value: Bilingual("国庆节", "National Day"),
    Holiday.mid_autumn_festival.value: Bilingual("中秋节", "Mid-Autumn Festival"),
    Holiday.anti_fascist_70th_day.value: Bilingual("抗战胜利70周年纪念日", "70th Anniversary of Victory Day"),
}
_ENGLISH_NAMES = {name.zh: name.en for name in _HOLIDAY_NAMES.values()}


class YearNotPublished(LawError):
    """The calendar has no notice for ``year``."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(
            f"{year}年的放假安排尚未载入日历，无法确定其中的工作日。国务院办公厅的通知公布后由系统管理员载入。",
            f"The calendar has no holiday arrangement for {year} yet, so its working days are not certain. The system "
            f"administrator loads the notice of the General Office of the State Council when it is published.",
        )


class Reckoning(StrEnum):
    """How the festivals of years without a notice are taken to be arranged.

    PLAIN: none is joined, and one on a weekend is made good on the next working day. MOST, FEWEST: of the ways that a notice may
    choose, for each festival the one that leaves most, or fewest, working days among the days that are counted.
    """

    PLAIN = "plain"
    MOST = "most"
    FEWEST = "fewest"


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What a day is and what makes it so.

    name: the holiday (also of a make-up day: the holiday it makes up for), the closure's reason, or the day
    of the week.
    basis: the regulation and notice, or the closure's own basis. in_lieu: a day off exchanged for a make-up
    working day. is_open: the year has no notice yet, and one may still make this day another; ``kind`` is then
    what the reckoning takes it for.
    """

    day: date
    kind: DayKind
    name: Bilingual
    basis: Bilingual
    in_lieu: bool = False
    is_open: bool = False

    @property
    def is_working_day(self) -> bool:
        return self.kind in (DayKind.WORKING, DayKind.MAKE_UP_WORKING_DAY)


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which offices of the place are closed by lawful decision; ``basis`` names it.

    For example a holiday of a national minority set by the local government (全国年节及纪念日放假办法 §4). A
    bureau cannot stop its own statutory clock by closing its door: without a basis a closure is refused.
    """

    first: date
    last: date
    reason: Bilingual
    basis: Bilingual

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise LawError(
                f"本地放假的止日{self.last}早于起日{self.first}，请改正。",
                f"The closure ends on {self.last}, before it begins on {self.first}; correct it.",
            )
        if not self.basis.zh.strip():
            raise LawError(
                f"{self.first}起的本地放假没有依据，请写明批准放假的文件。",
                f"The closure from {self.first} has no basis; name the decision that orders it.",
            )


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class HolidaySpan(_Strict):
    """One festival of a notice: closed span of days off, by its Chinese name."""

    name: str = Field(min_length=1)
    first: date
    last: date
    name_en: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> HolidaySpan:
        if self.last < self.first:
            raise LawError(f"{self.name}的止日早于起日", f"{self.name} ends before it begins")
        if self.last.toordinal() - self.first.toordinal() > 30:
            raise LawError(
                f"{self.name}放假超过一个月，请核对", f"{self.name} lasts more than a month; check it"
            )
        return self

    @property
    def title(self) -> Bilingual:
        return Bilingual(self.name, self.name_en or _ENGLISH_NAMES.get(self.name, self.name))


class MakeUpDay(_Strict):
    """A weekend day that is worked, and the festival it makes up for."""

    day: date
    makes_up_for: str = Field(min_length=1)


class YearNotice(_Strict):
    """The State Council's notice for one year, as a file holds it. Days may spill into the neighbouring
    years.
    """

    year: int = Field(ge=1990, le=2200)
    number: str = Field(min_length=1)
    issued_on: date
    holidays: tuple[HolidaySpan, ...] = Field(min_length=1)
    make_up_days: tuple[MakeUpDay, ...] = ()
    source: str = ""

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> YearNotice:
        off: dict[date, str] = {}
        for index, span in enumerate(self.holidays):
            if self.year not in (span.first.year, span.last.year):
                raise ModelProblem(
                    f"{span.name}不在{self.year}年内",
                    f"{span.name} does not touch the year {self.year}",
                    "holidays",
                    index,
                )
            for day in _days(span.first, span.last):
                if day in off:
                    raise ModelProblem(
                        f"{day}同时列入{off[day]}和{span.name}",
                        f"{day} is listed under {off[day]} and {span.name}",
                        "holidays",
                        index,
                    )
                off[day] = span.name
        for index, make_up in enumerate(self.make_up_days):
            complaint = _complaint(make_up, off)
            if complaint is not None:
                raise ModelProblem(complaint.zh, complaint.en, "make_up_days", index)
        absent = [name for name in _STATUTORY if not any(name in present for present in off.values())]
        if absent:
            raise ModelProblem(
                f"缺少法定节日：{'、'.join(absent)}",
                f"statutory holidays are missing: {', '.join(absent)}",
                "holidays",
            )
        return self


def _complaint(make_up: MakeUpDay, off: dict[date, str]) -> Bilingual | None:
    day = make_up.day
    if day.weekday() < 5:
        return Bilingual(f"调休上班日{day}不是星期六或星期日", f"make-up day {day} is not on a weekend")
    if day in off:
        return Bilingual(f"{day}既放假又上班", f"{day} is both a day off and a working day")
    if make_up.makes_up_for not in off.values():
        return Bilingual(
            f"调休上班日{day}所补的“{make_up.makes_up_for}”不在放假之列",
            f"make-up day {day} names {make_up.makes_up_for}, which is not among the holidays",
        )
    return None


# 全国年节及纪念日放假办法 §2: every citizen has these seven; names inside a joint span such as 国庆节、中秋节
# also count.
_STATUTORY = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")


def read_notice(path: Path) -> YearNotice:
    """The yearly notice in a YAML file. Raises FileProblem naming the file and line of what is wrong.

    The form, one line for each festival of the notice, and each weekend day that is worked::

        year: 2026
        number: 国办发明电〔2025〕7号
        issued_on: 2025-11-04
        holidays:
          - {name: 元旦, first: 2026-01-01, last: 2026-01-03}
        make_up_days:
          - {day: 2026-01-04, makes_up_for: 元旦}
    """
    return read_model(path, YearNotice)


class Calendar:
    """Working days of a bureau. Immutable: ``with_notice`` and ``with_closures`` give another calendar.

    Every question about a year without a notice raises YearNotPublished; a reckoned calendar answers by what the law itself
    fixes. Answers are cached a year at a time.
    """

    __slots__ = ("_arranged", "_closures", "_notices", "_reckoned", "_working", "_working_sets")

    def __init__(
        self,
        notices: Sequence[YearNotice] = (),
        closures: Sequence[Closure] = (),
        arranged: Arrangement | None = None,
    ) -> None:
        # What the festivals of unpublished years are taken to give off and to have worked; None: such years are not answered for.
        self._arranged = arranged
        self._reckoned: dict[Arrangement, Calendar] = {}
        self._notices = {notice.year: notice for notice in notices}
        self._closures = tuple(sorted(closures, key=lambda closure: closure.first))
        self._working: dict[int, tuple[int, ...]] = {}
        self._working_sets: dict[int, frozenset[int]] = {}

    @classmethod
    def china(cls) -> Calendar:
        """The national calendar as far as chinesecalendar knows it; one shared object."""
        return _china()

    def with_notice(self, notice: YearNotice) -> Calendar:
        """This calendar with a yearly notice added; it replaces what was known of that year, and its days in
        a neighbouring year (31 December off, say) replace those."""
        return Calendar((*self._notices.values(), notice), self._closures, self._arranged)

    def with_notices_in(self, folder: Path) -> Calendar:
        """This calendar with every notice file (``*.yaml``) of a folder; without the folder, this calendar
        itself.

        Raises FileProblem naming the file and line of what is wrong.
        """
        notices = [read_notice(path) for path in sorted(folder.glob("*.yaml"))] if folder.is_dir() else []
        if not notices:
            return self
        return Calendar((*self._notices.values(), *notices), self._closures, self._arranged)

    def with_closures(self, closures: Iterable[Closure]) -> Calendar:
        """This calendar with local closures added: their days are not working days, and limits roll off
        them.
        """
        return Calendar(tuple(self._notices.values()), (*self._closures, *closures), self._arranged)

    @property
    def is_reckoned(self) -> bool:
        """Whether this calendar answers for years without a notice."""
        return self._arranged is not None

    def reckoned(self, reckoning: Reckoning, counted: Collection[int] = ()) -> Calendar:
        """This calendar answering for years without a notice too; never to be shown as what a day is.

        counted: ordinals of the days of which MOST or FEWEST are to be working days.
        """
        arranged = self._arrangement(reckoning, counted)
        found = self._reckoned.get(arranged)
        if found is None:
            if len(self._reckoned) >= _MOST_RECKONED:
                self._reckoned.clear()
            found = Calendar(tuple(self._notices.values()), self._closures, arranged)
            self._reckoned[arranged] = found
        return found

    def _arrangement(self, reckoning: Reckoning, counted: Collection[int]) -> Arrangement:
        if reckoning is Reckoning.PLAIN or not counted:
            return _PLAIN
        days = frozenset(counted)
        years = range(date.fromordinal(min(days)).year - 1, date.fromordinal(max(days)).year + 2)
        off: set[int] = set()
        worked: set[int] = set()
        for year in years:
            if self.knows(year) or not festivals.has_festivals(year):
                continue
            for ways in festivals.arrangements_of(year):

                def gained(way: Arrangement) -> int:
                    return len(way.worked & days) - len(way.off & days)

                chosen = max(ways, key=gained) if reckoning is Reckoning.MOST else min(ways, key=gained)
                off |= chosen.off
                worked |= chosen.worked
        return Arrangement(frozenset(off), frozenset(worked))

    def knows(self, year: int) -> bool:
        """Whether the holiday arrangement of ``year`` is known."""
        return year in self._notices or year in _package_years()

    def tells(self, year: int) -> bool:
        """Whether questions about ``year`` are answered: by its notice, or by reckoning."""
        return self.knows(year) or (self._arranged is not None and festivals.has_festivals(year))

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on ``day``; make-up Saturdays and Sundays do. Raises YearNotPublished."""
        year = day.year
        working = self._working_sets.get(year)
        if working is None:
            working = self._working_sets[year] = frozenset(self.working_ordinals(year))
        return day.toordinal() in working

    def is_legal_holiday_or_rest_day(self, day: date) -> bool:
        """Whether a limit in days, months or years that ends on ``day`` rolls forward (民法典 §203,
        民事诉讼法 §85).

        A make-up working day is a working day and does not roll anything.
        """
        return not self.is_working_day(day)

    def working_ordinals(self, year: int) -> tuple[int, ...]:
        """Proleptic ordinals of all working days of ``year``, ascending; for counting by bisection."""
        found = self._working.get(year)
        if found is None:
            if not self.tells(year):
                raise YearNotPublished(year)
            found = tuple(
                day.toordinal()
                for day in _days(date(year, 1, 1), date(year, 12, 31))
                if self._facts(day).is_working_day
            )
            self._working[year] = found
        return found

    def explain(self, day: date) -> DayFacts:
        """What ``day`` is, its name, and the notice or rule that makes it so. Raises YearNotPublished."""
        if not self.tells(day.year):
            raise YearNotPublished(day.year)
        return self._facts(day)

    def _facts(self, day: date) -> DayFacts:
        for closure in self._closures:
            if closure.first <= day <= closure.last:
                return DayFacts(day, DayKind.LOCAL_CLOSURE, closure.reason, closure.basis)
        for notice in self._notices_for(day):
            basis = _notice_basis(notice.year, notice.number)
            for span in notice.holidays:
                if span.first <= day <= span.last:
                    return DayFacts(day, DayKind.HOLIDAY, span.title, basis)
            for make_up in notice.make_up_days:
                if make_up.day == day:
                    name = make_up.makes_up_for
                    title = Bilingual(name, _ENGLISH_NAMES.get(name, name))
                    return DayFacts(day, DayKind.MAKE_UP_WORKING_DAY, title, basis)
        if self._arranged is not None and not self.knows(day.year):
            return _reckoned_facts(day, self._arranged)
        if day.year not in self._notices:
            if day in workdays:
                name_ = _HOLIDAY_NAMES[workdays[day]]
                basis = _package_basis(day, workdays[day])
                return DayFacts(day, DayKind.MAKE_UP_WORKING_DAY, name_, basis)
            if day in holidays:
                basis = _package_basis(day, holidays[day])
                return DayFacts(
                    day, DayKind.HOLIDAY, _HOLIDAY_NAMES[holidays[day]], basis, in_lieu=day in in_lieu_days
                )
        weekday = _WEEKDAYS[day.weekday()]
        kind = DayKind.WEEKEND if day.weekday() >= 5 else DayKind.WORKING
        return DayFacts(day, kind, weekday, _WEEKEND_BASIS)

    def _notices_for(self, day: date) -> Iterable[YearNotice]:
        # The later year's notice comes first: that of 2019 changed 31 December 2018.
        for year in (day.year + 1, day.year, day.year - 1):
            notice = self._notices.get(year)
            if notice is not None:
                yield notice


_PLAIN = Arrangement(frozenset(), frozenset())
_MOST_RECKONED = 64


def _reckoned_facts(day: date, arranged: Arrangement) -> DayFacts:
    festival = festivals.festivals_of(day.year).get(day)
    if festival is not None:
        return DayFacts(day, DayKind.HOLIDAY, festival, festivals.BASIS)
    ordinal = day.toordinal()
    is_open = ordinal in festivals.open_days(day.year)
    instead = festivals.substitutes_of(day.year).get(day) if arranged is _PLAIN else None
    if instead is not None:
        return DayFacts(day, DayKind.HOLIDAY, instead, festivals.SUBSTITUTE_BASIS, in_lieu=True, is_open=True)
    rests = (day.weekday() >= 5 and ordinal not in arranged.worked) or ordinal in arranged.off
    return DayFacts(
        day,
        DayKind.WEEKEND if rests else DayKind.WORKING,
        _WEEKDAYS[day.weekday()],
        _WEEKEND_BASIS,
        is_open=is_open,
    )


@lru_cache(maxsize=1)
def _china() -> Calendar:
    return Calendar()


@lru_cache(maxsize=1)
def _package_years() -> frozenset[int]:
    # A year is known once its Spring Festival is: a New Year span of the next notice may spill a day or two
    # over.
    return frozenset(day.year for day, name in holidays.items() if name == Holiday.spring_festival.value)


class _KnownNotice(_Strict):
    year: int
    number: str
    verified: str
    amended_by: str = ""


class _KnownNotices(_Strict):
    notices: tuple[_KnownNotice, ...]


@lru_cache(maxsize=1)
def _known_numbers() -> dict[int, str]:
    known = read_model(DATA / "holiday-notices.yaml", _KnownNotices)
    return {
        notice.year: "、".join(number for number in (notice.number, notice.amended_by) if number)
        for notice in known.notices
    }


def _package_basis(day: date, holiday: str) -> Bilingual:
    # Days around 1 January belong to the notice of the year whose New Year they adjoin.
    year = day.year + 1 if day.month == 12 and holiday == Holiday.new_years_day.value else day.year
    return _notice_basis(year, _known_numbers().get(year, ""))


def _notice_basis(year: int, number: str) -> Bilingual:
    shown_zh = f"（{number}）" if number else ""
    shown_en = f" ({number})" if number else ""
    return Bilingual(
        f"{_HOLIDAY_REGULATION.zh}；《国务院办公厅关于{year}年部分节假日安排的通知》{shown_zh}",
        f"{_HOLIDAY_REGULATION.en}; Notice of the General Office of the State Council on holidays in "
        f"{year}{shown_en}",
    )


def _days(first: date, last: date) -> Iterable[date]:
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
