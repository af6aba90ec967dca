"""Faults of numbering, dates and contents; and what looks like one and is none."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.marked import marked
from yifa.reading.faults import Fault, Severity, find_faults

TITLE = "云岭市科学技术局2020年度法治政府建设工作报告\n"
WHOLE = (
    TITLE
    + "一、主要举措和成效\n"
    + "坚持依法行政，扎实推进各项工作，健全制度，规范执法，优化服务，加强普法，强化监督，化解矛盾，成效明显。\n"
    * 10
    + "二、存在的不足和原因\n由于人员变动，学习不够深入。\n"
    + "三、主要负责人履行第一责任人职责情况\n带头学法。\n"
    + "四、2021年主要安排\n继续努力。\n"
)
SIGNED = "云岭市科学技术局\n2021年1月18日\n"


def faults(text: str, kind: str, *, published_on: date | None = None) -> list[Fault]:
    reading = marked(text)
    return [
        one
        for one in find_faults(reading, published_on=published_on, with_questions=True)
        if one.kind.value == kind
    ]


def places(text: str, kind: str) -> list[str]:
    clean = marked(text).text
    return [clean[one.start : one.end] if one.start is not None else "" for one in faults(text, kind)]


def test_a_sound_report_has_no_faults() -> None:
    assert find_faults(marked(WHOLE + SIGNED)) == ()


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("一是学习。二是宣传。二是监督。三是考核。", "二是"),
        ("一、学习\n好。\n二、宣传\n好。\n二、监督\n好。\n", "二、"),
        ("（一）学习\n好。\n（二）宣传\n好。\n（二）监督\n好。\n", "（二）"),
        ("1.学习\n好。\n2.宣传\n好。\n2.监督\n好。\n", "2."),
        ("措施：①学习；②宣传；②监督。", "②"),
        ("不足：一是人员偏少；一是形式单一。", "一是"),
    ],
)
def test_numbers_used_twice(text: str, again: str) -> None:
    assert places(text, "duplicate_ordinal") == [again]


@pytest.mark.parametrize(
    "text",
    [
        "一是学习。二是宣传。\n一是监督。二是考核。",
        "一是三结合：一是结合甲，二是结合乙。二是一会商。三是一评议。",
        "一、学习\n（一）甲\n好。\n（二）乙\n好。\n二、宣传\n（一）丙\n好。\n（二）丁\n好。\n",
        "1.学习。一是甲，二是乙。\n2.宣传。一是丙，二是丁，三是戊。\n",
        "按照第一、第二款的规定办理，做到一要求二提醒。",
    ],
)
def test_lists_that_lawfully_begin_again(text: str) -> None:
    assert places(text, "duplicate_ordinal") == []
    assert places(text, "skipped_ordinal") == []


def test_a_number_left_out_is_a_question_apart() -> None:
    assert places("一、学习\n好。\n三、宣传\n好。\n", "skipped_ordinal") == ["三、"]
    reading = marked("一、学习\n好。\n三、宣传\n好。\n")
    assert [one for one in find_faults(reading) if one.kind.value == "skipped_ordinal"] == []


def test_signed_before_the_year_was_over_is_a_question() -> None:
    (found,) = faults(WHOLE + "云岭市科学技术局\n2020年12月1日\n", "wrong_date")
    assert found.severity is Severity.QUESTION
    assert faults(WHOLE + "云岭市科学技术局\n2020年12月31日\n", "wrong_date") == []


def test_days_that_no_calendar_has() -> None:
    assert places("于2020年2月30日召开会议，6月31日检查，2月29日培训。", "wrong_date") == [
        "2020年2月30日",
        "6月31日",
    ]


def test_publication_after_the_first_of_april_is_late() -> None:
    assert faults(WHOLE + SIGNED, "late_publication", published_on=date(2021, 3, 31)) == []
    # 某日之前 does not say whether the date is in: only after it is a report called late.
    assert faults(WHOLE + SIGNED, "late_publication", published_on=date(2021, 4, 1)) == []
    (found,) = faults(WHOLE + SIGNED, "late_publication", published_on=date(2021, 4, 2))
    assert found.severity is Severity.QUESTION


def test_the_duty_to_publish_is_not_older_than_its_provisions() -> None:
    text = "云岭市科学技术局2017年度法治政府建设工作报告\n发布时间：2018-07-20\n一、情况\n好。\n"
    assert faults(text, "late_publication") == []


def test_at_present_needs_a_day_where_figures_follow() -> None:
    assert places("目前，已建成平台⟦242个 organisation⟧。", "vague_date") == ["目前"]
    assert places("截至目前，共办结⟦159件 item⟧。", "vague_date") == ["截至目前"]
    assert places("目前已初步形成齐抓共管的格局。找准目前存在的问题。", "vague_date") == []
    assert places("截至2020年12月31日，共办结⟦159件 item⟧。", "vague_date") == []


def test_data_that_are_still_out() -> None:
    assert places("2020年度数据尚未公布。", "data_pending") == ["2020年度数据尚未公布"]
    assert places("公布数据目录，及时公开统计结果。", "data_pending") == []


def test_a_report_without_a_date() -> None:
    (found,) = faults(WHOLE, "missing_date")
    assert found.start is None
    assert faults(TITLE + "一、主要举措\n好。\n", "missing_date") == []  # an opening: the date may follow


def test_contents_that_the_law_requires() -> None:
    without = (
        WHOLE.replace("三、主要负责人履行第一责任人职责情况\n带头学法。\n", "三、其他情况\n无。\n") + SIGNED
    )
    (found,) = faults(without, "missing_section")
    assert "第一责任人" in found.says.zh
    assert faults(WHOLE + SIGNED, "missing_section") == []


def test_a_text_without_a_title() -> None:
    assert len(faults(WHOLE.replace(TITLE, "") + SIGNED, "missing_title")) == 1
    assert faults(WHOLE.replace(TITLE, "") + SIGNED + TITLE, "missing_title") == []


def test_a_heading_that_promises_causes_over_none() -> None:
    source = WHOLE.replace(
        "由于人员变动，学习不够深入。", "学习不够深入，宣传不够广泛，力度还要加强，能力还要提高。"
    )
    assert places(source, "missing_cause") == ["存在的不足和原因"]
    assert places(WHOLE, "missing_cause") == []


def test_a_title_or_heading_of_another_year() -> None:
    assert places(WHOLE.replace("四、2021年主要安排", "四、2020年主要安排"), "wrong_title") == [
        "2020年主要安排"
    ]
    text = TITLE + "市政府：\n2021年，我局扎实推进各项工作，现将情况报告如下。\n一、情况\n好。\n"
    assert len(places(text, "wrong_title")) == 1


def test_last_years_sentences_are_a_question_apart() -> None:
    body = [
        f"第{number}项工作已经按照年度计划如期完成并且通过了检查验收" for number in "甲乙丙丁戊己庚辛壬癸子丑"
    ]
    ours, last = marked("。\n".join(body) + "。"), marked("。\n".join(body[:9]) + "。")
    (found,) = [
        one
        for one in find_faults(ours, previous=last, with_questions=True)
        if one.kind == "reused_boilerplate"
    ]
    assert "75%" in found.says.zh
    assert find_faults(ours, previous=last) == ()
