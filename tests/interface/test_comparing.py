"""Two versions of a text: what is the same, what changed, what came and went."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.interface.comparing import Change, compare

OLD = "第一条 为支持创新，制定本办法。\n第二条 创新券面额为五万元。\n第三条 由市科技局解释。"
NEW = "第一条 为支持创新，制定本办法。\n第二条 创新券面额为十万元。\n第四条 自公布之日起施行。\n第三条 由市科技局解释。"


def test_only_what_changed_within_a_line_is_marked() -> None:
    found = compare(OLD, NEW)
    [line] = [one for one in found.lines if one.change is Change.CHANGED]
    assert [run.text for run in line.old if run.changed] == ["五"]
    assert [run.text for run in line.new if run.changed] == ["十"]


def test_what_came_and_what_went_is_counted() -> None:
    found = compare(OLD, NEW)
    assert (found.changed, found.added, found.removed) == (1, 1, 0)
    assert compare(NEW, OLD).removed == 1


def test_blank_lines_and_blanks_at_the_end_do_not_count() -> None:
    assert compare(OLD, OLD.replace("\n", "  \n\n")).is_same


@settings(deadline=None, max_examples=60)
@given(st.text("第一二条。\n", max_size=60), st.text("第一二条。\n", max_size=60))
def test_both_versions_can_be_read_back(old: str, new: str) -> None:
    found = compare(old, new)
    left = ["".join(run.text for run in line.old) for line in found.lines if line.old]
    right = ["".join(run.text for run in line.new) for line in found.lines if line.new]
    assert left == [line.strip() for line in old.splitlines() if line.strip()]
    assert right == [line.strip() for line in new.splitlines() if line.strip()]


def test_an_article_put_in_leaves_those_after_it_beside_their_own() -> None:
    found = compare(
        "第一条 甲乙丙丁。\n第二条 申领单位应当注册。",
        "第一条 戊己庚辛。\n第二条 甲乙丙丁。\n第三条 申领单位应当登记。",
    )
    assert [line.change for line in found.lines] == [Change.ADDED, Change.CHANGED, Change.CHANGED]


def test_a_character_shared_by_chance_does_not_tear_a_change_apart() -> None:
    [line] = compare("兑付比例不超过四成的部分", "兑付比例不超过五十万元的部分").lines
    assert [run.text for run in line.both] == ["兑付比例不超过", "四成", "五十万元", "的部分"]
    [line] = compare(
        "申领创新券的企业应当在本市注册登记满一年", "申领创新券的企业可以在外地注册登记满一年"
    ).lines
    assert [run.text for run in line.both if run.changed] == ["应当在本市", "可以在外地"]


def test_long_stretches_without_a_change_are_folded() -> None:
    same = "\n".join(f"第{number}条 相同的内容{number}。" for number in range(20))
    stretches = compare(f"{same}\n末条 甲。", f"{same}\n末条 乙。").stretches
    assert [(one.folded, len(one.lines)) for one in stretches] == [(True, 19), (False, 2)]
