"""Pictures and checklists: what they show, and that a strict page may carry them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.procedure.making import APPLICANT, CHINA, FOLDER, attempt, officer
from yifa.procedure import Marking, Procedure, initial, load_library, take
from yifa.procedure.picture import Line, checklist, checklist_items, render_svg
from yifa.procedure.picture.layout import Box, Link, lay_out
from yifa.procedure.picture.svg import text_width, wrap

SVG = "{http://www.w3.org/2000/svg}"


@cache
def permit() -> Procedure:
    return load_library(FOLDER / "examples").latest("example-permit")


def accepted() -> Marking:
    marking = take(
        permit(), initial(permit()), attempt("apply", APPLICANT, date(2020, 3, 2), amount=1), CHINA
    ).marking
    return take(permit(), marking, attempt("accept", officer("w", "window"), date(2020, 3, 3)), CHINA).marking


def test_every_step_is_a_box_with_its_title_and_hover() -> None:
    root = ET.fromstring(render_svg(permit()))
    boxes = {group.get("data-step"): group for group in root.iter(f"{SVG}g") if group.get("data-step")}
    assert set(boxes) == {key for key, step in permit().steps.items() if step.return_of is None}
    shown = "".join(boxes["hold-hearing"].itertext())
    assert "举行听证" in shown
    assert "依据" not in shown
    assert "《示例许可规则》第三十八条" in "".join(boxes["grant"].itertext())


def test_limits_stand_on_the_arrows_with_the_law_on_hover() -> None:
    root = ET.fromstring(render_svg(permit()))
    limits = [text.text for text in root.iter(f"{SVG}text") if text.get("class") == "limit-text"]
    assert "20个工作日（承诺15个工作日）" in limits
    assert "满7日" in limits
    hovers = [title.text or "" for title in root.iter(f"{SVG}title")]
    assert any("二十个工作日内作出决定 《示例许可规则》第四十二条" in hover for hover in hovers)


def test_the_picture_is_accessible_and_fits_a_strict_content_policy() -> None:
    text = render_svg(permit(), ident="case-1")
    root = ET.fromstring(text)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "case-1-title case-1-desc"
    assert "style=" not in text
    assert "<style" not in text
    assert "<script" not in text
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(name is not None and name.startswith("case-1-") for name in ids)


def test_where_a_case_stands_is_laid_over_the_picture() -> None:
    text = render_svg(permit(), accepted(), today=date(2020, 3, 30), calendar=CHINA)
    root = ET.fromstring(text)
    states = {
        group.get("data-step"): (group.get("class") or "").split()[1]
        for group in root.iter(f"{SVG}g")
        if group.get("data-step")
    }
    assert states["apply"] == states["accept"] == "done"
    assert states["grant"] == "owed"
    assert states["examine"] == "possible"
    assert states["reject"] == "gone"
    assert states["review"] == "barred"
    assert "✓ 2020年3月3日" in text
    assert "应办：2020年3月24日前" in text
    # The promise of 24 March has passed on the 30th.
    assert "#b91c1c" in text


def test_the_picture_speaks_the_readers_language() -> None:
    english = render_svg(permit(), language="en")
    assert "20 working days (promised 15 working days)" in english
    assert "受理" not in english


def test_more_relations_are_drawn_on_demand() -> None:
    assert "relation exclude" not in render_svg(permit())
    assert "relation exclude" in render_svg(permit(), lines=frozenset(Line))
    assert "relation separation" in render_svg(permit(), lines=frozenset(Line))


def test_long_titles_are_wrapped_and_cut() -> None:
    assert wrap("书面告知专家评审所需时间", 14, 138) == ["书面告知专家评审所", "需时间"]
    assert wrap("Tell in one notice what is missing", 14, 138)[0] == "Tell in one"
    assert len(wrap("很长" * 40, 14, 138)) == 3
    assert text_width("工作日", 10) == 30


_keys = "abcdefgh"


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(_keys), st.sampled_from(_keys), st.booleans()), max_size=16))
def test_boxes_never_overlap_and_every_link_has_a_path(edges: list[tuple[str, str, bool]]) -> None:
    boxes = [Box(key, 100, 40) for key in _keys]
    links = [
        Link(f"{number}", source, target, 1, forward)
        for number, (source, target, forward) in enumerate(edges)
    ]
    placed = lay_out(boxes, links, roots=["a"])
    centres = list(placed.centres.items())
    for number, (one, (x0, y0)) in enumerate(centres):
        for other, (x1, y1) in centres[number + 1 :]:
            if "·" not in one and "·" not in other:
                assert abs(x0 - x1) >= 99.9 or abs(y0 - y1) >= 39.9
    assert set(placed.paths) == {link.key for link in links if link.source != link.target}
    for x, y in placed.centres.values():
        assert 0 <= x <= placed.width
        assert 0 <= y <= placed.height


def test_the_checklist_says_every_rule_once_with_its_article() -> None:
    items = checklist_items(permit())
    told = [item.rule.id for item in items if item.rule is not None]
    assert sorted(told) == sorted(rule.id for rule in permit().rules if not rule.id.startswith("procedure/"))
    sentences = checklist(permit())
    assert (
        "办理「受理」后，应当在20个工作日内办理「准予许可」或「不予许可」（依据《示例许可规则》第四十二条）。"
        in sentences
    )
    assert "「审查」与「合法性审查」不得由同一人办理（依据《示例许可规则》第三十四条）。" in sentences


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_checklist_speaks_one_language(language: str) -> None:
    sentences = checklist(permit(), language)
    assert all(sentence.strip() for sentence in sentences)
    chinese = [sentence for sentence in sentences if any("\u4e00" <= char <= "\u9fff" for char in sentence)]
    assert (len(chinese) == len(sentences)) if language == "zh-hans" else (chinese == [])
