"""``yifa law cite-check`` compares every citation of a library with the texts that are installed. The sample law is invented."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from typer.testing import CliRunner

from tests.procedure.making import FOLDER
from yifa.cli.law import app

KEY = "example-permit-rules"


def _texts(folder: Path, articles: str) -> Path:
    (folder / KEY).mkdir(parents=True)
    (folder / KEY / "2004-07-01.txt").write_text(articles, encoding="utf-8")
    return folder


def _standings(root: Path, texts: Path) -> tuple[int, dict[str, set[str]]]:
    result = CliRunner().invoke(app, ["cite-check", str(root), "--texts", str(texts), "--json"])
    found: dict[str, set[str]] = {}
    for one in json.loads(result.stdout):
        found.setdefault(one["standing"], set()).add(one["article"])
    return result.exit_code, found


def _articles(*numbers: str) -> str:
    return "\n".join(
        f"第{number}条　某事应当依照规定办理。\n　　第二款。\n　　第三款。" for number in numbers
    )


def test_without_texts_nothing_is_wrong_and_nothing_is_known(tmp_path: Path) -> None:
    code, found = _standings(FOLDER / "examples", tmp_path)
    assert (code, set(found)) == (0, {"no_text"})


def test_an_article_that_is_not_in_the_text_is_wrong(tmp_path: Path) -> None:
    texts = _texts(tmp_path, _articles("三十二", "三十八"))
    code, found = _standings(FOLDER / "examples", texts)
    assert code == 1
    assert found["found"] == {"32", "38"}
    assert "42" in found["not_found"]


def test_a_citation_is_looked_up_in_the_law_of_its_own_day(tmp_path: Path) -> None:
    root = tmp_path / "files"
    shutil.copytree(FOLDER / "examples", root)
    path = root / "statutes" / f"{KEY}.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('article: "42"', 'article: {2004-07-01: "42", 2027-01-01: "43"}', 1), encoding="utf-8"
    )
    texts = _texts(tmp_path / "texts", _articles("四十二"))
    (texts / KEY / "2027-01-01.txt").write_text(_articles("四十三"), encoding="utf-8")
    result = CliRunner().invoke(app, ["cite-check", str(root), "--texts", str(texts), "--json"])
    told = {(one["article"], one["on"]): one["standing"] for one in json.loads(result.stdout)}
    assert told["42", "2004-07-01"] == told["43", "2027-01-01"] == "found"
    assert told["42", "2027-01-01"] == "not_found"


def test_what_is_wrong_is_said_with_its_place(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app, ["cite-check", str(FOLDER / "examples"), "--texts", str(_texts(tmp_path, "第一条　总则。"))]
    )
    assert f"{KEY}.yaml:" in result.stdout
    assert "原文中没有此条" in result.stdout
