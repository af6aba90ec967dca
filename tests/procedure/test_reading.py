"""Mistakes in files: every one with its line and column, in both languages, several at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.procedure.making import FOLDER
from yifa.procedure import FileProblem, FileProblems, NoProcedure, load_library
from yifa.procedure.library import read_procedure, read_statute

STATUTE = (FOLDER / "examples/statutes/example-permit-rules.yaml").read_text(encoding="utf-8")
PROCEDURE = (FOLDER / "examples/procedures/example-permit.yaml").read_text(encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("statutes", "procedures"):
        (tmp_path / name).mkdir()
    (tmp_path / "statutes/example-permit-rules.yaml").write_text(STATUTE, encoding="utf-8")
    (tmp_path / "procedures/example-permit.yaml").write_text(PROCEDURE, encoding="utf-8")
    return tmp_path


def problems_after(
    root: Path, old: str, new: str, name: str = "procedures/example-permit.yaml"
) -> list[FileProblem]:
    """What the loader says once ``old`` is ``new``; the unchanged files load."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    load_library(root)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        load_library(root)
    for item in caught.value.problems:
        assert item.zh
        assert item.en
    return list(caught.value.problems)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_misspelt_key_gets_a_suggestion_at_its_line(root: Path) -> None:
    (found,) = problems_after(root, "    returns_to: examine", "    return_to: examine")
    assert found.line == line_of(PROCEDURE, "    returns_to: examine")
    assert found.column == 5
    assert found.zh == "不认识“return_to”，是否为“returns_to”？"
    assert found.path == "procedures/example-permit.yaml"


@pytest.mark.parametrize(
    ("old", "new", "zh"),
    [
        (
            "by: {power: window}",
            "by: window",
            "by 应为 applicant、system、officer 或 {power: 职权}，不能是“window”",
        ),
        ("title: {zh: 受理, en: Accept}", "title: 受理", "没有英文：“受理”"),
        ("title: {zh: 受理, en: Accept}", "title: {zh: 受理}", "缺少英文"),
        ("stance: own", "stance: onw", "不认识“onw”，是否为“own”？"),
        ("from: 2010-01-01", "from: 1 January", "应为日期"),
        ("until: null}", "until: 2009-12-31}", "止日2009-12-31早于起日2010-01-01"),
        ("type: money", "type: mony", "不认识“mony”，是否为“money”？"),
        ("type: money", "type: money, happens: true", "只用于 type: date"),
        ("type: money", "type: date, not_before: amount", "not_before 应是某一步询问的另一日期"),
        ("within: {working_days: 15}", "within: {working_days: 15}, from: amount", "的 from 应是「"),
        ("within: {working_days: 15}", "within: {working_day: 15}", "不认识期限单位“working_day”"),
        ("within: {working_days: 15}", "within: {hours: 24}", "不能以小时计"),
        (
            "basis: {zh: 本局办事指南, en: Service guide}\n    says: {zh: 承诺",
            "says: {zh: 承诺",
            "没有法律依据",
        ),
        ("steps:\n  apply:", "steps:\n  Apply:", "应为小写英文"),
        ("statute: example-permit-rules", "statute: example-permit-rule", "没有这部法规文件"),
        ("receive: apply,", "recieve: apply,", "不认识“recieve”，是否为“receive”？"),
        ("decide: [grant, refuse]", "decide: [grant, refused]", "不认识“refused”，是否为“refuse”？"),
        ("parts: []", "parts: [delivry]", "是否为“delivery”？"),
        ("needs: examine}", "needs: examne}", "不认识“examne”，是否为“examine”？"),
        (
            "promises: example-permit-rules/decide-in-20",
            "promises: example-permit-rules/decide-in-2",
            "没有这一法定期限",
        ),
        ("finishes: [reject, deliver]", "finishes: [reject]", "却没有列在 finishes 中"),
        ("finishes: [reject, deliver]", "finishes: [reject, grant, deliver]", "却没有 closes: true"),
        ("returns_to: examine", "returns_to: review", "不能退回给自己"),
        (
            "- {step: deliver, on: 2020-03-16",
            "- {step: delivery, on: 2020-03-16",
            "不认识“delivery”，是否为“deliver”？",
        ),
        (
            "rule: example-permit-rules/decide-after-review",
            "rule: example-permit-rules/decide-after",
            "没有这一规则",
        ),
        ("  - id: one-decision\n", "  - id: one-answer\n", "写了两次"),
        (
            "choices: {lawful: {zh: 合法, en: Lawful}",
            "choices: {legal: {zh: 合法, en: Lawful}",
            "a.opinion 没有“lawful”这一选项",
        ),
    ],
)
def test_a_mistake_in_a_procedure_is_explained(root: Path, old: str, new: str, zh: str) -> None:
    found = problems_after(root, old, new)
    assert any(zh in item.zh for item in found), [item.zh for item in found]
    assert all(item.line > 0 for item in found)


