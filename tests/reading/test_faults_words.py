"""Faults of words, names and residue; and what looks like one and is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.marked import marked
from yifa.reading.faults import find_faults, rules

TITLE = "云岭市科学技术局{}年度法治政府建设工作报告\n"


def found(text: str, kind: str, *, questions: bool = False) -> list[str]:
    reading = marked(text)
    return [
        reading.text[one.start : one.end] if one.start is not None else ""
        for one in find_faults(reading, with_questions=questions)
        if one.kind.value == kind
    ]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("截至目前，己接入平台的清单。", "己"),
        ("截止2020年底，共有企业。", "截止"),
        ("机制进一步完善，制度了公示办法。", "制度了"),
        ("领导干部带头遵法学法守法用法。", "遵法学法"),
        ("及时签定政府合同。", "签定"),
        ("依法公开行政权利事项。", "行政权利"),
        ("推行“互联网 政务服务”。", " "),
        ("按照《纲要（20212025年）》部署。", "20212025"),
        ("一些执法人原一人多岗。", "执法人原"),
        ("不断优化营商坏境。", "营商坏境"),
        ("对照工作要点》逐条落实。", "》"),
        ("深入习习近平法治思想。", "习习近平"),
        ("主动公开236条，其重政策解读18篇。", "其重"),
    ],
)
def test_wrong_words_are_told(text: str, wrong: str) -> None:
    assert found(text, "typo") == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "坚持严于律己、克己奉公，把群众当自己人。",
        "申报截止时间为5月，报名截止2020年6月1日。",
        "职责分工做好衔接；足以经过审核；预防犯罪。",
        "加强法制宣传教育，完善重大执法决定法制审核。",
        "制定了三项制度；进一步规范工作制度。",
        "市法治工作会报告了有关情况。",
        "坚决同部署、同落实，劳动合同部分无效。",
        "学习《中华人民共和国宪法》《关于〈纲要〉的说明》《关于印发《工作规则》的通知》。",
        "利用互联网 + 政务服务；2021—2025年。",
        "作出公证，公开公证事项；人民检察院。",
        "分为特别重大辐射事故和一般辐射事故，扩大辐射带动效应；责任真空；提供献血保险；招录人民警察；设置应季瓜果销售点。",
        "每十平方公里至少一处占地面积十万平方米以上的公园。",
        "由王强华主持，分事行权、分岗设权，述法率100%，不得拒报。",
    ],
)
def test_right_words_are_left_alone(text: str) -> None:
    assert found(text, "typo") == []


@pytest.mark.parametrize(
    ("text", "doubled"),
    [
        ("学习宪法有关知识知识，完成学时。", "知识知识"),
        ("学习《中华人民共和国中华人民共和国宪法》。", "中华人民共和国中华人民共和国"),
        ("选派人员，解决解决技术难题。", "解决解决"),
        ("现将工作工作总结如下。", "工作工作"),
        ("根据按照市委通知要求。", "根据按照"),
    ],
)
def test_doubled_words_are_told(text: str, doubled: str) -> None:
    assert found(text, "duplicate_word") == [doubled]


@pytest.mark.parametrize(
    "text",
    [
        "服务高新技术企业企业家，召开中心组会议，研究研究问题。",
        "由集体经济组织组织开展造林；按有关规定规定的时限。",
        "天天学习，方方面面，目的的确明确，一项一项抓落实。",
        "集装箱装箱现场；抵债事由由法律规定。",
    ],
)
def test_pairs_of_two_words_are_left_alone(text: str) -> None:
    assert found(text, "duplicate_word") == []


@pytest.mark.parametrize(
    ("text", "redundant"),
    [
        ("领导班子至少安排4次以上学习。", "至少安排4次以上"),
        ("时间约20天左右。", "约20天左右"),
        ("培训超过300余人次。", "超过300余人次"),
    ],
)
def test_an_approximation_said_twice(text: str, redundant: str) -> None:
    assert found(text, "redundant_approx") == [redundant]


def test_an_approximation_said_once() -> None:
    assert found("至少安排4次学习，培训300余人次，约20天，2名以上人员参加。", "redundant_approx") == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("学习《中华人民共和国科技进步法》。", "中华人民共和国科技进步法"),
        (
            "落实《党政主要负责人履行推进法治政府建设第一责任人职责规定》。",
            "党政主要负责人履行推进法治政府建设第一责任人职责规定",
        ),
        ("按照《法治政府建设与责任落实督查工作规定》。", "法治政府建设与责任落实督查工作规定"),
        ("宣传《中华人民共和国建筑工程法》。", "中华人民共和国建筑工程法"),
        ("学习《行政处罚发》《行政处法法》。", "行政处法法"),
    ],
)
def test_laws_wrongly_named(text: str, wrong: str) -> None:
    assert found(text, "wrong_law_name") == [wrong]


def test_short_names_and_local_rules_are_left_alone() -> None:
    text = (
        "学习《宪法》《科技进步法》《民法典》《中华人民共和国行政处罚法》《河南省优化营商环境条例》"
        "《云岭市重大行政决策程序规定》《法治政府建设实施纲要（2021—2025年）》。"
    )
    assert found(text, "wrong_law_name") == []


def test_a_repealed_law_is_told_from_the_year_after() -> None:
    said = "一、学习情况\n组织学习《合同法》《信访条例》。\n"
    assert found(TITLE.format(2020) + said, "wrong_law_name") == []
    assert found(TITLE.format(2021) + said, "wrong_law_name") == ["合同法"]
    assert found(TITLE.format(2023) + said, "wrong_law_name") == ["合同法", "信访条例"]
    assert found(TITLE.format(2023) + "一、清理\n原《合同法》已经废止。\n", "wrong_law_name") == []


def test_an_institution_that_reform_ended_is_a_question_apart() -> None:
    text = TITLE.format(2021) + "一、情况\n在政府法制办指导下开展工作，原工商行政管理局划转。\n"
    assert found(text, "abolished_institution") == []
    assert found(text, "abolished_institution", questions=True) == ["政府法制办"]


def test_remains_of_the_page_below_the_report_are_one_finding() -> None:
    text = TITLE.format(2020) + "一、情况\n工作顺利。\n下一篇：返回列表\n留言与评论(共有 0 条评论)\n"
    assert found(text, "artefact") == ["下一篇：返回列表\n留言与评论(共有 0 条评论)"]


def test_the_head_of_a_page_is_no_fault() -> None:
    text = (
        "首页 > 公开\n"
        + TITLE.format(2020)
        + "发布时间：2021-01-20 【字体：大 中 小】\n一、情况\n工作顺利。\n"
    )
    assert found(text, "artefact") == []


@pytest.mark.parametrize(
    "text",
    [
        "见错误!未找到引用源。",
        "印发XX市工作要点。",
        "全年召开会议*次。",
        "科技局&nbsp;公告",
        "内容【 】补充",
        "附件\ufffd\ufffd一",
    ],
)
def test_placeholders_and_remains_of_conversion(text: str) -> None:
    assert len(found(text, "artefact")) == 1


def test_every_rule_has_a_title_and_a_ground_in_both_languages() -> None:
    assert len(rules()) >= 30
    for one in rules():
        assert one.title.zh
        assert one.title.en
        assert one.authority.zh
        assert one.authority.en


def test_every_rule_is_explained_in_the_reference() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "report-faults.md").read_text(encoding="utf-8")
    for one in rules():
        assert f"`{one.id}`" in page
        assert (f"`{one.id}` *apart*" in page) == one.apart
