"""The printed notice becomes the days that it orders; what does not agree with itself is refused in a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from yifa.law.calendar import Calendar
from yifa.law.errors import LawError
from yifa.law.holiday_text import looks_printed, notice_of

PRINTED = """国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
鼓励单位和个人结合落实带薪年休假等制度，实际形成较长假期。节假日期间，各地区、各部门要妥善安排好值班。
国务院办公厅
2025年11月4日
"""
ONE_LINE = PRINTED.replace("2026年\n", "2026年")


def test_the_days_of_a_printed_notice_are_those_that_are_known_of_its_year() -> None:
    notice = notice_of(ONE_LINE)
    assert (notice.year, notice.number, notice.issued_on) == (
        2026,
        "国办发明电〔2025〕7号",
        date(2025, 11, 4),
    )
    known, read = Calendar.china(), Calendar([notice])
    for number in range(date(2026, 1, 1).toordinal(), date(2026, 12, 31).toordinal() + 1):
        day = date.fromordinal(number)
        assert read.is_working_day(day) == known.is_working_day(day), day


def test_a_title_that_is_broken_over_two_lines_is_read() -> None:
    assert looks_printed(PRINTED)
    assert notice_of(PRINTED) == notice_of(ONE_LINE)


def test_punctuation_that_was_typed_otherwise_and_joint_festivals_are_read() -> None:
    typed = ONE_LINE.replace("：", ":").replace("（", "(").replace("）", ")").replace("〔2025〕", "[2025]")
    assert notice_of(typed) == notice_of(ONE_LINE)
    joint = """国务院办公厅关于2023年部分节假日安排的通知
国办发明电〔2022〕16号
一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
三、清明节：4月5日放假，共1天。
四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。
2022年12月8日"""
    spans = {one.name: (one.first, one.last) for one in notice_of(joint).holidays}
    assert spans["元旦"] == (date(2022, 12, 31), date(2023, 1, 2))
    assert spans["中秋节、国庆节"] == (date(2023, 9, 29), date(2023, 10, 6))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1月4日（周日）上班", "1月4日（周六）上班", "星期日"),
        ("共9天", "共8天", "却是9天"),
        ("三、清明节：4月4日（周六）至6日（周一）放假，共3天。\n", "", "清明节"),
        ("6月19日（周五）至21日", "6月39日至21日", "没有"),
        ("5月9日（周六）上班", "5月9日（周六）照旧", "照旧"),
        ("国办发明电〔2025〕7号\n", "", "文号"),
        ("\n2025年11月4日", "", "落款日期"),
        ("关于2026年", "关于明年", "标题"),
        ("5月9日（周六）上班", "5月8日上班", "不是星期六或星期日"),
    ],
)
def test_what_does_not_agree_is_refused_by_saying_what(old: str, new: str, said: str) -> None:
    assert old in ONE_LINE
    with pytest.raises(LawError, match=said):
        notice_of(ONE_LINE.replace(old, new))
