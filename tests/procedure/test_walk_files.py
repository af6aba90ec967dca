"""Walks as files write them: one goes on from another, and what it does not say is as there."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest

from yifa.procedure import FileProblems, load_library
from yifa.procedure.model import Walk

PROCEDURE = """\
    procedure: paper
    title: {zh: 文件, en: Paper}
    field: rulemaking
    in_force: {from: 2020-01-01, until: null}
    stance: own
    summary: {zh: 文件, en: Paper}
    steps:
      draft:
        title: {zh: 起草, en: Draft}
        by: {power: drafter}
        opens: true
        asks:
          note: {type: text, label: {zh: 说明, en: Note}}
          kind: {type: text, label: {zh: 类别, en: Kind}}
      review: {title: {zh: 审核, en: Review}, by: {power: legality-reviewer}}
      sign: {title: {zh: 签发, en: Sign}, by: {power: head-of-organ}, closes: true}
    rules:
      - id: reviewed-first
        basis: {zh: 本局制度, en: House rules}
        says: {zh: 审核后签发, en: Signed once reviewed}
        condition: {step: sign, needs: review}
    walks:
      - name: {zh: 办结, en: Whole}
        key: whole
        steps:
          - {step: draft, on: 2020-03-02, by: {officer: d, powers: [drafter]}, answers: {note: 甲, kind: 乙}}
          - {step: review, on: 2020-03-03, by: {officer: l, powers: [legality-reviewer]}}
          - {step: sign, on: 2020-03-04, by: {officer: h, powers: [head-of-organ]}}
        closes: true
    """
GOING_ON = """\
      - name: {zh: 起草, en: Begun}
        key: begun
        after: whole
        until: draft
        owes: []
      - name: {zh: 未审核, en: Unreviewed}
        after: begun
        steps:
          - {step: draft, on: 2020-03-03, answers: {note: 丙, kind: null}}
        refused: {step: sign, rule: house/reviewed-first}
    """


def walks(root: Path, more: str = GOING_ON) -> tuple[Walk, ...]:
    path = root / "procedures/paper.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(dedent(PROCEDURE) + indent(dedent(more), "  "), encoding="utf-8")
    return load_library(root).latest("paper").walks


def test_what_a_walk_does_not_say_is_as_in_the_one_it_goes_on_from(tmp_path: Path) -> None:
    whole, begun, unreviewed = walks(tmp_path)
    assert begun.steps == whole.steps[:1]
    first, again = unreviewed.steps
    assert first == whole.steps[0]
    assert (again.on.day, again.by, dict(again.answers)) == (3, first.by, {"note": "丙"})
    refused = unreviewed.refused
    assert refused is not None
    # The walk it goes on from is never signed, but the one before is.
    assert (refused.on, refused.by) == (whole.steps[2].on, whole.steps[2].by)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("after: whole", "after: hole", "no such walk: 'hole'"),
        ("until: draft", "until: drafted", "that walk has no such step: 'drafted'"),
        ("        after: whole\n", "", "until needs after"),
        ("after: begun\n", "\n", "say by: the walk that this one goes on from does not take the step"),
        ("key: begun\n        after: whole", "key: begun\n        after: begun", "no such walk: 'begun'"),
    ],
)
def test_what_a_walk_cannot_go_on_from_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert GOING_ON.replace(old, new, 1) != GOING_ON
    with pytest.raises(FileProblems) as refused:
        walks(tmp_path, GOING_ON.replace(old, new, 1))
    assert any(said in one.en for one in refused.value.problems), refused.value.en
