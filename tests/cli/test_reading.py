"""``yifa report read``, ``check``, ``compare``: every file in turn, a sentence for what cannot be read, no work done twice."""

from __future__ import annotations

import csv
import json
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.test_report import run
from tests.extraction.samples import FILES, NAMES
from yifa.cli import _reading

REPORT = FILES / "report-2021.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    for name in NAMES:
        shutil.copy(FILES / name, made / name)
    return made


def stored(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_report_is_told_with_its_heading_and_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    status, said, _ = run(capsys, "report", "read", str(REPORT))
    assert status == 0
    assert "机关: 云岭市科学技术局" in said
    assert "年度: 2021" in said
    assert "136家" in said
    assert "→ recognition.national_high_tech" in said
    assert "9.6亿元  = 960,000,000 元" in said


def test_every_named_format_gives_the_same_figures(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    status, said, _ = run(capsys, "report", "read", str(folder), "--json", str(out))
    assert status == 0
    assert f"读取{len(NAMES)}份" in said
    made = [stored(path) for path in sorted(out.iterdir())]
    assert len(made) == len(NAMES)
    plain = stored(out / "report-2021.txt.json")
    for each in made:
        assert (each["bureau"], each["year"]) == ("云岭市科学技术局", 2021)
        told = [(fact["span"], fact["value"], fact["unit"]) for fact in each["facts"]]
        # The docx and its PDF have a table besides; what the text says is said everywhere.
        missing = [
            one for one in [(f["span"], f["value"], f["unit"]) for f in plain["facts"]] if one not in told
        ]
        assert not missing


def test_the_json_has_offsets_into_the_file_as_it_is_decoded(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(capsys, "report", "read", str(REPORT), "--json", str(tmp_path))
    made = stored(tmp_path / "report-2021.json")
    text = REPORT.read_bytes().decode("utf-8")
    assert made["facts"]
    assert all(text[fact["start"] : fact["end"]] == fact["span"] for fact in made["facts"])
    for each in made["lint"]:
        assert each["where"] is None or 0 <= each["where"]["start"] < each["where"]["end"] <= len(text)


def test_what_was_read_from_the_same_bytes_is_not_read_again(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run(capsys, "report", "read", str(folder), "--json", str(out))
    (folder / "saved-page.html").write_text("全年召开会议7次。", encoding="utf-8")
    (out / "report-2021.docx.json").write_text("{", encoding="utf-8")
    _, said, _ = run(capsys, "report", "read", str(folder), "--json", str(out))
    assert f"读取2份，{len(NAMES) - 2}份以前已读" in said
    monkeypatch.setattr(_reading, "reader_version", lambda: "newer rules")
    _, said, _ = run(capsys, "report", "read", str(folder), "--json", str(out))
    assert f"读取{len(NAMES)}份，0份以前已读" in said


def test_one_unreadable_file_does_not_stop_the_others(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    with (folder / "large.txt").open("wb") as large:
        large.truncate(200 * 1024 * 1024)
    status, said, errors = run(capsys, "report", "read", str(folder), "--json", str(tmp_path / "out"))
    assert status == 1
    assert "3份不能读取" in said
    assert "“empty.txt”是空文件" in errors
    assert "“old.doc”是旧格式文档" in errors
    assert "“large.txt”有 200 MB" in errors
    assert len(list((tmp_path / "out").iterdir())) == len(NAMES)


def test_files_of_one_name_leave_a_json_each(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for year in ("2020", "2021"):
        (tmp_path / year).mkdir()
        shutil.copy(REPORT, tmp_path / year / "报告.txt")
    run(
        capsys,
        "report",
        "read",
        str(tmp_path / "2020"),
        str(tmp_path / "2021"),
        "--json",
        str(tmp_path / "out"),
    )
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_a_text_that_is_no_report_is_read_with_a_warning(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    recipe = tmp_path / "菜谱.txt"
    recipe.write_text("土豆3个，切成2厘米的块，煮15分钟。" * 20, encoding="utf-8")
    status, said, _ = run(capsys, "report", "read", str(recipe))
    assert status == 0
    assert "看起来不是法治政府建设年度报告" in said


def test_an_error_found_sets_the_exit_status(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    wrong = tmp_path / "错.txt"
    text = REPORT.read_text(encoding="utf-8")
    wrong.write_text(text.replace("较上年净增22家", "比上年的100家增长30%"), encoding="utf-8", newline="")
    status, said, _ = run(capsys, "report", "check", str(wrong))
    assert status == 1
    assert "错误" in said
    assert "36.0%" in said
    status, said, _ = run(capsys, "report", "check", str(REPORT))
    assert status == 0
    assert "错误" not in said


def test_the_day_of_publication_may_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    _, late, _ = run(capsys, "report", "check", str(REPORT), "--published", "2022-06-01")
    _, timely, _ = run(capsys, "report", "check", str(REPORT), "--published", "2022-03-01")
    assert "2022年6月1日" in late or "2022-06-01" in late
    assert len(late) > len(timely)
    status, _, errors = run(capsys, "report", "check", str(REPORT), "--published", "六月")
    assert status == 2
    assert "不是日期" in errors


def test_last_year_s_report_may_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    status, said, _ = run(capsys, "report", "check", str(REPORT), "--previous", str(REPORT))
    assert status in {0, 1}
    assert said


def years(folder: Path) -> list[str]:
    """The same bureau's reports on two years."""
    text = REPORT.read_text(encoding="utf-8")
    before = text.replace("2022", "2021").replace("2021年", "2020年").replace("2021年度", "2020年度")
    before = before.replace("达到136家，较上年净增22家", "达到114家").replace("合同76份", "合同60份")
    (folder / "2020.txt").write_text(before, encoding="utf-8")
    (folder / "2021.txt").write_text(text, encoding="utf-8")
    return [str(folder / "2020.txt"), str(folder / "2021.txt")]


def test_years_stand_side_by_side_and_growth_is_computed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, said, _ = run(capsys, "report", "compare", *years(tmp_path))
    assert status == 0
    (row,) = (line for line in said.splitlines() if "高新技术企业" in line)
    assert row.endswith("114\t136 (+19.3%)")


def test_the_comparison_is_written_as_page_workbook_and_csv(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    files = years(tmp_path)
    for ending in ("html", "xlsx", "csv"):
        status, _, _ = run(capsys, "report", "compare", *files, "--out", str(tmp_path / f"out.{ending}"))
        assert status == 0
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "<svg" in page
    assert "136 (+19.3%)" in page
    assert "http" not in page.replace("http://www.w3.org/", "")
    book = load_workbook(BytesIO((tmp_path / "out.xlsx").read_bytes()))
    assert any("+19.3%" in [cell.value for cell in row] for row in book.worksheets[0].iter_rows())
    rows = list(csv.reader((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert any(row[6:9] == ["136", "", "19.3"] for row in rows)


def test_a_comparison_is_not_written_as_something_else(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, _, errors = run(capsys, "report", "compare", str(REPORT), "--out", str(tmp_path / "out.pdf"))
    assert status == 2
    assert ".xlsx" in errors


def test_english_is_spoken_throughout(capsys: pytest.CaptureFixture[str]) -> None:
    from yifa.cli import main

    with pytest.raises(SystemExit):
        main(["--language", "en", "report", "read", str(REPORT)])
    said = capsys.readouterr().out
    assert "bureau: 云岭市科学技术局" in said
    assert "enterprises" in said


def test_readings_are_scored_against_labels(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "%year 2023\n全年召开党组会⟦16次|16|session|2023|decision|total|exact|党组会⟧。\n",
        encoding="utf-8",
    )
    status, said, _ = run(capsys, "report", "score", str(tmp_path))
    assert status == 0
    assert "span strict" in said
