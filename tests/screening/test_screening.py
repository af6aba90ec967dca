"""Rules ask where a lawyer would, and are silent where a clause only sounds like it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.law.errors import FileProblem
from yifa.screening import Context, KnownDocument, Matter, Severity, Standing, rule_books, screen, standard
from yifa.screening.files import read_books
from yifa.screening.labelled import read_clauses, read_folder
from yifa.screening.pattern import PatternProblem, read_pattern
from yifa.screening.scoring import by_keywords, by_rules, score

LABELLED = Path(__file__).resolve().parents[2] / "labelled" / "screening"
CLAUSE = Context(is_whole=False)


def rules_of(text: str, context: Context = CLAUSE) -> set[str]:
    return {one.rule for one in screen(text, context=context)}


def test_a_finding_says_where_which_rule_why_and_what_to_answer() -> None:
    text = "第五条 创新券只能用于购买本市行政区域内服务机构的服务。"
    (found,) = screen(text, context=CLAUSE)
    assert (found.rule, found.severity) == ("FC-06", Severity.HIGH)
    assert text[found.start : found.end] == found.span
    assert found.sentence == text.strip()
    for words in (found.title, found.basis, found.why, found.question, found.suggestion):
        assert words.zh
        assert words.en
    assert {"11(2)", "11(4)"} <= set(found.items)


def test_words_that_forbid_the_restriction_are_innocent() -> None:
    assert rules_of("检测单位须在本市设有分支机构方可投标。") == {"FC-13"}
    assert rules_of("不得要求检测单位在本市设有分支机构方可投标。") == set()


def test_a_list_is_read_with_the_words_that_introduce_it() -> None:
    lead = "不得以下列条件限制投标人：\n（一）在本市设有分支机构的方可投标；\n"
    assert rules_of(lead) == set()
    assert rules_of(lead.replace("不得以下列条件限制投标人", "投标人应当符合下列条件")) == {"FC-13"}


def test_a_matter_of_the_bureau_and_an_item_of_the_national_list_are_no_new_power() -> None:
    text = "市科技局负责对实验动物使用实行审批管理。"
    assert rules_of(text) == {"ND-02"}
    assert rules_of(text, Context(is_whole=False, matters=(Matter("实验动物使用"),))) == set()
    listed = "骗取财政资金的，列入失信名单。"
    assert "ND-14" in rules_of(listed)
    assert rules_of(listed, Context(is_whole=False, credit_items=frozenset({"骗取财政资金"}))) == set()


def test_conditions_that_the_law_does_not_have_are_asked_about() -> None:
    matter = Matter("实验动物使用许可", "实验动物管理条例", ("有符合标准的饲养环境设施", "有健全的管理制度"))
    text = "申请实验动物使用许可应当具备下列条件：\n（一）有符合标准的饲养设施；\n（二）发表过高水平论文。\n"
    found = screen(text, context=Context(is_whole=False, matters=(matter,)))
    assert [(one.rule, one.span.strip()) for one in found] == [("ND-04", "（二）发表过高水平论文。")]


@pytest.mark.parametrize(
    ("standing", "asks"),
    [
        (Standing.UNPUBLISHED, True),
        (Standing.EXPIRED, True),
        (Standing.ABOLISHED, True),
        (Standing.IN_FORCE, False),
    ],
)
def test_what_is_unpublished_or_gone_is_no_basis(standing: Standing, *, asks: bool) -> None:
    known = KnownDocument("某科〔2019〕3号", "某市创新券办法", standing)
    context = Context(is_whole=False, documents=(known,))
    assert ("ND-11" in rules_of("依照某科〔2019〕3号执行。", context)) is asks
    assert ("ND-11" in rules_of("依照《某市创新券办法》执行。", context)) is asks
    assert rules_of("《某市创新券办法》同时废止。", context) == set()


def test_a_law_that_ended_is_named_with_what_replaced_it() -> None:
    context = Context(is_whole=False, on=date(2026, 3, 2))
    (found,) = screen("依照《中华人民共和国担保法》办理。", context=context)
    assert found.rule == "ND-11"
    assert "民法典" in found.detail.zh
    assert (
        rules_of("依照《中华人民共和国担保法》办理。", Context(is_whole=False, on=date(2020, 3, 2))) == set()
    )


def test_a_faulty_document_number_is_shown_as_it_should_be() -> None:
    (found,) = screen("根据某科[2022]第06号文件执行。", context=CLAUSE)
    assert (found.rule, found.severity) == ("ND-11", Severity.LOW)
    assert "某科〔2022〕6号" in found.detail.zh


def test_what_a_whole_draft_lacks_is_asked_and_of_a_clause_it_is_not() -> None:
    text = "某市办法\n第一条 为规范管理，制定本办法。\n"
    lacking = [one.detail.zh for one in screen(text, context=Context()) if one.rule == "ND-12"]
    assert lacking == ["没有写明施行日期。", "没有写明有效期。", "没有写明由谁解释。"]
    assert rules_of(text) == set()


def test_competition_rules_call_for_the_review_until_it_is_done() -> None:
    text = "创新券限于购买本市机构的服务。本办法自2026年5月1日起施行，有效期三年，由市科技局解释。"
    assert rules_of(text, Context()) == {"FC-06", "ND-08"}
    done = frozenset({"review-competition", "consult", "review-legality", "deliberate", "consult-parties"})
    assert rules_of(text, Context(steps_done=done)) == {"FC-06"}


def test_steps_that_are_not_on_record_are_asked_about() -> None:
    found = screen("创新券。", context=Context(is_whole=False, steps_done=frozenset({"consult"})))
    assert [(one.rule, one.detail.zh) for one in found if one.rule == "ND-10"] == [
        ("ND-10", "还没有“合法性审核”的记录。"),
        ("ND-10", "还没有“集体审议”的记录。"),
    ]


def test_effect_before_publication_and_too_soon_after_it() -> None:
    text = "本办法自2026年1月1日起施行。"
    before = screen(text, context=Context(is_whole=False, published_on=date(2026, 4, 20)))
    assert [(one.rule, one.severity) for one in before] == [("ND-13", Severity.HIGH)]
    soon = screen(text, context=Context(is_whole=False, published_on=date(2025, 12, 20)))
    assert [(one.rule, one.severity) for one in soon] == [("ND-13", Severity.LOW)]
    assert not screen(text, context=Context(is_whole=False, published_on=date(2025, 11, 1)))


def test_filing_is_counted_from_publication() -> None:
    published = {"is_whole": False, "published_on": date(2026, 1, 5)}
    assert "ND-15" in rules_of("办法。", Context(**published, on=date(2026, 3, 2)))  # type: ignore[arg-type]
    assert not rules_of(
        "办法。",
        Context(**published, on=date(2026, 3, 2), filed_on=date(2026, 1, 12)),  # type: ignore[arg-type]
    )


def test_the_standard_has_sixty_six_items_in_four_groups() -> None:
    assert [len(group.items) for group in standard().groups] == [19, 23, 13, 11]
    assert standard().item("19(3)").cited.zh == "《公平竞争审查条例实施办法》第十九条第三项"
    assert standard().group_of("15(3)").key == "free_movement"


def test_every_rule_names_items_that_there_are_and_is_tried_on_labelled_clauses() -> None:
    book = rule_books()
    assert [one.id for one in book.rules] == [f"ND-{n:02}" for n in range(1, 16)] + [
        f"FC-{n:02}" for n in range(1, 29)
    ]
    for rule in book.rules:
        for item in rule.items:
            standard().item(item)
    clauses = [*read_folder(LABELLED / "development"), *read_folder(LABELLED / "aside")]
    assert len(clauses) >= 340
    assert {rule for one in clauses for rule in one.expected} == {rule.id for rule in book.rules}


@pytest.mark.parametrize("name", ["development", "aside"])
def test_the_rules_keep_their_precision_and_recall_and_a_keyword_list_has_neither(name: str) -> None:
    clauses = read_folder(LABELLED / name)
    assert sum(not one.expected for one in clauses) >= len(clauses) * 0.4
    rules, words = score(clauses, by_rules()).total, score(clauses, by_keywords()).total
    assert rules.precision >= 0.85
    assert rules.recall >= 0.85
    assert words.precision < 0.7


def test_an_answer_to_a_sentence_stays_while_the_sentence_stays() -> None:
    first = screen("第三条 企业须在本市设有分公司方可投标。", context=CLAUSE)[0]
    later = screen("新增一句。\n第三条 企业须在本市设有分公司方可投标。", context=CLAUSE)[0]
    other = screen("第三条 企业须在本市设有办事处方可投标。", context=CLAUSE)[0]
    assert first.key == later.key != other.key


@pytest.mark.parametrize("source", ["(甲|乙", "甲~", "{nothing}甲", "甲)乙", "<甲", "~5", "!甲"])
def test_a_pattern_that_cannot_be_read_says_why(source: str) -> None:
    with pytest.raises(PatternProblem) as problem:
        read_pattern(source, {})
    assert problem.value.zh
    assert problem.value.en


def test_a_mistake_in_a_rule_is_reported_with_its_file_and_rule(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2] / "screening"
    for one in root.glob("*.yaml"):
        (tmp_path / one.name).write_text(one.read_text(encoding="utf-8"), encoding="utf-8")
    rules = tmp_path / "fair-competition.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("{local}", "{nowhere}", 1), encoding="utf-8")
    with pytest.raises(FileProblem) as problem:
        read_books(tmp_path)
    assert "fair-competition.yaml" in problem.value.path
    assert "FC-" in problem.value.zh


@pytest.mark.parametrize(
    "text", ["没有标题的条款\n", "== FC-01\n\n", "== -\n%nothing 1\n条款\n", "== -\n%on 昨天\n条款\n"]
)
def test_a_mistake_in_a_labelled_file_is_reported_with_its_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileProblem) as problem:
        list(read_clauses(path))
    assert problem.value.line >= 1


WORDS = st.sampled_from(
    [
        "创新券",
        "本市",
        "机构",
        "不得",
        "罚款",
        "《担保法》",
        "第六条",
        "。",
        "\n",
        "（一）",
        "：",
        "下列",
        "奖励",
        "企业",
        "〔2020〕3号",
    ]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, max_size=60).map("".join))
def test_offsets_always_hold_and_nothing_is_asked_twice_of_a_sentence(text: str) -> None:
    found = screen(text, context=Context(on=date(2026, 3, 2)))
    for one in found:
        assert text[one.start : one.end] == one.span
    places = [(one.rule, one.start, one.detail.zh) for one in found]
    assert len(places) == len(set(places))
    assert [one.start for one in found] == sorted(one.start for one in found)
