"""The year said by a heading, an opening of a section or of a paragraph holds until another is said."""

from __future__ import annotations

from yifa.reading.kinds import Role
from yifa.reading.reading import read


def years(text: str) -> dict[str, int | None]:
    return {one.span: one.year for one in read(text).facts}


def test_a_report_that_looks_back_on_a_year_is_about_it_whatever_its_title() -> None:
    text = (
        "2024年某县科学技术局工作报告\n（2024年1月26日在局工作会议上）\n\n一、2023年工作回顾\n一年来，登记技术合同310项。\n"
        "二、2024年主要任务\n登记技术合同350项，新建实验室8个。\n"
    )
    found = read(text)
    assert found.heading.year == 2023
    assert [(one.span, one.year, one.role) for one in found.facts] == [
        ("310项", 2023, Role.TOTAL),
        ("350项", 2024, Role.LIMIT),
        ("8个", 2024, Role.LIMIT),
    ]


def test_a_span_of_years_is_none_and_a_year_said_after_it_is_carried() -> None:
    text = (
        "某县科学技术局“十四五”工作情况报告\n一、五年来的工作\n五年来，累计登记技术合同1023项。新增高新技术企业203家。\n"
        "刚刚过去的2025年，我局落实各项部署。登记技术合同310项。新增高新技术企业47家。\n二、2026年任务\n登记技术合同350项。\n"
    )
    assert years(text) == {"1023项": None, "203家": None, "310项": 2025, "47家": 2025, "350项": 2026}


def test_a_paragraph_passes_its_year_on_to_those_after_it_in_its_section() -> None:
    text = "某局2023年度工作情况报告\n一、工作情况\n2021年，我局新建平台3个。\n举办培训5场。\n二、其他\n检查6次。\n"
    assert years(text) == {"3个": 2021, "5场": 2021, "6次": 2023}


def test_a_yearly_average_belongs_to_no_year() -> None:
    text = "某市2021年工作报告\n一、工作情况\n企业由2016年的73家增加到2021年的318家，年均增长34.2%。\n"
    assert years(text) == {"73家": 2016, "318家": 2021, "34.2%": None}


def test_the_year_of_a_base_is_not_that_of_its_multiple() -> None:
    text = "某市2023年工作报告\n一、工作情况\n成交额2850亿元，是2020年的2.3倍。\n"
    assert years(text) == {"2850亿元": 2023, "2.3倍": 2023}


def test_this_year_means_the_planned_year_in_a_section_of_plans() -> None:
    text = "某市2023年工作报告\n一、2023年工作回顾\n新增企业8家。\n二、2024年工作安排\n今年新增企业10家。\n"
    assert years(text) == {"8家": 2023, "10家": 2024}


def test_a_report_on_two_years_in_its_title_has_the_first_for_results() -> None:
    text = "关于2023年工作总结和2024年工作计划的报告\n一、工作总结\n新增企业8家。\n二、工作计划\n新增企业10家。\n"
    assert years(text) == {"8家": 2023, "10家": 2024}


def test_the_year_of_a_document_is_nobodys() -> None:
    text = "某局2023年度法治政府建设情况报告\n一、工作情况\n落实《2019年工作要点》，检查6次。\n"
    assert years(text) == {"6次": 2023}


def _given(*lines: str) -> str:
    head = ("2026年政府工作报告", "——2026年1月26日在云岭省第十四届人民代表大会第四次会议上", "各位代表：")
    return "\n".join((*head, "现在，我代表省人民政府，向大会报告工作，请予审议。", *lines)) + "\n"


def test_a_report_given_to_a_congress_is_on_the_year_before_and_calls_its_own_this_year() -> None:
    text = _given(
        "一、工作回顾",
        "过去的一年，极不寻常。新增企业310家，去年新建平台12个。",
        "今年经济社会发展的主要预期目标是：新增企业350家。",
        "一、全力培育主体",
        "新建平台15个。",
    )
    assert read(text).heading.year == 2025
    assert years(text) == {"310家": 2025, "12个": 2025, "350家": 2026, "15个": 2026}


def test_a_report_to_a_congress_that_came_to_its_plans_does_not_look_back_again() -> None:
    text = _given(
        "一、2025年工作回顾",
        "一年来，新增企业310家。",
        "二、2026年主要工作",
        "新增企业350家。",
        "三、加强自身建设",
        "开展培训20场。",
    )
    assert years(text) == {"310家": 2025, "350家": 2026, "20场": 2026}


def test_a_sentence_within_a_paragraph_begins_a_span_of_years_and_what_follows_stays_in_it() -> None:
    text = _given(
        "一、2025年和“十四五”时期工作回顾",
        "2025年极不平凡。新增企业310家。",
        "——产业不断优化。新建平台12个。",
        "各位代表！2025年目标任务如期完成，标志着“十四五”顺利收官。五年来，我们感恩奋进。新建实验室33个。",
        "——开放不断扩大。新增口岸7个。",
        "——这是民生不断改善的五年。新建学校51所。",
        "刚刚过去的2025年很不平凡。举办论坛14场。",
    )
    assert years(text) == {
        "310家": 2025,
        "12个": 2025,
        "33个": None,
        "7个": None,
        "51所": None,
        "14场": 2025,
    }


def test_of_a_heading_that_names_a_span_and_a_year_the_first_named_is_told_of_first() -> None:
    text = _given("一、“十四五”时期和2025年工作回顾", "综合实力提升。新建平台12个。")
    assert years(text) == {"12个": None}


def test_the_end_of_a_five_year_plan_is_its_last_year() -> None:
    text = _given("一、工作回顾", "2025年，企业达到318家，较“十三五”末的173家增加145家。")
    assert years(text) == {"318家": 2025, "173家": 2020, "145家": 2025}


def test_a_list_behind_a_report_has_the_year_of_its_title() -> None:
    text = _given(
        "一、2025年工作回顾",
        "一年来，新增企业310家。",
        "2026年省十件民生实事",
        "一、增加学位。",
        "新建学校51所。",
    )
    assert years(text) == {"310家": 2025, "十件": 2026, "51所": 2026}


def test_the_next_step_in_a_section_of_plans_is_of_the_planned_year() -> None:
    text = "某局2023年度工作情况报告\n一、工作情况\n检查6次。\n二、下一年工作安排\n下一步，开展培训4期。\n"
    assert years(text) == {"6次": 2023, "4期": 2024}
