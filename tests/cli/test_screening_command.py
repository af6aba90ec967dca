"""``yifa screening``: questions about files, as text and as JSON, and the score of the rules beside a keyword list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from yifa.cli import main

DRAFT = "某市科技创新券管理办法\n第三条 创新券只能用于购买本市服务机构提供的服务。\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(["--language", "zh-hans", *arguments])
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out + said.err


def test_a_draft_is_asked_about_with_place_reason_and_wording(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "办法.txt"
    draft.write_text(DRAFT, encoding="gb18030")
    status, said = run(capsys, "screening", "check", str(draft), "--on", "2026-03-02")
    assert status == 0
    assert "FC-06" in said
    assert "ND-12" in said
    assert "可以向国内具备相应资质的服务机构购买服务" in said


def test_json_has_offsets_and_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "办法.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    _status, said = run(capsys, "screening", "check", str(draft), "--json", "--only", "FC", "--clause")
    (one,) = json.loads(said)[0]["findings"]
    assert (one["rule"], one["severity"]) == ("FC-06", "H")
    assert DRAFT[one["where"]["start"] : one["where"]["end"]] == one["span"]
    assert one["question"]["en"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check", "没有.txt"), "没有这个文件"),
        (("check", "x.txt", "--on", "昨天"), "不是日期"),
        (("check", "x.txt", "--only", "XX"), "只能是"),
        (("score", "nowhere"), "没有 development 和 aside"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    arguments: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = run(capsys, "screening", *arguments)
    assert status == 1
    assert says in said


def test_the_score_stands_beside_a_keyword_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("development", "aside"):
        (tmp_path / name).mkdir()
        text = "== FC-06\n创新券只能用于购买本市服务机构提供的服务。\n== -\n创新券全国通用。\n"
        (tmp_path / name / "a.txt").write_text(text, encoding="utf-8")
    status, said = run(capsys, "screening", "score", str(tmp_path), "--faults")
    assert status == 0
    assert "development: 2 clauses, 1 innocent" in said
    row = next(line for line in said.splitlines() if line.startswith("all")).split()
    assert row == ["all", "1.00", "1.00", "1", "0.33", "1.00"]