@pytest.mark.parametrize(
    ("old", "new", "zh"),
    [
        ('article: "38"', 'artcle: "38"', "不认识“artcle”，是否为“article”？"),
        ("level: law", "level: statute", "不认识“statute”"),
        (
            "owed: [accept, ask-correction,",
            "owed: [acept, ask-correction,",
            "不认识“acept”，是否为“accept”？",
        ),
        ("limit: answer-in-5", "limit: answer-in-6", "不认识“example-permit-rules/answer-in-6”"),
        ("limit: answer-in-5", "limit: hearing-stops", "应是有期限（within）的 response"),
        ('with: a.opinion == "lawful"', "with: a.opinion = lawful", "看不懂“=”"),
        (
            "when: a.amount >= 50000000",
            "when: a.amont >= 50000000",
            "没有哪一步询问 a.amont，是否为 a.amount？",
        ),
        (
            "    quorum: {step: site-check, people: 2}",
            "    quorum: {step: site-check, people: 1}",
            "不得小于2",
        ),
    ],
)
def test_a_mistake_in_a_statute_is_explained(root: Path, old: str, new: str, zh: str) -> None:
    found = problems_after(root, old, new, "statutes/example-permit-rules.yaml")
    assert any(zh in item.zh for item in found), [item.zh for item in found]


def test_a_rule_with_two_relations_or_none_is_refused(root: Path) -> None:
    quorum = "    quorum: {step: site-check, people: 2}\n"
    name = "statutes/example-permit-rules.yaml"
    two = problems_after(root, quorum, quorum + "    milestone: {step: decide, waits_for: examine}\n", name)
    assert "应有且只有一种关系" in two[1].zh
    assert "milestone、quorum" in two[1].zh
    assert two[0].zh == "法规文件“example-permit-rules”有误，请先改正它"


def test_several_mistakes_are_reported_at_once_in_order(root: Path) -> None:
    path = root / "procedures/example-permit.yaml"
    text = PROCEDURE.replace("stance: own", "stance: onw").replace("closes: true", "close: true")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        load_library(root)
    lines = [item.line for item in caught.value.problems]
    assert len(lines) == 4
    assert lines == sorted(lines)
    assert caught.value.zh.count("procedures/example-permit.yaml:") == 4


