"""What a procedure is made of: names, roles, changes, what is left out, phases and order, each mistake at its line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from yifa.law.terms import Term
from yifa.procedure import FileProblems, Library, Procedure, load_library
from yifa.procedure.model import Condition, Exclude

INNER = """\
    institution: review
    title: {zh: 审核, en: Review}
    summary: {zh: 审核, en: Review}
    roles:
      draft: {zh: 起草, en: Draft}
      decide: {zh: 决定, en: Decide}
    steps:
      send:
        title: {zh: 送审, en: Send}
        by: {power: drafter}
        asks:
          note: {type: text, label: {zh: 说明, en: Note}}
          papers: {type: files, label: {zh: 材料, en: Papers}}
      examine:
        title: {zh: 审核, en: Examine}
        by: {power: legality-reviewer}
      answer:
        title: {zh: 答复, en: Answer}
        by: {power: drafter}
    rules:
      - id: sent-when-drafted
        basis: {zh: 本局制度, en: House rules}
        says: {zh: 起草后送审, en: Sent once drafted}
        condition: {step: send, needs: draft}
      - id: examined-when-sent
        basis: {zh: 本局制度, en: House rules}
        says: {zh: 送审后审核, en: Examined once sent}
        condition: {step: [examine, answer], needs: send}
      - id: decided-is-final
        basis: {zh: 本局制度, en: House rules}
        says: {zh: 决定后不再审核, en: Final once decided}
        exclude: {on: decide, steps: [everything]}
    """
OUTER = """\
    institution: making
    title: {zh: 制定, en: Making}
    summary: {zh: 制定, en: Making}
    roles:
      decide: {zh: 决定, en: Decide}
    made_of:
      - institution: review
        change:
          send: {asks: {note: {required: true}}}
    steps:
      draft:
        title: {zh: 起草, en: Draft}
        by: {power: drafter}
        opens: true
    phases:
      before: [draft, review]
    rules:
      - id: decided-after-all
        basis: {zh: 本局制度, en: House rules}
        says: {zh: 起草、审核后决定, en: Decided after all that}
        condition: {step: decide, needs: before}
    """
OWN = """\
    procedure: paper
    title: {zh: 文件, en: Paper}
    field: rulemaking
    in_force: {from: 2020-01-01, until: null}
    stance: own
    summary: {zh: 文件, en: Paper}
    made_of:
      - institution: making
        roles: {decide: sign}
    steps:
      sign:
        title: {zh: 签发, en: Sign}
        by: {power: head-of-organ}
        closes: true
    """


def _load(root: Path, own: str = OWN, institutions: Mapping[str, str] | None = None) -> Library:
    files = {f"institutions/{key}.yaml": text for key, text in (institutions or {}).items()}
    default = {"institutions/review.yaml": INNER, "institutions/making.yaml": OUTER}
    for name, text in {**default, **files, "procedures/paper.yaml": own}.items():
        path = root / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(dedent(text), encoding="utf-8")
    return load_library(root)


def made(root: Path, own: str = OWN, **institutions: str) -> Procedure:
    """The procedure of these files."""
    return _load(root, own, institutions).latest("paper")


def mistakes(root: Path, own: str = OWN, **institutions: str) -> list[str]:
    """Every mistake of these files, where it stands and what it says."""
    with pytest.raises(FileProblems) as refused:
        _load(root, own, institutions)
    return [f"{one.path}:{one.line} {one.en}" for one in refused.value.problems]


def test_steps_of_what_it_is_made_of_are_its_own_and_known_by_their_roles(tmp_path: Path) -> None:
    procedure = made(tmp_path)
    assert list(procedure.steps) == ["draft", "send", "examine", "answer", "sign"]
    assert procedure.steps["draft"].plays == ("making/draft", "review/draft")
    assert procedure.steps["sign"].plays == ("making/decide", "review/decide")
    assert procedure.institutions == ("making", "review")


def test_rules_speak_of_whoever_plays_the_role(tmp_path: Path) -> None:
    rules = made(tmp_path).by_id
    assert rules["review/sent-when-drafted"].relation == Condition(("send",), ("draft",))
    assert rules["making/decided-after-all"].relation == Condition(
        ("sign",), ("draft", "send", "examine", "answer")
    )


def test_everything_is_every_step_but_the_one_that_excludes(tmp_path: Path) -> None:
    assert made(tmp_path).by_id["review/decided-is-final"].relation == Exclude(
        ("sign",), ("draft", "send", "examine", "answer")
    )


def test_a_step_is_called_what_the_procedure_calls_it(tmp_path: Path) -> None:
    own = OWN.replace("roles: {decide: sign}", "roles: {decide: sign}\n        named: {examine: look}")
    procedure = made(tmp_path, own)
    assert procedure.steps["look"].plays == ("review/examine",)
    assert procedure.by_id["review/examined-when-sent"].relation == Condition(("look", "answer"), ("send",))


def test_changes_lie_one_over_the_other(tmp_path: Path) -> None:
    own = OWN.replace(
        "roles: {decide: sign}",
        "roles: {decide: sign}\n"
        "        change: {send: {title: {zh: 报送, en: Hand in}, asks: {papers: null, why: {type: text, "
        "label: {zh: 理由, en: Why}}}}}",
    )
    send = made(tmp_path, own).steps["send"]
    assert send.title.en == "Hand in"
    assert list(send.asks) == ["note", "why"]
    assert send.asks["note"].required


def test_what_is_left_out_is_nobody_to_the_rules_that_speak_of_it(tmp_path: Path) -> None:
    own = OWN.replace(
        "roles: {decide: sign}",
        "roles: {decide: sign}\n        without: {answer: {zh: 不需要, en: Not needed}}",
    )
    procedure = made(tmp_path, own)
    assert "answer" not in procedure.steps
    assert procedure.by_id["review/examined-when-sent"].relation == Condition(("examine",), ("send",))
    assert procedure.by_id["making/decided-after-all"].relation == Condition(
        ("sign",), ("draft", "send", "examine")
    )


def test_a_rule_rests_on_what_whoever_is_made_of_it_says_and_has_its_limit(tmp_path: Path) -> None:
    own = OWN.replace(
        "roles: {decide: sign}",
        "roles: {decide: sign}\n"
        "        basis: {zh: 某办法, en: Some measures}\n"
        "        rules: {review/examined-when-sent: {says: {zh: 三日, en: Three days}, "
        "condition: {delay: {days: 3}}}}",
    )
    rules = made(tmp_path, own).by_id
    examined = rules["review/examined-when-sent"]
    assert examined.relation == Condition(("examine", "answer"), ("send",), delay=Term.parse({"days": 3}))
    assert examined.says.en == "Three days"
    assert {
        rule.authority.en for key, rule in rules.items() if "/" in key and not key.startswith("house/")
    } == {"Some measures"}


def test_a_rule_is_left_out_with_a_reason(tmp_path: Path) -> None:
    own = OWN.replace(
        "roles: {decide: sign}",
        "roles: {decide: sign}\n"
        "        without_rules: {decided-after-all: {zh: 法律已有规定, en: The law says so}, "
        "review/decided-is-final: {zh: 法律已有规定, en: The law says so}}",
    )
    assert list(made(tmp_path, own).by_id) == ["review/sent-when-drafted", "review/examined-when-sent"]


def test_each_of_several_steps_that_end_everything_takes_the_others_away(tmp_path: Path) -> None:
    inner = INNER.replace("exclude: {on: decide, steps", "exclude: {on: [decide, examine], steps")
    assert made(tmp_path, review=inner).by_id["review/decided-is-final"].relation == Exclude(
        ("sign", "examine"), ("draft", "send", "examine", "answer", "sign")
    )


def test_steps_stand_in_the_order_that_the_procedure_names(tmp_path: Path) -> None:
    own = OWN.replace("made_of:", "order: [sign, review]\n    made_of:")
    assert list(made(tmp_path, own).steps) == ["sign", "send", "examine", "answer", "draft"]


def test_an_institution_is_read_as_it_stands_on_the_day(tmp_path: Path) -> None:
    inner = INNER.replace(
        "{zh: 审核, en: Examine}", "{2020-01-01: {zh: 审, en: Look}, 2023-01-01: {zh: 审核, en: Examine}}"
    ).replace("summary:", "in_force: {from: 2020-01-01, until: null}\n    summary:")
    versions = _load(tmp_path, OWN, {"review": inner}).versions("paper")
    titles = {one.version: one.steps["examine"].title.en for one in versions}
    assert titles == {20200101: "Look", 20230101: "Examine"}


def test_before_its_first_day_there_is_no_such_institution(tmp_path: Path) -> None:
    inner = INNER.replace("summary:", "in_force: {from: 2021-01-01, until: null}\n    summary:")
    assert mistakes(tmp_path, review=inner) == [
        "institutions/making.yaml:7 no such institution: 'review' is not known; use one of making"
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("institution: making", "institution: makin", "procedures/paper.yaml:8 no such institution: 'makin'"),
        ("{decide: sign}", "{decide: sing}", "procedures/paper.yaml:9 no such name: 'sing'"),
        ("{decide: sign}", "{decides: sign}", "procedures/paper.yaml:9 no such name: 'decides'"),
        ("roles: {decide: sign}", "named: {sand: x}", "procedures/paper.yaml:8 no such step: 'sand'"),
        (
            "roles: {decide: sign}",
            "without: {sent: {zh: 无, en: None}}",
            "procedures/paper.yaml:8 no such step: 'sent'",
        ),
        (
            "roles: {decide: sign}",
            "change: {send: {asks: {note: {type: txt}}}}",
            "procedures/paper.yaml:9 type: ",
        ),
        (
            "roles: {decide: sign}",
            "rules: {sent: {says: {zh: 无, en: None}}}",
            "procedures/paper.yaml:9 no such rule: 'sent'",
        ),
        (
            "roles: {decide: sign}",
            "rules: {review/sent-when-drafted: {condition: {needs: []}}}",
            "procedures/paper.yaml:9 needs: name at least one",
        ),
        (
            "roles: {decide: sign}",
            "without_rules: {review/sent: {zh: 无, en: None}}",
            "procedures/paper.yaml:9 no such rule: 'review/sent'",
        ),
        ("      sign:", "      send:", "procedures/paper.yaml:11 the step 'send' is already in 'review'"),
        ("made_of:", "order: [sing]\n    made_of:", "procedures/paper.yaml:7 no such name: 'sing'"),
        ("steps:", "  - review\n    steps:", "is used twice, or uses itself"),
    ],
)
def test_a_mistake_of_the_procedure_is_told_at_its_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert OWN.replace(old, new, 1) != OWN
    found = mistakes(tmp_path, OWN.replace(old, new, 1))
    assert any(said in one for one in found), found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("needs: before", "needs: befor", "institutions/making.yaml:21 rule 'decided-after-all': 'befor'"),
        ("[draft, review]", "[draft, revue]", "institutions/making.yaml:16 no such name: 'revue'"),
        (
            "      before:",
            "      draft:",
            "institutions/making.yaml:16 'draft' is a step and a phase; rename one",
        ),
        ("      decide: {zh: 决定", "      draft: {zh: 决定", "'draft' is a step of this institution"),
        ("institution: review\n", "institution: making\n", "'making' is used twice, or uses itself"),
    ],
)
def test_a_mistake_of_an_institution_is_told_at_its_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert OUTER.replace(old, new, 1) != OUTER
    found = mistakes(tmp_path, making=OUTER.replace(old, new, 1))
    assert any(said in one for one in found), found
