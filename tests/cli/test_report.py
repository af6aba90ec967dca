"""``yifa report`` names the bureau loosely, writes the papers, and says what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.figures.conftest import bureau, certificates, closures
from tests.report.conftest import NOW, indicators, officer, outline, outline_file, report
from yifa.cli import main
from yifa.house.models import Bureau, Officer
from yifa.report.drafting import save
from yifa.report.models import Report

__all__ = ["bureau", "certificates", "closures", "indicators", "officer", "outline", "outline_file", "report"]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit status, output and errors of ``yifa --language zh-hans …``."""
    with pytest.raises(SystemExit) as ended:
        main(["--language", "zh-hans", *arguments])
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize("name", ["test-kj", "清河市科学技术局", "清河"])
def test_the_papers_are_written_for_a_bureau_named_in_any_way(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    status, said, _ = run(
        capsys, "report", "build", name, "2020", "--out", str(tmp_path / "out"), "--date", "2021-01-22"
    )
    assert status == 0
    assert str(tmp_path / "out" / "report.pdf") in said
    assert (tmp_path / "out" / "figures.json").exists()


@pytest.mark.usefixtures("report")
def test_what_is_missing_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    status, said, _ = run(capsys, "report", "missing", "test-kj", "2020")
    assert status == 0
    assert "- 停办情况：学法学时（study.hours）。尚无记录支撑，报告中不写。可由此取得：学法记录。" in said


@pytest.mark.usefixtures("report")
def test_an_unknown_or_ambiguous_bureau_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, _, said = run(capsys, "report", "build", "无名局", "2020", "--out", str(tmp_path))
    assert status == 1
    assert "没有代码或名称为“无名局”的机关" in said
    Bureau.objects.create(code="test-two", name="清河市科学技术协会")
    status, _, said = run(capsys, "report", "build", "清河市", "2020", "--out", str(tmp_path))
    assert status == 1
    assert "对应多个机关" in said


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("test-kj", "2020", "--date", "22.1.2021"), 2, "不是日期"),
        (("test-kj", "20"), 1, "年度“20”不对"),
        (("test-kj", "2019", "--outline", "guangdong"), 1, "没有名为“guangdong”的提纲"),
    ],
)
def test_wrong_input_is_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: tuple[str, ...], status: int, says: str
) -> None:
    ended, _, said = run(capsys, "report", "build", *arguments, "--out", str(tmp_path))
    assert ended == status
    assert says in said
    assert not list(tmp_path.glob("report.*"))


def test_each_sentence_is_listed_with_what_it_rests_on(
    report: Report, officer: Officer, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said, _ = run(capsys, "report", "sentences", "test-kj", "2020")
    assert status == 0
    assert "乙确认的陈述" in said
    save(report, "head", "亲自部署。", officer=officer, now=NOW, expected=1)
    status, said, _ = run(capsys, "report", "sentences", "test-kj", "2020")
    assert status == 1
    assert "无人确认" in said