def test_a_gate_whose_role_no_step_plays_is_refused_unless_omitted_with_a_reason(root: Path) -> None:
    path = root / "procedures/example-permit.yaml"
    without = PROCEDURE.replace("roles: {receive", "roles: {review: [], receive")
    walks = without.index("walks:")
    path.write_text(without[:walks], encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        load_library(root)
    assert "关口规则“example-permit-rules/decide-after-review”" in caught.value.problems[0].zh
    assert "《示例许可规则》第三十八条" in caught.value.problems[0].zh
    omitted = without[:walks].replace(
        "    parts: []\n",
        "    parts: []\n    omit:\n      - rules: [decide-after-review, reviewer-is-not-examiner]\n"
        "        because: {zh: 不适用, en: Not concerned}\n",
    )
    path.write_text(omitted, encoding="utf-8")
    with pytest.raises(FileProblems, match="不能只写理由就不适用"):
        load_library(root)


@pytest.mark.parametrize(
    ("text", "zh", "line"),
    [
        ("steps: [a, b", "YAML 写法有误", 1),
        ("a: 1\n  b: 2\n", "YAML 写法有误", 2),
        ("a: 1\na: 2\n", "“a”写了两次", 2),
        ("- a\n- b\n", "文件应由“名称: 值”组成", 1),
        ("", "文件应由“名称: 值”组成", 1),
        ("a: 1\n<<: 5\n", "<< 之后应为", 2),
        ("a: &a [*a]\n", "过大或层次过深", 1),
        (
            "a: &a [x, x, x, x, x, x, x, x, x]\n"
            + "".join(
                f"{one}: &{one} [{', '.join(['*' + before] * 9)}]\n"
                for before, one in zip("abcdefg", "bcdefgh", strict=True)
            ),
            "过大或层次过深",
            1,
        ),
    ],
)
def test_what_is_not_yaml_is_said_with_its_line(tmp_path: Path, text: str, zh: str, line: int) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        read_statute(path)
    assert zh in caught.value.problems[0].zh
    assert caught.value.problems[0].line == line


def test_files_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    (tmp_path / "gbk.yaml").write_bytes("标题: 许可".encode("gbk"))
    for name, zh in (("missing.yaml", "没有这个文件"), ("gbk.yaml", "不是 UTF-8"), (".", "这是文件夹")):
        with pytest.raises(FileProblems) as caught:
            read_statute(tmp_path / name)
        assert zh in caught.value.problems[0].zh


def test_unknown_powers_are_refused_where_powers_are_listed(root: Path) -> None:
    powers = root / "procedures/powers.yaml"
    listed = ["window", "examiner", "legality-reviewer", "hearing-chair", "head-of-organ"]
    powers.write_text("".join(f"{name}: {{zh: {name}, en: {name}}}\n" for name in listed), encoding="utf-8")
    made = load_library(root).latest("example-permit")
    assert set(made.power_titles) == set(listed)
    powers.write_text("windw: {zh: 窗口, en: Window}\n", encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        load_library(root)
    assert "职权：不认识“window”，是否为“windw”？" in {item.zh for item in caught.value.problems}


def test_versions_are_found_by_day_and_by_hash(root: Path) -> None:
    dated = PROCEDURE.replace(
        "title: {zh: 受理, en: Accept}",
        "title: {2010-01-01: {zh: 受理, en: Accept}, 2021-01-01: {zh: 决定受理, en: Accept}}",
    )
    (root / "procedures/example-permit.yaml").write_text(dated, encoding="utf-8")
    library = load_library(root)
    old, new = library.versions("example-permit")
    assert library.procedure("example-permit", old.in_force.first) is old
    assert library.procedure("example-permit", new.in_force.first) is new
    assert library.by_hash(old.hash) is old
    assert old.hash != new.hash
    with pytest.raises(NoProcedure) as caught:
        library.versions("example-permitt")
    assert "是否为“example-permit”？" in caught.value.zh


def test_the_hash_follows_the_law_and_not_the_layout(root: Path) -> None:
    before = load_library(root).latest("example-permit").hash
    path = root / "statutes/example-permit-rules.yaml"
    path.write_text("# 新的注释\n\n" + STATUTE, encoding="utf-8")
    assert load_library(root).latest("example-permit").hash == before
    path.write_text(
        STATUTE.replace("within: {working_days: 20}", "within: {working_days: 21}", 1), encoding="utf-8"
    )
    assert load_library(root).latest("example-permit").hash != before
    path.write_text(STATUTE.replace('article: "38"', 'article: "39"'), encoding="utf-8")
    assert load_library(root).latest("example-permit").hash != before


def test_an_article_is_a_citation_of_its_statute() -> None:
    (statute,) = read_statute(FOLDER / "examples/statutes/example-permit-rules.yaml")
    assert statute.rule("silence-accepts").article == "32(2)"
    assert statute.rule("silence-accepts").authority.zh == "《示例许可规则》第三十二条第二款"
    assert statute.rule("decide-in-20").authority.en == "Example Permit Rules, art. 42"


def test_roles_of_the_same_name_map_by_themselves_and_several_steps_share_a_role() -> None:
    versions = read_statute(FOLDER / "examples/statutes/example-permit-rules.yaml")
    path = FOLDER / "examples/procedures/example-permit.yaml"
    (made,) = read_procedure(path, {versions[0].key: versions})
    assert made.by_id["example-permit-rules/decide-in-20"].relation.owed == ("grant", "refuse")  # type: ignore[union-attr]
    steps = made.by_id["example-permit-rules/decide-after-review"].relation.steps  # type: ignore[union-attr]
    assert steps == ("grant", "refuse")


@pytest.mark.parametrize(
    ("text", "zh", "line", "column"),
    [
        ("a: &x 1\nb: &x 2\n", "同一引用名（&）写了两次", 2, 4),
        ("a: &己 1\n", "只能用英文字母", 1, 5),
        ("a: 1\nb: 甲\x85乙\n", "看不见的换行符（U+0085）", 2, 5),
        ("a: 1\nb: [2027-04-33]\n", "“2027-04-33”：不是日期", 2, 5),
        ("a: !!binary 甲\n", "看不懂“甲”", 1, 4),
    ],
)
def test_what_the_reader_does_not_take_is_said_at_its_column(
    tmp_path: Path, text: str, zh: str, line: int, column: int
) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        read_statute(path)
    (found,) = caught.value.problems
    assert zh in found.zh
    assert found.en
    assert (found.line, found.column) == (line, column)
