"""Which days are working days, by what, and what happens where no notice is known."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest

from yifa.law.calendar import Calendar, Closure, DayKind, YearNotPublished, read_notice
from yifa.law.errors import FileProblem, LawError
from yifa.law.limits import Term, due_on
from yifa.law.text import Bilingual

CHINA = Calendar.china()

NOTICE_2027 = """\
year: 2027
number: 国办发明电〔2026〕0号
issued_on: 2026-11-30
holidays:
  - {name: 元旦, first: 2026-12-31, last: 2027-01-03}
  - {name: 春节, first: 2027-02-05, last: 2027-02-12}
  - {name: 清明节, first: 2027-04-03, last: 2027-04-05}
  - {name: 劳动节, first: 2027-05-01, last: 2027-05-05}
  - {name: 端午节, first: 2027-06-09, last: 2027-06-09}
  - {name: 国庆节、中秋节, first: 2027-09-30, last: 2027-10-07}
make_up_days:
  - {day: 2027-02-14, makes_up_for: 春节}
"""


@pytest.fixture
def notice_file(tmp_path: Path) -> Path:
    path = tmp_path / "2027.yaml"
    path.write_text(NOTICE_2027, encoding="utf-8")
    return path


def test_make_up_weekends_of_2026_are_working_days() -> None:
    for day in ("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"):
        facts = CHINA.explain(date.fromisoformat(day))
        assert facts.kind is DayKind.MAKE_UP_WORKING_DAY
        assert CHINA.is_working_day(facts.day)
        assert not CHINA.is_legal_holiday_or_rest_day(facts.day)
        assert "国办发明电〔2025〕7号" in facts.basis.zh


def test_ordinary_saturday_rests_and_ordinary_monday_works() -> None:
    assert CHINA.explain(date(2026, 11, 21)).kind is DayKind.WEEKEND
    assert CHINA.explain(date(2026, 11, 23)).kind is DayKind.WORKING


def test_half_holidays_are_working_days_for_the_office() -> None:
    # 妇女节 and 青年节 give half a day to some (全国年节及纪念日放假办法 §3); the office works.
    assert (
        CHINA.is_working_day(date(2027, 3, 8))
        if CHINA.knows(2027)
        else CHINA.is_working_day(date(2024, 3, 8))
    )
    assert CHINA.is_working_day(date(2026, 5, 4)) is False  # in the Labour Day span of that year
    assert CHINA.is_working_day(date(2023, 5, 4)) is True


def test_a_holiday_names_itself_and_its_notice() -> None:
    facts = CHINA.explain(date(2026, 10, 1))
    assert (facts.kind, facts.name.zh, facts.name.en) == (DayKind.HOLIDAY, "国庆节", "National Day")
    assert "《国务院办公厅关于2026年部分节假日安排的通知》" in facts.basis.zh


def test_a_day_off_in_december_belongs_to_the_notice_of_the_next_year() -> None:
    assert "2019年部分节假日安排" in CHINA.explain(date(2018, 12, 31)).basis.zh


def test_the_spring_festival_of_2020_was_lengthened_to_2_february() -> None:
    assert CHINA.explain(date(2020, 1, 31)).kind is DayKind.HOLIDAY
    assert CHINA.is_working_day(date(2020, 2, 3))


def test_a_year_without_notice_has_no_working_days_and_says_who_loads_it() -> None:
    with pytest.raises(YearNotPublished) as refused:
        CHINA.is_working_day(date(2027, 1, 4))
    assert refused.value.year == 2027
    assert "由系统管理员载入" in refused.value.zh
    assert "administrator" in refused.value.en
    assert pickle.loads(pickle.dumps(refused.value)).zh == refused.value.zh


def test_a_loaded_notice_makes_the_year_known_and_reaches_into_december(notice_file: Path) -> None:
    calendar = CHINA.with_notice(read_notice(notice_file))
    assert calendar.is_working_day(date(2027, 1, 4))
    assert calendar.explain(date(2026, 12, 31)).name.zh == "元旦"
    assert CHINA.is_working_day(date(2026, 12, 31))  # the shared calendar is untouched
    assert calendar.explain(date(2027, 2, 14)).kind is DayKind.MAKE_UP_WORKING_DAY
    assert calendar.explain(date(2027, 3, 6)).kind is DayKind.WEEKEND


def test_a_folder_of_notices_is_loaded_whole(notice_file: Path, tmp_path: Path) -> None:
    assert CHINA.with_notices_in(notice_file.parent).knows(2027)
    assert CHINA.with_notices_in(tmp_path / "absent") is CHINA


def test_a_permit_accepted_in_late_december_needs_the_next_year(notice_file: Path) -> None:
    assert due_on(date(2026, 12, 21), Term.read("20个工作日"), CHINA).is_provisional
    with_2027 = CHINA.with_notice(read_notice(notice_file))
    # 8 working days to 31 December are 7, since that day is off; then 13 from 4 January.
    assert due_on(date(2026, 12, 21), Term.read("20个工作日"), with_2027).due_on == date(2027, 1, 20)


@pytest.mark.parametrize(
    ("wrong", "right", "line", "says"),
    [
        ("{day: 2027-02-14", "{day: 2027-02-15", 12, "不是星期六或星期日"),
        ("last: 2027-04-05", "last: 2027-04-02", 7, "止日早于起日"),
        ("first: 2027-04-03", "first: 2027-04-33", 7, "不是日期"),
        ("issued_on", "issued", 1, "缺少这一项"),
        ("劳动节", "五一", 4, "缺少法定节日：劳动节"),
        ("first: 2027-05-01", "first: 2027-04-05", 8, "同时列入清明节和劳动节"),
        ("2027-06-09}", "2027-06-09", 10, "YAML"),
    ],
)
def test_a_wrong_notice_is_refused_by_file_and_line(
    notice_file: Path, wrong: str, right: str, line: int, says: str
) -> None:
    notice_file.write_text(NOTICE_2027.replace(wrong, right, 1), encoding="utf-8")
    with pytest.raises(FileProblem) as refused:
        read_notice(notice_file)
    assert str(notice_file) in refused.value.zh
    assert says in refused.value.zh
    assert refused.value.line == line


def test_a_missing_notice_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"没有这个文件"):
        read_notice(tmp_path / "absent.yaml")


def test_a_local_closure_needs_a_basis_and_then_stops_work() -> None:
    first, last = date(2026, 4, 20), date(2026, 4, 21)
    reason = Bilingual("三月三", "Third Month Festival")
    with pytest.raises(LawError, match="没有依据"):
        Closure(first, last, reason, Bilingual("", ""))
    closure = Closure(
        first, last, reason, Bilingual("某自治区人民政府通知", "notice of a regional government")
    )
    calendar = CHINA.with_closures([closure])
    assert calendar.explain(first).kind is DayKind.LOCAL_CLOSURE
    assert due_on(date(2026, 4, 17), Term.read("1个工作日"), calendar).due_on == date(2026, 4, 22)
    assert due_on(date(2026, 4, 17), Term.read("1个工作日"), CHINA).due_on == date(2026, 4, 20)
