"""Favours to persons and sentences of the law are no favours to enterprises; what restricts competition is asked about."""

from __future__ import annotations

from datetime import date

import pytest

from yifa.screening import Context, screen

PART = Context(is_whole=False, on=date(2026, 3, 2))


def asked(sentence: str, head: str = "") -> list[str]:
    found = screen(f"{head}第一条 {sentence}", context=PART)
    return sorted({one.rule for one in found if one.rule != "ND-08"})


@pytest.mark.parametrize(
    "sentence",
    [
        "对在科技创新活动中作出突出贡献的组织和个人，按照国家有关规定给予表彰和奖励。",
        "对科技特派员工作成绩突出的，按照有关规定给予表彰奖励。",
        "对在科学普及工作中作出突出贡献的集体和个人，由市人民政府给予表扬、奖励。",
        "科学技术人员有突出贡献的，可以破格晋升职称并给予奖励。",
        "引进的符合条件的高层次人才，由有关部门依照规定给予安家补助。",
        "设立引进高层次科技人才发展专项资金，重点资助基础研究。",
        "鼓励用人单位引进海外高层次人才，对引进的领军人才给予资助。",
        "支持骨干教师和青年科技人员到企业兼职创新，给予经费支持。",
        "企业研究开发费用依照国家税收法律、法规的规定享受加计扣除等税收减免。",
        "税务机关应当宣传税费政策，提供办理减免的便利。",
        "小型微利企业依法享受企业所得税减免。",
        "从事技术转让的单位和个人，按照国家规定享受增值税免征政策。",
        "违反本办法规定，法律、法规已有处罚规定的，从其规定。",
        "企业曾受到罚款等行政处罚的，应当在申报时如实说明。",
        "初次违法且危害后果轻微并及时改正的，可以不予罚款。",
        "罚款收入全部上缴国库。",
    ],
)
def test_honours_support_to_talent_and_sentences_of_the_law_are_not_asked_about(sentence: str) -> None:
    assert asked(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("对新引进落户的科技型企业，给予一次性奖励五十万元。", "FC-20"),
        ("引进企业和人才团队整体迁入的，给予搬迁补助。", "FC-20"),
        ("入驻园区的企业，其增值税地方留成部分前三年全额返还。", "FC-17"),
        ("对本地注册的企业三年内减免企业所得税地方部分。", "FC-17"),
        ("对龙头企业给予重点支持，每年补贴一百万元。", "FC-18"),
        ("贡献突出的企业，由领导小组适当奖励。", "FC-22"),
        ("外地企业承接检测业务，应当先到市科技局备案。", "FC-01"),
        ("科技创新券仅限用于购买本市服务机构的服务。", "FC-06"),
        ("同等条件下优先采购本市企业的创新产品。", "FC-12"),
        ("外地企业应当在本市设立分支机构后方可申报。", "FC-13"),
        ("检测服务由市科学技术局指定的机构提供。", "FC-04"),
    ],
)
def test_real_restrictions_are_asked_about(sentence: str, rule: str) -> None:
    assert rule in asked(sentence)


@pytest.mark.parametrize(
    ("sentence", "final"),
    [
        ("未按规定报送报表的，处以五千元罚款。", True),
        ("情节严重的，没收违法所得，并吊销其资格证书。", True),
        ("由主管部门依照《中华人民共和国统计法》处以罚款。", None),
        ("申报企业应当缴纳保证金。", False),
    ],
)
def test_a_penalty_set_by_a_document_is_final(sentence: str, final: bool | None) -> None:
    found = [one for one in screen(f"第一条 {sentence}", context=PART) if one.rule == "ND-03"]
    assert [one.final for one in found] == ([] if final is None else [final])


def test_a_local_regulation_may_set_penalties() -> None:
    assert asked("未按规定报送报表的，处以五千元罚款。", head="某市科技创新促进条例\n\n") == []
